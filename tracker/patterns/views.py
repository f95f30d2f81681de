"""The page of parts: the same template parts as every page, called with sample contexts, never copies of them.

It exists while developing only; elsewhere its address is one where nothing is (404). Its words are for those who build
the pages, so they are English and in no catalogue.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from agreements.pages.asking import Asked, Form, Group, Section
from agreements.pages.facet_boxes import Box
from agreements.pages.reporting import ReportForm
from agreements.pages.visiting import page, visit
from agreements.register.problems import ParameterProblem
from tracker.patterns import pictures, states


@page
def patterns(request: HttpRequest) -> HttpResponse:
    """Show every part in every state; raises ``Http404`` outside development."""
    if not settings.DEBUG:
        raise Http404
    visited = visit(request)
    found = states.notes()
    return visited.show(
        "patterns.html",
        {
            "colours": ("paper", "paper-2", "ink", "ink-2", "rule", "rule-strong", "accent", "link", "running", "warn"),
            "states": states.states(),
            "notes": found,
            "facts": states.facts(found),
            "titles": states.TITLES,
            "rows": states.rows(),
            "deadlines": _deadlines(),
            "blocks": states.blocks(),
            "gone": states.gone(),
            "drawing": pictures.timeline(),
            "lineage": pictures.lineage(),
            "lanes": pictures.lanes(),
            "picture": {"ticks": pictures.timeline().ticks, "day": pictures.timeline().day},
            "chips": [
                {"term": "Partner", "value": "South Korea", "address": "#chips"},
                {"term": "Words", "value": states.TITLES[1][1], "address": "#chips"},
            ],
            "problems": [
                ParameterProblem("secter", "There is no parameter “secter” here. Did you mean “sector”?", ("sector",))
            ],
            "form": _form(),
            "clear": "#forms",
            "clear_path": request.path,
            "report": ReportForm({"message": "", "website": "filled in"}, facts=[("", "The whole record")]),
            "next": "#paging",
            "previous": "#paging",
        },
    )


def _deadlines() -> list[dict[str, Any]]:
    record = {"html_url": "/agreements/", "title": states.TITLES[0][1]}
    kinds = (("2026-12-31", "Last day in effect", False), ("2027", "Last day for a notice", True))
    return [
        {
            "row": {"record": record, "label": label, "tacit_renewal": tacit}, "day": day, "day_attribute": day,
            "item": "", "language": "",
        }
        for day, label, tacit in kinds
    ]  # fmt: skip


def _form() -> Form:
    boxes = (
        Box("running", "Running", True, 12), Box("in-effect", "In effect", False, 12, 1),
        Box("ended", "Ended", False, 0),
    )  # fmt: skip
    group = Group(Asked("state", "State on the day", "boxes"), "pattern-state", boxes, all_address="#", all_count=11)
    partner = (Box("", "any", True), Box("KR", "South Korea", False))
    return Form(
        common=(
            Group(Asked("q", "Words", "search", hint="Two-character words work"), "pattern-q", value="양해"),
            Group(Asked("party", "Partner", "select"), "pattern-party", partner),
            Group(Asked("as_of", "Read for the day", "date"), "pattern-day", value="2026-11-22"),
        ),
        sections=(Section("More", (group,)),),
        order=Group(Asked("ordering", "Order", "select"), "pattern-order", (Box("", "signature", True),)),
    )
