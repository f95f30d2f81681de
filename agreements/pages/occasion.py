"""The page of an occasion: who met where, what was signed and agreed on it, and from which sources that is known."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from agreements.codelists import OccasionKind
from agreements.pages.around import held_on
from agreements.pages.field_words import field_words
from agreements.pages.marking import Marks
from agreements.pages.record_facts import marks_of
from agreements.pages.rows import agreement_rows
from agreements.pages.saying import Fact, Said, day, label, marks, unknown
from agreements.pages.visiting import Visit, found, lower_case, page, visit, with_query
from agreements.register.agreements import list_agreements
from agreements.register.evidence import cited_sources
from agreements.register.names import country_name, documents
from agreements.register.query import Query
from agreements.register.records import get_record, name_of
from agreements.register.references import same_as

Document = dict[str, Any]

#: So many agreements stand on the page; the list has them all.
MOST: Final = 50


@page
def occasion(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an occasion, who took part, and what was signed and agreed on it."""
    lower_case(request, slug)
    visited = visit(request)
    record = found(visited, get_record("occasion", slug, visited.reading), "occasions")
    if isinstance(record, HttpResponse):
        return record
    clocks = {name: value for name, value in visited.query.pairs if name in ("as_of", "known_at")}
    signed = list_agreements(
        Query.of(occasion=slug, page_size=str(MOST), expand="events", **clocks), accept_language=visited.language
    )
    seen = marks_of(record, visited.reading)
    rows = agreement_rows(signed.results, visited)
    names = set(same_as("occasion", slug, visited.reading))
    for row in rows:
        done = (event["label"] for event in row["row"]["events"] if event.get("occasion") in names)
        row["days"] = [*dict.fromkeys(_("on this occasion: %(act)s") % {"act": act} for act in done), *row["days"]]
    return visited.show(
        "agreements/occasion.html",
        {
            "record": record,
            "facts": _facts(record, seen, visited),
            "participants": _participants(record, seen, visited),
            "rows": rows,
            "count": signed.count,
            "list_address": with_query("/agreements/", Query.of(occasion=slug)),
            "held": held_on(slug, visited.reading),
            "sources": sorted(
                (doc for doc in cited_sources([record], visited.reading).values()), key=lambda doc: doc["title"]
            ),
            "notes": seen.notes,
        },
    )


def _facts(record: Document, seen: Marks, visited: Visit) -> list[Fact]:
    kind = Said(label(dict(OccasionKind.choices), record["kind"]), marks(seen.mark("", "", "kind", _("Kind"))))
    mark = seen.mark("", "", "date", _("Date"))
    held = day(record["date"], visited.language, mark) if record["date"] else unknown()
    place = Said(record["place"], marks(seen.mark("", "", "place", _("Place")))) if record["place"] else unknown()
    facts = [Fact(_("Kind"), (kind,)), Fact(_("Date"), (held,)), Fact(_("Place"), (place,))]
    code = (record["country"] or "").lower()
    for doc in documents("country", [code], visited.reading).values():
        mark = seen.mark("", "", "country", _("Country"))
        facts.append(
            Fact(_("Country"), (Said(country_name(doc, visited.language), marks(mark), f"/countries/{code}/"),))
        )
    if record["parent"]:
        parent = get_record("occasion", record["parent"], visited.reading)
        if isinstance(parent, dict):
            mark = seen.mark("", "", "parent", _("Part of"))
            facts.append(Fact(_("Part of"), (Said(parent["name"], marks(mark), parent["html_url"]),)))
    names = tuple(
        Said(name, marks(seen.mark("", "", f"name_{code}", field_words(f"name_{code}"))), lang=code)
        for code, name in record["names"].items()
        if name
    )
    facts.append(Fact(_("Names"), names))
    return facts


def _participants(record: Document, seen: Marks, visited: Visit) -> list[Said]:
    """Say who took part, by two queries however many they are."""
    rows = record["participants"]
    institutions = documents("institution", (row["institution"] for row in rows), visited.reading)
    countries = documents("country", ((row["country"] or "").lower() for row in rows), visited.reading)
    return [_participant(row, institutions, countries, seen, visited) for row in rows]


def _participant(
    row: Document, institutions: dict[str, Document], countries: dict[str, Document], seen: Marks, visited: Visit
) -> Said:
    institution = institutions.get(row["institution"] or "")
    country = countries.get((row["country"] or "").lower())
    parts = [
        row["person"] or "",
        row["office"] or "",
        name_of("institution", institution, visited.reading) if institution else "",
        country_name(country, visited.language) if country else "",
    ]
    text = ", ".join(part for part in parts if part)
    href = ""
    if institution:
        href = f"/institutions/{institution['id']}/"
    elif country:
        href = f"/countries/{country['id']}/"
    return Said(text, marks(seen.mark("participant", row["key"], "", text)), href)
