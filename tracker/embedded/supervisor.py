"""The watcher of one server: starts it, and stops it when its last user is gone.

Run by ``launcher`` in a session of its own, so that Ctrl-C in a terminal reaches the application only. It says
``ready`` or ``failed: why`` once on standard output. When the server dies it dies too: the next connection of any user
then starts both anew, which is the one way in which a server ever starts.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

from tracker.embedded.cluster import Cluster
from tracker.embedded.errors import EmbeddedServerError
from tracker.embedded.places import Places, take, try_take

_PAUSE = 0.2
_LONGEST_LOG = 5_000_000


class Stop(Exception):
    """Somebody asked the supervisor to stop."""


def _asked_to_stop(number: int, frame: FrameType | None) -> None:
    raise Stop


def _report(line: str) -> None:
    """Tell the process that started us, which may be gone by now."""
    try:
        os.write(1, line.encode() + b"\n")
    except OSError:
        return
    finally:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.close(quiet)


def watch(places: Places) -> int:
    """Start the server and stay until its last user or the server itself is gone. Returns the exit status."""
    supervisor, server, users = (places.open_lock(name) for name in ("supervisor", "server", "users"))
    take(supervisor, alone=True)
    places.ready.unlink(missing_ok=True)
    if places.log.exists() and places.log.stat().st_size > _LONGEST_LOG:
        places.log.replace(places.log.with_suffix(".log.1"))
    cluster: Cluster | None = None
    try:
        cluster = Cluster(places)
        cluster.start(server)
        assert cluster.process
        places.write_ready({"socket_folder": str(cluster.socket_folder), "supervisor": os.getpid()})
        _report("ready")
        while not try_take(users, alone=True):
            try:
                cluster.process.wait(_PAUSE)
            except subprocess.TimeoutExpired:
                continue
            return 1
        return 0
    except EmbeddedServerError as problem:
        _report(f"failed: {problem}")
        return 1
    except Stop:
        return 0
    finally:
        places.ready.unlink(missing_ok=True)
        if cluster:
            cluster.stop()
        if places.throwaway:
            shutil.rmtree(places.folder, ignore_errors=True)


def main() -> int:
    """Read ``FOLDER keep|throwaway`` from the command line and watch."""
    folder, keep = sys.argv[1:3]
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGPIPE):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _asked_to_stop)
    return watch(Places(Path(folder), throwaway=keep == "throwaway"))


if __name__ == "__main__":
    sys.exit(main())
