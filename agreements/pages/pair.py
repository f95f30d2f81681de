"""The page of a pair of countries: what is in effect between them, drawn over time by subject with its lapses.

A pair may have hundreds of agreements, so lanes come in pages, and the page says which of how many are drawn; the
bands of everything and of each subject count all of them on every page.
"""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from agreements.pages.following import told
from agreements.pages.lead import lapse_words, state_words
from agreements.pages.pair_around import facet_links, next_days, pair_of
from agreements.pages.pair_picture import HEADING, Picture, Track
from agreements.pages.pair_table import Edges, band_lines, lane_rows
from agreements.pages.pair_window import lanes_on, window_links
from agreements.pages.pair_words import short_words
from agreements.pages.rows import agreement_rows
from agreements.pages.visiting import CLOCKS, Visit, moved, page, visit, with_query
from agreements.register.agreements import list_agreements
from agreements.register.bands import holes
from agreements.register.coverage import Scale
from agreements.register.extensions import following_pair
from agreements.register.lanes import Coverage, Lane, Member, Subject, coverage_of_pair
from agreements.register.names import language_of
from agreements.register.presenting import may_run
from agreements.register.problems import BadParametersError, BadValueError
from agreements.register.query import Query
from agreements.register.windows import NAMES, asked_window

Document = dict[str, Any]

#: So many agreements stand below the picture; the list has them all.
MOST_LISTED: Final = 20
#: So many lapses are said one by one beside a lane; the table has them all.
MOST_SAID: Final = 2


@page
def between(request: HttpRequest, first: str, second: str) -> HttpResponse:
    """Show a pair: its agreements over time, the lapses between them, and the list. Codes stand in their order."""
    codes = sorted((first.lower(), second.lower()))
    if codes[0] == codes[1]:
        raise Http404
    if [first, second] != codes:
        raise moved(request, request.path.replace(f"/{first}/{second}/", f"/{codes[0]}/{codes[1]}/"))
    visited = visit(request, {*CLOCKS, *NAMES, "sector", "page"})
    asked = asked_window(visited.query)
    pair = pair_of(codes, visited)
    if isinstance(pair, HttpResponse):
        return pair
    try:
        coverage = coverage_of_pair(codes[0], codes[1], visited.reading, (visited.query.one("sector") or "").lower())
    except BadValueError as error:
        raise BadParametersError([error.of("sector")]) from None
    both = Query.of(party=[code.upper() for code in codes])
    context: Document = {
        "first": pair[0],
        "second": pair[1],
        "codes": [code.upper() for code in codes],
        "rows": coverage.rows,
        "running": sum(may_run(row["state"]) for row in coverage.rows),
        "list_address": with_query("/agreements/", both),
        "deadlines_address": with_query("/deadlines/", both),
        "calendar_address": with_query("/deadlines.ics", both),
        "feed_address": with_query("/agreements.atom", both),
        "programmes_address": with_query("/programs/", both),
        "programmes_words": _("The list of programmes in which both take part"),
    }
    if coverage.rows:
        context |= _drawn(coverage, asked.scale(coverage.known_days, visited.reading.as_of), visited)
        if not visited.query.one("sector"):  # else the picture counts a part of what the list would have
            for group in context["groups"]:
                name = group["subject"].id
                group["list_address"] = with_query("/agreements/", both.having(sector=name)) if name else ""
        clocks = {name: value for name, value in visited.query.pairs if name in ("as_of", "known_at")}
        counted = list_agreements(
            Query.of(party=both.all("party"), facets="true", page_size="1", **clocks), accept_language=visited.language
        )
        context["facets"] = facet_links(counted.facets or {}, both)
        context["listed"] = agreement_rows(coverage.rows[:MOST_LISTED], visited)
        context["next_days"] = next_days(coverage.rows, visited)
        context["follow_up"] = told(following_pair(codes[0], codes[1], visited.reading), visited.language)
    return visited.show("agreements/pair.html", context)


def _drawn(coverage: Coverage, scale: Scale, visited: Visit) -> Document:
    """Give the picture, its table, and the links to other windows."""
    picture = Picture(scale, visited.reading.as_of, visited.language)
    inside = [lane for lane in coverage.lanes if picture.shows(lane)]
    lanes = lanes_on(inside, visited)
    shown = set(map(id, lanes.shown))
    here = {id(lane): id(lane) in shown for lane in inside}
    members = [member for lane in coverage.lanes for member in lane.members]
    edges = Edges(members, visited.language)
    band = picture.band(coverage.stretches)
    empty = [{"min": hole.least, "max": hole.most} for hole in holes(coverage.stretches)]
    groups = [_group(subject, here, picture, edges, visited) for subject in coverage.subjects]
    return {
        "picture": picture,
        "whole": {
            "track": band,
            "lines": band_lines(coverage.stretches, edges, scale),
            "holes": said_lapses(empty),
            "drawn": len(empty) == len(band.gap_words),
        },
        "groups": groups,
        "lanes": lanes,
        "lane_count": len(coverage.lanes),
        "outside": len(coverage.lanes) - len(inside),
        "members": len(members),
        "window": window_links(scale, visited),
        "subject": next((s.name for s in coverage.subjects if s.id == visited.query.one("sector")), None),
    }


def _group(subject: Subject, here: dict[int, bool], picture: Picture, edges: Edges, visited: Visit) -> Document:
    """Give a subject: its band where it says more than its one lane does, and its lanes of this page.

    ``here`` says of each lane within the window whether it stands on this page.
    """
    lanes = [lane for lane in subject.lanes if here.get(id(lane))]
    alone = bool(lanes) and len(subject.lanes) == 1 and len(subject.lanes[0].members) == subject.agreements
    return {
        "subject": subject,
        "name": subject.name or _("No subject given"),
        "alone": alone,
        "track": Track(HEADING) if alone else picture.band(subject.stretches),
        "lines": [] if alone else band_lines(subject.stretches, edges, picture.scale),
        "lanes": [_lane(lane, picture, visited) for lane in lanes],
        "elsewhere": sum(id(lane) in here for lane in subject.lanes) - len(lanes),
        "undrawn": not subject.lanes,
    }


def _lane(lane: Lane, picture: Picture, visited: Visit) -> Document:
    named = _of_the_day(lane)
    row, track = named.row, picture.lane(lane)
    return {
        "row": row,
        "state_words": state_words(row["state"]),
        "title_language": language_of(row["title"], row["titles"]),
        "others": len(lane.members) - 1,
        "lapses": said_lapses([lapse["days"] for lapse in lane.lapses]),
        "drawn": len(track.gap_words) == len(lane.lapses),
        "track": track,
        "rows": list(lane_rows(lane, picture.scale, visited.language)),
    }


def said_lapses(days: list[Document]) -> list[str]:
    """Say lapses one by one, or where there are many how many, and the longest."""
    if len(days) <= MOST_SAID:
        return [lapse_words({"days": each}) for each in days]
    longest = short_words(max(days, key=lambda each: (each["max"], each["min"])))
    return [_("%(n)s lapses, the longest of %(days)s") % {"n": len(days), "days": longest}]


def _of_the_day(lane: Lane) -> Member:
    """Choose the agreement that a lane is called by: the last that runs on the day, else the last that has begun."""
    running = [member for member in lane.members if may_run(member.row["state"])]
    begun = [member for member in lane.members if member.row["state"]["state"] != "not-yet"]
    return (running or begun or list(lane.members))[-1]
