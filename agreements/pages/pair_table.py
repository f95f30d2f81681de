"""The table beside the picture of a pair, made from the same spans: who reads no picture misses nothing.

Runs of days that lie wholly outside the window are not drawn and stand in no row; a run that reaches beyond it is said
with its own bounds, not cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from agreements.lifecycle.facts import State
from agreements.pages.bounds import Bounds
from agreements.pages.drawing import span_words
from agreements.pages.lead import lapse_words
from agreements.pages.pair_words import hole_words, level_words, session_words, signatures_of, signed_words
from agreements.pages.saying import words_of
from agreements.partial_dates.days import PartialDate
from agreements.register.bands import Stretch, holes
from agreements.register.coverage import Level, Scale, Span
from agreements.register.lanes import Lane, Member
from agreements.register.names import language_of

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: what happened or held, from and to (``last`` is "" for what has one day), and how sure."""

    what: str
    first: str
    last: str = ""
    sure: str = ""
    lapse: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one agreement, or of everything together where there is no ``href``."""

    title: str
    lines: list[Line]
    href: str = ""
    lang: str = ""


class Edges:
    """The words for days on which something begins or ends in one of several lives.

    Where two lives share a day and one knows it exactly, the day is said exactly.
    """

    def __init__(self, members: Iterable[Member], language: str) -> None:
        self._language = language
        self._first: dict[date, str] = {}
        self._last: dict[date, str] = {}
        for member in members:
            bounds = Bounds(member.row, member.spans, language)
            for span in member.spans:
                if span.first:
                    self._note(self._first, span.first, bounds.first(span))
                if span.last:
                    self._note(self._last, span.last, bounds.last(span))

    def first(self, day: date | None) -> str:
        """Say the first day of a run."""
        return _("no beginning known") if day is None else self._first.get(day) or words_of(str(day), self._language)

    def last(self, day: date | None) -> str:
        """Say the last day of a run."""
        return _("no end known") if day is None else self._last.get(day) or words_of(str(day), self._language)

    def _note(self, words: dict[date, str], day: date, said: str) -> None:
        exact = words_of(day.isoformat(), self._language)
        words[day] = exact if said == exact else words.get(day, said)


def band_lines(stretches: Sequence[Stretch], edges: Edges, scale: Scale) -> list[Line]:
    """Give the rows of a band, its holes among them."""
    empty = {hole.first: hole for hole in holes(stretches)}
    found = []
    for stretch in stretches:
        if not _seen(stretch, scale):
            continue
        first, last = edges.first(stretch.first), edges.last(stretch.last)
        hole = empty.get(stretch.first) if stretch.first else None
        if stretch.level:
            sure = _("certain") if stretch.level is Level.CERTAIN else _("not certain")
            found.append(Line(level_words(stretch.level), first, last, sure))
        elif hole:
            found.append(Line(hole_words(hole), first, last, _("certain"), lapse=True))
    return found


def lane_rows(lane: Lane, scale: Scale, language: str) -> Iterator[Rows]:
    """Give the rows of each agreement of a lane, and after it those of the lapses that follow it."""
    for member in lane.members:
        row = member.row
        lang = language_of(row["title"], row["titles"])
        yield Rows(row["title"], _member_lines(member, scale, language), row["html_url"], lang)
        for lapse in lane.lapses:
            if lapse["predecessor"] == member.id:
                yield Rows(_("Between them"), [_lapse_line(lapse, language)])


def _member_lines(member: Member, scale: Scale, language: str) -> list[Line]:
    bounds = Bounds(member.row, member.spans, language)
    found = [
        Line(signed_words(event, language), words_of(event["date"], language))
        for event in signatures_of(member)
        if _in(PartialDate.parse(event["date"]), scale)
    ]
    for span in member.spans:
        if span.states not in ((State.NOT_YET,), (State.UNKNOWN,)) and _seen(span, scale):
            sure = _("certain") if span.sure else _("not certain")
            found.append(Line(span_words(span), bounds.first(span), bounds.last(span), sure))
    found += [
        Line(session_words(row, language), words_of(row["date"], language))
        for row in member.sessions
        if _in(PartialDate.parse(row["date"]), scale)
    ]
    return found


def _lapse_line(lapse: Document, language: str) -> Line:
    return Line(
        lapse_words(lapse),
        _("after %(day)s") % {"day": words_of(lapse["last_day"], language)},
        _("before %(day)s") % {"day": words_of(lapse["first_day"], language)},
        lapse=True,
    )


def _seen(run: Span | Stretch, scale: Scale) -> bool:
    return (run.last or date.max) >= scale.first and (run.first or date.min) <= scale.last


def _in(days: PartialDate, scale: Scale) -> bool:
    return days.last >= scale.first and days.first <= scale.last
