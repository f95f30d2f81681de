"""What a table of a list is made of: columns with names that never change, and names of other records beside their ids.

Column names are English in every language, so that a program reads ``/ko/agreements.csv`` as it reads the English one;
columns that end in ``_label`` are in the language asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from agreements.register.names import AUTHORITY, documents
from agreements.register.reading import Reading
from agreements.register.records import name_of

Document = Mapping[str, Any]


@dataclass(slots=True)
class Names:
    """What other records are called, for one page of rows: one query for each type of record that is named."""

    reading: Reading
    found: dict[tuple[str, str], str] = field(default_factory=dict)

    def of(self, record_type: str, record_id: str) -> str:
        """Give the name of a record, its id where the register does not hold it."""
        return self.found.get((record_type, record_id.lower()), record_id)

    def load(self, named: Iterable[tuple[str, str | None]]) -> None:
        """Look names up."""
        wanted: dict[str, set[str]] = {}
        for record_type, record_id in named:
            if record_id:
                wanted.setdefault(record_type, set()).add(record_id.lower())
        for record_type, ids in wanted.items():
            for record_id, document in documents(record_type, ids, self.reading).items():
                self.found[record_type, record_id] = name_of(record_type, document, self.reading)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, the field of the API's row that it shows (for ``fields``), and how it is written."""

    name: str
    field: str
    write: Callable[[Any, Names], Any]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of one list, and which records a row names by id (type and id)."""

    columns: tuple[Column, ...]
    named: Callable[[Document], Iterable[tuple[str, str | None]]] = lambda row: ()


def plain(name: str, *path: str) -> Column:
    """Make a column that shows a field as it stands, or a member of it; nothing where there is none."""
    field, *members = path or (name,)

    def write(row: Any, names: Names) -> Any:
        found = row.get(field)
        for member in members:
            found = found.get(member) if found else None
        return found

    return Column(name, field, write)


def labelled(name: str, labels: Mapping[str, Any], *path: str) -> tuple[Column, Column]:
    """Make the column of a code, or of several, and beside it the one of their labels."""
    code = plain(name, *path)

    def write(row: Any, names: Names) -> Any:
        found = code.write(row, names)
        if isinstance(found, list):
            return [str(labels.get(each, each)) for each in found]
        return str(labels.get(found, found)) if found else None

    return code, Column(f"{name}_label", code.field, write)


def named(name: str, record_type: str, *path: str) -> tuple[Column, Column]:
    """Make the column of a record's id, or of several, and beside it the one of their names."""
    ids = plain(name, *path)

    def write(row: Any, names: Names) -> Any:
        found = ids.write(row, names)
        if isinstance(found, list):
            return [names.of(record_type, each) for each in found]
        return names.of(record_type, found) if found else None

    return ids, Column(f"{name}_label", ids.field, write)


#: The languages that have a column of their own, by the first part of a tag.
TONGUES = ("en", "ko", "zh")


def titles() -> tuple[Column, ...]:
    """Make the columns of titles: in the three languages side by side, and all others as ``language: title``."""
    return (
        *(Column(f"title_{tongue}", "titles", _title_in(tongue)) for tongue in TONGUES),
        Column("titles_other", "titles", _other_titles),
    )


def texts(name: str, column: str) -> tuple[Column, ...]:
    """Make the columns of a text that a row holds by language."""
    return tuple(plain(f"{column}_{tongue}", name, tongue) for tongue in TONGUES)


def _tongue(row: Document) -> str:
    return str(row["language"]).lower().split("-")[0]


def _ranked(rows: Sequence[Document]) -> list[Document]:
    return sorted(rows, key=lambda row: (not row.get("prevails"), AUTHORITY.index(row["basis"])))


def _title_in(tongue: str) -> Callable[[Any, Names], Any]:
    def write(row: Any, names: Names) -> str | None:
        return next((each["title"] for each in _ranked(row["titles"]) if _tongue(each) == tongue), None)

    return write


def _other_titles(row: Any, names: Names) -> list[str]:
    return [f"{each['language']}: {each['title']}" for each in row["titles"] if _tongue(each) not in TONGUES]
