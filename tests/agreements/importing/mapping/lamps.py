"""A profile for rows of lamps, and what its mapper makes of a row: what the tests of mapping share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from agreements.importing.drafts import Draft, LeftOut, Place, Refused
from agreements.importing.mapping.mapper import Mapper
from agreements.importing.profile.loading import read_profile
from agreements.importing.reading.rows import TableRow

HEAD = """\
[register]
scheme = "tide-office"
title = "Tide Office"
publish = false
edition = "2024-05-31"
[source]
slug = "tide-office-2024"
title = "Tide Office, 2024"
language = "en"
[words]
unknown = ["NA"]
open_ended = ["31/12/9999"]
[dates]
formats = ["D/M/Y", "Y"]
[key]
column = "No"
[titles]
en = { column = "Name", basis = "authentic" }
"""


@dataclass(frozen=True)
class Meant:
    """Whom an invented name means."""

    country: str | None = None
    institution: str | None = None


@dataclass
class Names:
    """An invented table of names, which remembers whom it did not know."""

    unknown: list[tuple[str, str, str]] = field(default_factory=list)
    known = {
        "Aland": Meant("AX"),
        "Korea": Meant("KR"),
        "Tea, Republic of": Meant("LK"),
        "Tide Bank": Meant(None, "tide-bank"),
        "Ministry of Tides": Meant("KR", "tide-ministry"),
    }

    def resolve(self, name: str) -> Meant | None:
        """Look up."""
        return self.known.get(name)

    def note_unresolved(self, name: str, column: str, place: Place) -> None:
        """Remember."""
        self.unknown.append((name, column, str(place)))


def mapped(more: str, names: Names | None = None, problem: str = "", /, **cells: Any) -> Draft | Refused | LeftOut:
    """Map one row by the small profile with more at its end; underscores in names of columns are spaces."""
    mapper = Mapper(read_profile("tides.toml", f"{HEAD}{more}".encode()), names or Names())
    row = {"No": "T-1", "Name": "Tides"} | {name.replace("_", " "): cell for name, cell in cells.items()}
    return mapper.draft(TableRow(Place(7), row, problem))


def draft_of(more: str, /, **cells: Any) -> Draft:
    """Map a row that is taken."""
    found = mapped(more, **cells)
    assert isinstance(found, Draft), found
    return found


def why_not(more: str, /, **cells: Any) -> list[tuple[str, str, str]]:
    """Return the problems of a row that is refused."""
    found = mapped(more, **cells)
    assert isinstance(found, Refused), found
    return [(problem.column, problem.words, problem.why) for problem in found.problems]


def support(draft: Draft, part: str, key: str = "", name: str = "") -> tuple[Any, ...]:
    """Return what supports one value."""
    (given,) = [g for g in draft.given if (*g.row, g.field) == (part, key, name)]
    return given.value, given.column, given.words, given.basis
