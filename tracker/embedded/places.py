"""The files of one private server and the locks on them.

All lie in one folder; a lock is always a whole-file ``flock``, which the kernel drops when its last holder dies.
"""

import fcntl
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict


class Ready(TypedDict):
    """What the supervisor tells the users while the server answers."""

    socket_folder: str
    supervisor: int


@dataclass(frozen=True, slots=True)
class Places:
    """Where one server keeps its things. ``throwaway``: for tests, fast and forgotten at the end."""

    folder: Path
    throwaway: bool = False

    @property
    def data(self) -> Path:
        """PostgreSQL's data folder."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server and its supervisor have to say."""
        return self.folder / "server.log"

    @property
    def ready(self) -> Path:
        """Present while the server answers."""
        return self.folder / "ready.json"

    def make(self) -> None:
        """Make the folder. Others may pass through it (the server's account must) but not list it."""
        missing = [place for place in (self.folder, *self.folder.parents) if not place.exists()]
        self.folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        for place in reversed(missing):
            self.give_to_owner(place)

    def open_lock(self, name: str) -> int:
        """Open the lock file ``name`` (users, start, supervisor, server) and return its descriptor, not inherited."""
        path = self.folder / f"{name}.lock"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        self.give_to_owner(descriptor)
        return descriptor

    def give_to_owner(self, target: int | Path) -> None:
        """When root works in somebody's checkout, leave what it makes to the owner of the folder around it."""
        if os.geteuid() == 0 and not self.throwaway:
            around = target.parent if isinstance(target, Path) else self.folder
            owner = around.stat()
            if owner.st_uid:
                os.chown(target, owner.st_uid, owner.st_gid)

    def read_ready(self) -> Ready | None:
        """Return what the supervisor said, or None when no server is ready."""
        try:
            said: Ready = json.loads(self.ready.read_text())
        except (FileNotFoundError, ValueError):
            return None
        return said

    def write_ready(self, said: Ready) -> None:
        """Say that the server answers, in one step."""
        fresh = self.ready.with_suffix(".new")
        fresh.write_text(json.dumps(said))
        self.give_to_owner(fresh)
        fresh.replace(self.ready)


def take(descriptor: int, *, alone: bool) -> None:
    """Take the lock, shared or alone, waiting for it."""
    fcntl.flock(descriptor, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)


def try_take(descriptor: int, *, alone: bool) -> bool:
    """Take the lock if that is possible at once; tell whether it was."""
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_taken(places: Places, name: str) -> bool:
    """Tell whether somebody holds the lock ``name`` alone."""
    descriptor = places.open_lock(name)
    try:
        return not try_take(descriptor, alone=False)
    finally:
        os.close(descriptor)
