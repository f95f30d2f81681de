"""The page of one programme, and the list of programmes.

The state that a source states stands beside what the dates imply on the day; a planned end that is past never makes
anything completed (domain section 8).
"""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.codelists import Form, ProgramKind, ProgressState
from agreements.pages.marking import Mark, Marks
from agreements.pages.saying import Fact, Said, day, label, marks, unknown
from agreements.pages.visiting import (
    Redirect,
    Visit,
    clean_query,
    current_language,
    found,
    lower_case,
    page,
    visit,
    with_query,
)
from agreements.register.agreements import history
from agreements.register.names import country_name, documents
from agreements.register.query import names_checked
from agreements.register.records import name_of
from programs.register.counting import DATES
from programs.register.programs import PROGRAMS, get_program, list_programs

Document = dict[str, Any]

KINDS: Final = dict(ProgramKind.choices)
STATES: Final = dict(ProgressState.choices)
FORMS: Final = dict(Form.choices)
PROGRESS: Final = {
    "not-started": gettext_lazy("not started"),
    "under-way": gettext_lazy("under way"),
    "overdue": gettext_lazy("overdue"),
    "done": gettext_lazy("done"),
    "unknown": gettext_lazy("not known from its dates"),
}
DATE_TERMS: Final = {
    "planned_start": gettext_lazy("Planned beginning"),
    "planned_end": gettext_lazy("Planned end"),
    "actual_start": gettext_lazy("Actual beginning"),
    "actual_end": gettext_lazy("Actual end"),
}


@page
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one programme on a day."""
    lower_case(request, slug)
    visited = visit(request)
    program = found(visited, get_program(slug, visited.reading), "programs")
    if isinstance(program, HttpResponse):
        return program
    seen = Marks(program["evidence"], program["unsourced"])
    title = next((row for row in program["titles"] if row["title"] == program["title"]), None)
    return visited.show(
        "programs/program.html",
        {
            "program": program,
            "title_mark": marks(_title_mark(program, seen)),
            "title_language": title["language"] if title else "",
            "kind": label(KINDS, program["kind"]),
            "stated": _stated(program, seen),
            "implied": implied_words(program["progress"]),
            "facts": _facts(program, seen, visited),
            "agreements": [{"row": row, "marks": marks(_basis_mark(row, seen))} for row in program["agreements"]],
            "activities": [_activity(row, seen, visited.language) for row in program["activities"]],
            "sessions": [_session(row, seen, visited.language) for row in program["sessions"]],
            "history": history("program", program["id"], visited.reading),
            "notes": seen.notes,
        },
    )


@page
def programs(request: HttpRequest) -> HttpResponse:
    """Show the list of programmes, by the filters of the contract."""
    query = clean_query(request)
    given, problems = names_checked(query, PROGRAMS.single, PROGRAMS.many)
    if not problems and given != query:
        raise Redirect(with_query(request.path, given))
    listed = list_programs(query, accept_language=current_language(), whole=True)
    visited = Visit(request, listed.query, listed.reading)
    return visited.show(
        "programs/list.html",
        {
            "found": listed,
            "rows": [
                {
                    "row": row,
                    "kind": label(KINDS, row["kind"]),
                    "stated": label(STATES, row["stated_state"]),
                    "implied": implied_words(row["progress"]),
                }
                for row in listed.results
            ],
            "next": listed.next and with_query(request.path, listed.next),
            "previous": listed.previous and with_query(request.path, listed.previous),
        },
    )


def implied_words(progress: Document) -> str:
    """Say what the dates imply on the day: every possible answer, and never more than planned dates can say."""
    return _(" or ").join(label(PROGRESS, code) for code in progress["possible"])


def _title_mark(program: Document, seen: Marks) -> Mark | None:
    rows = [row for row in program["evidence"] if row["part"] == "title"]
    return seen.mark("title", rows[0]["item"], "title", _("Title")) if rows else None


def _basis_mark(row: Document, seen: Marks) -> Mark | None:
    return seen.mark("basis", str(row.get("key", row["id"])), "how", row["title"])


def _stated(program: Document, seen: Marks) -> Said:
    if program["stated_state"] == "unknown":
        return unknown()
    return Said(label(STATES, program["stated_state"]), marks(seen.mark("", "", "stated_state", _("Stated state"))))


def _facts(program: Document, seen: Marks, visited: Visit) -> list[Fact]:
    facts = [
        Fact(_("Kind"), (Said(label(KINDS, program["kind"]), marks(seen.mark("", "", "kind", _("Kind")))),)),
    ]
    for name in DATES:
        term = str(DATE_TERMS[name])
        facts.append(Fact(term, (_date(program, name, "", "", seen, visited.language),)))
    if program["parent"]:
        parent = Said(
            program["parent"]["title"], marks(seen.mark("", "", "parent", _("Part of"))), program["parent"]["html_url"]
        )
        facts.append(Fact(_("Part of"), (parent,)))
    if program["occasion"]:
        occasion = program["occasion"]
        mark = marks(seen.mark("", "", "occasion", _("Occasion")))
        facts.append(Fact(_("Occasion"), (Said(occasion["name"], mark, occasion["html_url"]),)))
    sectors = documents("sector", program["sectors"], visited.reading)
    named = {slug: name_of("sector", row, visited.reading) for slug, row in sectors.items()}
    subjects = [
        Said(name, marks(seen.mark("sector", slug, "", name)), href=f"/agreements/?sector={slug}")
        for slug in program["sectors"]
        for name in [named.get(slug, slug)]
    ]
    facts.append(Fact(_("Subjects"), tuple(subjects) or (unknown(_("Unclassified")),)))
    forms = [
        Said(label(FORMS, code), marks(seen.mark("form", code, "", label(FORMS, code)))) for code in program["forms"]
    ]
    facts.append(Fact(_("Forms of cooperation"), tuple(forms) or (unknown(),)))
    facts.append(Fact(_("Lead"), tuple(_leads(program, seen, visited)) or (unknown(),)))
    return facts


def _leads(program: Document, seen: Marks, visited: Visit) -> list[Said]:
    countries = documents("country", [(row["country"] or "").lower() for row in program["leads"]], visited.reading)
    found_ones = []
    for row in program["leads"]:
        code = (row["country"] or "").lower()
        name = country_name(countries[code], visited.language) if code in countries else code.upper()
        if row["institution"]:
            said = Said(f"{row['institution']['name']} ({name})" if name else row["institution"]["name"],
                        href=f"/institutions/{row['institution']['id']}/")  # fmt: skip
        else:
            said = Said(name, href=f"/countries/{code}/" if code in countries else "")
        mark = seen.mark("lead", row["key"], "", said.text) if "key" in row else None
        found_ones.append(Said(said.text, marks(mark), said.href))
    return found_ones


def _date(row: Document, name: str, part: str, item: str, seen: Marks, language: str) -> Said:
    if not row[name]:
        return unknown()
    return day(row[name], language, seen.mark(part, item, name, str(DATE_TERMS[name])))


def _activity(row: Document, seen: Marks, language: str) -> Document:
    mark = seen.mark("activity", row["key"], "title", row["title"] or "")
    stated = unknown() if row["stated_state"] == "unknown" else Said(
        label(STATES, row["stated_state"]), marks(seen.mark("activity", row["key"], "stated_state", row["title"]))
    )  # fmt: skip
    return {
        "row": row,
        "marks": marks(mark),
        "stated": stated,
        "implied": implied_words(row["progress"]),
        "dates": [_date(row, name, "activity", row["key"], seen, language) for name in DATES],
        "form": label(FORMS, row["form"]) if row["form"] else "",
    }


def _session(row: Document, seen: Marks, language: str) -> Document:
    mark = seen.mark("session", row["key"], "date", row["title"])
    return {
        "row": row,
        "day": day(row["date"], language, mark) if row["date"] else unknown(),
        "stated": label(STATES, row["stated_state"]) if row["stated_state"] not in ("unknown", "") else "",
        "marks": marks(seen.mark("session", row["key"], "title", row["title"])) if not row["date"] else (),
    }
