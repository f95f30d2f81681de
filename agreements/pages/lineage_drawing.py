"""A lineage drawn: agreements under one another, the earliest first, and lines that lead from each to what followed.

Each row has a strip of drawing at its side and its words beside it, so that titles wrap on a phone, every agreement is
a link in the order of reading, and ink without colour says the same: a broken line with a hatched box is a lapse, a
double line an overlap, a dotted one days that nobody knows. The same is said once more as a table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from agreements.codelists import RELATION_LABELS
from agreements.pages.lead import lapse_words, state_words
from agreements.pages.saying import words_of
from agreements.pages.signs import sign_of, tone_of
from agreements.partial_dates.days import PartialDate
from agreements.register.kinship import Kinship, Link

Document = dict[str, Any]

STEP: Final = 22
#: Where the sign of an agreement stands in its row, and where lines that leave it sideways have arrived.
SIGN_Y: Final = 20
BEND_Y: Final = 40


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of the strip: from one point to another, in pixels or percent of the row."""

    x1: int
    y1: str
    x2: int
    y2: str
    look: str = "kin-line"


@dataclass(slots=True)
class KinRow:
    """One row: an agreement (``row`` with its state in words), or what lies between two (``words``)."""

    strokes: list[Stroke] = field(default_factory=list)
    x: int = 0
    row: Document | None = None
    own: bool = False
    state: str = ""
    sign: str = ""
    tone: str = ""
    days: str = ""
    words: str = ""
    between: str = ""
    look: str = ""
    after: str = ""

    @property
    def sign_x(self) -> int:
        """Give the left edge of what stands in the lane."""
        return self.x - 8


@dataclass(frozen=True, slots=True)
class KinLine:
    """A row of the table twin."""

    row: Document
    state: str
    days: str
    follows: list[tuple[str, Document, str]]


@dataclass(slots=True)
class KinDrawing:
    """The rows of the picture, the width of its strip, and the same as a table."""

    rows: list[KinRow] = field(default_factory=list)
    lines: list[KinLine] = field(default_factory=list)
    lanes: int = 1
    cut: bool = False

    @property
    def width(self) -> int:
        """Give the width of the strip in pixels."""
        return STEP * self.lanes


def draw_kinship(kin: Kinship, own: str, language: str) -> KinDrawing | None:
    """Draw a lineage; ``None`` for an agreement without predecessor or successor."""
    if len(kin.members) < 2:
        return None
    by_id = {row["id"]: row for row in kin.members}
    place = {name: number for number, name in enumerate(by_id)}
    links = sorted(kin.links, key=lambda link: (place[link.successor], place[link.predecessor]))
    found, lanes = KinDrawing(cut=kin.cut), _Lanes()
    for row in kin.members:
        arriving = [link for link in links if link.successor == row["id"]]
        above = kin.members[place[row["id"]] - 1]["id"] if place[row["id"]] else ""
        for link in arriving:
            if place[link.predecessor] < place[row["id"]]:  # not of a circle
                found.rows.append(_between(link, by_id, lanes, alone=len(arriving) == 1 and link.predecessor == above))
        leaving = [link for link in links if link.predecessor == row["id"] and place[link.successor] > place[row["id"]]]
        leaving.sort(key=lambda link: place[link.successor])
        found.rows.append(_member(row, own, language, lanes.through(row["id"], leaving)))
        follows = [(str(link.relation["label"]), by_id[link.predecessor], _words(link, by_id)) for link in arriving]
        found.lines.append(KinLine(row, state_words(row["state"]), _days(row, language), follows))
    found.lanes = lanes.most
    return found


class _Lanes:
    """Which link runs in which lane, from one row to the next."""

    def __init__(self) -> None:
        self._taken: dict[int, Link] = {}
        self.most = 1

    def of(self, link: Link) -> int:
        return next(lane for lane, taken in self._taken.items() if taken is link)

    def past(self) -> list[Stroke]:
        return [_straight(lane) for lane in self._taken]

    def through(self, name: str, leaving: Sequence[Link]) -> tuple[int, list[Stroke]]:
        """Give the lane of an agreement, and the strokes of its row; what follows it takes lanes of its own."""
        ending = sorted(lane for lane, link in self._taken.items() if link.successor == name)
        strokes = [_straight(lane) for lane in self._taken if lane not in ending]
        for lane in ending:
            del self._taken[lane]
        own = ending[0] if ending else self._free()
        strokes += [Stroke(_x(lane), "0", _x(own), str(SIGN_Y)) for lane in ending]
        for number, link in enumerate(leaving):
            lane = own if number == 0 else self._free()
            self._taken[lane] = link
            strokes.append(Stroke(_x(own), str(SIGN_Y), _x(lane), str(BEND_Y)))
            strokes.append(Stroke(_x(lane), str(BEND_Y), _x(lane), "100%"))
        self.most = max([self.most, own + 1, *(lane + 1 for lane in self._taken)])
        return own, strokes

    def _free(self) -> int:
        return next(lane for lane in range(len(self._taken) + 1) if lane not in self._taken)


def _member(row: Document, own: str, language: str, placed: tuple[int, list[Stroke]]) -> KinRow:
    lane, strokes = placed
    state, days = row["state"], _days(row, language)
    own_one = row["id"] == own
    return KinRow(strokes, _x(lane), row, own_one, state_words(state), sign_of(state), tone_of(state), days)


def _between(link: Link, by_id: Mapping[str, Document], lanes: _Lanes, *, alone: bool) -> KinRow:
    """Say what lies between two agreements; the earlier one is named where it does not stand right above."""
    look, lane = _look(link, by_id), lanes.of(link)
    strokes = lanes.past()
    if look in ("unknown", "overlap"):
        strokes = [stroke for stroke in strokes if stroke.x1 != _x(lane)]
        strokes += [Stroke(_x(lane), "0", _x(lane), "100%", f"kin-{look}")] if look == "unknown" else []
        strokes += [Stroke(_x(lane) + aside, "0", _x(lane) + aside, "100%") for aside in (-3, 3) if look == "overlap"]
    words = str(RELATION_LABELS[link.relation["code"]][1])
    if link.relation["extent"] == "part":
        words += f" ({_('in part')})"
    named = "" if alone else str(by_id[link.predecessor]["title"])
    return KinRow(strokes, _x(lane), words=words, between=_words(link, by_id), look=look, after=named)


def _look(link: Link, by_id: Mapping[str, Document]) -> str:
    """Choose how the days between are drawn."""
    if link.lapse is None:
        return "joined" if _meet(link, by_id) else "unknown"
    least, most = link.lapse["days"]["min"], link.lapse["days"]["max"]
    if most < 0:
        return "overlap"
    return "gap" if least > 0 else "gap-may"


def _words(link: Link, by_id: Mapping[str, Document]) -> str:
    if link.lapse:
        return lapse_words(link.lapse)
    if _meet(link, by_id):
        return _("No day without an instrument")
    return _("Days between them not known from our sources")


def _meet(link: Link, by_id: Mapping[str, Document]) -> bool:
    """Whether the later one begins on the very day after the earlier one's last: a lapse of no day is not reported."""
    earlier, later = by_id[link.predecessor], by_id[link.successor]
    begun = link.relation["date"] or later["effective"] or later["signed"]
    if not earlier["ends"] or not begun:
        return False
    last, first = PartialDate.parse(earlier["ends"]), PartialDate.parse(begun)
    return (last.first, first.first) == (last.last, first.last) and last.last + timedelta(days=1) == first.first


def _days(row: Document, language: str) -> str:
    """Say from when to when, as far as it is known: "2012 – 4 May 2017"."""
    begun = row["effective"] or row["signed"]
    first = words_of(begun, language) if begun else _("beginning not known")
    if row["ends"]:
        return f"{first} – {words_of(row['ends'], language)}"
    last = _("no end is fixed") if row["ends_status"] == "open-ended" else _("end not known")
    return f"{first} – {last}"


def _x(lane: int) -> int:
    return STEP * lane + STEP // 2


def _straight(lane: int) -> Stroke:
    return Stroke(_x(lane), "0", _x(lane), "100%")
