"""Programmes as every reader gets them: the published document, plus what depends on the day and the language.

The state that a source states stands beside what the dates imply on the day read; the second is never stored (domain
section 8). Every part is added for a whole page at once, by a fixed number of queries.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from django.db.models import QuerySet

from agreements.register.detail import short_occasion
from agreements.register.entries import document_of, entries_at
from agreements.register.evidence import cited_sources, evidence_of
from agreements.register.mergers import mergers
from agreements.register.moments import write_instant
from agreements.register.names import agreement_titles, best_name, best_text, best_title, documents
from agreements.register.reading import Reading
from programs.register.counting import DATES, counts, of_document, progress_of, tally
from programs.register.models import ProgramEntry

Document = dict[str, Any]

FIELDS: Final = (
    *("id", "url", "html_url", "title", "titles", "kind", "parent", "occasion", "stated_state", *DATES, "progress"),
    *("sectors_status", "sectors", "forms", "agreements", "leads", "activity_counts", "updated_at", "publication"),
)
PARTS: Final = ("activities", "sessions", "evidence")


def readable(reading: Reading) -> QuerySet[ProgramEntry]:
    """Give the programmes that are public at the reading's number, each with its document."""
    return entries_at(ProgramEntry, reading)


def present(entries: Sequence[ProgramEntry], reading: Reading, expand: tuple[str, ...] = ()) -> list[Document]:
    """Give the programmes of a page by a fixed number of queries, whatever their number."""
    found = [document_of(entry) for entry in entries]
    institutions = documents("institution", _institutions(found), reading)
    occasions = documents("occasion", _occasions(found), reading)
    titles = titles_of_agreements({row["id"] for document in found for row in document["agreements"]}, reading)
    parents = program_names({document["parent"] for document in found if document["parent"]}, reading)
    sources = cited_sources(found, reading) if "evidence" in expand else {}
    rows: list[Document] = []
    for entry, document in zip(entries, found, strict=True):
        row: Document = short(entry, reading) | {
            "parent": parents.get(document["parent"]),
            "occasion": short_occasion(document["occasion"], occasions, reading),
            "stated_state": document["stated_state"],
            **{name: document[name] for name in DATES},
            "progress": progress(document, reading),
            **{name: document[name] for name in ("sectors_status", "sectors", "forms")},
            "agreements": [_agreement(row, titles, reading) for row in document["agreements"]],
            "leads": [_lead(row, institutions, reading) for row in document["leads"]],
            "activity_counts": counts(tally(of_document(document), reading.as_of)),
            "updated_at": write_instant(entry.updated_at),
            "publication": entry.first_number,
        }
        if "activities" in expand:
            row["activities"] = [_activity(each, institutions, reading) for each in document["activities"]]
        if "sessions" in expand:
            row["sessions"] = [_session(each, occasions, reading) for each in document["sessions"]]
        if "evidence" in expand:
            row["evidence"] = evidence_of(document, sources, reading)
            row["unsourced"] = document["unsourced"]
        rows.append({name: row[name] for name in (*FIELDS, *PARTS, "unsourced") if name in row})
    return rows


def short(entry: ProgramEntry, reading: Reading) -> Document:
    """Give a programme as other records name it."""
    document = document_of(entry)
    return {
        "id": entry.record_id,
        "url": f"{reading.base}/api/v1/programs/{entry.record_id}/",
        "html_url": f"{reading.base}/programs/{entry.record_id}/",
        "title": best_title(document["titles"], reading.language) or entry.title,
        "titles": [{k: t[k] for k in ("key", "language", "title", "basis")} for t in document["titles"]],
        "kind": document["kind"],
        "stated_state": document["stated_state"],
    }


def program_names(ids: Collection[str], reading: Reading) -> dict[str, Document]:
    """Give id, title and address of programmes by id; one that was merged into another is known by the other."""
    found = _names(ids, reading)
    if lost := set(ids) - found.keys():
        heirs = mergers("program", reading, lost)
        theirs = found | _names(set(heirs.values()) - found.keys(), reading)
        found |= {name: theirs[heir] for name, heir in heirs.items() if heir in theirs}
    return found


def titles_of_agreements(ids: Collection[str], reading: Reading) -> dict[str, str]:
    """Give the titles of agreements by id; one that was merged into another has the other's."""
    found = agreement_titles(ids, reading)
    if lost := set(ids) - found.keys():
        heirs = mergers("agreement", reading, lost)
        theirs = agreement_titles(heirs.values(), reading)
        found |= {name: theirs[heir] for name, heir in heirs.items() if heir in theirs}
    return found


def _names(ids: Collection[str], reading: Reading) -> dict[str, Document]:
    if not ids:
        return {}
    rows = [short(entry, reading) for entry in readable(reading).filter(record_id__in=ids)]
    return {row["id"]: {name: row[name] for name in ("id", "title", "html_url")} for row in rows}


def _institutions(found: Sequence[Document]) -> set[str]:
    rows = [row for document in found for row in (*document["leads"], *document["activities"])]
    return {row["institution"] for row in rows if row["institution"]}


def _occasions(found: Sequence[Document]) -> set[str]:
    sessions = [row["occasion"] for document in found for row in document["sessions"]]
    return {name for name in (*sessions, *(document["occasion"] for document in found)) if name}


def _agreement(row: Document, titles: dict[str, str], reading: Reading) -> Document:
    return {
        "key": row["key"],
        "id": row["id"],
        "title": titles.get(row["id"], row["id"]),
        "how": row["how"],
        "url": f"{reading.base}/api/v1/agreements/{row['id']}/",
        "html_url": f"{reading.base}/agreements/{row['id']}/",
    }


def _institution(name: str | None, institutions: dict[str, Document], reading: Reading) -> Document | None:
    if name is None:
        return None
    called, acronym = best_name(institutions.get(name, {"id": name}), reading.language, reading.as_of)
    return {"id": name, "name": called, "acronym": acronym}


def _lead(row: Document, institutions: dict[str, Document], reading: Reading) -> Document:
    country = row["country"] or (institutions.get(row["institution"] or "", {}).get("country") or "").upper() or None
    nested = _institution(row["institution"], institutions, reading)
    return {"key": row["key"], "country": country, "institution": nested, "part": row["part"]}


def progress(row: Document, reading: Reading) -> Document:
    """Say what the dates of a programme or of an activity imply on the reading's day."""
    found = progress_of(row["stated_state"], tuple(row[name] for name in DATES), reading.as_of)
    return {
        "as_of": reading.as_of.isoformat(),
        "implied": found.implied,
        "possible": list(found.possible),
        "certain": found.certain,
    }


def _activity(row: Document, institutions: dict[str, Document], reading: Reading) -> Document:
    return {
        **row,
        "title": best_text(row["title"], reading.language),
        "titles": row["title"],
        "institution": _institution(row["institution"], institutions, reading),
        "progress": progress(row, reading),
    }


def _session(row: Document, occasions: dict[str, Document], reading: Reading) -> Document:
    title = best_text(row["title"], reading.language)
    return {
        **row,
        "title": title,
        "titles": row["title"],
        "occasion": short_occasion(row["occasion"], occasions, reading),
    }
