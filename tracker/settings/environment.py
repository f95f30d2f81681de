"""What the environment says, read in one place.

Every setting that differs between a laptop and a server comes from an environment variable named here or in the
module that uses it. A value that cannot be read is refused with a sentence, never replaced by a guess.
"""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR") or BASE_DIR / "var")
"""Everything that a running register keeps on disk: the embedded database, collected static files, the local key."""

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """Return the variable without surrounding white space; an empty one counts as absent."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """Return a yes-or-no variable. Raises ``ImproperlyConfigured`` for anything but 1/0, true/false, yes/no, on/off."""
    value = text(name).lower()
    if not value:
        return default
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no. Write {name}=1 or {name}=0.")


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Return a list written with commas."""
    found = [word.strip() for word in text(name).split(",")]
    return [word for word in found if word] or list(default)


def number(name: str, default: int) -> int:
    """Return a whole number >= 0. Raises ``ImproperlyConfigured`` for anything else."""
    value = text(name)
    if not value:
        return default
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number.")
    return int(value)


DEBUG = flag("DEBUG", default=True)
"""On by default, so that a checkout works as it is; ``DEBUG=0`` asks for the rules of production."""
