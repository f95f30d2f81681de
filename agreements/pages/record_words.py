"""A public document in words: its rows, fields and values as a reader says them, other records by their names.

Comparisons and reports of mistakes say any field of any kind of record; what the page of a record says with more care
(phrases, markers) is said there. Names are looked up once for all documents, by a fixed number of queries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.codelists import (
    ACT_LABELS,
    GROUND_LABELS,
    RELATION_LABELS,
    BasisCode,
    Form,
    GivenStatus,
    LocatorKind,
    SectorsStatus,
    Stance,
    TitleBasis,
)
from agreements.pages.field_words import DAYS, field_words, part_words, value_said
from agreements.pages.saying import basis_word, label, words_of
from agreements.register.evidence import passage_of
from agreements.register.fact_paths import FactPath, fact_at
from agreements.register.names import agreement_titles, best_text, documents
from agreements.register.reading import Reading
from agreements.register.records import name_of

Document = Mapping[str, Any]

#: Which kinds of record a field names; a field of two kinds is looked up in both.
NAMING: Final[dict[str, tuple[str, ...]]] = {
    "institution": ("institution",),
    "country": ("country",),
    "occasion": ("occasion",),
    "source": ("source",),
    "parent": ("occasion", "institution", "sector"),
    "successor": ("institution", "agreement"),
    "predecessor": ("agreement",),
    "other": ("agreement",),
    "sectors": ("sector",),
    "agreements": ("agreement",),
}
FORMS: Final = dict(Form.choices)
TITLE_BASES: Final = dict(TitleBasis.choices)
STANCES: Final = dict(Stance.choices)
STATUSES: Final = {
    **dict(SectorsStatus.choices),
    **dict(GivenStatus.choices),
    "stated": gettext_lazy("stated"),
    "computed": gettext_lazy("computed from the clause"),
    "open-ended": gettext_lazy("no end is fixed"),
    "unknown": gettext_lazy("not known from our sources"),
}
#: Fields of a row that only say where it belongs.
PLACES: Final = frozenset({"key", "part", "item", "field", "direction", "evidence"})
#: Fields of evidence that say of a table's row what its passage is said to be.
ROW_PLACE: Final = frozenset({"locator_kind", "locator"})


class RecordWords:
    """The words for some documents, in the language of a reading."""

    def __init__(self, given: Iterable[Document], reading: Reading) -> None:
        self._language = reading.language
        wanted: dict[str, set[str]] = defaultdict(set)
        for document in given:
            for record_type, name in _named(document):
                wanted[record_type].add(name)
        self._names: dict[str, str] = agreement_titles(wanted.pop("agreement", ()), reading)
        self._passages: dict[tuple[str, str], Document] = {}
        for record_type, ids in wanted.items():
            found = documents(record_type, {n.lower() for n in ids} if record_type == "country" else ids, reading)
            for name, document in found.items():
                code = name.upper() if record_type == "country" else name
                self._names[code] = name_of(record_type, document, reading)
                for passage in document.get("passages", ()) if record_type == "source" else ():
                    self._passages[name, passage["key"]] = passage

    def name(self, record: str) -> str:
        """Give the name of another record; its id where it is not public."""
        return self._names.get(record, record)

    def row(self, part: str, item: str, row: Document) -> str:
        """Say which row is meant: "Act: Signed, 5 January 2026"."""
        said = self._row(part, item, row)
        return f"{part_words(part)}: {said}" if said else part_words(part)

    def fact(self, fact: FactPath) -> str:
        """Say which fact is meant, with its value where it is one: "Act: Expired, June 2024 · Date: June 2024"."""
        about = self.row(fact.part, fact.item, fact.row) if fact.part else ""
        if not fact.field:
            return about
        said = field_name(fact.field, fact.part)
        if fact.value not in (None, "", [], {}):
            said = f"{said}: {self.value(fact.field, fact.value, fact.part, fact.row)}"
        return f"{about} · {said}" if about else said

    def path(self, document: Document, path: str) -> str:
        """Say the place that a path names in a document; the path itself where there is none."""
        fact = fact_at(document, path)
        return self.fact(replace(fact, value=None)) if fact else path

    def value(self, field: str, value: Any, part: str = "", row: Document | None = None) -> str:
        """Say a value of a field."""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, Mapping):
            if value.keys() == {"min", "max"}:
                least, most = value["min"], value["max"]
                return str(least) if least == most else _("%(min)s to %(max)s") % {"min": least, "max": most}
            return " · ".join(f"{field_words(k)}: {self.value(k, v)}" for k, v in value.items() if v not in (None, ""))
        if isinstance(value, list):
            return ", ".join(self.value(field, one, part) for one in value)
        return self._text(field, value, part, row or {})

    def lines(self, part: str, row: Document) -> Iterator[tuple[str, str]]:
        """Say every field of a row that says something."""
        for field, value in row.items():
            if says(part, field) and value not in (None, "", [], {}) and not (field == "preferred" and value):
                yield field_name(field, part), self.value(field, value, part, row)

    def _text(self, field: str, value: Any, part: str, row: Document) -> str:
        if field == "type" and part in ("act", ""):
            return label(ACT_LABELS, value)
        if field == "ground":
            return label(GROUND_LABELS, value)
        if field == "passage":
            return self._place(row) or str(value)
        if field in NAMING:
            return self.name(str(value))
        if field == "basis":
            return basis_word(value) if value in BasisCode.values else label(TITLE_BASES, value)
        if field == "stance":
            return label(STANCES, value)
        if field in ("ends_status", "parties_status", "acts_status", "sectors_status"):
            return label(STATUSES, value)
        if field in ("signed", "effective", "ends", "published", "retrieved", "last_checked", "last_day", "first_day"):
            return words_of(value, self._language)
        if field == "value" and part == "evidence" and row.get("field") in (*DAYS, "kind", "role", "level", "code"):
            return value_said(str(row["field"]), value, self._language)
        return value_said(field, value, self._language)

    def _place(self, row: Document) -> str:
        """Say the place that a row of evidence cites."""
        return place_said(passage_of(row, self._passages) if row.get("passage") else None)

    def _row(self, part: str, item: str, row: Document) -> str:
        match part:
            case "act":
                day = row.get("date") or row.get("takes_effect")
                said = label(ACT_LABELS, row.get("type", item))
                return f"{said}, {words_of(day, self._language)}" if day else said
            case "party" | "lead" | "participant":
                names = [
                    row.get("person"),
                    self.name(row.get("institution") or ""),
                    self.name(row.get("country") or ""),
                ]
                return ", ".join(name for name in names if name) or item
            case "relation":
                verb, reverse = RELATION_LABELS.get(row.get("code", ""), (item, item))
                said = str(verb if row.get("direction") == "out" else reverse)
                return f"{said} {self.name(row.get('other', ''))}"
            case "sector":
                return self.name(item)
            case "form":
                return label(FORMS, item)
            case "lapse":
                ends = {"first": self.name(row["predecessor"]), "second": self.name(row["successor"])}
                return _("between “%(first)s” and “%(second)s”") % ends
            case "evidence":
                return self._evidence(row)
            case "basis":
                return self.name(row.get("id", item))
        title = row.get("title") or row.get("name") or row.get("value") or row.get("locator")
        return (best_text(title, self._language) or "") if isinstance(title, Mapping) else str(title or "")

    def _evidence(self, row: Document) -> str:
        place = self._place(row)
        where = ", ".join(text for text in (self.name(row["source"]), place) if text)
        about = " · ".join(
            text for text in (part_words(row["part"]) if row["part"] else "", field_words(row["field"] or "")) if text
        )
        return f"{about} – {where}" if about else where


def field_name(field: str, part: str) -> str:
    """Name a field of a row; ``basis`` is of a title whose words it is, and of anything else how it is known."""
    return _("How it is known") if field == "basis" and part != "title" else field_words(field)


def says(part: str, field: str) -> bool:
    """Whether a field of a row says something by itself: not where it belongs, nor what its passage says already."""
    return field not in PLACES and not (part == "evidence" and field in ROW_PLACE)


def place_said(passage: Document | None, column: str = "") -> str:
    """Say the place of a passage: "paragraph 4", "row 17, column “status”"; nothing where it is not known."""
    if not passage or not passage.get("locator_kind"):
        return ""
    kind = str(dict(LocatorKind.choices).get(passage["locator_kind"], passage["locator_kind"])).lower()
    place = _("%(kind)s %(place)s") % {"kind": kind, "place": passage["locator"]}
    return _("%(place)s, column “%(column)s”") % {"place": place, "column": column} if column else place


def _named(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Give every record that a document names, by kind; of what is nested too."""
    if isinstance(value, Mapping):
        if field == "agreements" and isinstance(value.get("id"), str):
            yield "agreement", value["id"]
        for name, inner in value.items():
            yield from _named(inner, name)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _named(inner, field)
    elif isinstance(value, str) and value:
        for record_type in NAMING.get(field, ()):
            yield record_type, value
