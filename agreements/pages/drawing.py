"""Time drawn: a row for each agreement, its spans as bars, the days without an instrument between them, the day read.

Everything that is drawn is also a row of a table, made from the same spans. Places are percentages of the width, so
that the picture fits any screen while letters and hatching keep their size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from agreements.lifecycle.facts import State
from agreements.pages.bounds import Bounds
from agreements.pages.lead import lapse_words, state_words
from agreements.pages.saying import words_of
from agreements.partial_dates.days import PartialDate
from agreements.register.coverage import WIDTH, Bar, Level, Scale, Span, spans, window
from agreements.register.standings import standings_of

Document = dict[str, Any]

ROW: Final = 58
TOP: Final = 30
BOTTOM: Final = 26
#: How a span is drawn in which an agreement may run, here and in the picture of a pair.
LOOKS: Final = {Level.CERTAIN: "runs", Level.TAKEN: "taken", Level.UNBEGUN: "may-run", Level.MIXED: "may-run"}
AHEAD: Final = frozenset({State.NOT_YET, State.IN_NEGOTIATION, State.SIGNED_NOT_EFFECTIVE})
ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A bar as it is drawn: place and width in percent, its look, and what it says."""

    x: str
    width: str
    look: str
    words: str
    y: int

    @property
    def inner(self) -> int:
        """Give the place of the line inside a framed bar."""
        return self.y + 5


@dataclass(frozen=True, slots=True)
class Place:
    """Words at a place: the anchor keeps them inside the picture at its edges."""

    words: str
    x: str
    anchor: str

    @classmethod
    def at(cls, words: str, thousandths: int, margin: int) -> Place:
        """Set words at a place; within ``margin`` of an edge they run inwards from it."""
        anchor = "start" if thousandths < margin else "end" if thousandths > WIDTH - margin else "middle"
        return cls(words, _percent(thousandths), anchor)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table twin."""

    title: str
    href: str
    first: str
    last: str
    state: str
    sure: str
    lapse: bool = False


@dataclass(slots=True)
class Drawing:
    """A picture and its table: rows, years, the place of the day read."""

    rows: list[Drawn] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    ticks: list[Place] = field(default_factory=list)
    day: Place | None = None
    height: int = 0
    lines: list[Line] = field(default_factory=list)

    @property
    def looks(self) -> set[str]:
        """Give every look that is drawn; the key explains these."""
        strokes = [stroke for row in self.rows for stroke in row.strokes]
        return {stroke.look for stroke in (*strokes, *(stroke for gap in self.gaps for stroke in gap.strokes))}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One agreement in the picture."""

    title: str
    href: str
    own: bool
    y: int
    strokes: list[Stroke]


@dataclass(frozen=True, slots=True)
class Gap:
    """The days between two instruments: surely empty in the middle, perhaps at the sides."""

    strokes: list[Stroke]
    place: Place
    y: int


def draw(agreements: Sequence[Document], as_of: date, language: str, own: str = "") -> Drawing | None:
    """Draw agreements under one another; ``None`` when there is nothing to draw. ``own`` is the page's agreement."""
    courses = [(row, spans(standings_of(row))) for row in agreements]
    shown = [span for _row, cut in courses for span in cut]
    if not any(span.first or span.last for span in shown):
        return None
    ids = [row["id"] for row in agreements]
    lapses = _lapses(agreements, ids)
    days = [bound for lapse in lapses for bound in _bounds(lapse)]
    scale = window([s for s in shown if s.first or s.last], days, as_of)
    found = Drawing(height=TOP + ROW * len(courses) + BOTTOM)
    found.ticks = [Place.at(str(year), x, 30) for year, x in scale.ticks()]
    found.day = Place.at(words_of(as_of.isoformat(), language), scale.x(as_of), 200)
    for number, (row, cut) in enumerate(courses):
        y = TOP + ROW * number
        bounds = Bounds(row, cut, language)
        strokes = [_stroke(bar, y + 22, bounds) for bar in scale.bars(cut) if look(bar.span) != "nothing"]
        found.rows.append(Drawn(row["title"], row["html_url"], row["id"] == own, y, strokes))
        found.lines += [_line(row, span, bounds) for span in cut]
    for lapse in lapses:
        found.gaps.append(_gap(lapse, ids, scale))
        found.lines.append(_lapse_line(lapse, language))
    return found


def look(span: Span) -> str:
    """Choose how a span is drawn: filled, framed or hatched by how far it runs, hollow ahead, a line when over."""
    if span.states == (State.UNKNOWN,) or span.states == (State.NEVER_TOOK_EFFECT,):
        return "nothing" if span.states == (State.UNKNOWN,) else "over"
    if span.level:
        return LOOKS[span.level]
    if all(state in AHEAD for state in span.states):
        return "nothing" if span.states == (State.NOT_YET,) else "ahead"
    if State.SUSPENDED in span.states:
        return "suspended"
    return "over"


def span_words(span: Span) -> str:
    """Name the states of a span."""
    return state_words({"possible_states": [str(state) for state in span.states]})


def _stroke(bar: Bar, y: int, bounds: Bounds) -> Stroke:
    span = bar.span
    words = f"{span_words(span)}: {bounds.first(span)} – {bounds.last(span)}"
    if not span.sure:
        words += f" ({_('not certain')})"
    return Stroke(_percent(bar.x), _percent(bar.width), look(span), words, y)


def _line(row: Document, span: Span, bounds: Bounds) -> Line:
    sure = _("certain") if span.sure else _("not certain")
    return Line(row["title"], row["html_url"], bounds.first(span), bounds.last(span), span_words(span), sure)


def _lapses(agreements: Iterable[Document], ids: Sequence[str]) -> list[Document]:
    """Give every lapse between two of the agreements, once, and none that is an overlap."""
    once = {
        (row["predecessor"], row["successor"]): row
        for agreement in agreements
        for row in agreement["lapses"]
        if row["predecessor"] in ids and row["successor"] in ids and row["days"]["max"] > 0
    }
    return list(once.values())


def _bounds(lapse: Document) -> tuple[date, date, date, date]:
    ended, begun = PartialDate.parse(lapse["last_day"]), PartialDate.parse(lapse["first_day"])
    return ended.first, ended.last, begun.first, begun.last


def _gap(lapse: Document, ids: Sequence[str], scale: Scale) -> Gap:
    first, sure_after, sure_before, last = _bounds(lapse)
    y = TOP + ROW * max(ids.index(lapse["predecessor"]), ids.index(lapse["successor"])) + 22
    strokes = []
    for start, end, name in (
        (first + ONE_DAY, min(sure_after, sure_before - ONE_DAY), "gap-may"),
        (sure_after + ONE_DAY, sure_before - ONE_DAY, "gap"),
        (max(sure_before, sure_after + ONE_DAY), last - ONE_DAY, "gap-may"),
    ):
        if start <= end:
            left, right = scale.x(start), scale.x(end + ONE_DAY)
            strokes.append(Stroke(_percent(left), _percent(max(1, right - left)), name, lapse_words(lapse), y))
    middle = (scale.x(first + ONE_DAY) + scale.x(last)) // 2
    return Gap(strokes, Place.at(lapse_words(lapse), middle, 150), y)


def _lapse_line(lapse: Document, language: str) -> Line:
    after, before = _("after %(day)s"), _("before %(day)s")
    return Line(
        title="",
        href="",
        first=after % {"day": words_of(lapse["last_day"], language)},
        last=before % {"day": words_of(lapse["first_day"], language)},
        state=lapse_words(lapse),
        sure="",
        lapse=True,
    )


def _percent(thousandths: int) -> str:
    return f"{100 * thousandths / WIDTH:g}%"
