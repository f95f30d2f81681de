"""The bounds of spans in words, with no more precision than the facts have.

A span of doubt within a month begins and ends on days that no source names; they follow from the month alone. Such a
bound is said as the month, so that "June 2024" is nowhere shown as its first day (domain section 3), although the
picture, which needs a place for it, draws the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from agreements.pages.saying import words_of
from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.display import in_words
from agreements.register.coverage import Span

Document = dict[str, Any]

ONE_DAY = timedelta(days=1)


class Bounds:
    """The words for the bounds of one agreement's spans."""

    def __init__(self, row: Document, spans: Sequence[Span], language: str) -> None:
        self._language = language
        self._following = dict(pairwise(spans))
        self._loose = _loose_days(row)
        self._open_ended = row["ends_status"] == "open-ended"

    def first(self, span: Span) -> str:
        """Say the first day of a span."""
        if span.first is None:
            return _("no beginning known")
        within = self._within(span)
        return in_words(within, self._language) if within else words_of(span.first.isoformat(), self._language)

    def last(self, span: Span) -> str:
        """Say the last day of a span."""
        if span.last is None and not span.running:
            return _("onwards")
        if span.last is None:
            return _("no end is fixed") if self._open_ended else _("no end known")
        following = self._following.get(span)
        within = self._within(span) or (self._within(following) if following else None)
        return in_words(within, self._language) if within else words_of(span.last.isoformat(), self._language)

    def _within(self, span: Span) -> PartialDate | None:
        """Give the loosely known day within which a span of doubt lies, give or take the day after an end."""
        if span.sure or span.first is None or span.last is None:
            return None
        for days in self._loose:
            if days.first - ONE_DAY <= span.first and span.last <= days.last + ONE_DAY:
                return days
        return None


def _loose_days(row: Document) -> list[PartialDate]:
    """Give every day of the record that is known to more than one day, the narrowest first."""
    texts = [row["signed"], row["effective"], row["ends"]]
    texts += [event[name] for event in row.get("events", ()) for name in ("date", "takes_effect", "until")]
    texts += [lapse[name] for lapse in row["lapses"] for name in ("last_day", "first_day")]
    known = {PartialDate.parse(text) for text in texts if text}
    loose = [days for days in known if days.first != days.last]
    return sorted(loose, key=lambda days: (days.last - days.first, days.first))
