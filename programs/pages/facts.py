"""The key facts of a programme, in a fixed order; what is not known stands in its place and says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from agreements.pages.marking import Mark, Marks
from agreements.pages.saying import Fact, Said, day, label, marks, unknown
from agreements.pages.visiting import Visit
from agreements.register.names import country_name, documents
from agreements.register.records import name_of
from programs.pages.words import DATE_TERMS, FORMS, KINDS, PARTS, STATES
from programs.register.counting import DATES

Document = dict[str, Any]


def title_values(program: Document, seen: Marks) -> list[Said]:
    """Give every title with its marker."""
    return [
        Said(row["title"], marks(seen.mark("title", row["key"], "title", _("Title"))), lang=row["language"])
        for row in program["titles"]
    ]


def stated(row: Document, seen: Marks, part: str = "", item: str = "") -> Said:
    """Say the state that a source states of a programme or an activity."""
    if row["stated_state"] == "unknown":
        return unknown(_("No state is stated"))
    about = row["title"] if part else _("Stated state")
    return Said(label(STATES, row["stated_state"]), marks(seen.mark(part, item, "stated_state", about)))


def dated(row: Document, name: str, seen: Marks, language: str, part: str = "", item: str = "") -> Said:
    """Say one of the four dates, or that it is not known."""
    if not row[name]:
        return unknown()
    return day(row[name], language, seen.mark(part, item, name, str(DATE_TERMS[name])))


def key_facts(program: Document, seen: Marks, visited: Visit) -> list[Fact]:
    """Give what the record says of the programme as a whole, each value with its marker."""
    kind = Said(label(KINDS, program["kind"]), marks(seen.mark("", "", "kind", _("Kind"))))
    return [
        Fact(_("Kind"), (kind,)),
        Fact(_("Led by"), tuple(_leads(program, seen, visited)) or (unknown(),)),
        *(Fact(str(DATE_TERMS[name]), (dated(program, name, seen, visited.language),)) for name in DATES),
        Fact(_("Subjects"), tuple(_sectors(program, seen, visited)) or (unknown(_("Unclassified")),)),
        Fact(_("Forms of cooperation"), tuple(_forms(program, seen)) or (unknown(),)),
        *_where_given(program, seen),
    ]


def _where_given(program: Document, seen: Marks) -> Iterator[Fact]:
    if parent := program["parent"]:
        mark = marks(seen.mark("", "", "parent", _("Part of")))
        yield Fact(_("Part of"), (Said(parent["title"], mark, parent["html_url"]),))
    if occasion := program["occasion"]:
        mark = marks(seen.mark("", "", "occasion", _("Occasion")))
        yield Fact(_("Agreed on the occasion"), (Said(occasion["name"], mark, occasion["html_url"]),))


def _sectors(program: Document, seen: Marks, visited: Visit) -> Iterator[Said]:
    found = documents("sector", program["sectors"], visited.reading)
    for slug in program["sectors"]:
        name = name_of("sector", found[slug], visited.reading) if slug in found else slug
        yield Said(name, marks(seen.mark("sector", slug, "", name)), href=f"/programs/?sector={slug}")


def _forms(program: Document, seen: Marks) -> Iterator[Said]:
    for code in program["forms"]:
        name = label(FORMS, code)
        yield Said(name, marks(seen.mark("form", code, "", name)), href=f"/programs/?form={code}")


def _leads(program: Document, seen: Marks, visited: Visit) -> Iterator[Said]:
    """Say who leads and who takes part: an institution with its country, or a country."""
    countries = documents("country", [(row["country"] or "").lower() for row in program["leads"]], visited.reading)
    for row in program["leads"]:
        code = (row["country"] or "").lower()
        country = country_name(countries[code], visited.language) if code in countries else code.upper()
        part = label(PARTS, row["part"])
        if institution := row["institution"]:
            text, href = institution["name"], f"/institutions/{institution['id']}/"
            note = ", ".join(each for each in (country, part) if each)
        else:
            text, href, note = country, f"/countries/{code}/" if code in countries else "", part
        mark: Mark | None = seen.mark("lead", row["key"], "", text)
        yield Said(text, marks(mark), href, note=note)
