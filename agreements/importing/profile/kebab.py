"""Kebab-case: how keys and addresses are written."""

from __future__ import annotations

import re

_NOT_KEBAB = re.compile(r"[^a-z0-9]+")


def kebab(text: str) -> str:
    """Return the ASCII letters and digits of a text in lower case, between single hyphens; others fall away."""
    return _NOT_KEBAB.sub("-", text.lower()).strip("-")
