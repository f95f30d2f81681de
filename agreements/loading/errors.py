"""What is wrong with a file, said so that the person who wrote it finds the place: file, line, nearest right name.

Faults are collected, so that one run names them all, and nothing is written while there is any.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault at one place; ``line`` counts from 1, and 0 means the file as a whole."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


class Faults(Exception):
    """The files were refused; ``faults`` says why, and nothing was written."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def nearest(name: str, allowed: Iterable[str], *, most: int = 12) -> str:
    """Return the end of a sentence that names the likeliest right name, or what is allowed when none is near."""
    names = sorted({a for a in allowed if a})
    close = get_close_matches(name, names, n=1, cutoff=0.6) or get_close_matches(name.lower(), names, n=1, cutoff=0.6)
    if close:
        return f"; did you mean '{close[0]}'?"
    if not names:
        return "; none is allowed here."
    if len(names) <= most:
        return f"; allowed: {', '.join(names)}."
    return "."
