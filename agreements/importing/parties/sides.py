"""Whom a name means, and what is told of a name that means nobody known."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.importing.drafts import Place


@dataclass(frozen=True, slots=True)
class Side:
    """A party: the code of a country, the address of an institution, or both where the institution is a country's."""

    country: str | None = None
    institution: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A known name that looks like an unknown one, and whom it means. It is only shown; nothing is taken from it.

    ``target`` is what a profile's ``[aliases]`` would say: the code or the address.
    """

    name: str
    side: Side
    meaning: str

    @property
    def target(self) -> str:
        """What an alias would point to."""
        return self.side.institution or self.side.country or ""

    def __str__(self) -> str:
        return f"{self.name} = {self.meaning} ({self.target})"


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A name that means nobody known, once, however often it stands in the file.

    ``why`` says what is known against it (that it stands for several sides), else is empty; ``first`` is the first row.
    """

    name: str
    count: int
    columns: tuple[str, ...]
    suggestions: tuple[Suggestion, ...] = ()
    why: str = ""
    first: Place | None = None
