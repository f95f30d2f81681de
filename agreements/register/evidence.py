"""Evidence as readers get it: each row with its source's title, the passage's place, and its words where at hand.

A source's document holds only passages that public records cite, and their words only where its text may be shown; a
row of evidence can therefore show no more than the source's own page (domain sections 9 and 10). The row of a table
stands, with its place and its column, in the evidence itself (docs/decisions/0011).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from agreements.register.citations import place_of
from agreements.register.names import documents
from agreements.register.reading import Reading

Document = dict[str, Any]

#: What of a row is told otherwise than it stands there.
_TOLD = ("source", "passage", "locator_kind", "locator", "column")
PASSAGE = ("key", "locator_kind", "locator", "start", "end", "quote", "prefix", "suffix")


def cited_sources(cited_by: Iterable[Document], reading: Reading) -> dict[str, Document]:
    """Give the documents of all sources that the records' evidence names, by id, in one query."""
    return documents("source", (row["source"] for document in cited_by for row in document["evidence"]), reading)


def evidence_of(document: Document, sources: dict[str, Document], reading: Reading) -> list[Document]:
    """Give a record's evidence in its own order, sources and passages filled in."""
    passages = {
        (name, passage["key"]): passage for name, source in sources.items() for passage in source.get("passages", ())
    }
    return [
        {
            **{k: v for k, v in row.items() if k not in _TOLD},
            "path": "/".join(part for part in (row["part"], row["item"], row["field"]) if part),
            "source": source_named(row["source"], sources, reading),
            "passage": passage_named(row["passage"], passage_of(row, passages)),
            "column": row.get("column", ""),
        }
        for row in document["evidence"]
    ]


def passage_of(
    row: Mapping[str, Any], passages: Mapping[tuple[str, str], Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    """Give the passage that a document's row of evidence cites, from the row itself or from its source's document."""
    if "locator_kind" in row:
        return place_of(row["passage"], row["locator"])
    return passages.get((row["source"], row["passage"]))


def source_named(name: str, sources: dict[str, Document], reading: Reading) -> Document:
    """Give a source as other records show it."""
    source = sources.get(name, {})
    return {
        "id": name,
        "title": source.get("title") or name,
        "publisher": source.get("publisher"),
        "published": source.get("published"),
        "language": source.get("language"),
        "html_url": f"{reading.base}/sources/{name}/",
    }


def passage_named(key: str | None, passage: Mapping[str, Any] | None) -> Document | None:
    """Give a passage's place, and its words ("" where the text is not at hand); ``None`` when no passage is named."""
    if key is None:
        return None
    return {"key": key, **{field: (passage or {}).get(field) for field in PASSAGE if field != "key"}}
