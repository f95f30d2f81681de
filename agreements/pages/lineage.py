"""The records around an agreement: those that it replaces, renews or changes, and those that do so to it.

They are read whole, by a fixed number of queries, because the page says of them more than their titles: when they
ended, what proves it, and how their lives lie beside its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from agreements.codelists import RELATION_LABELS, SUCCEEDING
from agreements.pages.marking import Mark, Marks
from agreements.register.agreements import readable
from agreements.register.detail import complete
from agreements.register.presenting import present
from agreements.register.reading import Reading

Document = dict[str, Any]

#: The acts by which a successor begins, as the replacement day is looked for (domain section 4, rule 5).
BEGINNING: Final = ("effective", "signed", "adopted", "observed")


def courses(ids: Iterable[str], reading: Reading) -> dict[str, Document]:
    """Give agreements with their acts, standings and evidence, by id."""
    wanted = set(ids)
    if not wanted:
        return {}
    entries = list(readable(reading).filter(record_id__in=wanted))
    rows = complete(entries, present(entries, reading), reading, ("events", "evidence", "standings"))
    return {row["id"]: row for row in rows}


def preferred(relations: Iterable[Document], direction: str, codes: Iterable[str] = SUCCEEDING) -> list[Document]:
    """Give the relations of one direction and of some codes that are preferred over others."""
    return [r for r in relations if r["direction"] == direction and r["code"] in codes and r["preferred"]]


def lapse_with(agreement: Document, other: str) -> Document | None:
    """Give the lapse between an agreement and another, if one is reported."""
    lapses: list[Document] = agreement["lapses"]
    for row in lapses:
        if {row["predecessor"], row["successor"]} == {agreement["id"], other}:
            return row
    return None


def beginning(other: Document, day: str | None, marks: Marks) -> Mark | None:
    """Give the marker of the act by which another agreement begins on ``day``: it fixes the replacement day."""
    for event in sorted(other["events"], key=lambda e: BEGINNING.index(e["type"]) if e["type"] in BEGINNING else 9):
        if event["type"] in BEGINNING and event["preferred"] and (event["takes_effect"] or event["date"]) == day:
            return _act_of(other, event, "date", marks)
    return None


def ending(other: Document, marks: Marks) -> Mark | None:
    """Give the marker of the act by which another agreement ended."""
    for event in other["events"]:
        if event["type"] in ("expired", "terminated", "denounced") and event["preferred"]:
            return _act_of(other, event, "date", marks)
    return None


def _act_of(other: Document, event: Document, field: str, marks: Marks) -> Mark | None:
    rows = [row for row in other["evidence"] if (row["part"], row["item"]) == ("act", event["key"])]
    about = f"{other['title']}: {event['label']}"
    own = [row for row in rows if row["field"] in (field, "")]
    record, fact = f"agreement:{other['id']}", f"act/{event['key']}"
    return marks.add(f"{other['id']}-act-{event['key']}", about, own or rows, record, fact)


def relation_mark(relation: Document, marks: Marks) -> Mark | None:
    """Give the marker of a relation."""
    return marks.mark("relation", relation["key"], "code", label_of(relation))


def label_of(relation: Document) -> str:
    """Say a relation with its other end: "Is replaced by: Memorandum ..."."""
    verb, reverse = RELATION_LABELS[relation["code"]]
    said = str(verb if relation["direction"] == "out" else reverse)
    return f"{said[:1].upper()}{said[1:]}: {relation['other']['title']}"
