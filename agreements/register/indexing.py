"""What of a document can be searched, and how much it weighs.

Titles, names and numbers weigh most (A), those who take part and their persons less (B), texts and subjects least (C).
Countries, institutions and sectors stand in the index of what names them by id alone, as one lexeme: a search finds
them by any name that they have or had, and a rename rewrites no entry (domain section 10).

Made from the document alone, so that the audit can make it anew and compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from agreements.codelists import TAKING_PART
from agreements.register.tokens import name_of, vector

Document = Mapping[str, Any]
Weighed = Iterator[tuple[str, str]]


def agreement_terms(document: Document) -> str:
    """Give the vector of an agreement: titles, numbers, persons and offices, summary, and what it names."""
    return vector(_agreement_texts(document), _agreement_names(document))


def record_terms(record_type: str, document: Document) -> str:
    """Give the vector of a country, institution, sector, occasion or source: its names, present and former."""
    return vector(_record_texts(record_type, document))


def texts(given: Mapping[str, str] | None, weight: str) -> Weighed:
    """Yield the texts that a document holds by language."""
    for text in (given or {}).values():
        yield weight, text


def names(record_type: str, ids: Iterable[str | None], weight: str) -> Weighed:
    """Yield the lexemes of records that a document names."""
    for name in ids:
        if name:
            yield weight, name_of(record_type, name)


def _agreement_texts(document: Document) -> Weighed:
    for row in document["titles"]:
        yield "A", row["title"]
    for row in document["identifiers"]:
        yield "A", f"{row['scheme']} {row['value']}"
    for row in document["parties"]:
        yield "B", f"{row['person'] or ''}\n{row['office'] or ''}"
    yield "C", document["original_designation"]
    yield from texts(document["summary"], "C")


def _agreement_names(document: Document) -> Weighed:
    for row in document["parties"]:
        weight = "B" if row["role"] in TAKING_PART else "C"
        yield from names("country", [row["country"]], weight)
        yield from names("institution", [row["institution"]], weight)
    yield from names("sector", document["sectors"], "C")


def _record_texts(record_type: str, document: Document) -> Weighed:
    if record_type == "source":
        yield "A", document["title"]
        yield "B", f"{document['publisher'] or ''}\n{document['author'] or ''}"
        return
    if record_type == "institution":
        for row in document["names"]:
            yield "A", f"{row['name']}\n{row['acronym'] or ''}"
        return
    yield from texts(document["names"], "A")
    if record_type == "country":
        yield "A", document["code"]
        for row in document["aliases"]:
            yield "A", row["name"]
    elif record_type == "occasion":
        yield "B", document["place"] or ""
        yield from texts(document["summary"], "C")
