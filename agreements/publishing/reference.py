"""Countries, institutions and sectors at the door: small records that many documents name.

They are public so that a document can name them by id; the names are looked up when it is read. What they name in turn
(a parent, an institution's country, a successor) must be public too, except a country's successors, which are history.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from agreements.models import Country, Institution, InstitutionChange, InstitutionEvidence, Sector
from agreements.models.evidence import INSTITUTION_FIELDS
from agreements.publishing.agreement import languages
from agreements.publishing.facts import day, edtf
from agreements.publishing.naming import Json, Named, Ref, Rows
from agreements.publishing.registry import Missing
from agreements.publishing.sourcing import (
    cited_places,
    cites_what_is_there,
    evidence_json,
    names_of_passages,
    unsourced,
)
from agreements.publishing.world import World

INSTITUTION_PREFETCH = (
    "names",
    Prefetch("changes", InstitutionChange.objects.select_related("successor")),
    Prefetch("evidence", InstitutionEvidence.objects.select_related("passage__source", "confirmed_by")),
)


def base(_slug: str, facts: Json, _world: World) -> Json:
    """Return the document of a kind from which nothing is derived: its base."""
    document: Json = facts["base"]
    return document


def country_facts(country: Country) -> Json:
    """Return what a publication of the country stores."""
    return {
        "base": {
            "id": country.slug,
            "code": country.code,
            "names": languages(en=country.name_en, ko=country.name_ko, zh=country.name_zh),
            "ended": edtf(country.ended),
            "successors": sorted(successor.code for successor in country.successors.all()),
            "aliases": sorted(
                ({"language": alias.language, "name": alias.name} for alias in country.aliases.all()),
                key=lambda alias: (alias["language"], alias["name"]),
            ),
        }
    }


def country_entry(document: Json) -> Json:
    """Return the columns of the country's entry."""
    return {"title": document["names"]["en"], "date": day(document["ended"]), "countries": [document["code"]]}


def country_names(_facts: Json, _document: Json) -> Iterator[Named]:
    """Yield nothing: a country stands by itself, and its successors may be entered later."""
    yield from ()


def country_missing(country: Country) -> Iterator[Missing]:
    """Yield what a country lacks: it has a name in each of the three languages, and its address is its code."""
    if country.slug != country.code.lower():
        yield Missing(country, "slug", _("The address of a country is its code in lower case."))
    yield from _names(country)


def sector_facts(sector: Sector) -> Json:
    """Return what a publication of the sector stores."""
    return {
        "base": {
            "id": sector.slug,
            "parent": sector.parent.slug if sector.parent else None,
            "names": languages(en=sector.name_en, ko=sector.name_ko, zh=sector.name_zh),
            "codes": [{"scheme": code.scheme, "code": code.code} for code in sector.codes.all()],
        }
    }


def sector_entry(document: Json) -> Json:
    """Return the columns of the sector's entry."""
    return {"title": document["names"]["en"], "parent": document["parent"] or ""}


def sector_names(facts: Json, _document: Json) -> Iterator[Named]:
    """Yield the sector within which it lies."""
    if facts["base"]["parent"]:
        yield Named(Ref("sector", facts["base"]["parent"]), "name")


def sector_missing(sector: Sector) -> Iterator[Missing]:
    """Yield what a sector lacks: it has a name in each of the three languages."""
    yield from _names(sector)


def institution_rows(institution: Institution) -> Rows:
    """Return the rows of an institution by the part under which evidence names them."""
    return {"name": list(institution.names.all()), "change": list(institution.changes.all())}


def institution_facts(institution: Institution) -> Json:
    """Return what a publication of the institution stores."""
    evidence = list(institution.evidence.all())
    rows = institution_rows(institution)
    return {
        "base": {
            "id": institution.slug,
            "country": institution.country.code if institution.country else None,
            "kind": institution.kind,
            "parent": institution.parent.slug if institution.parent else None,
            "website": institution.website,
            "names": [
                {
                    "key": name.key,
                    "language": name.language,
                    "name": name.name,
                    "acronym": name.acronym,
                    "since": edtf(name.since),
                    "until": edtf(name.until),
                }
                for name in rows["name"]
            ],
            "changes": [
                {"key": change.key, "what": change.what, "successor": change.successor.slug, "date": edtf(change.date)}
                for change in rows["change"]
            ],
            "public_notes": institution.public_notes,
            "evidence": [evidence_json(row) for row in evidence],
            "unsourced": unsourced(institution, rows, INSTITUTION_FIELDS, evidence),
        },
        "passages": cited_places(evidence),
    }


def institution_entry(document: Json) -> Json:
    """Return the columns of the institution's entry; its title is a present English name, else the first name."""
    names = sorted(document["names"], key=lambda name: (name["until"] is not None, name["language"] != "en"))
    return {
        "title": names[0]["name"] if names else document["id"],
        "countries": [document["country"]] if document["country"] else [],
        "parent": document["parent"] or "",
    }


def institution_names(facts: Json, document: Json) -> Iterator[Named]:
    """Yield what the institution names: country, parent, successors, sources."""
    base = facts["base"]
    if base["country"]:
        yield Named(Ref("country", base["country"].lower()), "name")
    for other in (base["parent"], *(change["successor"] for change in base["changes"])):
        if other:
            yield Named(Ref("institution", other), "name")
    yield from names_of_passages(facts, document)


def institution_missing(institution: Institution) -> Iterator[Missing]:
    """Yield what an institution lacks: it has a name in at least one language."""
    if not institution.names.all():
        yield Missing(institution, "names", _("Give a name in at least one language."))
    yield from cites_what_is_there(institution, institution_rows(institution), institution.evidence.all())


def _names(record: Country | Sector) -> Iterator[Missing]:
    for field, message in (
        ("name_en", _("Give the name in English.")),
        ("name_ko", _("Give the name in Korean.")),
        ("name_zh", _("Give the name in Chinese.")),
    ):
        if not getattr(record, field):
            yield Missing(record, field, message)
