"""What of a programme can be searched: titles (A), those who lead (B), what it does, summary and subjects (C)."""

from __future__ import annotations

from agreements.register.indexing import Document, Weighed, names, texts
from agreements.register.tokens import vector


def program_terms(document: Document) -> str:
    """Give the vector of a programme, from its document alone."""
    return vector(_texts(document), _names(document))


def _texts(document: Document) -> Weighed:
    for row in document["titles"]:
        yield "A", row["title"]
    for row in (*document["activities"], *document["sessions"]):
        yield from texts(row["title"], "C")
    yield from texts(document["summary"], "C")


def _names(document: Document) -> Weighed:
    for row in document["leads"]:
        yield from names("country", [row["country"]], "B")
        yield from names("institution", [row["institution"]], "B")
    yield from names("institution", [row["institution"] for row in document["activities"]], "C")
    yield from names("sector", document["sectors"], "C")
