"""The pages of what agreements name: sources with their passages, occasions, institutions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from agreements.codelists import BasisCode, InstitutionKind, OccasionKind, Role, SourceKind
from agreements.pages.around import citing, held_on
from agreements.pages.marking import Marks
from agreements.pages.rows import agreement_rows
from agreements.pages.saying import Fact, Said, day, label, marks, unknown
from agreements.pages.visiting import Visit, found, lower_case, page, visit
from agreements.register.agreements import list_agreements
from agreements.register.evidence import cited_sources, evidence_of
from agreements.register.listing import Listing
from agreements.register.names import country_name, documents
from agreements.register.query import Query
from agreements.register.records import get_record, name_of

Document = dict[str, Any]


def listed(visited: Visit, **filters: str) -> Listing:
    """Ask the list of agreements on the visit's own clocks."""
    clocks = {name: value for name, value in visited.query.pairs if name in ("as_of", "known_at")}
    return list_agreements(Query.of(page_size="100", **clocks, **filters), accept_language=visited.language)


@page
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a source with every passage that public records cite, and what each speaks for."""
    lower_case(request, slug)
    visited = visit(request)
    record = found(visited, get_record("source", slug, visited.reading), "sources")
    if isinstance(record, HttpResponse):
        return record
    used: dict[str, list[Document]] = {}
    for by in citing(slug, visited.reading):
        for key in dict.fromkeys(row["passage"]["key"] for row in by.rows if row["passage"]):
            rows = [row for row in by.rows if row["passage"] and row["passage"]["key"] == key]
            used.setdefault(key, []).append({"by": by, "rows": rows})
    passages = [{"passage": p, "used": used.get(p["key"], [])} for p in record["passages"]]
    return visited.show(
        "agreements/source.html",
        {"record": record, "facts": _source_facts(record, visited.language), "passages": passages},
    )


def language_name(code: str) -> str:
    """Name a language in the language of the page; by its code where nobody named it."""
    try:
        return str(get_language_info(code.lower())["name_translated"])
    except KeyError:
        return code


def _source_facts(record: Document, language: str) -> list[Fact]:
    published = unknown()
    if record["published"]:
        stated = record["published_basis"] in ("stated", "", None)
        note = "" if stated else label(dict(BasisCode.choices), record["published_basis"]).lower()
        published = day(record["published"], language, note=note)
    facts = [
        Fact(_("Kind"), (Said(label(dict(SourceKind.choices), record["kind"])),)),
        Fact(_("Publisher"), (Said(record["publisher"]) if record["publisher"] else unknown(),)),
        Fact(_("Author"), (Said(record["author"]) if record["author"] else unknown(),)),
        Fact(_("Published"), (published,)),
        Fact(_("Retrieved"), (day(record["retrieved"], language) if record["retrieved"] else unknown(),)),
        Fact(_("Language"), (Said(language_name(record["language"])) if record["language"] else unknown(),)),
    ]
    if record["published_reasoning"]:
        facts.append(Fact(_("How the date is known"), (Said(record["published_reasoning"]),)))
    if record["source_url"]:
        facts.append(Fact(_("Address"), (Said(record["source_url"], href=record["source_url"]),)))
    if record["sha256"]:
        facts.append(Fact(_("SHA-256 of its text"), (Said(record["sha256"], code=True),)))
    if record["licence"]:
        facts.append(Fact(_("Licence"), (Said(record["licence"]),)))
    return facts


@page
def occasion(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an occasion, who took part, and what was signed on it."""
    lower_case(request, slug)
    visited = visit(request)
    record = found(visited, get_record("occasion", slug, visited.reading), "occasions")
    if isinstance(record, HttpResponse):
        return record
    signed = listed(visited, occasion=slug)
    seen = _marks(record, visited)
    return visited.show(
        "agreements/occasion.html",
        {
            "record": record,
            "facts": _occasion_facts(record, seen, visited),
            "participants": [_participant(row, seen, visited) for row in record["participants"]],
            "rows": agreement_rows(signed.results, visited),
            "held": held_on(slug, visited.reading),
            "notes": seen.notes,
        },
    )


def _marks(record: Document, visited: Visit) -> Marks:
    return Marks(
        evidence_of(record, cited_sources([record], visited.reading), visited.reading), record.get("unsourced", ())
    )


def _occasion_facts(record: Document, seen: Marks, visited: Visit) -> list[Fact]:
    kind = Said(label(dict(OccasionKind.choices), record["kind"]), marks(seen.mark("", "", "kind", _("Kind"))))
    mark = seen.mark("", "", "date", _("Date"))
    held = day(record["date"], visited.language, mark) if record["date"] else unknown()
    place = Said(record["place"], marks(seen.mark("", "", "place", _("Place")))) if record["place"] else unknown()
    facts = [Fact(_("Kind"), (kind,)), Fact(_("Date"), (held,)), Fact(_("Place"), (place,))]
    if record["parent"]:
        parent = get_record("occasion", record["parent"], visited.reading)
        if isinstance(parent, dict):
            facts.append(Fact(_("Part of"), (Said(parent["name"], href=parent["html_url"]),)))
    return facts


def _participant(row: Document, seen: Marks, visited: Visit) -> Said:
    institution = documents("institution", [row["institution"]], visited.reading).get(row["institution"] or "")
    country = documents("country", [(row["country"] or "").lower()], visited.reading).get(
        (row["country"] or "").lower()
    )
    parts = [
        row["person"] or "",
        row["office"] or "",
        name_of("institution", institution, visited.reading) if institution else "",
        country_name(country, visited.language) if country else "",
    ]
    text = ", ".join(part for part in parts if part)
    return Said(text, marks(seen.mark("participant", row["key"], "", text)))


@page
def institution(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an institution under every name that it had, and the agreements in which it takes part."""
    lower_case(request, slug)
    visited = visit(request)
    record = found(visited, get_record("institution", slug, visited.reading), "institutions")
    if isinstance(record, HttpResponse):
        return record
    seen = _marks(record, visited)
    country = documents("country", [(record["country"] or "").lower()], visited.reading)
    facts = [
        Fact(
            _("Kind"),
            (Said(label(dict(InstitutionKind.choices), record["kind"]), marks(seen.mark("", "", "kind", _("Kind")))),),
        ),
    ]
    for doc in country.values():
        facts.append(Fact(_("Country"), (Said(country_name(doc, visited.language), href=f"/countries/{doc['id']}/"),)))
    if record["website"]:
        facts.append(Fact(_("Web site"), (Said(record["website"], href=record["website"]),)))
    rows = listed(visited, institution=slug)
    return visited.show(
        "agreements/institution.html",
        {
            "record": record,
            "facts": facts,
            "rows": agreement_rows(rows.results, visited),
            "roles": dict(Role.choices),
            "notes": seen.notes,
        },
    )
