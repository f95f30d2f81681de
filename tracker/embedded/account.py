"""As whom the server runs. PostgreSQL refuses uid 0, so root hands it to an ordinary account.

The account must be the same at every start, because the data folder belongs to it: whoever owns existing data; else
the owner of the checkout; else ``postgres`` if the machine has it; else ``nobody``.
"""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.embedded.errors import EmbeddedServerError


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the machine. ``is_us``: the server runs as whoever runs the application."""

    uid: int
    gid: int
    name: str

    @property
    def is_us(self) -> bool:
        """Whether no change of account is needed."""
        return self.uid == os.geteuid()

    def popen_arguments(self) -> dict[str, Any]:
        """Return what ``subprocess`` needs to become this account, without any group of the caller's."""
        if self.is_us:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def environment(self) -> dict[str, str]:
        """Return the environment of the server: nothing of the caller's ``PG*`` settings, and plain messages."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
        return {**kept, "LC_ALL": "C", "HOME": "/", "USER": self.name, "LOGNAME": self.name}

    def can(self, command: Sequence[str]) -> bool:
        """Tell whether ``command`` succeeds when this account runs it."""
        done = subprocess.run(command, capture_output=True, check=False, cwd="/", **self.popen_arguments())
        return done.returncode == 0


def _named(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return Account(uid, uid, str(uid))
    return Account(uid, entry.pw_gid, entry.pw_name)


def choose(data: Path, folder: Path) -> Account:
    """Return the account that runs the server on ``data``; ``folder`` is one that its owner made.

    Raises ``EmbeddedServerError`` when the data belong to somebody else and we are not root.
    """
    us = os.geteuid()
    owner = data.stat().st_uid if data.exists() else None
    if us != 0:
        if owner not in (None, us):
            raise EmbeddedServerError(
                f"{data} belongs to {_named(owner or 0).name}: run as that account, "
                "or set VAR_DIR to a folder of your own."
            )
        return _named(us)
    if owner:
        return _named(owner)
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    if nearest.stat().st_uid:
        return _named(nearest.stat().st_uid)
    for name in ("postgres", "nobody"):
        try:
            return _named(pwd.getpwnam(name).pw_uid)
        except KeyError:
            continue
    raise EmbeddedServerError("No ordinary account was found to run PostgreSQL. Run as an ordinary user.")
