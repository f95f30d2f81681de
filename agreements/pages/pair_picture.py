"""A pair over time, drawn: a band for everything together and for each subject, and a lane for each lineage.

Each lane is a drawing of its own beside its words, so that the words wrap on a phone and the lines of the years still
meet on a wide screen. Places are percentages of the width; bars keep their height. A bar is filled where the agreement
certainly runs, framed where nothing else is possible but it is not certain, hatched where it may run or not
(docs/design.md); every agreement is one link that says all of its bars in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from agreements.pages.bounds import Bounds
from agreements.pages.drawing import LOOKS, Place, span_words
from agreements.pages.lead import lapse_words
from agreements.pages.pair_words import (
    level_words,
    look_of,
    session_words,
    short_words,
    signatures_of,
    signed_words,
)
from agreements.pages.saying import words_of
from agreements.partial_dates.days import PartialDate
from agreements.register.bands import Hole, Stretch, holes
from agreements.register.coverage import WIDTH, Scale
from agreements.register.lanes import Lane, Member

Document = dict[str, Any]

#: The height of one row of bars with the marks above and below it, of a bar, and of a line of words, in pixels.
PITCH: Final = 32
BAR: Final = 14
WORDS: Final = 17
TOP: Final = 10
#: The height of a track on which nothing is drawn but the years.
HEADING: Final = 30
#: Letters of a line of words beside one another take about so many thousandths of a wide picture each.
LETTER: Final = 9
ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bar:
    """A run of days as it is drawn: place and width in percent, its look, and what it says."""

    x: str
    width: str
    y: int
    look: str
    words: str

    @property
    def inner(self) -> int:
        """Give the place of the line inside a framed bar."""
        return self.y + 4


@dataclass(frozen=True, slots=True)
class Mark:
    """One day marked: ``loose`` when it is known to more than one day; a line from ``x`` to ``end`` then spans them."""

    at: str
    x: str
    end: str
    y: int
    loose: bool
    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """One agreement in its lane: the bars and signatures that its link holds, and the sessions beside it."""

    member: Member
    bars: list[Bar]
    signatures: list[Mark]
    sessions: list[Mark]
    words: str


@dataclass(slots=True)
class Track:
    """What stands beside the words of a lane or band."""

    height: int
    bars: list[Bar] = field(default_factory=list)
    courses: list[Course] = field(default_factory=list)
    gaps: list[Bar] = field(default_factory=list)
    gap_words: list[Place] = field(default_factory=list)
    #: The middle of each gap with its words, in full and short.
    said: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def words_at(self) -> int:
        """Give the line on which the words of gaps stand."""
        return self.height - 5


class Picture:
    """The scale of one picture with its years and the day read, and what is drawn on it."""

    def __init__(self, scale: Scale, as_of: date, language: str) -> None:
        self.scale = scale
        self.language = language
        #: Every look that was drawn so far; the key explains these.
        self.looks: set[str] = set()
        self.ticks = [Place.at(str(year), x, 30) for year, x in scale.ticks()]
        inside = scale.first <= as_of <= scale.last
        self.day = Place.at(words_of(as_of.isoformat(), language), scale.x(as_of), 160) if inside else None

    def band(self, stretches: Sequence[Stretch]) -> Track:
        """Draw how far several agreements reach together, with the holes between them."""
        found = Track(TOP + BAR + 8)
        for stretch in stretches:
            if stretch.level and (ends := self._ends(stretch.first, stretch.last)):
                found.bars.append(self._bar(ends, TOP, LOOKS[stretch.level], level_words(stretch.level)))
        for hole in holes(stretches):
            self._gap(found, _hole_parts(hole), {"min": hole.least, "max": hole.most}, TOP)
        return _worded(found)

    def lane(self, lane: Lane) -> Track:
        """Draw a lineage; agreements that overlap stand below one another."""
        rows = _packed(lane.members)
        found = Track(TOP + PITCH * (max(rows.values(), default=0) + 1) - 8)
        for member in lane.members:
            found.courses.append(self._course(member, TOP + PITCH * rows[member.id]))
        for lapse in lane.lapses:
            self._gap(found, _lapse_parts(lapse), lapse["days"], TOP + PITCH * rows[lapse["successor"]])
        return _worded(found)

    def shows(self, lane: Lane) -> bool:
        """Say whether anything of a lane lies in the window."""
        runs = [(span.first, span.last) for member in lane.members for span in member.spans if look_of(span)]
        rows = [row for member in lane.members for row in (*signatures_of(member), *member.sessions)]
        days = (PartialDate.parse(row["date"]) for row in rows)
        return any(map(self._within, runs)) or any(self._within((day.first, day.last)) for day in days)

    def _within(self, run: tuple[date | None, date | None]) -> bool:
        return self._ends(*run) is not None

    def _course(self, member: Member, y: int) -> Course:
        bounds = Bounds(member.row, member.spans, self.language)
        bars, said = [], []
        for span in member.spans:
            look = look_of(span)
            if look and (ends := self._ends(span.first, span.last)):
                words = f"{span_words(span)}: {bounds.first(span)} – {bounds.last(span)}"
                words = words if span.sure else f"{words} ({_('not certain')})"
                said.append(words)
                bars.append(self._bar(ends, y, look, words))
        self.looks |= {"signed"} if signatures_of(member) else set()
        self.looks |= {"met"} if member.sessions else set()
        signatures = [mark for event in signatures_of(member) if (mark := self._mark(event, signed_words, y - 8))]
        sessions = [mark for row in member.sessions if (mark := self._mark(row, session_words, y + BAR + 5))]
        words = "; ".join([*(mark.words for mark in signatures), *said])
        return Course(member, bars, signatures, sessions, f"{member.row['title']}: {words}")

    def _mark(self, row: Document, say: Callable[[Document, str], str], y: int) -> Mark | None:
        days = PartialDate.parse(row["date"])
        if self._ends(days.first, days.last) is None:
            return None
        left, right = self.scale.x(days.first), self.scale.x(_later(days.last))
        loose = days.first != days.last
        at = (left + right) // 2 if loose else left
        self.looks |= {"loose"} if loose else set()
        href = row["program"]["html_url"] if "program" in row else ""
        return Mark(_percent(at), _percent(left), _percent(right), y, loose, say(row, self.language), href)

    def _gap(self, track: Track, parts: Iterable[tuple[date, date, str]], days: Document, y: int) -> None:
        words = lapse_words({"days": days})
        places = []
        for first, last, look in parts:
            if first <= last and (ends := self._ends(first, last)):
                track.gaps.append(self._bar(ends, y, look, words))
                places += [self.scale.x(first), self.scale.x(_later(last))]
        if places:
            middle = (min(places) + max(places)) // 2
            track.said.append((middle, words, short_words(days)))

    def _bar(self, ends: tuple[str, str], y: int, look: str, words: str) -> Bar:
        self.looks.add(look)
        return Bar(*ends, y, look, words)

    def _ends(self, first: date | None, last: date | None) -> tuple[str, str] | None:
        """Give place and width of a run of days, both in it; ``None`` when it lies outside the window."""
        begin, end = first or date.min, last or date.max
        if end < self.scale.first or begin > self.scale.last:
            return None
        left = self.scale.x(begin)
        right = WIDTH if end >= self.scale.last else self.scale.x(end + ONE_DAY)
        left = min(left, WIDTH - 1)
        return _percent(left), _percent(max(right - left, 1))


def _hole_parts(hole: Hole) -> list[tuple[date, date, str]]:
    return (
        [
            (hole.outer_first, hole.first - ONE_DAY, "gap-may"),
            (hole.first, hole.last, "gap"),
            (hole.last + ONE_DAY, hole.outer_last, "gap-may"),
        ]
        if hole.least != hole.most
        else [(hole.first, hole.last, "gap")]
    )


def _lapse_parts(lapse: Document) -> list[tuple[date, date, str]]:
    """Cut a lapse into the days that surely belong to it and those that may, before and after."""
    ended, begun = PartialDate.parse(lapse["last_day"]), PartialDate.parse(lapse["first_day"])
    sure_after, sure_before = ended.last, begun.first
    return [
        (_later(ended.first), min(sure_after, _earlier(sure_before)), "gap-may"),
        (_later(sure_after), _earlier(sure_before), "gap"),
        (max(sure_before, _later(sure_after)), _earlier(begun.last), "gap-may"),
    ]


def _later(day: date) -> date:
    return day if day == date.max else day + ONE_DAY


def _earlier(day: date) -> date:
    return day if day == date.min else day - ONE_DAY


def _packed(members: Sequence[Member]) -> dict[str, int]:
    """Give each agreement the first row in which no other runs, or may run, on the same days."""
    taken: list[list[tuple[date, date]]] = []
    rows: dict[str, int] = {}
    for member in members:
        drawn = [span for span in member.spans if look_of(span)]
        first = min((span.first or date.min for span in drawn), default=date.max)
        last = max((span.last or date.max for span in drawn), default=date.max)
        row = 0
        while row < len(taken) and any(low <= last and first <= high for low, high in taken[row]):
            row += 1
        if row == len(taken):
            taken.append([])
        taken[row].append((first, last))
        rows[member.id] = row
    return rows


def _worded(track: Track) -> Track:
    """Set the words of the gaps below them: in full where there is room for all, else the numbers that have room.

    What is left out stands beside the lane and in the table.
    """
    said = sorted(track.said)
    full = _spaced([Place.at(words, middle, len(words) * LETTER // 2) for middle, words, _short in said])
    short = _spaced([Place.at(words, middle, len(words) * LETTER // 2) for middle, _full, words in said])
    track.gap_words = full if len(full) == len(said) else short
    track.height += WORDS if said else 0
    return track


def _spaced(places: Sequence[Place]) -> list[Place]:
    """Leave out the words that would stand on those before them."""
    kept: list[Place] = []
    reached = -WIDTH
    for place in places:
        width = len(place.words) * LETTER
        middle = round(float(place.x.rstrip("%")) * WIDTH / 100)
        left = {"start": middle, "end": middle - width}.get(place.anchor, middle - width // 2)
        if left >= reached:
            kept.append(place)
            reached = left + width
    return kept


def _percent(thousandths: int) -> str:
    return f"{100 * thousandths / WIDTH:g}%"
