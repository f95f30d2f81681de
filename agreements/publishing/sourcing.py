"""Which values of a record have evidence, which are unsourced, and the places that evidence cites (domain section 9).

Evidence speaks for a value when it supports and is preferred. A passage that shows a row to be there (a party, a title,
a relation) speaks for what makes the row that row, listed in ``SAME_BREATH``, and not for its days, people or terms:
that a memorandum was signed does not prove on what day.

A passage that is a *row of a table* (``is_row``) stands in the document that cites it and not in its source's, so that
a register of thousands of rows is not published again with every citation (docs/decisions/0011).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from agreements.codelists import LocatorKind, Stance
from agreements.models import EvidenceBase, Passage
from agreements.models.evidence import Citable
from agreements.publishing.naming import Json, Named, Ref, Rows
from agreements.publishing.registry import Missing

#: (part, item, field), as evidence names it.
Path = tuple[str, str, str]

#: Fields of a row that say which row it is: evidence for one of them, or for the row, is evidence for all of them.
SAME_BREATH: dict[str, frozenset[str]] = {
    "title": frozenset({"title", "basis"}),
    "identifier": frozenset({"value"}),
    "party": frozenset({"role", "country", "institution"}),
    "participant": frozenset({"country", "institution"}),
    "act": frozenset({"observed_state"}),
    "relation": frozenset({"code", "extent"}),
    "amount": frozenset({"amount", "currency"}),
    "name": frozenset({"name", "acronym"}),
    "change": frozenset({"what", "successor"}),
    "basis": frozenset({"how"}),
    "lead": frozenset({"country", "institution", "part"}),
    "activity": frozenset({"title"}),
    "session": frozenset({"title"}),
}
#: What a document says of the place of a row of a table, beside the source and the key.
ROW_PLACE = ("locator_kind", "locator")
#: Values that say that nothing is known; they need no evidence.
NO_VALUE = (None, "", False, "not-stated", "unknown")


def path_text(path: Path) -> str:
    """Return the path as documents write it: ``act/signed/date``, ``kind``."""
    return "/".join(part for part in path if part)


def evidence_json(row: EvidenceBase) -> Json:
    """Return one evidence row as documents show it; the words quoted stand in the source's document.

    Whoever confirmed it is named where the account has a name for people; what they log in with is nobody's business.
    A row of a table is named by its place here, because its source's document does not hold it.
    """
    place = passage_place(row.passage)
    return {
        "key": row.key,
        "part": row.part,
        "item": row.item,
        "field": row.field,
        "stance": row.stance,
        "value": row.value,
        "stated_value": row.stated_value,
        "basis": row.basis,
        "reasoning": row.reasoning,
        "preferred": row.preferred,
        "lost_reason": row.lost_reason,
        "confirmed": row.confirmed_by is not None,
        "confirmed_by": (row.confirmed_by.get_full_name() or None) if row.confirmed_by is not None else None,
        "last_checked": None if row.last_checked is None else row.last_checked.isoformat(),
        "source": row.passage.source.slug,
        "passage": row.passage.key,
        **({name: place[name] for name in ROW_PLACE} if is_row(place) else {}),
        **({"column": row.column} if row.column else {}),
    }


def is_row(place: Json) -> bool:
    """Whether a passage is a row of a table: found by counting, not anchored in a text at hand."""
    return place["locator_kind"] == LocatorKind.ROW and place["start"] is None


def sourced(evidence: Iterable[EvidenceBase]) -> set[Path]:
    """Return every path that preferred supporting evidence speaks for."""
    paths: set[Path] = set()
    for row in evidence:
        if row.stance != Stance.SUPPORTS or not row.preferred:
            continue
        paths.add((row.part, row.item, row.field))
        if row.part in ("", "clause"):
            continue
        paths.add((row.part, row.item, ""))
        breath = SAME_BREATH.get(row.part, frozenset())
        if row.field == "" or row.field in breath:
            paths |= {(row.part, row.item, field) for field in breath}
    return paths


def given(record: Model, rows: Rows, citable: Citable) -> Iterator[Path]:
    """Yield the path of every citable value that the record and its ``rows`` (by part) give.

    A title in our own wording is nobody's statement. How terms are counted is a value only where there is a term.
    """
    for field in citable.get("", ()):
        if _value(record, field) not in NO_VALUE:
            yield ("", "", field)
    for part, of_part in rows.items():
        for row in of_part:
            item = "" if part == "clause" else row.key
            if part == "title" and row.basis == "ours":
                continue
            for field in citable[part]:
                if field in ("counting_start", "end_convention") and row.initial_term is None:
                    continue
                if field == "" or _value(row, field) not in NO_VALUE:
                    yield (part, item, field)


def unsourced(record: Model, rows: Rows, citable: Citable, evidence: Iterable[EvidenceBase]) -> list[str]:
    """Return the paths of given values without evidence, sorted."""
    found = sourced(evidence)
    return sorted(path_text(path) for path in given(record, rows, citable) if path not in found)


def passage_place(passage: Passage) -> Json:
    """Return where a passage is, without a word of it: what a citing record may make public of it."""
    return {
        "locator_kind": passage.locator_kind,
        "locator": passage.locator,
        "start": passage.start,
        "end": passage.end,
    }


def cited_places(evidence: Iterable[EvidenceBase]) -> list[Json]:
    """Return the passages that evidence cites, once each, with their places; they become the facts' ``passages``.

    Rows of tables are left out: each stands with its place in the evidence itself.
    """
    places = {
        (row.passage.source.slug, row.passage.key): {
            "source": row.passage.source.slug,
            "key": row.passage.key,
            **place,
        }
        for row in evidence
        if not is_row(place := passage_place(row.passage))
    }
    return [places[name] for name in sorted(places)]


def names_of_passages(facts: Json, document: Json) -> Iterator[Named]:
    """Yield a mention, with its place, of every passage that the document cites by evidence of its own.

    Evidence for a relation whose other end is not public is not in the document, so neither is its passage public.
    Of a source whose rows are cited only the source is mentioned, once: its document does not depend on them.
    """
    own = [row for row in document.get("evidence", ()) if "/" not in row["item"]]
    for source in sorted({row["source"] for row in own if "locator_kind" in row}):
        yield Named(Ref("source", source), "row")
    cited = {(row["source"], row["passage"]) for row in own}
    for place in facts.get("passages", ()):
        value = {k: v for k, v in place.items() if k not in ("source", "key")}
        if (place["source"], place["key"]) in cited:
            yield Named(Ref("source", place["source"]), "passage", place["key"], True, value)


def cites_what_is_there(record: Any, rows: Rows, evidence: Iterable[EvidenceBase]) -> Iterator[Missing]:
    """Yield what is missing where evidence names a row that the record no longer has."""
    keys = {part: {row.key for row in of_part} for part, of_part in rows.items() if part != "clause"}
    for row in evidence:
        if row.item and row.item not in keys.get(row.part, set()):
            yield Missing(
                record,
                f"evidence/{row.key}",
                _("Evidence “%(key)s” cites %(part)s “%(item)s”, which the record does not have.")
                % {"key": row.key, "part": row.part, "item": row.item},
            )


def _value(row: Model, field: str) -> Any:
    return getattr(row, row._meta.get_field(field).attname)  # type: ignore[union-attr]
