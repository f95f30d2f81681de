"""What a withdrawal takes out of its neighbours' earlier documents.

A relation belongs to its subject (domain section 10), but stands with its wording and evidence in the object's
documents too. When the subject is withdrawn its own documents go; publications of its neighbours are never changed, so
what they hold of it is left out whenever one from before the withdrawal is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from agreements.codelists import PublicationType
from agreements.register.entries import document_of
from agreements.register.models import AgreementEntry, Publication

Document = dict[str, Any]


def hide_withdrawn(entries: Sequence[AgreementEntry]) -> None:
    """Leave what withdrawn records said out of the documents of ``entries``; at most one query for all of them."""
    named = {name for entry in entries for name in _subjects(document_of(entry))}
    gone = _withdrawals(named)
    for entry in entries:
        entry.publication.document = _without(document_of(entry), entry.first_number, gone)


def documents_without(found: Mapping[int, Document]) -> dict[int, Document]:
    """Give documents, by number, without what has been withdrawn since; at most one query for all of them."""
    gone = _withdrawals(name for document in found.values() for name in _subjects(document))
    return {number: _without(document, number, gone) for number, document in found.items()}


def published_words(number: int, document: Document | None) -> Document | None:
    """Give the document of publication ``number`` without what has been withdrawn since."""
    return all_published_words({number: document})[number]


def all_published_words(found: Mapping[int, Document | None]) -> dict[int, Document | None]:
    """Do for many documents, by the numbers of their publications, what ``published_words`` does for one."""
    gone = _withdrawals({name for document in found.values() if document for name in _subjects(document)})
    return {n: _without(document, n, gone) if document and gone else document for n, document in found.items()}


def _subjects(document: Document) -> set[str]:
    """Give the other records whose relations stand in a document."""
    return {row["other"] for row in document.get("relations", ()) if row["direction"] == "in"}


def _withdrawals(ids: Iterable[str]) -> dict[str, int]:
    """Give the number of the last withdrawal of each agreement that ever was withdrawn."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = Publication.objects.filter(record_type="agreement", record_id__in=wanted, type=PublicationType.WITHDRAWN)
    return dict(rows.order_by("number").values_list("record_id", "number"))


def _without(document: Document, number: int, gone: dict[str, int]) -> Document:
    taken = {name for name in _subjects(document) if gone.get(name, 0) > number}
    if not taken:
        return document
    return {
        **document,
        "relations": [row for row in document["relations"] if not (row["direction"] == "in" and row["other"] in taken)],
        "evidence": [
            row
            for row in document["evidence"]
            if not (row["part"] == "relation" and row["item"].split("/")[0] in taken)
        ],
        "unsourced": [path for path in document["unsourced"] if not _of_relation(path, taken)],
    }


def _of_relation(path: str, taken: set[str]) -> bool:
    parts = path.split("/")
    return len(parts) > 2 and parts[0] == "relation" and parts[1] in taken
