"""What changed in the register: the sequence of publications, newest first, each with its public reason.

The sequence is the change log (domain section 10). A withdrawn record leaves its line here, without title, because its
documents are gone for good.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from agreements.codelists import PublicationType
from agreements.pages.saying import label
from agreements.pages.visiting import CLOCKS, Visit, page, visit, with_query
from agreements.register.models import Publication
from agreements.register.moments import write_instant
from agreements.register.problems import BadParametersError, ParameterProblem, shown

Document = dict[str, Any]

FOLDERS: Final = {
    "agreement": "agreements",
    "program": "programs",
    "occasion": "occasions",
    "source": "sources",
    "country": "countries",
    "institution": "institutions",
}
ON_A_PAGE: Final = 50
#: A country, an institution or a sector is of the furniture: listed on its page, not among the news.
NEWS: Final = ("agreement", "program", "occasion", "source")


@page
def changes(request: HttpRequest) -> HttpResponse:
    """Show the sequence from the newest publication, or from before a number."""
    visited = visit(request, names=(*CLOCKS, "before"))
    before = visited.query.one("before")
    if before is not None and not re.fullmatch(r"[1-9][0-9]{0,17}", before, re.ASCII):
        problem = ParameterProblem(
            "before", f"before: {shown(before)} is not a number of the sequence.", ("1 or more",)
        )
        raise BadParametersError([problem])
    limit = min(int(before), visited.reading.number + 1) if before else visited.reading.number + 1
    rows = _described(Publication.objects.filter(number__lt=limit).order_by("-number")[: ON_A_PAGE + 1], visited)
    more = len(rows) > ON_A_PAGE
    rows = rows[:ON_A_PAGE]
    following = with_query(request.path, visited.query.having(before=str(rows[-1]["number"]))) if more else ""
    return visited.show("agreements/changes.html", {"rows": rows, "next": following})


def latest_changes(visited: Visit, count: int) -> list[Document]:
    """Give the newest publications of what readers follow."""
    rows = Publication.objects.filter(number__lte=visited.reading.number, record_type__in=NEWS)
    return _described(rows.order_by("-number")[:count], visited)


def _described(found: Any, visited: Visit) -> list[Document]:
    rows = list(found.values("number", "time", "record_type", "record_id", "type", "reason", "target"))
    titles = _titles([row["number"] for row in rows])
    kinds = dict(PublicationType.choices)
    return [
        {
            "number": row["number"],
            "time": write_instant(row["time"]),
            "type": label(kinds, row["type"]),
            "reason": row["reason"],
            "title": titles.get(row["number"]) or row["record_id"],
            "record_type": row["record_type"],
            "address": f"/{FOLDERS[row['record_type']]}/{row['record_id']}/" if row["record_type"] in FOLDERS else "",
        }
        for row in rows
    ]


def _titles(numbers: list[int]) -> dict[int, str]:
    """Give what the records were called in these publications; nothing where the document is gone."""
    found: dict[int, str] = defaultdict(str)
    rows = Publication.objects.filter(number__in=numbers, document__isnull=False)
    for number, titles, names, title in rows.values_list(
        "number", "document__titles", "document__names", "document__title"
    ):
        if titles:
            found[number] = titles[0]["title"]
        elif isinstance(names, dict):
            found[number] = names.get("en") or next(iter(names.values()), "")
        elif names:
            found[number] = names[0]["name"]
        elif title:
            found[number] = title
    return found
