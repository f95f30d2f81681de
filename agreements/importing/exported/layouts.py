"""Which member of a public document fills which field of a working record: the door's writing, read backwards.

Values are named as fields of the shapes that loads know (``agreements.loading.shapes``). Applications that stand above
this one add the layout of their records, as they add their shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

Document = Mapping[str, Any]
Values = dict[str, Any]
#: Gives the rows of one part of a document, each with its key.
PartReader = Callable[[Document], Iterator[tuple[str, Values]]]


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of record: the ``file`` its documents are in, how its own fields and its parts are read.

    ``resolved`` names the parts in which a row without a country shows that of its institution, each with a field that
    such a row always gives.
    """

    kind: str
    file: str
    own: Callable[[Document], Values]
    parts: Mapping[str, PartReader] = field(default_factory=dict)
    resolved: Mapping[str, str] = field(default_factory=dict)


def taken(*names: str, texts: str = "") -> Callable[[Document], Values]:
    """Read members as they stand; ``texts`` is a member that holds a text by language."""

    def read(row: Document) -> Values:
        found = {name: row[name] for name in names}
        return found | by_language(row, texts) if texts else found

    return read


def by_language(row: Document, name: str) -> Values:
    """Read a text by language into ``name``, ``name_ko``, ``name_zh``."""
    held = row[name]
    return {name if language == "en" else f"{name}_{language}": text for language, text in held.items()}


def names_by_language(row: Document) -> Values:
    """Read names by language into ``name_en``, ``name_ko``, ``name_zh``."""
    return {f"name_{language}": text for language, text in row["names"].items()}


def rows(member: str, *texts: str, **renamed: str) -> PartReader:
    """Read rows with keys; ``texts`` hold texts by language, ``renamed`` gives members another name."""

    def read(document: Document) -> Iterator[tuple[str, Values]]:
        for row in document[member]:
            values = {renamed.get(name, name): value for name, value in row.items() if name not in ("key", *texts)}
            for name in texts:
                values |= by_language(row, name)
            yield row["key"], values

    return read


def listed(member: str, name: str) -> PartReader:
    """Read values that are listed without keys: the value is the key."""

    def read(document: Document) -> Iterator[tuple[str, Values]]:
        for value in document[member]:
            yield value, {name: value}

    return read


def _relations(document: Document) -> Iterator[tuple[str, Values]]:
    for row in document["relations"]:
        if row["direction"] == "out":
            values = {name: value for name, value in row.items() if name not in ("key", "direction", "other")}
            yield row["key"], {**values, "object": row["other"]}


def _clause(document: Document) -> Iterator[tuple[str, Values]]:
    if document["clause"] is not None:
        clause = dict(document["clause"])
        articles = clause.pop("articles")
        yield "", {**clause, **{f"{name}_article": text for name, text in articles.items()}}


def _aliases(document: Document) -> Iterator[tuple[str, Values]]:
    for row in document["aliases"]:
        yield f"{row['language']}:{row['name']}", dict(row)


def _successors(document: Document) -> Iterator[tuple[str, Values]]:
    for code in document["successors"]:
        yield code, {"successor": code}


def _codes(document: Document) -> Iterator[tuple[str, Values]]:
    """Codes have keys that no document tells, made as seeds make them; nothing names them."""
    taken_keys: set[str] = set()
    for number, row in enumerate(document["codes"], 1):
        stem = NOT_OF_A_KEY.sub("-", f"{row['scheme']}-{row['code']}".lower())[:70].strip("-")
        key = stem if stem and stem not in taken_keys else f"code-{number}"
        taken_keys.add(key)
        yield key, dict(row)


def _passages(document: Document) -> Iterator[tuple[str, Values]]:
    for row in document["passages"]:
        yield row["key"], {name: row[name] for name in ("locator_kind", "locator", "start", "end")}


NOT_OF_A_KEY: Final = re.compile("[^a-z0-9]+")
STATUSES: Final = ("parties_status", "acts_status", "sectors_status")
SOURCE: Final = (
    *("title", "kind", "publisher", "author", "language", "url", "published", "published_basis"),
    *("published_reasoning", "retrieved", "sha256", "licence", "public_notes"),
)
LAYOUTS: Final[dict[str, Layout]] = {}


def register(layout: Layout) -> None:
    """Make the documents of a kind of record known to the import of exports."""
    LAYOUTS[layout.kind] = layout


register(
    Layout(
        "country",
        "countries",
        lambda d: {"code": d["code"], "ended": d["ended"], **names_by_language(d)},
        {"alias": _aliases, "successor": _successors},
    )
)
register(Layout("sector", "sectors", lambda d: {"parent": d["parent"], **names_by_language(d)}, {"code": _codes}))
register(
    Layout(
        "institution",
        "institutions",
        taken("country", "kind", "parent", "website", "public_notes"),
        {"name": rows("names"), "change": rows("changes")},
    )
)
register(Layout("source", "sources", taken(*SOURCE), {"passage": _passages}))
register(
    Layout(
        "occasion",
        "occasions",
        lambda d: {
            **taken("kind", "date", "place", "country", "parent", "public_notes", texts="summary")(d),
            **names_by_language(d),
        },
        {"participant": rows("participants")},
    )
)
register(
    Layout(
        "agreement",
        "agreements",
        taken(
            *("kind", "original_designation", "legal_force", "level", *STATUSES, "occasion", "territorial_scope"),
            *("official_text_url", "public_notes"),
            texts="summary",
        ),
        {
            "title": rows("titles"),
            "identifier": rows("identifiers"),
            "party": rows("parties"),
            "sector": listed("sectors", "sector"),
            "form": listed("forms", "form"),
            "amount": rows("amounts"),
            "act": rows("events", basis="date_basis"),
            "relation": _relations,
            "clause": _clause,
        },
        resolved={"party": "role"},
    )
)
