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
from django.utils.translation import ngettext

from agreements.lifecycle.facts import State
from agreements.pages.bounds import Bounds
from agreements.pages.drawing import Place, span_words
from agreements.pages.lead import lapse_words
from agreements.pages.saying import when, words_of
from agreements.partial_dates.days import PartialDate
from agreements.register.bands import Hole, Stretch, holes
from agreements.register.coverage import WIDTH, Level, Scale, Span
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
LOOKS: Final = {Level.CERTAIN: "runs", Level.TAKEN: "taken", Level.UNBEGUN: "may-run", Level.MIXED: "may-run"}
AHEAD: Final = frozenset({State.IN_NEGOTIATION, State.SIGNED_NOT_EFFECTIVE})


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
        if found.gap_words:
            found.height += WORDS
        return _spaced(found)

    def lane(self, lane: Lane) -> Track:
        """Draw a lineage; agreements that overlap stand below one another."""
        rows = _packed(lane.members)
        found = Track(TOP + PITCH * (max(rows.values(), default=0) + 1) - 8)
        for member in lane.members:
            found.courses.append(self._course(member, TOP + PITCH * rows[member.id]))
        for lapse in lane.lapses:
            self._gap(found, _lapse_parts(lapse), lapse["days"], TOP + PITCH * rows[lapse["successor"]])
        if found.gap_words:
            found.height += WORDS
        return _spaced(found)

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
        href = row["program"]["html_url"] if "program" in row else ""
        return Mark(_percent(at), _percent(left), _percent(right), y, loose, say(row, self.language), href)

    def _gap(self, track: Track, parts: Iterable[tuple[date, date, str]], days: Document, y: int) -> None:
        words, short = lapse_words({"days": days}), short_words(days)
        places = []
        for first, last, look in parts:
            if first <= last and (ends := self._ends(first, last)):
                track.gaps.append(self._bar(ends, y, look, words))
                places += [self.scale.x(first), self.scale.x(_later(last))]
        if places:
            track.gap_words.append(Place.at(short, (min(places) + max(places)) // 2, len(short) * LETTER // 2))

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


def look_of(span: Span) -> str:
    """Choose how a span is drawn; "" where nothing is."""
    if span.level:
        return LOOKS[span.level]
    if State.SUSPENDED in span.states:
        return "suspended"
    return "ahead" if any(state in AHEAD for state in span.states) and State.NOT_YET not in span.states else ""


def level_words(level: Level) -> str:
    """Say how far one of several agreements runs."""
    return {
        Level.CERTAIN: _("In effect"),
        Level.TAKEN: _("In effect, not certain"),
        Level.UNBEGUN: _("In effect, beginning not known"),
        Level.MIXED: _("May be in effect"),
        Level.NONE: _("Nothing in effect"),
    }[level]


def hole_words(hole: Hole) -> str:
    """Say for how many days there was nothing."""
    return lapse_words({"days": {"min": hole.least, "max": hole.most}})


def short_words(days: Document) -> str:
    """Say a number of days beside the place that shows what they are."""
    least, most = max(0, days["min"]), days["max"]
    if least == most:
        return ngettext("%(n)s day", "%(n)s days", most) % {"n": most}
    return _("%(min)s–%(max)s days") % {"min": least, "max": most}


def signatures_of(member: Member) -> list[Document]:
    """Give the dated signatures (or adoptions) of an agreement that are preferred."""
    return [
        event
        for event in member.row["events"]
        if event["type"] in ("signed", "adopted") and event["preferred"] and event["date"]
    ]


def signed_words(event: Document, language: str) -> str:
    """Say a signature with its day."""
    text = _("Signed %(when)s") if event["type"] == "signed" else _("Adopted %(when)s")
    return text % {"when": when(event["date"], language)}


def session_words(row: Document, language: str) -> str:
    """Say a session with its programme and day."""
    values = {"title": row["title"] or _("Session"), "program": row["program"]["title"]}
    return _("%(title)s (%(program)s), %(when)s") % {**values, "when": when(row["date"], language)}


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


def _spaced(track: Track) -> Track:
    """Leave out words that would stand on others; the lane's own words and the table say them all."""
    kept: list[Place] = []
    reached = -WIDTH
    for place in sorted(track.gap_words, key=lambda each: float(each.x.rstrip("%"))):
        width = len(place.words) * LETTER
        middle = round(float(place.x.rstrip("%")) * WIDTH / 100)
        left = {"start": middle, "end": middle - width}.get(place.anchor, middle - width // 2)
        if left >= reached:
            kept.append(place)
            reached = left + width
    track.gap_words = kept
    return track


def _percent(thousandths: int) -> str:
    return f"{100 * thousandths / WIDTH:g}%"
