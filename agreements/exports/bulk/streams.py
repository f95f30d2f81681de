"""The records on their way out, type by type; applications that stand above this one add their own.

Rows are made from published documents alone, a page of records at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from django.db.models import QuerySet

from agreements.exports.bulk import tables
from agreements.exports.bulk.shape import BulkTable, Part, Rows, Stream
from agreements.exports.columns import Document
from agreements.register.agreements import readable
from agreements.register.entries import document_of, entries_at
from agreements.register.models import AgreementEntry, RecordEntry
from agreements.register.presenting import present
from agreements.register.reading import Reading
from agreements.register.records import record_of


def evidence_part(record_type: str) -> Part:
    """Give the evidence within the documents of a type as lines. What a subject says of its relation stands with it."""
    return Part(
        "evidence",
        "Evidence: which passage speaks for or against which value",
        "evidence",
        f"jsonb_build_object('record_type', '{record_type}', 'record_id', e.record_id)",
        where="position('/' in r->>'item') = 0",
    )


def evidence_rows(record_type: str, documents: Sequence[Document]) -> Iterator[Document]:
    """Give the rows of evidence of documents, each on the record that it belongs to."""
    for document in documents:
        for row in document.get("evidence", ()):
            if "/" not in row["item"]:
                yield {"record_type": record_type, "record_id": document["id"], **row}


def _agreement_rows(entries: Sequence[AgreementEntry], reading: Reading) -> Rows:
    found = [document_of(entry) for entry in entries]
    return {
        "agreements": present(entries, reading, dated=False),
        "parties": rows_within(found, "agreement", "parties"),
        "events": rows_within(found, "agreement", "events"),
        "amounts": rows_within(found, "agreement", "amounts"),
        "relations": (
            {**row, "subject": document["id"], "object": row["other"]}
            for document in found
            for row in document["relations"]
            if row["direction"] == "out"
        ),
        "clauses": ({**d["clause"], "agreement": d["id"]} for d in found if d["clause"]),
        "standings": (
            {**row, "agreement": document["id"], "number": number}
            for document in found
            for number, row in enumerate(document["standings"], 1)
        ),
        "evidence": evidence_rows("agreement", found),
    }


def rows_within(documents: Sequence[Document], record: str, member: str) -> Iterator[Document]:
    """Give the rows that documents list under ``member``, each with its record's id under ``record``."""
    for document in documents:
        for row in document[member]:
            yield {**row, record: document["id"]}


def _record_rows(name: str, record_type: str) -> Callable[[Sequence[RecordEntry], Reading], Rows]:
    def rows(entries: Sequence[RecordEntry], reading: Reading) -> Rows:
        found = [document_of(entry) for entry in entries]
        made = {name: [record_of(entry, reading) for entry in entries], "evidence": evidence_rows(record_type, found)}
        return made | ({"passages": rows_within(found, "source", "passages")} if record_type == "source" else {})

    return rows


def _entries(record_type: str) -> Callable[[Reading], QuerySet[Any]]:
    return lambda reading: entries_at(RecordEntry, reading).filter(record_type=record_type)


def _records(record_type: str, *own: BulkTable, cites: bool = False) -> Stream:
    return Stream(
        record_type,
        own[0].name,
        own[0].title,
        RecordEntry,
        _entries(record_type),
        _record_rows(own[0].name, record_type),
        (*own, tables.EVIDENCE) if cites else own,
        (evidence_part(record_type),) if cites else (),
    )


AGREEMENTS: Final = Stream(
    "agreement",
    "agreements",
    "Agreements: the complete public documents",
    AgreementEntry,
    readable,
    _agreement_rows,
    (
        *(tables.AGREEMENTS, tables.PARTIES, tables.AMOUNTS, tables.EVENTS, tables.RELATIONS, tables.CLAUSES),
        *(tables.STANDINGS, tables.EVIDENCE),
    ),
    (
        Part(
            "relations",
            "Relations between agreements, each once",
            "relations",
            "jsonb_build_object('subject', e.record_id, 'object', r->'other')",
            ("direction", "other"),
            "r->>'direction' = 'out'",
        ),
        Part(
            "events",
            "Acts and observations in the lives of the agreements",
            "events",
            "jsonb_build_object('agreement', e.record_id)",
        ),
        evidence_part("agreement"),
    ),
)
_STREAMS: Final[list[Stream]] = [
    _records("country", tables.COUNTRIES),
    _records("sector", tables.SECTORS),
    _records("institution", tables.INSTITUTIONS, cites=True),
    _records("source", tables.SOURCES, tables.PASSAGES),
    _records("occasion", tables.OCCASIONS, cites=True),
    AGREEMENTS,
]


def register(stream: Stream) -> None:
    """Add the records of an application that stands above this one."""
    _STREAMS.append(stream)


def streams() -> list[Stream]:
    """Give every stream; what is named comes before what names it, so that a dump can be loaded in this order."""
    return list(_STREAMS)
