"""Plans and what came of them, drawn: for the programme and each activity a planned bar above an actual one.

A bar is drawn only where its dates say that it stands. Days that a partial date leaves open are hatched, days between
are solid; where only one end is known, that end stands alone and nothing is drawn towards an end that nobody gave. From
a planned end that has passed, with nothing known of the completion, a broken line runs to the day read: the picture
ends the plan and does not complete it (domain section 8). Planned bars are hollow and actual ones filled, so the two
are told apart in black and white. Places are percentages of the width, and every row is a row of the table beneath.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from agreements.pages.drawing import Place
from agreements.pages.saying import words_of
from agreements.partial_dates.days import PartialDate
from agreements.register.coverage import WIDTH, Scale, window
from programs.pages.words import implied_words
from programs.register.counting import DATES

Document = dict[str, Any]

ROW: Final = 44
TOP: Final = 26
BOTTOM: Final = 26
#: Where the two bars lie within a row.
PLANNED_Y: Final = 22
ACTUAL_Y: Final = 31
#: So many activities are drawn at once; the others stand in a second picture that is opened on demand.
FIRST_DRAWN: Final = 14
MOST_TICKS: Final = 6
TICK_MONTHS: Final = (1, 3, 6, 12, 24, 60, 120, 300, 600, 1200, 6000, 12000, 24000)
ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A piece of a bar: its place and width in percent, its look, and what it says."""

    x: str
    width: str
    look: str
    y: int
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that has dates: the programme, an activity or a session."""

    title: str
    y: int
    strokes: tuple[Stroke, ...]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows under one another on a scale that they share with the other pictures of the page."""

    rows: tuple[Row, ...]
    ticks: tuple[Place, ...]
    day: Place
    height: int

    @property
    def foot(self) -> int:
        """Say where the upright lines end."""
        return self.height - BOTTOM + 6

    @property
    def words_y(self) -> int:
        """Say where the words of the scale stand."""
        return self.height - 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: its four dates in words, empty where unknown."""

    title: str
    href: str
    dates: tuple[str, ...]
    implied: str


@dataclass(slots=True)
class Drawing:
    """The pictures, the table of the same rows, and how many rows have no date to be drawn by."""

    first: Picture
    rest: Picture | None = None
    lines: list[Line] = field(default_factory=list)
    undated: int = 0

    @property
    def looks(self) -> frozenset[str]:
        """Name the looks that are drawn, which the key explains."""
        pictures = (self.first, self.rest) if self.rest else (self.first,)
        return frozenset(stroke.look for picture in pictures for row in picture.rows for stroke in row.strokes)

    @property
    def more(self) -> int:
        """Count the rows of the second picture."""
        return len(self.rest.rows) if self.rest else 0


def draw(program: Document, as_of: date, language: str) -> Drawing | None:
    """Draw a programme with its activities and sessions; ``None`` where no date is known at all."""
    activities = [row for row in program["activities"] if _known(row)]
    sessions = [row for row in program["sessions"] if row["date"]]
    if not (activities or sessions or _known(program)):
        return None
    days = [PartialDate.parse(row[name]) for row in (program, *activities) for name in DATES if row[name]]
    days += [PartialDate.parse(row["date"]) for row in sessions]
    scale = window([], [bound for known in days for bound in (known.first, known.last)], as_of)
    rows = [_of_dates(program, scale, as_of, language, own=True)] if _known(program) else []
    rows += [_of_sessions(sessions, scale, language)] if sessions else []
    rows += [_of_dates(row, scale, as_of, language) for row in sorted(activities, key=_in_time)]
    found = Drawing(_picture(rows[:FIRST_DRAWN], scale, as_of, language))
    if len(rows) > FIRST_DRAWN:
        found.rest = _picture(rows[FIRST_DRAWN:], scale, as_of, language)
    if _known(program):
        found.lines.append(_line(program, "", language))
    found.lines += [_line(row, f"#activity-{row['key']}", language) for row in activities]
    found.undated = len(program["activities"]) - len(activities)
    return found


def _known(row: Document) -> bool:
    return any(row[name] for name in DATES)


def _in_time(row: Document) -> tuple[date, date]:
    days = [PartialDate.parse(row[name]) for name in DATES if row[name]]
    return min(day.first for day in days), max(day.last for day in days)


def _picture(rows: Sequence[Row], scale: Scale, as_of: date, language: str) -> Picture:
    placed = tuple(
        Row(row.title, TOP + ROW * n, tuple(_at(stroke, TOP + ROW * n) for stroke in row.strokes), row.own)
        for n, row in enumerate(rows)
    )
    day = Place.at(words_of(as_of.isoformat(), language), scale.x(as_of), 200)
    return Picture(placed, tuple(_ticks(scale)), day, TOP + ROW * len(rows) + BOTTOM)


def _at(stroke: Stroke, y: int) -> Stroke:
    return Stroke(stroke.x, stroke.width, stroke.look, stroke.y + y, stroke.words)


def _of_dates(row: Document, scale: Scale, as_of: date, language: str, *, own: bool = False) -> Row:
    days = {name: PartialDate.parse(row[name]) if row[name] else None for name in DATES}
    strokes = [
        *_bar(days["planned_start"], days["planned_end"], "plan", PLANNED_Y, scale, language),
        *_bar(days["actual_start"], days["actual_end"], "fact", ACTUAL_Y, scale, language),
    ]
    end = days["planned_end"]
    if row["progress"]["possible"] == ["overdue"] and end is not None and end.last < as_of:
        strokes.append(_stroke(end.last + ONE_DAY, as_of - ONE_DAY, "passed", PLANNED_Y, scale, implied_words(row)))
    return Row(row["title"], 0, tuple(strokes), own)


def _bar(
    start: PartialDate | None, end: PartialDate | None, look: str, y: int, scale: Scale, language: str
) -> Iterable[Stroke]:
    """Cut a period into days that surely belong to it and days that may."""
    term = _("planned") if look == "plan" else _("actual")
    unknown = _("not known")
    first, last = (words_of(day.edtf, language) if day else unknown for day in (start, end))
    words = f"{term}: {first} – {last}"
    if start is None or end is None:
        known = start or end
        if known is not None:
            exact = known.first == known.last
            yield _stroke(known.first, known.last, f"{look}-end" if exact else f"{look}-may", y, scale, words)
        return
    if start.last >= end.first:
        yield _stroke(start.first, max(start.last, end.last), f"{look}-may", y, scale, words)
        return
    if start.first < start.last:
        yield _stroke(start.first, start.last - ONE_DAY, f"{look}-may", y, scale, words)
    yield _stroke(start.last, end.first, look, y, scale, words)
    if end.first < end.last:
        yield _stroke(end.first + ONE_DAY, end.last, f"{look}-may", y, scale, words)


def _of_sessions(sessions: Sequence[Document], scale: Scale, language: str) -> Row:
    """Put every session that has a day into one row; a partial day is hatched."""
    strokes = []
    for row in sessions:
        day = PartialDate.parse(row["date"])
        look = "session" if day.first == day.last else "session-may"
        if row["stated_state"] == "cancelled":
            look = "session-off"
        words = f"{row['title']}: {words_of(row['date'], language)}"
        strokes.append(_stroke(day.first, day.last, look, PLANNED_Y + 4, scale, words))
    return Row(_("Sessions"), 0, tuple(strokes))


def _stroke(first: date, last: date, look: str, y: int, scale: Scale, words: str) -> Stroke:
    left = scale.x(first)
    right = WIDTH if last >= scale.last else scale.x(last + ONE_DAY)
    return Stroke(f"{100 * left / WIDTH:g}%", f"{100 * max(right - left, 2) / WIDTH:g}%", look, y, words)


def _line(row: Document, href: str, language: str) -> Line:
    dates = tuple(words_of(row[name], language) if row[name] else "" for name in DATES)
    return Line(row["title"], href, dates, implied_words(row))


def _ticks(scale: Scale) -> Iterable[Place]:
    """Mark firsts of months, quarters or years, as many as have room; they are written as the register writes dates."""
    span = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month
    step = next((months for months in TICK_MONTHS if span / months <= MOST_TICKS), TICK_MONTHS[-1])
    for number in range(scale.first.year * 12 + scale.first.month, scale.last.year * 12 + scale.last.month):
        year, month = divmod(number, 12)
        if number % step == 0:
            words = str(year) if step % 12 == 0 else f"{year:04}-{month + 1:02}"
            yield Place.at(words, scale.x(date(year, month + 1, 1)), 40)
