"""The server itself: making its data folder, starting it, seeing that it answers, stopping it.

Used by the supervisor only, which holds the locks that make each step safe.
"""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from tracker.embedded import account as accounts
from tracker.embedded import binaries as programs
from tracker.embedded.errors import EmbeddedServerError
from tracker.embedded.places import Places, try_take

DATABASE = "register"
ROLE = "register"
_SOCKET_PREFIX = "tracker-pg-"
_LONGEST_SOCKET_FOLDER = 103 - len("/.s.PGSQL.5432.lock")
_PAUSE = 0.05
_PR_SET_PDEATHSIG = 1
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "wal_level=minimal",
         "max_wal_senders=0")  # fmt: skip


class Cluster:
    """One PostgreSQL server over one data folder."""

    def __init__(self, places: Places) -> None:
        """Choose account and programs. Raises ``EmbeddedServerError`` when there are none."""
        self.places = places
        self.account = accounts.choose(places.data, places.folder.parent)
        found = programs.find(self._major_of_data())
        self.binaries = programs.readable_by(self.account, found)
        self.process: subprocess.Popen[bytes] | None = None
        self.socket_folder: Path | None = None

    def _major_of_data(self) -> int | None:
        mark = self.places.data / "PG_VERSION"
        return int(mark.read_text().split(".")[0]) if mark.exists() else None

    def _reachable(self, folder: Path) -> str:
        """Return a name under which the server's account finds ``folder``, which will be its working folder.

        Under a closed folder no absolute path works for another account; on Linux the kernel's own name of the
        working folder does, because it asks nothing of the folders above.
        """
        if self.account.is_us or self.account.can(["/bin/sh", "-c", 'test -w "$1"', "sh", str(folder)]):
            return str(folder)
        if sys.platform == "linux":
            return "/proc/self/cwd"
        raise EmbeddedServerError(
            f"The account {self.account.name}, under which PostgreSQL must run here, cannot reach {folder}. Run as an "
            "ordinary user, move the checkout to a folder that others may pass through, or set DATABASE_URL."
        )

    def make_data(self) -> None:
        """Make the data folder unless it exists: built beside it and renamed, so it is whole or absent."""
        if self.places.data.exists():
            return
        fresh = self.places.folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        if not self.account.is_us:
            os.chown(fresh, self.account.uid, self.account.gid)
        command = [
            str(self.binaries.initdb), "-D", self._reachable(fresh), "--username", ROLE, "--encoding=UTF8",
            "--locale=C.UTF-8", "--auth-local=trust", "--auth-host=reject",
        ]  # fmt: skip
        if self.places.throwaway:
            command.append("--no-sync")
        made = subprocess.run(
            command, cwd=fresh, env=self.account.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, check=False, **self.account.popen_arguments(),
        )  # fmt: skip
        if made.returncode:
            raise EmbeddedServerError(f"{self.binaries.initdb} could not make {fresh}:\n{made.stdout[-2000:]}")
        fresh.rename(self.places.data)

    def make_socket_folder(self) -> Path:
        """Make a folder of mode 0700 with a path that a socket allows, however long the checkout's path is.

        Its name is random and written down, so that the next start can remove what a killed one left.
        """
        record = self.places.folder / "socket-folder"
        if record.exists():
            left = Path(record.read_text())
            if left.name.startswith(_SOCKET_PREFIX) and left.is_dir() and left.stat().st_uid == self.account.uid:
                shutil.rmtree(left, ignore_errors=True)
        for parent in dict.fromkeys((tempfile.gettempdir(), "/tmp", "/var/tmp")):
            fits = len(parent) + len(_SOCKET_PREFIX) + 9 <= _LONGEST_SOCKET_FOLDER
            if fits and self.account.can(["/bin/sh", "-c", 'test -x "$1"', "sh", parent]):
                made = Path(tempfile.mkdtemp(prefix=_SOCKET_PREFIX, dir=parent))
                if not self.account.is_us:
                    os.chown(made, self.account.uid, self.account.gid)
                record.write_text(str(made))
                self.places.give_to_owner(record)
                return made
        raise EmbeddedServerError("No folder with a path short enough for a socket was found; set TMPDIR to one.")

    def start(self, server_lock: int) -> None:
        """Start the server and wait until it answers. ``server_lock`` is held and is inherited by all its processes."""
        self._wait_for_leftovers(server_lock)
        self.make_data()
        (self.places.data / "postmaster.pid").unlink(missing_ok=True)
        self.socket_folder = self.make_socket_folder()
        options = [
            "listen_addresses=", f"unix_socket_directories={self.socket_folder}", "unix_socket_permissions=0700",
            "port=5432", "timezone=UTC", "log_timezone=UTC", "logging_collector=off", "log_destination=stderr",
            "max_connections=200", *(_FAST if self.places.throwaway else ()),
        ]  # fmt: skip
        command = [str(self.binaries.postgres), "-D", self._reachable(self.places.data)]
        for option in options:
            command += ["-c", option]
        with self.places.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=self.places.data, env=self.account.environment(), stdin=subprocess.DEVNULL, stdout=log,
                stderr=log, pass_fds=[server_lock], preexec_fn=_stop_with_parent(), **self.account.popen_arguments(),
            )  # fmt: skip
        self._wait_until_it_answers()
        self._make_database()

    def _wait_for_leftovers(self, server_lock: int, patience: float = 5.0) -> None:
        """Wait until nothing of an earlier server lives, asking it to stop, then killing what does not."""
        started = time.monotonic()
        asked = killed = False
        while not try_take(server_lock, alone=True):
            waited = time.monotonic() - started
            if not asked:
                _signal_all(self._processes_on_data(), signal.SIGINT)
                asked = True
            elif waited > patience and not killed:
                _signal_all(self._processes_on_data(), signal.SIGKILL)
                killed = True
            elif waited > 12 * patience:
                raise EmbeddedServerError(f"An earlier server on {self.places.data} does not stop; end it by hand.")
            time.sleep(_PAUSE)

    def _processes_on_data(self) -> list[int]:
        """Return the server processes that work in the data folder; without /proc, the one that wrote its number."""
        if Path("/proc/self/cwd").exists():
            found = []
            for entry in Path("/proc").iterdir():
                try:
                    working = entry.name.isdecimal() and (entry / "cwd").samefile(self.places.data)
                    if working and (entry / "comm").read_text().startswith("postgres"):
                        found.append(int(entry.name))
                except OSError:
                    continue
            return found
        try:
            number = (self.places.data / "postmaster.pid").read_text().split()[0]
        except (OSError, IndexError):
            return []
        called = subprocess.run(["ps", "-o", "comm=", "-p", number], capture_output=True, text=True, check=False)
        return [int(number)] if "postgres" in called.stdout else []

    def answers(self) -> bool:
        """Tell whether the server takes a connection now."""
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.socket_folder), port=5432, user=ROLE, dbname="postgres", connect_timeout=5, autocommit=True
        )

    def _wait_until_it_answers(self, patience: float = 60.0) -> None:
        assert self.process
        started = time.monotonic()
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() - started > patience:
                self.stop()
                raise EmbeddedServerError(f"PostgreSQL did not start. The end of {self.places.log}:\n{self._log_end()}")
            time.sleep(_PAUSE)

    def _log_end(self) -> str:
        return self.places.log.read_bytes()[-2000:].decode(errors="replace")

    def _make_database(self) -> None:
        with self._connect() as connection:
            there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if not there:
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def stop(self) -> None:
        """Stop the server, cleanly if it holds data worth keeping, and remove the socket's folder."""
        if self.process and self.process.poll() is None:
            gentle = [] if self.places.throwaway else [(signal.SIGINT, 60.0)]
            for asked, patience in (*gentle, (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)):
                self.process.send_signal(asked)
                try:
                    self.process.wait(patience)
                    break
                except subprocess.TimeoutExpired:
                    continue
        if self.socket_folder:
            shutil.rmtree(self.socket_folder, ignore_errors=True)
            (self.places.folder / "socket-folder").unlink(missing_ok=True)


def _stop_with_parent() -> Callable[[], None] | None:
    """On Linux, let the kernel ask the server to stop when the supervisor dies, even by ``kill -9``."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def bind() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
        if os.getppid() != parent:
            os._exit(1)

    return bind


def _signal_all(processes: list[int], asked: signal.Signals) -> None:
    for process in processes:
        try:
            os.kill(process, asked)
        except ProcessLookupError:
            continue
