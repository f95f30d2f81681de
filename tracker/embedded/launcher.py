"""The users' side of the private server: hold it, and have it started when it does not run.

A process that used the server holds the users' lock until it ends. Forked children share the hold; programs that it
executes do not, unless ``keep_over_exec`` says so.
"""

import os
import subprocess
import sys
import threading
import time
from functools import cache
from pathlib import Path

import psycopg

from tracker.embedded.cluster import ROLE
from tracker.embedded.errors import EmbeddedServerError
from tracker.embedded.places import Places, Ready, is_taken, take

_CHECKOUT = Path(__file__).resolve().parent.parent.parent
_PAUSE = 0.05
_PATIENCE = 90.0


class Server:
    """One private server as one process sees it."""

    def __init__(self, places: Places) -> None:
        """Remember the places; nothing is started yet."""
        self.places = places
        self._users: int | None = None
        self._guard = threading.Lock()

    def hold(self) -> str:
        """Hold the server for the life of this process, starting it if need be. Returns the folder of its socket."""
        with self._guard:
            said = self.places.read_ready() if self._users is not None else None
            return (said or self._ensure(suspicious=False))["socket_folder"]

    def recover(self) -> str:
        """After a failed connection: wait until the server answers, starting it anew if it is gone."""
        with self._guard:
            return self._ensure(suspicious=True)["socket_folder"]

    def release(self) -> None:
        """Let go of the server before the process ends."""
        with self._guard:
            if self._users is not None:
                os.close(self._users)  # never LOCK_UN: a forked child may share this hold
                self._users = None

    def keep_over_exec(self) -> None:
        """Let the program that replaces this process go on holding the server."""
        self.hold()
        assert self._users is not None
        os.set_inheritable(self._users, True)

    def _ensure(self, *, suspicious: bool) -> Ready:
        """See to it that the server answers. ``suspicious``: being told that it is ready is not enough."""
        self.places.make()
        if self._users is None:
            users = self.places.open_lock("users")
            take(users, alone=False)
            self._users = users
        start = self.places.open_lock("start")
        try:
            take(start, alone=True)
            return self._ensure_alone(suspicious=suspicious)
        finally:
            os.close(start)

    def _ensure_alone(self, *, suspicious: bool) -> Ready:
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            if not is_taken(self.places, "supervisor"):
                self._start()
            said = self.places.read_ready()
            if said and (not suspicious or _answers(said)):
                return said
            time.sleep(_PAUSE)
        raise EmbeddedServerError(f"The private server did not answer for {_PATIENCE:.0f} s; see {self.places.log}.")

    def _start(self) -> None:
        """Start a supervisor and wait for its word."""
        environment = {**os.environ, "PYTHONPATH": str(_CHECKOUT)}
        kind = "throwaway" if self.places.throwaway else "keep"
        with self.places.log.open("ab") as log:
            self.places.give_to_owner(self.places.log)
            supervisor = subprocess.Popen(
                [sys.executable, "-m", "tracker.embedded.supervisor", str(self.places.folder.resolve()), kind],
                cwd="/", env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        assert supervisor.stdout
        with supervisor.stdout as said:
            word = said.read().decode(errors="replace").strip()
        # The supervisor outlives us by design; do not let Python warn that it still runs.
        supervisor.returncode = 0
        if word != "ready":
            raise EmbeddedServerError(word.removeprefix("failed: ") or f"The supervisor died; see {self.places.log}.")


def _answers(said: Ready) -> bool:
    try:
        psycopg.connect(
            host=said["socket_folder"], port=5432, user=ROLE, dbname="postgres", connect_timeout=5
        ).close()  # fmt: skip
    except psycopg.OperationalError:
        return False
    return True


@cache
def server_at(folder: Path, throwaway: bool) -> Server:
    """Return this process's one view of the server in ``folder``."""
    return Server(Places(folder, throwaway=throwaway))
