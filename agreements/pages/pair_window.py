"""Which time and which lanes a pair's picture shows, and the links to other windows and to the other lanes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from agreements.pages.paging import page_number
from agreements.pages.visiting import Visit, with_query
from agreements.register.coverage import Scale
from agreements.register.lanes import Lane
from agreements.register.windows import NAMES, years

Document = dict[str, Any]

#: So many lanes are drawn on one page.
MOST_LANES: Final = 40


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes of one page: ``first`` to ``last`` of ``count``; ``pages`` are links where there are several."""

    shown: list[Lane]
    first: int
    last: int
    count: int
    pages: list[Document]


def lanes_on(lanes: list[Lane], visited: Visit) -> Lanes:
    """Give the lanes of the page that was asked for; ``BadParametersError`` for one that there is not."""
    last_page = max(1, -(-len(lanes) // MOST_LANES))
    number = page_number(visited, last_page)
    first = (number - 1) * MOST_LANES
    drawn = lanes[first : first + MOST_LANES]
    pages = [
        {
            "number": other,
            "current": other == number,
            "address": with_query(visited.request.path, visited.query.having(page=str(other))) + "#lanes",
        }
        for other in range(1, last_page + 1)
    ]
    return Lanes(drawn, first + 1, first + len(drawn), len(lanes), pages if last_page > 1 else [])


def window_links(scale: Scale, visited: Visit) -> Document:
    """Give the window in words for the form, and the links that look closer, wider, earlier, later, and at all."""
    as_of = visited.reading.as_of
    steps = [
        (_("Closer"), years(scale, of=0.5, about=as_of)),
        (_("Wider"), years(scale, of=2, about=as_of)),
        (_("Earlier"), years(scale, by=-0.5)),
        (_("Later"), years(scale, by=0.5)),
    ]
    now = (scale.first.year, scale.last.year)
    links = [{"words": words, "address": _window(visited, *bounds)} for words, bounds in steps if bounds != now]
    asked = any(visited.query.one(name) for name in NAMES)
    return {
        "first": visited.query.one("from") or f"{scale.first.year:04}",
        "last": visited.query.one("to") or f"{scale.last.year:04}",
        "links": links,
        "whole": with_query(visited.request.path, visited.query.without(*NAMES)) if asked else "",
        "kept": visited.query.without(*NAMES).pairs,
    }


def _window(visited: Visit, first: int, last: int) -> str:
    kept = visited.query.without(*NAMES)
    return with_query(visited.request.path, kept.having(**{"from": f"{first:04}", "to": f"{last:04}"}))
