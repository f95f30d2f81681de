"""Sample pictures: every look of a bar, a lapse, an unknown beginning, a lineage, and lanes of a pair."""

from __future__ import annotations

from typing import Any, Final

from agreements.pages.drawing import Drawing, Drawn, Gap, Line, Place, Stroke
from agreements.pages.lineage_drawing import KinDrawing, KinLine, KinRow
from agreements.pages.lineage_drawing import Stroke as KinStroke
from agreements.pages.pair_picture import Bar, Track
from tracker.patterns.states import TITLES, state

#: Every look of a bar in the picture of a life, with its words.
LOOKS: Final = (
    ("may-run", "may be in effect: its beginning is not known"),
    ("taken", "in effect, not certain"),
    ("runs", "in effect"),
    ("suspended", "suspended"),
    ("over", "over"),
    ("ahead", "not yet in effect"),
)


def timeline() -> Drawing:
    """Give a picture with every look, a hatched lapse with doubtful days at its sides, and the day read at the edge."""
    first = [Stroke(f"{14 * n}%", "14%", look, words, 50) for n, (look, words) in enumerate(LOOKS)]
    second = [Stroke("70%", "30%", "may-run", "may be in effect", 108)]
    gap = [
        Stroke("30%", "6%", "gap-may", "perhaps no instrument", 108),
        Stroke("36%", "34%", "gap", "no instrument", 108),
    ]
    return Drawing(
        rows=[Drawn(TITLES[0][1], "/agreements/", True, 30, first), Drawn(TITLES[1][1], "", False, 88, second)],
        gaps=[Gap(gap, Place("No instrument for 553 to 582 days", "53%", "middle"), 108)],
        ticks=[Place(str(2020 + n), f"{2 + 24 * n}%", "start" if n == 0 else "middle") for n in range(5)],
        day=Place("22 November 2026", "97%", "end"),
        height=180,
        lines=[
            Line(TITLES[0][1], "/agreements/", "not known", "June 2024", "in effect", "may be"),
            Line("", "", "June 2024", "4 January 2026", "no instrument", "553 to 582 days", lapse=True),
        ],
    )


def lineage() -> dict[str, Any]:
    """Give a lineage of three with a lapse, one successor whose days are not known, and its table."""
    rows = [{"html_url": "/agreements/", "title": title} for _code, title in TITLES]
    down = [KinStroke(11, "0%", 11, "100%")]
    doubtful = [KinStroke(11, "0%", 11, "100%", "kin-unknown")]
    found = [
        KinRow([KinStroke(11, "20", 11, "100%")], 11, rows[0], state="Replaced", sign="barred", tone="state-ended",
               days="last day in effect June 2024"),
        KinRow(down, 11, words="was replaced by", between="No instrument for 553 to 582 days", look="gap"),
        KinRow(down, 11, rows[1], own=True, state="In effect", sign="open", tone="state-running", days="2026"),
        KinRow(doubtful, 11, words="was renewed by", between="days between not known", look="unknown"),
        KinRow([KinStroke(11, "0%", 11, "20")], 11, rows[2], state="Not yet", sign="hollow", tone="state-ahead"),
    ]  # fmt: skip
    lines = [KinLine(rows[1], "In effect", "2026", [("replaces", rows[0], "553 to 582 days")])]
    return {"kin": KinDrawing(found, lines, lanes=1, cut=True), "agreement": {"state": state("in-effect")}}


def lanes() -> list[tuple[str, Track]]:
    """Give tracks of a pair: surely and perhaps in effect, a hole, and nothing known."""
    bars = [Bar("0%", "22%", 6, "may-run", "may be in effect"), Bar("22%", "30%", 6, "runs", "in effect")]
    taken = Bar("76%", "24%", 6, "taken", "in effect, not certain")
    hole = [Bar("52%", "24%", 6, "gap", "no instrument")]
    words = [Place("553–582 days", "64%", "middle")]
    return [
        ("Anything in effect", Track(40, [*bars, taken], gaps=hole, gap_words=words)),
        ("Not yet in effect, and suspended",
         Track(40, [Bar("10%", "30%", 6, "suspended", "suspended"), Bar("60%", "40%", 6, "ahead", "not yet")])),
        ("Nothing known", Track(40)),
    ]  # fmt: skip
