"""The page of one programme: its place in the tree, what it follows from, and plans beside what came of them.

The state that a source states stands beside what the dates imply on the day; a planned end that is past never makes
anything completed (domain section 8).
"""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from agreements.pages.comparing import RecordPages, compare_page, history_page, steps_told
from agreements.pages.following import rollup_told, stated_words
from agreements.pages.lead import state_words
from agreements.pages.marking import Marks
from agreements.pages.saying import Fact, Said, label, marks
from agreements.pages.visiting import Visit, found, lower_case, page, visit
from agreements.register.agreements import history, readable
from agreements.register.names import language_of
from agreements.register.presenting import present
from programs.pages import facts, steps
from programs.pages.citing import citation
from programs.pages.drawing import draw
from programs.pages.files import downloads
from programs.pages.words import HOW, KINDS, implied_words
from programs.register.programs import get_program

Document = dict[str, Any]

PAGES: Final = RecordPages("program", "programs", get_program)


@page
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one programme on a day."""
    lower_case(request, slug)
    visited = visit(request)
    program = found(visited, get_program(slug, visited.reading), "programs")
    if isinstance(program, HttpResponse):
        return program
    return visited.show("programs/program.html", told(program, visited))


@page
def past(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the public history of one programme."""
    return history_page(request, slug, PAGES)


@page
def compared(request: HttpRequest, slug: str) -> HttpResponse:
    """Compare two published states of one programme."""
    return compare_page(request, slug, PAGES)


def told(program: Document, visited: Visit) -> Document:
    """Give everything that the page says, in the order in which it says it: notes are numbered on the way."""
    reading, language = visited.reading, visited.language
    seen = Marks(program["evidence"], program["unsourced"])
    titles = facts.title_values(program, seen)
    past_steps = history("program", program["id"], reading)
    context = {
        "program": program,
        "title": next((t for t in titles if t.text == program["title"]), None),
        "titles": titles,
        "kind": label(KINDS, program["kind"]),
        "stated": facts.stated(program, seen),
        "implied": implied_words(program),
        "agreements": _follows_from(program, seen, visited),
        "rollup": rollup_told(program["rollup"], language),
        "summary": _summary(program, seen),
        "summaries": [row for row in program["summaries"] if row["summary"] != program["summary"]],
        "drawing": draw(program, reading.as_of, language),
        "activities": [steps.activity(row, seen, language) for row in program["activities"]],
        "sessions": [steps.session(row, seen, language, reading.as_of) for row in program["sessions"]],
        "facts": [Fact(_("Titles"), tuple(titles)), *facts.key_facts(program, seen, visited)],
        "above": [_branch(row) for row in program["ancestors"]],
        "within": [_branch(row) for row in program["children"]],
        "history": steps_told(past_steps, f"/programs/{program['id']}/", visited),
        "history_address": f"/programs/{program['id']}/history/",
        "compare_address": f"/programs/{program['id']}/compare/",
        "comparable": [step for step in past_steps if step.readable],
        "report_on": f"program:{program['id']}",
        "report_address": f"/report/?record=program:{program['id']}",
        "cited": citation(program, visited),
        "downloads": downloads(program["id"], visited),
    }
    return context | {"notes": seen.notes}


def _summary(program: Document, seen: Marks) -> Said | None:
    if not program["summary"]:
        return None
    code = language_of(program["summary"], program["summaries"], "summary")
    return Said(program["summary"], marks(seen.mark("", "", "summary", _("Summary"))), lang=code)


def _follows_from(program: Document, seen: Marks, visited: Visit) -> list[Document]:
    """Give the agreements that the programme rests on: how, and the state of each on the day."""
    ids = [row["id"] for row in program["agreements"]]
    entries = readable(visited.reading).filter(record_id__in=ids) if ids else ()
    states = {row["id"]: row["state"] for row in present(entries, visited.reading)}
    return [
        {
            "row": row,
            "how": label(HOW, row["how"]),
            "marks": marks(seen.mark("basis", row["key"], "how", row["title"])),
            "state": states.get(row["id"]),
            "state_words": state_words(states[row["id"]]) if row["id"] in states else "",
        }
        for row in program["agreements"]
    ]


def _branch(row: Document) -> Document:
    """Give a programme of the tree with both its states, and what is within it likewise."""
    return {
        "row": row,
        "stated": stated_words(row["stated_state"]),
        "implied": implied_words(row) if row["progress"]["possible"] != ["unknown"] else _("dates not known"),
        "within": [_branch(child) for child in row.get("children", ())],
    }
