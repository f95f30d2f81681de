"""What is kept of a plan or a report, in the reader's words: small facts first, then one table for each outcome.

Kept values are plain (``loading.plain``): dates as EDTF, codes as codes, records by their address. They are said here
in the reader's language, so that a report reads well years later and in another language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from agreements.admin.wording import NOTHING, Model, Wording, field_words, model_words
from agreements.loading.merging import EVIDENCE
from agreements.loading.plain import Plain
from agreements.loading.shapes import SHAPES
from agreements.models import Agreement
from agreements.partial_dates.days import PartialDate, PartialDateError
from agreements.partial_dates.fields import PartialDateField

COUNTS: Final[dict[str, str | Promise]] = {
    "refused": pgettext_lazy("rows of a file", "refused"),
    "changed": pgettext_lazy("rows of a file", "changed"),
    "created": pgettext_lazy("rows of a file", "created"),
    "kept": pgettext_lazy("values of records", "kept by editors"),
    "left_out": pgettext_lazy("rows of a file", "left out"),
    "copies": pgettext_lazy("rows of a file", "exact copies"),
    "unchanged": pgettext_lazy("rows of a file", "unchanged"),
}
#: What is never longer in a cell.
LONGEST = 240


@dataclass(frozen=True, slots=True)
class Count:
    """One small fact; ``address`` leads to its table where there is one."""

    code: str
    label: str
    number: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to a record."""

    words: str
    address: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class English:
    """A cell with a sentence of the import that is there in English only: its words are put together."""

    words: str
    language: str = "en"


Cell = str | Link | English


@dataclass(frozen=True, slots=True)
class Section:
    """One table: ``count`` is of all, of which ``rows`` may show the first, and ``more`` says how many it does not."""

    code: str
    title: str
    count: int
    headings: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    what: str = ""
    more: int = 0


def counts_of(told: dict[str, Any]) -> list[Count]:
    """Return the counts by outcome; nothing for a run that was never previewed."""
    counts = told.get("counts", {})
    return [
        Count(code, str(label), counts[code], f"#{code}" if counts[code] and told.get(code) else "")
        for code, label in COUNTS.items()
        if code in counts
    ]


class Telling:
    """Say what is kept of one plan or report; records that are there lead to their forms."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.told = told
        self.wording = Wording()
        slugs = {row["id"] for code in ("changed", "created", "kept", "findings", "gone") for row in told.get(code, ())}
        there = Agreement.objects.filter(slug__in=slugs).prefetch_related("titles")
        self.records = {record.slug: (record.pk, str(record)) for record in there}

    def sections(self) -> list[Section]:
        """Return every table that has a row, in the order in which one should look at them."""
        made = (
            self._refused(),
            self._unresolved(),
            self._changed(),
            self._created(),
            self._kept(),
            self._left_out(),
            self._copies(),
            self._links(),
            self._findings(),
            self._notes(),
            self._unread(),
            self._gone(),
        )
        return [section for section in made if section.count]

    def _section(
        self, code: str, title: str, headings: Iterable[str], rows: Iterable[tuple[Cell, ...]], what: str = ""
    ) -> Section:
        kept = self.told.get(code, [])
        count = self.told.get("totals", {}).get(code, len(kept))
        return Section(code, title, count, tuple(headings), list(rows), what, max(count - len(kept), 0))

    def _record(self, slug: str, words: str = "") -> Cell:
        if slug not in self.records:
            return short(words or slug)
        key, title = self.records[slug]
        return Link(short(title), reverse("admin:agreements_agreement_change", args=[key]))

    def _refused(self) -> Section:
        rows = [
            (row["place"], column or NOTHING, short(words) or NOTHING, sentence(why))
            for row in self.told.get("refused", ())
            for column, words, why in row["problems"]
        ]
        headings = (_("Row"), _("Column"), _("What stands there"), _("Why"))
        said = _("These rows cannot be taken as they are; put them right in the file, or in the profile.")
        return self._section("refused", _("Refused"), headings, rows, said)

    def _unresolved(self) -> Section:
        rows = [
            (one["name"], str(one["count"]), ", ".join(one["columns"]), ", ".join(one["suggestions"]) or NOTHING)
            for one in self.told.get("unresolved", ())
        ]
        headings = (_("Name"), _("Rows"), _("Column"), _("Perhaps"))
        return self._section("unresolved", _("Names that nobody knows"), headings, rows)

    def _changed(self) -> Section:
        rows: list[tuple[Cell, ...]] = []
        for row in self.told.get("changed", ()):
            record = self._record(row["id"])
            for path, before, after in row["changes"]:
                part, name = part_and_field(path)
                values = (self._value(part, name, value) for value in (before, after))
                rows.append((row["place"], record, place_words(part, name), *values))
            if row["more"]:
                rows.append((row["place"], record, _("and %(count)d more") % {"count": row["more"]}, "", ""))
        headings = (_("Row"), _("Record"), _("Field"), _("Before"), _("After"))
        return self._section("changed", _("Changed"), headings, rows)

    def _created(self) -> Section:
        rows = [
            (row["place"], row["key"], self._record(row["id"], row["title"])) for row in self.told.get("created", ())
        ]
        return self._section("created", _("Created"), (_("Row"), _("Number"), _("Title")), rows)

    def _kept(self) -> Section:
        rows = [(row["place"], self._record(row["id"]), sentence(row["words"])) for row in self.told.get("kept", ())]
        headings = (_("Row"), _("Record"), _("What stands, and what the file says"))
        said = _("An editor changed these after they were loaded. They stay, and the file's value stands as evidence.")
        return self._section("kept", _("Kept as an editor left it"), headings, rows, said)

    def _left_out(self) -> Section:
        headings = (_("Why"), _("How many"), _("Rows"))
        rows = [(one["why"], str(one["count"]), ", ".join(one["places"])) for one in self.told.get("left_out", ())]
        return self._section("left_out", _("Left out, as the profile says"), headings, rows)

    def _copies(self) -> Section:
        rows = [(row["place"], row["of"]) for row in self.told.get("copies", ())]
        return self._section("copies", _("Exact copies"), (_("Row"), _("Is the same as row")), rows)

    def _links(self) -> Section:
        rows = [
            (row["place"], row["column"] or NOTHING, short(row["words"]), sentence(row["why"]))
            for row in self.told.get("links", ())
        ]
        headings = (_("Row"), _("Column"), _("What stands there"), _("Why"))
        said = _("The rows are taken without these.")
        return self._section("links", _("Relations left out"), headings, rows, said)

    def _findings(self) -> Section:
        rows = [
            (self._record(row["id"]), _("Unusual, not wrong") if row["is_note"] else _("Contradiction"), row["words"])
            for row in self.told.get("findings", ())
        ]
        said = _("The data are taken as they are, also where they contradict themselves; the audit names these too.")
        return self._section("findings", _("Findings"), (_("Record"), _("Weight"), _("Finding")), rows, said)

    def _notes(self) -> Section:
        rows = [
            (one.get("column") or NOTHING, sentence(one["why"]), str(one["count"]), ", ".join(one["places"]))
            for one in self.told.get("notes", ())
        ]
        headings = (_("Column"), _("What"), _("How many"), _("Rows"))
        return self._section("notes", _("Noticed"), headings, rows)

    def _unread(self) -> Section:
        rows = [(short(row["column"]),) for row in self.told.get("unread", ())]
        said = _("Nothing of these columns comes in. Add a rule for what the register should know.")
        return self._section("unread", _("Columns that no rule reads"), (_("Column"),), rows, said)

    def _gone(self) -> Section:
        rows = [(self._record(row["id"]),) for row in self.told.get("gone", ())]
        said = _("Earlier editions had these. They stay in the register; withdraw what should not.")
        return self._section("gone", _("No longer in the file"), (_("Record"),), rows, said)

    def _value(self, part: str, name: str, value: Plain) -> str:
        if value is None or value == "":
            return NOTHING
        model = _model(part)
        field = _field(model, name) if model else None
        if model is None or field is None or field.is_relation:
            return short(_yes_no(value))
        if isinstance(field, PartialDateField) and isinstance(value, str):
            try:
                return self.wording.value(model, name, PartialDate.parse(value))
            except PartialDateError:
                return short(value)
        return short(self.wording.value(model, name, value))


def part_and_field(path: str) -> tuple[str, str]:
    """Return the part and the field of a path: ``kind``, ``clause/until_date``, ``act/signed/date``, ``party/jp``."""
    first, slash, rest = path.partition("/")
    part = SHAPES["agreement"].all_parts.get(first)
    if part is None:
        return "", path
    if part.single or not slash:
        return first, rest
    return first, rest.partition("/")[2]


def place_words(part: str, name: str) -> str:
    """Return what a field is called with the row that it stands in; ``part`` is empty for a record's own."""
    if part == EVIDENCE:
        return _("Evidence")
    model = _model(part)
    if model is None:
        return "/".join(filter(None, (part, name)))
    if not part and _field(model, name) is None:
        return name
    if not part:
        return field_words(model, name)
    row = model_words(model)
    return f"{row}: {field_words(model, name)}" if name else row


def sentence(words: str) -> Cell:
    """Return a sentence of the import in the reader's language; one that is put together stays English, and says so.

    Kept are the sentences as the import gave them, so that a report can be read in any language later.
    """
    said = _(words) if words else NOTHING
    return said if said != words or get_language() == "en" else English(words)


def short(words: str) -> str:
    """Return words cut to what a cell holds."""
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _model(part: str) -> Model | None:
    shape = SHAPES["agreement"]
    if not part:
        return shape.model
    found = shape.all_parts.get(part)
    return None if found is None else found.model


def _field(model: Model, name: str) -> Any:
    return next((field for field in model._meta.concrete_fields if field.name == name), None)


def _yes_no(value: Plain) -> str:
    return (_("yes") if value else _("no")) if isinstance(value, bool) else str(value)
