"""Keys and addresses: how the rows of a draft, and a new record, are called. The same row always gets the same."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from agreements.importing.profile.kebab import kebab

LONGEST_KEY: Final = 70
LONGEST_ADDRESS: Final = 120
_TELLING = re.compile(r"[a-z0-9]+([-._/ ][a-z0-9]+)*")


def key_for(text: str, longest: int = LONGEST_KEY) -> str:
    """Return a key made of a text: its words where these tell it, else its words and a part of its sha-256."""
    plain = kebab(text)
    if _TELLING.fullmatch(text.lower()) and len(plain) <= longest:
        return plain
    mark = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"{plain[: longest - 9].strip('-')}-{mark}".strip("-")


def address_for(scheme: str, key: str) -> str:
    """Return the address of a new record: the scheme and the key."""
    return f"{scheme}-{key_for(key, LONGEST_ADDRESS - len(scheme) - 1)}"
