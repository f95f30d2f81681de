"""What of a record can be cited: each field and row in words, with its value and with what speaks for it already.

Fields without evidence come first, because they are the work that is left; empty ones come last, because evidence for
an empty field is made only where the passage gives its value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from agreements.admin.wording import NOTHING, Wording, field_words, model_words
from agreements.codelists import Stance
from agreements.loading.plain import out_of
from agreements.models.evidence import WITHOUT_ITEM, EvidenceBase
from agreements.partial_dates.days import PartialDate, PartialDateError
from agreements.partial_dates.display import in_words
from agreements.partial_dates.fields import PartialDateField
from agreements.publishing.registry import kind_of
from agreements.publishing.sourcing import given, sourced

#: The longest value that an evidence row keeps.
VALUE_LENGTH = 400


@dataclass(frozen=True, slots=True)
class Said:
    """What one evidence row says of a field, in words."""

    row: EvidenceBase
    value: str
    words: str
    source: str

    @property
    def against(self) -> bool:
        """Whether the passage speaks against the value."""
        return self.row.stance == Stance.CONTRADICTS


@dataclass(slots=True)
class Target:
    """One field of the record or of a row, or the row as a whole (``field`` empty)."""

    part: str
    item: str
    field: str
    holder: Any
    label: str
    value: str
    words: str
    given: bool
    sourced: bool
    said: list[Said] = made(default_factory=list)

    @property
    def path(self) -> str:
        """Return what the form calls the field: ``act/signed/date``, ``//kind``."""
        return f"{self.part}/{self.item}/{self.field}"

    @property
    def is_date(self) -> bool:
        """Whether the field holds a date, so that one read from the passage can be taken over."""
        return bool(self.field) and isinstance(self.holder._meta.get_field(self.field), PartialDateField)

    def in_words(self, value: str) -> str:
        """Return a normalised value of this field in the reader's language; what is no value of it stays as it is."""
        return _words_of(type(self.holder), self.field, value)

    def others(self, value: str) -> list[Said]:
        """Return what speaks for another value than ``value`` by a passage that counts."""
        return [s for s in self.said if s.row.preferred and not s.against and self.differ(s.value, value)]

    def differ(self, one: str, other: str) -> bool:
        """Whether two values say something else; a month says no other day than a day in it, nothing says nothing."""
        if not one or not other or one == other:
            return False
        if not self.is_date:
            return True
        try:
            first, second = PartialDate.parse(one), PartialDate.parse(other)
        except PartialDateError:
            return True
        return not (first.covers(second) or second.covers(first))


def with_rows(record: Any) -> Any:
    """Read a record again with every row that its evidence may name."""
    of_kind = kind_of(record)
    return of_kind.read(of_kind.model._default_manager.filter(pk=record.pk)).get()


def takes_evidence(record: Any) -> bool:
    """Tell whether records of this kind have evidence."""
    return kind_of(record).rows is not None


def targets_of(record: Any) -> list[Target]:
    """Return all that can be cited of a record that was read with its rows: without evidence, with, empty."""
    rows_of = kind_of(record).rows
    assert rows_of is not None
    rows = rows_of(record)
    evidence = list(record.evidence.all())
    citable = record.evidence.model.CITABLE
    there, spoken_for = set(given(record, rows, citable)), sourced(evidence)
    said: dict[tuple[str, str, str], list[EvidenceBase]] = {}
    for row in evidence:
        said.setdefault((row.part, row.item, row.field), []).append(row)
    found = []
    for part, item, holder in _holders(record, rows):
        for name in citable.get(part, ()):
            path = (part, item, name)
            target = Target(
                *path,
                holder=holder,
                label=_label(holder, part, name),
                value=_normal(holder, name),
                words=_shown(holder, name),
                given=path in there,
                sourced=path in spoken_for,
            )
            target.said = [_said(target, row) for row in said.get(path, ())]
            found.append(target)
    return sorted(found, key=lambda t: (not t.given, t.sourced or bool(t.said)))


def _holders(record: Any, rows: Any) -> Iterator[tuple[str, str, Any]]:
    yield "", "", record
    for part, of_part in rows.items():
        for row in of_part:
            yield part, "" if part in WITHOUT_ITEM else row.key, row


def _label(holder: Any, part: str, name: str) -> str:
    if part == "":
        return field_words(type(holder), name)
    row = capfirst(model_words(type(holder)))
    if part not in WITHOUT_ITEM:
        row = f"{row} “{_named(holder)}”"
    return f"{row}: {str(holder._meta.get_field(name).verbose_name) if name else gettext('that it is there')}"


def _named(holder: Any) -> str:
    date = getattr(holder, "date", None)
    if hasattr(holder, "get_type_display"):
        return f"{holder.get_type_display()} {_date_words(date) if date is not None else ''}".strip()
    if hasattr(holder, "get_role_display"):
        return f"{holder} ({holder.get_role_display()})"
    return str(holder)[:80]


def _normal(holder: Any, name: str) -> str:
    if not name:
        return ""
    value = out_of(holder, holder._meta.get_field(name))
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value or "")
    return text if len(text) <= VALUE_LENGTH else ""


def _shown(holder: Any, name: str) -> str:
    if not name:
        return ""
    value = getattr(holder, name)
    if holder._meta.get_field(name).is_relation:
        return NOTHING if value is None else str(value)
    return Wording().value(type(holder), name, value)


def _said(target: Target, row: EvidenceBase) -> Said:
    return Said(row, row.value, target.in_words(row.value), str(row.passage.source))


def _words_of(model: Any, name: str, value: str) -> str:
    if not name or not value:
        return value
    column = model._meta.get_field(name)
    if isinstance(column, PartialDateField):
        try:
            return _date_words(PartialDate.parse(value))
        except PartialDateError:
            return value
    return str(dict(column.flatchoices).get(value, value))


def _date_words(value: PartialDate) -> str:
    return in_words(value, get_language() or "en")
