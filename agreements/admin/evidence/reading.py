"""The dates that a quote states or implies, as choices, and what other sources say of the fields ticked beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from agreements.admin.evidence.targets import Target
from agreements.models import Source
from agreements.partial_dates.display import in_words
from agreements.quoting.dates_in_prose import ProseDate, dates_in


@dataclass(frozen=True, slots=True)
class Reading:
    """One date that the words give; ``differs`` says where the ticked fields or other sources have another."""

    date: ProseDate
    words: str
    differs: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return what the form calls the choice."""
        return name_of(self.date)


def name_of(date: ProseDate) -> str:
    """Return what the form calls a reading: how it is known and its value."""
    return f"{date.basis}:{date.value.edtf}"


def readings(quote: str, source: Source, ticked: Iterable[Target]) -> list[Reading]:
    """Return every date in the words, each with what speaks against it at the fields that are ticked."""
    targets = [target for target in ticked if target.is_date]
    return [
        Reading(date, in_words(date.value, get_language() or "en"), tuple(_differing(targets, date.value.edtf)))
        for date in dates_in(quote, source.published)
    ]


def read_as(quote: str, source: Source, name: str) -> ProseDate | None:
    """Return the reading that was chosen by its name; None where the words do not give it."""
    return next((date for date in dates_in(quote, source.published) if name_of(date) == name), None)


def _differing(targets: Iterable[Target], value: str) -> Iterable[str]:
    for target in targets:
        yield from differing(target, value)


def differing(target: Target, value: str) -> list[str]:
    """Say which other sources give another value for a field, and that the record holds another one."""
    told = [
        gettext("%(field)s: another source says %(value)s (%(source)s).")
        % {"field": target.label, "value": said.words, "source": said.source}
        for said in target.others(value)
    ]
    if target.differ(target.value, value):
        told.append(gettext("%(field)s: the record has %(value)s.") % {"field": target.label, "value": target.words})
    return list(dict.fromkeys(told))
