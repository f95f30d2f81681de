"""Programmes as the public reads them: the list and one record, for pages and the API alike."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import F, QuerySet

from agreements.register.entries import document_of
from agreements.register.keyset import title_key
from agreements.register.listing import EVERY_LIST, Listing, ListKind, list_entries
from agreements.register.names import best_text
from agreements.register.outcomes import Gone, Moved, outcome
from agreements.register.query import Query
from agreements.register.reading import Reading
from agreements.register.searching import BY_RELEVANCE
from programs.register.counting import DATES
from programs.register.facets import PROGRAM_FACETS
from programs.register.filters import ProgramFilters
from programs.register.models import ProgramEntry
from programs.register.presenting import FIELDS, PARTS, present, progress, readable, short
from programs.register.rollup import rollup, rollups
from programs.register.tree import Tree, tree

Document = dict[str, Any]

EXPANDABLE: Final = (*PARTS, "rollup")
DETAIL_FIELDS: Final = (
    *FIELDS,
    *EXPANDABLE,
    *("unsourced", "summary", "summaries", "public_notes", "ancestors", "children"),
)


def _present(entries: list[ProgramEntry], reading: Reading, expand: tuple[str, ...]) -> list[Document]:
    rows = present(entries, reading, expand)
    if "rollup" in expand:
        found = rollups({row["id"]: [row["id"]] for row in rows}, reading)
        rows = [{**row, "rollup": found[row["id"]]} for row in rows]
    return rows


def _rolled_up(kept: QuerySet[ProgramEntry], reading: Reading) -> Document:
    return rollup(list(kept.order_by().values_list("record_id", flat=True)), reading)


PROGRAMS: Final = ListKind(
    name="programs",
    filters=ProgramFilters,
    orders={
        "title": title_key(),
        "updated_at": F("updated_at"),
        "planned_start": F("planned_start"),
        "planned_end": F("planned_end"),
        "actual_start": F("actual_start"),
        "actual_end": F("actual_end"),
        **BY_RELEVANCE,
    },
    default_order="title",
    rows=readable,
    present=_present,
    fields=FIELDS,
    expandable=EXPANDABLE,
    facets=PROGRAM_FACETS,
    totals={"rollup": _rolled_up},
)


def list_programs(query: Query, *, accept_language: str = "", base: str = "", whole: bool = False) -> Listing:
    """Answer the list of programmes; ``BadParametersError`` with every problem of the query."""
    return list_entries(PROGRAMS, query, accept_language=accept_language, base=base, whole=whole)


def rollup_of_list(listing: Listing) -> Document:
    """Give what the programmes that a list keeps, on all its pages, come to with everything within them."""
    filters = ProgramFilters(listing.query.without(*EVERY_LIST))
    filters.problems()
    return _rolled_up(filters.kept(readable(listing.reading), listing.reading), listing.reading)


def get_program(program_id: str, reading: Reading) -> Document | Gone | Moved | None:
    """Give one programme with its place in the tree and everything of its own; what became of it; or ``None``.

    ``ancestors`` is what it is part of, the root first; ``children`` stand within it, each with its own.
    """
    entry = readable(reading).filter(record_id=program_id).first()
    if entry is None:
        return outcome("program", program_id, reading)
    found = present([entry], reading, PARTS)[0]
    document = document_of(entry)
    known = tree(reading)
    above = known.above(program_id)
    around = readable(reading).filter(record_id__in={*above, *known.within([program_id])} - {program_id})
    nodes = {row.record_id: _node(row, reading) for row in around}
    return {
        **found,
        "summary": best_text(document["summary"], reading.language),
        "summaries": [{"language": code, "summary": text} for code, text in document["summary"].items() if text],
        "public_notes": document["public_notes"],
        "ancestors": [nodes[name] for name in above if name in nodes],
        "children": _below(program_id, known, nodes, {*above, program_id}),
        "rollup": rollup([program_id], reading, known),
    }


def _node(entry: ProgramEntry, reading: Reading) -> Document:
    document = document_of(entry)
    dates = {name: document[name] for name in DATES}
    return {**short(entry, reading), **dates, "progress": progress(document, reading)}


def _below(program: str, known: Tree, nodes: dict[str, Document], met: set[str]) -> list[Document]:
    """Give the programmes within one, each with those within it and each once, although records name a circle."""
    rows = []
    for name in known.children.get(program, ()):
        if name in nodes and name not in met:
            met.add(name)
            rows.append({**nodes[name], "children": _below(name, known, nodes, met)})
    return rows
