"""Where in agreements the words of a search were found: in titles, numbers, persons, texts, or a name of those named.

A list shows a title and the partners; a search looks through more. So for every word that is not seen there, the place
where it was found is given, as many as are needed and no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agreements.register.entries import entries_at
from agreements.register.highlighting import Marked, Marker
from agreements.register.models import AgreementEntry
from agreements.register.names import documents
from agreements.register.reading import Reading
from agreements.register.records import name_of as named
from agreements.register.searching import Sought
from agreements.register.tokens import name_of

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A place where words were found: what it is (title, number, person, designation, summary, sector, institution)."""

    what: str
    marked: Marked
    language: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """One agreement with the words marked: its title, its countries by code, and where else words were found."""

    title: Marked
    countries: Mapping[str, Marked]
    places: tuple[Place, ...]


def marked_agreements(
    rows: Sequence[Document], sought: Sought, countries: Mapping[str, str], reading: Reading
) -> dict[str, Seen]:
    """Mark what a search matched in the agreements of one page, by id; ``countries`` are names by code.

    Two queries, whatever the number of rows: for the texts that a list does not show, and for names of sectors.
    """
    texts = _texts([row["id"] for row in rows], reading)
    subjects = {name for row in rows for name in row["sectors"] if _by_name("sector", name, sought)}
    sectors = {name: named("sector", doc, reading) for name, doc in documents("sector", subjects, reading).items()}
    return {row["id"]: _seen(row, texts.get(row["id"], {}), sought, countries, sectors, reading) for row in rows}


def _texts(ids: Sequence[str], reading: Reading) -> dict[str, Document]:
    rows = entries_at(AgreementEntry, reading).filter(record_id__in=ids)
    found = rows.values_list(
        "record_id", "publication__document__summary", "publication__document__original_designation"
    )
    return {name: {"summary": summary or {}, "designation": designation or ""} for name, summary, designation in found}


def _seen(
    row: Document,
    texts: Document,
    sought: Sought,
    countries: Mapping[str, str],
    sectors: Mapping[str, str],
    reading: Reading,
) -> Seen:
    places = list(_places(row, texts))
    marker = Marker(sought.words, [row["title"], *(text for _what, text, _language in places)])
    title = marker.mark(row["title"])
    marked = {p["country"]: _named("country", p["country"], countries.get(p["country"], p["country"]), sought)
              for p in row["parties"] if p["country"]}  # fmt: skip
    open_words = {word.text for word in sought.words} - title.words
    for each in marked.values():
        open_words -= each.words
    found = []
    for place in (*_named_places(row, sought, sectors), *_marked_places(places, marker, row["title"])):
        if open_words & place.marked.words:
            open_words -= place.marked.words
            found.append(place)
    return Seen(title, marked, tuple(found))


def _places(row: Document, texts: Document) -> Iterator[tuple[str, str, str]]:
    """Give the texts of an agreement that the search looks through, the weightiest first."""
    for title in row["titles"]:
        yield "title", title["title"], title["language"]
    for number in row["identifiers"]:
        yield "number", f"{number['scheme']} {number['value']}", ""
    for party in row["parties"]:
        yield "person", ", ".join(text for text in (party["person"], party["office"]) if text), ""
    yield "designation", texts.get("designation", ""), ""
    for language, text in texts.get("summary", {}).items():
        yield "summary", text or "", language


def _marked_places(places: Sequence[tuple[str, str, str]], marker: Marker, shown: str) -> Iterator[Place]:
    for what, text, language in places:
        if text and text != shown:
            yield Place(what, marker.excerpt(text), language)


def _named_places(row: Document, sought: Sought, sectors: Mapping[str, str]) -> Iterator[Place]:
    for party in row["parties"]:
        institution = party["institution"]
        if institution and _by_name("institution", institution["id"], sought):
            yield Place("institution", _named("institution", institution["id"], institution["name"], sought))
    for name in row["sectors"]:
        if name in sectors:
            yield Place("sector", _named("sector", name, sectors[name], sought))


def _by_name(record_type: str, name: str, sought: Sought) -> list[str]:
    """Give the words that were matched by a name of the record."""
    lexeme = name_of(record_type, name)
    return [word for word, lexemes in sought.names.items() if lexeme in lexemes]


def _named(record_type: str, record_id: str, name: str, sought: Sought) -> Marked:
    """Mark the words in a name, or the whole of it where it was matched by another name of the record."""
    matched = _by_name(record_type, record_id, sought)
    marker = Marker([word for word in sought.words if word.text in matched], [name])
    found = marker.mark(name)
    return Marked(found.segments, frozenset(matched)) if found.words else Marked.whole(name, matched)
