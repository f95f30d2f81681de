"""Activities counted: by the state that is stated, and by what their dates imply on a day (domain section 8).

Both stand side by side and neither is made of the other: an activity that is stated as planned and whose planned end
has passed counts as planned *and* as overdue, and as completed only where a source says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, Final

from agreements.codelists import ProgressState
from agreements.partial_dates.days import PartialDate
from programs.register.progress import Progress, progress_on

Document = dict[str, Any]

DATES: Final = ("planned_start", "planned_end", "actual_start", "actual_end")
#: Of how many activities: the stated state, the four dates as EDTF, and whether a passage speaks for them.
Alike = tuple[str, tuple[str | None, ...], bool, int]


@lru_cache(maxsize=8192)
def progress_of(stated_state: str, dates: tuple[str | None, ...], day: date) -> Progress:
    """Say what dates, in the order of ``DATES`` and as EDTF, imply on a day."""
    days = {name: PartialDate.parse(text) if text else None for name, text in zip(DATES, dates, strict=True)}
    return progress_on(day, stated_state=stated_state, **days)


def tally(rows: Iterable[Alike], day: date) -> Counter[str]:
    """Count activities under ``total``, ``done``, ``overdue``, ``without_evidence`` and their stated states.

    Done is what is stated as completed or surely ended; overdue what surely should have ended and of which nothing
    says that it did.
    """
    found: Counter[str] = Counter()
    for state, dates, cited, count in rows:
        possible = progress_of(state, dates, day).possible
        found["total"] += count
        found[f"stated {state}"] += count
        found["done"] += count * (state == ProgressState.COMPLETED or possible == ("done",))
        found["overdue"] += count * (possible == ("overdue",))
        found["without_evidence"] += count * (not cited)
    return found


def of_document(document: Document) -> list[Alike]:
    """Give the activities of one programme's document, each by itself."""
    cited = {row["item"] for row in document["evidence"] if row["part"] == "activity"}
    return [
        (row["stated_state"], tuple(row[name] for name in DATES), row["key"] in cited, 1)
        for row in document["activities"]
    ]


def counts(found: Counter[str]) -> Document:
    """Give the counts as a programme shows them."""
    return {name: found[name] for name in ("total", "done", "overdue", "without_evidence")}


def counts_by_state(found: Counter[str]) -> Document:
    """Give the counts with every state that may be stated."""
    return {**counts(found), "stated": {code: found[f"stated {code}"] for code in ProgressState.values}}
