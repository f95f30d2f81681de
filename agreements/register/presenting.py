"""An agreement as every reader gets it: the published document, plus what depends on the day and the language.

One dictionary for the API, the pages and the feeds (contract, "API"), so that a page can never say other than the
answer to a client. Codes stay codes; labels are in the code lists.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from agreements.lifecycle.facts import GROUP_OF, Group, State
from agreements.partial_dates.days import PartialDate
from agreements.register.entries import document_of
from agreements.register.models import AgreementEntry
from agreements.register.moments import write_instant
from agreements.register.names import best_name, best_title, documents, naming_day
from agreements.register.phrases import because
from agreements.register.reading import Reading
from agreements.register.standings import state_on
from agreements.register.terms import decision_from

Document = dict[str, Any]

#: What a document says of an agreement without regard to day and language, in the order of the contract.
AS_PUBLISHED = ("kind", "legal_force", "level")
STATUSES = ("parties_status", "acts_status", "sectors_status", "sectors", "forms")
#: Every field of an agreement in a list, in the contract's order.
FIELDS = (
    *("id", "url", "html_url", "title", "titles", "identifiers", *AS_PUBLISHED, "parties", *STATUSES),
    *("signed", "effective", "ends", "ends_status", "state", "lapses", "next_decision", "updated_at", "publication"),
)
LAPSE_FIELDS = ("predecessor", "successor", "relation", "days", "last_day", "first_day", "basis")


def present(entries: Iterable[AgreementEntry], reading: Reading, *, dated: bool = True) -> list[Document]:
    """Give the agreements of a page; one query for the names of all institutions on it.

    Not ``dated``, they are for a dump that holds for every day: their state and next decision are null.
    """
    found = list(entries)
    parties = [party for entry in found for party in document_of(entry)["parties"]]
    institutions = documents("institution", (p["institution"] for p in parties), reading)
    return [agreement(entry, reading, institutions, dated=dated) for entry in found]


def agreement(
    entry: AgreementEntry, reading: Reading, institutions: dict[str, Document], *, dated: bool = True
) -> Document:
    """Give one agreement on the reading's day, in its language; what only a day tells is null unless ``dated``."""
    document: Document = document_of(entry)
    name = entry.record_id
    day = naming_day(document)
    return {
        "id": name,
        "url": f"{reading.base}/api/v1/agreements/{name}/",
        "html_url": f"{reading.base}/agreements/{name}/",
        "title": best_title(document["titles"], reading.language) or entry.title,
        "titles": [
            {k: title[k] for k in ("key", "language", "title", "basis", "prevails") if k in title}
            for title in document["titles"]
        ],
        "identifiers": [{k: row[k] for k in ("key", "scheme", "value") if k in row} for row in document["identifiers"]],
        **{field: document[field] for field in AS_PUBLISHED},
        "parties": [party_of(row, institutions, reading.language, day) for row in document["parties"]],
        **{field: document[field] for field in STATUSES},
        "signed": document["signed"],
        "effective": document["effective"],
        "ends": document["ends"],
        "ends_status": document["ends_status"],
        "state": state_of(document, reading) if dated else None,
        "lapses": [_lapse(row) for row in document["lapses"]],
        "next_decision": decision_from(document, reading.as_of) if dated else None,
        "updated_at": write_instant(entry.updated_at),
        "publication": entry.first_number,
    }


def party_of(row: Document, institutions: dict[str, Document], language: str, day: date | None) -> Document:
    """Give one party, its institution under the name it had on ``day``.

    Where the row names only the institution, the country is the institution's.
    """
    institution = institutions.get(row["institution"] or "")
    nested = None
    if row["institution"]:
        name, acronym = best_name(institution or {"id": row["institution"]}, language, day)
        nested = {"id": row["institution"], "name": name, "acronym": acronym}
    country = row["country"] or ((institution or {}).get("country") or "").upper() or None
    return {
        "key": row["key"],
        "country": country,
        "institution": nested,
        "role": row["role"],
        "person": row["person"],
        "office": row["office"],
    }


def state_of(document: Document, reading: Reading) -> Document:
    """Give the contract's ``state``: what holds on the reading's day, how surely, since when, and why."""
    found = state_on(document, reading.as_of)
    return {
        "as_of": reading.as_of.isoformat(),
        "state": str(found.state),
        "group": str(found.group) if found.group else None,
        "certain": found.certain,
        "possible_states": [str(code) for code in found.possible],
        "basis": str(found.basis),
        "by": str(found.by) if found.by else None,
        "since": _edtf(found.since),
        "until": _edtf(found.until),
        "until_status": str(found.until_status),
        "because": because(found.reason, reading.language),
        "began_by": {"kind": found.began_by.kind, "key": found.began_by.key} if found.began_by else None,
    }


def may_run(state: Document) -> bool:
    """Say whether an agreement may be running, by its ``state``: whichever of its possible states is shown first."""
    return any(GROUP_OF.get(State(code)) is Group.RUNNING for code in state["possible_states"])


def _lapse(row: Document) -> Document:
    return {**{field: row[field] for field in LAPSE_FIELDS}, "days": in_order(row["days"], ("min", "max"))}


def in_order(row: Document, first: tuple[str, ...]) -> Document:
    """Give a row of a document with some members first: PostgreSQL keeps no order of members, readers like one."""
    return {k: row[k] for k in first if k in row} | row


def _edtf(value: PartialDate | None) -> str | None:
    return None if value is None else value.edtf
