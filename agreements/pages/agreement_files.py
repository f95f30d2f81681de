"""What a reader takes along from an agreement's page: its citation, its evidence as a table, and where the rest is."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from agreements.exports.cells import cell
from agreements.pages.citing import Citation, citation
from agreements.pages.visiting import Visit, found, lower_case, page, visit
from agreements.register.agreements import get_agreement

Document = dict[str, Any]
Write = Callable[[Document, Visit], str]

#: The columns of the table of evidence: of a row, of its source, of its passage.
ROW: Final = (
    "part",
    "item",
    "field",
    "stance",
    "value",
    "stated_value",
    "basis",
    "reasoning",
    "preferred",
    "lost_reason",
)
CHECKED: Final = ("confirmed", "confirmed_by", "last_checked")
SOURCE: Final = ("id", "title", "publisher", "published", "language")
PASSAGE: Final = ("key", "locator_kind", "locator", "start", "end", "quote")


@page
def bibtex(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the citation of one agreement as BibTeX."""
    return _file(request, slug, f"{slug}.bib", "application/x-bibtex; charset=utf-8", _bibtex)


@page
def csl(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the citation of one agreement as CSL-JSON."""
    return _file(request, slug, f"{slug}.json", "application/vnd.citationstyles.csl+json", _csl)


@page
def evidence(request: HttpRequest, slug: str) -> HttpResponse:
    """Give every row of evidence of one agreement as a table."""
    return _file(request, slug, f"{slug}-evidence.csv", "text/csv; charset=utf-8; header=present", evidence_table)


def evidence_table(agreement: Document, visited: Visit) -> str:
    """Write the evidence of an agreement as CSV (RFC 4180), in the order of its record."""
    out = io.StringIO()
    writer = csv.writer(out)
    about = [*(f"source_{name}" for name in SOURCE), *(f"passage_{name}" for name in PASSAGE)]
    writer.writerow([*ROW, *CHECKED, *about, "column"])
    for row in agreement["evidence"]:
        source, passage = row["source"], row["passage"] or {}
        values = [row[name] for name in (*ROW, *CHECKED)]
        values += [source[name] for name in SOURCE] + [passage.get(name) for name in PASSAGE]
        values.append(row["column"])
        writer.writerow([cell(value) for value in values])
    return out.getvalue()


def downloads(slug: str, visited: Visit) -> list[tuple[str, str]]:
    """Give what can be taken along, each with its address, on the reader's clocks."""
    api = f"/api/v1/agreements/{slug}/"
    return [
        (_("The record as JSON"), _on_the_day(api, visited)),
        (_("Its evidence as CSV"), visited.to(f"/agreements/{slug}/evidence.csv")),
        (_("Its evidence as JSON"), _on_the_day(f"{api}evidence/", visited)),
        (_("Its deadlines as a calendar"), visited.to(f"/deadlines.ics?agreement={slug}")),
    ]


def _on_the_day(address: str, visited: Visit) -> str:
    """Give the address of an answer of the API; it has no language before its path."""
    answer = visited.query.without("lang")
    return f"{address}?{answer.encoded()}" if answer.pairs else address


def _file(request: HttpRequest, slug: str, name: str, content_type: str, write: Write) -> HttpResponse:
    lower_case(request, slug)
    visited = visit(request)
    agreement = found(visited, get_agreement(slug, visited.reading), "agreements")
    if isinstance(agreement, HttpResponse):
        return agreement
    return visited.give(write(agreement, visited), content_type, name)


def _bibtex(agreement: Document, visited: Visit) -> str:
    return Citation.bibtex(citation(agreement, visited))


def _csl(agreement: Document, visited: Visit) -> str:
    return json.dumps(citation(agreement, visited).csl(), ensure_ascii=False, indent=2) + "\n"
