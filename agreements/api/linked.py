"""The same answers as linked data (JSON-LD 1.1): every member keeps its name, and a context says what it means.

Nothing is left out and nothing needs to be fetched: the context stands in each answer (and, for who wants to refer to
it, at ``/api/v1/context.jsonld``). What an answer names by id or by code becomes an address, dates are typed as EDTF,
and what no well-known vocabulary has a word for is a word of ours (``reg:``, which is also the default).
"""

from __future__ import annotations

from typing import Any, Final

from rest_framework.renderers import JSONRenderer

Document = dict[str, Any]

MEDIA_TYPE: Final = "application/ld+json"
CONTEXT_PATH: Final = "/api/v1/context.jsonld"
CODES_PATH: Final = "/api/v1/codelists/"
EDTF: Final = "http://id.loc.gov/datatypes/edtf/EDTF"
PREFIXES: Final[dict[str, str]] = {
    "schema": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
#: Type of record -> the folder of its addresses, and what it is in the words of others.
RECORDS: Final[dict[str, tuple[str, list[str]]]] = {
    "agreement": ("agreements", ["reg:Agreement", "schema:Legislation"]),
    "program": ("programs", ["reg:Program", "schema:Project"]),
    "institution": ("institutions", ["org:FormalOrganization"]),
    "country": ("countries", ["schema:Country"]),
    "sector": ("sectors", ["skos:Concept"]),
    "occasion": ("occasions", ["schema:Event"]),
    "source": ("sources", ["schema:CreativeWork", "prov:Entity"]),
}
#: Member -> type of the record that it names, whether by id alone or with some of its members.
NAMING: Final[dict[str, str]] = {
    **{name: name for name in RECORDS},
    "agreements": "agreement",
    "programs": "program",
    "children": "program",
    "sectors": "sector",
    **dict.fromkeys(("predecessor", "successor", "subject", "object"), "agreement"),
}
#: Members that name records of the record's own type; a successor does so for institutions.
OF_ITS_OWN_KIND: Final = {"parent", "successors"}
#: Member -> code list of its codes. ``kind`` is another list for each type of record.
CODED: Final[dict[str, str]] = {
    **{
        name: name for name in ("legal_force", "level", "role", "state", "group", "basis", "extent", "stance", "ground")
    },
    "forms": "form",
    "observed_state": "state",
    "possible_states": "state",
    "stated_state": "progress_state",
}
DATES: Final = (
    *("effective", "ends", "next_decision", "since", "until", "date", "takes_effect", "last_day", "first_day"),
    *("planned_start", "planned_end", "actual_start", "actual_end", "decision", "until_date", "may", "surely"),
)
ADDRESSES: Final = (*sorted({*NAMING, *OF_ITS_OWN_KIND, *CODED, "kind"}), "next", "previous")
#: The languages of names, as language tags.
LANGUAGES: Final = {"en": "en", "ko": "ko", "zh": "zh-Hans", "zh-hans": "zh-Hans"}
#: Words of others. What is not here is a word of ours by the same name.
WELL_KNOWN: Final[dict[str, str]] = {
    "id": "dcterms:identifier",
    "html_url": "schema:mainEntityOfPage",
    "source_url": "schema:url",
    "website": "schema:url",
    "title": "dcterms:title",
    "name": "schema:name",
    "names_in": "skos:prefLabel",
    "label": "skos:prefLabel",
    "code": "skos:notation",
    "concepts": "skos:hasTopConcept",
    "acronym": "skos:altLabel",
    "kind": "dcterms:type",
    "summary": "dcterms:abstract",
    "language": "dc:language",
    "publisher": "dc:publisher",
    "author": "dc:creator",
    "published": "dcterms:issued",
    "signed": "schema:legislationDate",
    "updated_at": "dcterms:modified",
    "time": "prov:generatedAtTime",
    "evidence": "prov:qualifiedPrimarySource",
    "source": "prov:entity",
    "sectors": "dcterms:subject",
    "agreements": "prov:wasDerivedFrom",
    "participants": "schema:participant",
    "quote": "schema:text",
    "place": "schema:location",
    "count": "schema:numberOfItems",
    "results": "schema:itemListElement",
}
TYPED: Final[dict[str, str]] = {
    **dict.fromkeys(ADDRESSES, "@id"),
    **dict.fromkeys(("html_url", "source_url", "website"), "@id"),
    **dict.fromkeys((*DATES, "signed", "published"), EDTF),
    **dict.fromkeys(("as_of", "last_checked"), "xsd:date"),
    **dict.fromkeys(("known_at", "updated_at", "time"), "xsd:dateTime"),
}


def context(base: str) -> Document:
    """Give the context of every answer; ``base`` is scheme and host, with which our own words begin."""
    terms: Document = {"@version": 1.1, **PREFIXES, "reg": f"{base}{CONTEXT_PATH}#", "@vocab": f"{base}{CONTEXT_PATH}#"}
    for name in sorted({*WELL_KNOWN, *TYPED}):
        meaning = WELL_KNOWN.get(name, f"reg:{name}")
        terms[name] = {"@id": meaning, "@type": TYPED[name]} if name in TYPED else meaning
    terms["results"] = {"@id": WELL_KNOWN["results"], "@container": "@list"}
    return terms


def linked(answer: Document, record_type: str, base: str) -> Document:
    """Give an answer of the API as JSON-LD; ``record_type`` is that of the record or of the rows it is about."""
    found = {"@context": context(base)}
    place = _Place(record_type, base)
    if "results" in answer and "id" not in answer:
        return found | {"@type": "schema:ItemList"} | _node(answer, place)
    return found | _record(answer, place)


class _Place:
    """What an answer's words are read with: whose members they are, and where addresses begin."""

    def __init__(self, record_type: str, base: str) -> None:
        self.record_type = record_type
        self.base = base

    def named(self, member: str) -> str | None:
        """Give the type of the record that a member names, if it names one."""
        own = member in OF_ITS_OWN_KIND or (member == "successor" and self.record_type == "institution")
        return self.record_type if own else NAMING.get(member)

    def coded(self, member: str) -> str | None:
        """Give the code list that a member's codes are in, if they are in one."""
        if member == "kind" and self.record_type in RECORDS:
            return "kind" if self.record_type == "agreement" else f"{self.record_type}_kind"
        return "title_basis" if (member, self.record_type) == ("basis", "title") else CODED.get(member)


def _record(row: Document, place: _Place) -> Document:
    """Give a record, or a part of an answer that is none, as a node."""
    node = _node(row, place)
    if "codes" in row and "concepts" in node:
        return {"@id": f"{place.base}{CODES_PATH}#{row['id']}", "@type": "skos:ConceptScheme"} | node
    if place.record_type not in RECORDS or "id" not in row:
        return node
    return {
        "@id": _address(place.base, place.record_type, row["id"]),
        "@type": RECORDS[place.record_type][1],
    } | node


def _address(base: str, record_type: str, name: str) -> str:
    return f"{base}/api/v1/{RECORDS[record_type][0]}/{name.lower()}/"


def _node(row: Document, place: _Place) -> Document:
    """Give the members of one object; ``None`` is left out, as JSON-LD does not know it."""
    node: Document = {}
    tongue = row.get("language")
    for name, value in row.items():
        if value is None:
            continue
        if name == "title" and isinstance(value, str):
            node[name] = _titles(row) if row.get("titles") else _text(value, tongue)
        elif name == "results":
            node[name] = [_record(each, place) for each in value]
        elif name == "names" and isinstance(value, dict):
            node["names_in"] = _texts(value)
        elif name == "began_by":
            node[name] = f"{value['kind']}/{value['key']}"
        elif name == "document":
            node[name] = _record(value, _Place(row["record_type"], place.base))
        elif name == "codes" and value and "label" in value[0]:
            node["concepts"] = [_concept(each, row["id"], place) for each in value]
        elif name != "url":
            node[name] = _value(value, name, place)
    return node


def _value(value: Any, name: str, place: _Place) -> Any:
    if isinstance(value, dict):
        if value.keys() <= LANGUAGES.keys():
            return _texts(value)
        kind = place.named(name) or ""
        own = {"@id": _address(place.base, kind, value["id"])} if kind in RECORDS and "id" in value else {}
        if "url" in value and "id" in value:  # a record of another type, named with its address
            own = {"@id": value["url"]}
        inner = kind if kind in RECORDS else "title" if name == "titles" else place.record_type
        return own | _node(value, _Place(inner, place.base))
    if isinstance(value, list):
        if name in ("may", "surely"):
            return [f"{first or '..'}/{last or '..'}" for first, last in value]
        return [_value(each, name, place) for each in value]
    if isinstance(value, str):
        return _word(value, name, place)
    return value


def _word(value: str, name: str, place: _Place) -> Any:
    kind, codes = place.named(name), place.coded(name)
    if not value:
        return []
    if kind in RECORDS:
        return _address(place.base, kind, value)
    if codes:
        return f"{place.base}{CODES_PATH}#{codes}/{value}"
    return {"@value": value} if TYPED.get(name) == "@id" and not value.startswith("http") else value


def _concept(row: Document, codes: str, place: _Place) -> Document:
    return {"@id": f"{place.base}{CODES_PATH}#{codes}/{row['code']}", "@type": "skos:Concept"} | _node(row, place)


def _text(text: str, language: str | None) -> Any:
    return {"@value": text, "@language": language} if language else text


def _texts(texts: dict[str, str]) -> list[Document]:
    return [_text(text, LANGUAGES[language]) for language, text in texts.items() if text]


def _titles(row: Document) -> list[Document]:
    if isinstance(row["titles"], dict):
        return _texts(row["titles"])
    return [_text(each["title"], each["language"]) for each in row["titles"]]


class LinkedDataRenderer(JSONRenderer):
    """Writes an answer as JSON-LD; a problem stays the problem document that it is."""

    media_type = MEDIA_TYPE
    format = "jsonld"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        """Write ``data`` in UTF-8."""
        using = renderer_context or {}
        response = using.get("response")
        if isinstance(data, dict) and "@context" not in data and getattr(response, "status_code", 200) == 200:
            base = str(using["request"].build_absolute_uri("/")).rstrip("/")
            data = linked(data, getattr(using["view"], "record_type", ""), base)
        return bytes(super().render(data, MEDIA_TYPE, renderer_context))
