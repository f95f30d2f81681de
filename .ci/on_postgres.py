"""Run a command with ``DATABASE_URL`` pointing at a server made for it: ``on_postgres.py BINDIR COMMAND...``.

The server is made by plain ``initdb`` and ``postgres``, as anybody would run one, so that nothing of the private
server's launcher takes part. It is stopped when the command ends.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any


def main() -> int:
    """Return the exit status of the command."""
    programs, *command = sys.argv[1:]
    ordinary: dict[str, Any] = {}
    folder = Path(tempfile.mkdtemp(prefix="ci-pg-"))
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        ordinary = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    try:
        subprocess.run(
            [f"{programs}/initdb", "-D", folder / "data", "-U", "register", "--encoding=UTF8", "--locale=C.UTF-8",
             "--auth=trust", "--no-sync"],
            check=True, stdout=subprocess.DEVNULL, cwd="/", **ordinary,
        )  # fmt: skip
        server = subprocess.Popen(
            [f"{programs}/postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"],
            cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **ordinary,
        )  # fmt: skip
        try:
            deadline = time.monotonic() + 30
            while not (folder / ".s.PGSQL.5432").exists() and time.monotonic() < deadline:
                time.sleep(0.05)
            url = f"postgresql://register@/postgres?host={folder}"
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
