"""Programmes as the public reads them: the list and one record, for pages and the API alike.

A programme's answer shows the state that a source states beside what its dates imply on the day read; the second is
never stored (domain section 8).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from django.db.models import F, QuerySet

from agreements.partial_dates.days import PartialDate
from agreements.register.detail import short_occasion
from agreements.register.entries import document_of, entries_at
from agreements.register.evidence import cited_sources, evidence_of
from agreements.register.keyset import title_key
from agreements.register.listing import Listing, ListKind, list_entries
from agreements.register.moments import write_instant
from agreements.register.names import agreement_titles, best_name, best_text, best_title, documents
from agreements.register.outcomes import Gone, Moved, outcome
from agreements.register.query import Query
from agreements.register.reading import Reading
from agreements.register.searching import BY_RELEVANCE
from programs.register.filters import ProgramFilters
from programs.register.models import ProgramEntry
from programs.register.progress import progress_on

Document = dict[str, Any]

DATES: Final = ("planned_start", "planned_end", "actual_start", "actual_end")
FIELDS: Final = (
    *("id", "url", "html_url", "title", "titles", "kind", "parent", "occasion", "stated_state", *DATES, "progress"),
    *("sectors_status", "sectors", "forms", "agreements", "leads", "activity_counts", "updated_at", "publication"),
)
EXPANDABLE: Final = ("activities", "sessions", "evidence")

DETAIL_FIELDS: Final = (*FIELDS, *EXPANDABLE, "unsourced", "summary", "summaries", "public_notes", "children")


def readable(reading: Reading) -> QuerySet[ProgramEntry]:
    """Give the programmes that are public at the reading's number, each with its document."""
    return entries_at(ProgramEntry, reading)


def list_programs(query: Query, *, accept_language: str = "", base: str = "", whole: bool = False) -> Listing:
    """Answer the list of programmes; ``BadParametersError`` with every problem of the query."""
    return list_entries(PROGRAMS, query, accept_language=accept_language, base=base, whole=whole)


def get_program(program_id: str, reading: Reading) -> Document | Gone | Moved | None:
    """Give one programme with activities, sessions and evidence; what became of it; or ``None``."""
    entry = readable(reading).filter(record_id=program_id).first()
    if entry is None:
        return outcome("program", program_id, reading)
    found = present([entry], reading, EXPANDABLE)[0]
    document = document_of(entry)
    below = readable(reading).filter(parent=program_id).order_by("record_id")
    return {
        **found,
        "summary": best_text(document["summary"], reading.language),
        "summaries": [{"language": code, "summary": text} for code, text in document["summary"].items() if text],
        "public_notes": document["public_notes"],
        "children": [_short(child, reading) for child in below],
    }


def present(entries: Sequence[ProgramEntry], reading: Reading, expand: tuple[str, ...] = ()) -> list[Document]:
    """Give the programmes of a page by a fixed number of queries, whatever their number."""
    found = [document_of(entry) for entry in entries]
    institutions = documents("institution", _institutions(found), reading)
    occasions = documents("occasion", _occasions(found), reading)
    titles = agreement_titles({row["id"] for document in found for row in document["agreements"]}, reading)
    parents = _titles({document["parent"] for document in found if document["parent"]}, reading)
    sources = cited_sources(found, reading) if "evidence" in expand else {}
    rows: list[Document] = []
    for entry, document in zip(entries, found, strict=True):
        row: Document = _short(entry, reading) | {
            "parent": parents.get(document["parent"]),
            "occasion": short_occasion(document["occasion"], occasions, reading),
            "stated_state": document["stated_state"],
            **{name: document[name] for name in DATES},
            "progress": _progress(document, reading),
            **{name: document[name] for name in ("sectors_status", "sectors", "forms")},
            "agreements": [_agreement(row, titles, reading) for row in document["agreements"]],
            "leads": [_lead(row, institutions, reading) for row in document["leads"]],
            "activity_counts": _counts(document, reading),
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
        rows.append({name: row[name] for name in (*FIELDS, *EXPANDABLE, "unsourced") if name in row})
    return rows


class ProgrammesOfAgreements:
    """What agreements are told of programmes (``agreements.register.extensions``)."""

    def agreements_of(self, program: str, reading: Reading) -> list[str] | None:
        """Give the ids of the agreements that a programme rests on at the reading; ``None`` for one never public."""
        found = readable(reading).filter(record_id=program).values_list("agreements", flat=True).first()
        if found is None and ProgramEntry.objects.filter(record_id=program).exists():
            return []  # it became public later
        return found

    def of_agreements(self, agreements: Sequence[str], reading: Reading) -> dict[str, list[Document]]:
        """Give for each agreement the programmes that rest on it, sorted by id."""
        rows = readable(reading).filter(agreements__overlap=list(agreements)).order_by("record_id")
        found: dict[str, list[Document]] = defaultdict(list)
        for entry in rows if agreements else ():
            for link in document_of(entry)["agreements"]:
                if link["id"] in agreements:
                    found[link["id"]].append(_short(entry, reading) | {"how": link["how"]})
        return dict(found)


def _short(entry: ProgramEntry, reading: Reading) -> Document:
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


def _titles(ids: set[str], reading: Reading) -> dict[str, Document]:
    if not ids:
        return {}
    rows = readable(reading).filter(record_id__in=ids)
    return {
        e.record_id: {k: v for k, v in _short(e, reading).items() if k in ("id", "title", "html_url")} for e in rows
    }


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


def _progress(row: Document, reading: Reading) -> Document:
    dates = {name: PartialDate.parse(row[name]) if row[name] else None for name in DATES}
    found = progress_on(reading.as_of, stated_state=row["stated_state"], **dates)
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
        "progress": _progress(row, reading),
    }


def _session(row: Document, occasions: dict[str, Document], reading: Reading) -> Document:
    title = best_text(row["title"], reading.language)
    return {
        **row,
        "title": title,
        "titles": row["title"],
        "occasion": short_occasion(row["occasion"], occasions, reading),
    }


def _counts(document: Document, reading: Reading) -> Document:
    """Count the activities: all, those done (stated or by their dates), overdue, and without evidence."""
    cited = {row["item"] for row in document["evidence"] if row["part"] == "activity"}
    rows = document["activities"]
    implied = [_progress(row, reading)["implied"] for row in rows]
    done = [row["stated_state"] == "completed" or word == "done" for row, word in zip(rows, implied, strict=True)]
    return {
        "total": len(rows),
        "done": sum(done),
        "overdue": sum(word == "overdue" for word in implied),
        "without_evidence": sum(row["key"] not in cited for row in rows),
    }


PROGRAMS: Final = ListKind(
    name="programs",
    filters=ProgramFilters,
    orders={
        "title": title_key(),
        "updated_at": F("updated_at"),
        "planned_start": F("planned_start"),
        "planned_end": F("planned_end"),
        **BY_RELEVANCE,
    },
    default_order="title",
    rows=readable,
    present=present,
    fields=FIELDS,
    expandable=EXPANDABLE,
)
