"""What a reader takes along from a programme's page: its citation, its evidence as a table, and where the rest is."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from agreements.pages.agreement_files import evidence_table
from agreements.pages.visiting import Visit, found, lower_case, page, visit
from programs.pages.citing import citation
from programs.register.programs import get_program

Document = dict[str, Any]


@page
def bibtex(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the citation of one programme as BibTeX."""
    return _file(request, slug, f"{slug}.bib", "application/x-bibtex; charset=utf-8", _bibtex)


@page
def csl(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the citation of one programme as CSL-JSON."""
    return _file(request, slug, f"{slug}.json", "application/vnd.citationstyles.csl+json", _csl)


@page
def evidence(request: HttpRequest, slug: str) -> HttpResponse:
    """Give every row of evidence of one programme as a table."""
    return _file(request, slug, f"{slug}-evidence.csv", "text/csv; charset=utf-8; header=present", evidence_table)


def downloads(slug: str, visited: Visit) -> list[tuple[str, str]]:
    """Give what can be taken along, each with its address, on the reader's clocks."""
    asked = visited.query.without("lang").encoded()
    more, further = (f"{mark}{asked}" if asked else "" for mark in ("?", "&"))
    return [
        (_("The record as JSON"), f"/api/v1/programs/{slug}/{more}"),
        (_("Its activities, and those within it, as JSON"), f"/api/v1/activities/?program={slug}{further}"),
        (_("Its evidence as CSV"), visited.to(f"/programs/{slug}/evidence.csv")),
        (_("Its sessions and planned ends as a calendar"), visited.to(f"/deadlines.ics?program={slug}")),
    ]


def _file(
    request: HttpRequest, slug: str, name: str, content_type: str, write: Callable[[Document, Visit], str]
) -> HttpResponse:
    lower_case(request, slug)
    visited = visit(request)
    program = found(visited, get_program(slug, visited.reading), "programs")
    if isinstance(program, HttpResponse):
        return program
    return visited.give(write(program, visited), content_type, name)


def _bibtex(program: Document, visited: Visit) -> str:
    return citation(program, visited).bibtex()


def _csl(program: Document, visited: Visit) -> str:
    return json.dumps(citation(program, visited).csl(), ensure_ascii=False, indent=2) + "\n"
