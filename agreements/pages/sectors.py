"""The tree of subjects, and the page of one: what lies below it, its agreements, its programmes, who agrees most."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from agreements.pages.following import told
from agreements.pages.rows import agreement_rows
from agreements.pages.visiting import found, lower_case, page, visit, with_query
from agreements.register.agreements import list_agreements
from agreements.register.extensions import following_sector
from agreements.register.partners import busiest_pairs
from agreements.register.query import Query
from agreements.register.records import get_record
from agreements.register.references import with_descendants
from agreements.register.sectors import found_in, sector_tree

Document = dict[str, Any]

MOST: Final = 20
MOST_PAIRS: Final = 12


@page
def sectors(request: HttpRequest) -> HttpResponse:
    """Show the whole tree with the number of agreements of each sector and all below it."""
    visited = visit(request)
    return visited.show("agreements/sectors.html", {"tops": sector_tree(visited.reading)})


@page
def sector(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a sector: its place in the tree, its agreements and programmes, and the pairs that agree most on it."""
    lower_case(request, slug)
    visited = visit(request)
    record = found(visited, get_record("sector", slug, visited.reading), "sectors")
    if isinstance(record, HttpResponse):
        return record
    way = found_in(sector_tree(visited.reading), slug)
    clocks = {name: value for name, value in visited.query.pairs if name in ("as_of", "known_at")}
    asked = Query.of(sector=slug)
    listed = list_agreements(Query.of(sector=slug, page_size=str(MOST), **clocks), accept_language=visited.language)
    pairs = busiest_pairs(with_descendants([slug], visited.reading)[0], visited.reading, MOST_PAIRS)
    return visited.show(
        "agreements/sector.html",
        {
            "record": record,
            "above": [branch.record for branch in way[:-1]],
            "branch": way[-1] if way else None,
            "rows": agreement_rows(listed.results, visited),
            "count": listed.count,
            "pairs": [
                {"pair": pair, "address": f"/countries/{pair.codes[0].lower()}/{pair.codes[1].lower()}/?sector={slug}"}
                for pair in pairs
            ],
            "follow_up": told(following_sector(slug, visited.reading), visited.language),
            "list_address": with_query("/agreements/", asked),
            "programmes_address": with_query("/programs/", asked),
            "programmes_words": _("The list of programmes on it"),
            "feed_address": with_query("/agreements.atom", asked),
        },
    )
