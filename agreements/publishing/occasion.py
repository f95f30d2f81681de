"""Occasions at the door: the visits, summits and meetings on which instruments are signed and programmes agreed."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from agreements.models import Occasion, OccasionEvidence, OccasionParticipant
from agreements.models.evidence import OCCASION_FIELDS
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

PREFETCH = (
    Prefetch("participants", OccasionParticipant.objects.select_related("country", "institution")),
    Prefetch("evidence", OccasionEvidence.objects.select_related("passage__source", "confirmed_by")),
)
SELECT = ("country", "parent")


def rows_of(occasion: Occasion) -> Rows:
    """Return the rows of an occasion by the part under which evidence names them."""
    return {"participant": list(occasion.participants.all())}


def facts(occasion: Occasion) -> Json:
    """Return what a publication of the occasion stores."""
    evidence = list(occasion.evidence.all())
    return {
        "base": {
            "id": occasion.slug,
            "kind": occasion.kind,
            "names": languages(en=occasion.name_en, ko=occasion.name_ko, zh=occasion.name_zh),
            "date": edtf(occasion.date),
            "place": occasion.place,
            "country": occasion.country.code if occasion.country else None,
            "parent": occasion.parent.slug if occasion.parent else None,
            "summary": languages(en=occasion.summary),
            "participants": [
                {
                    "key": row.key,
                    "country": row.country.code if row.country else None,
                    "institution": row.institution.slug if row.institution else None,
                    "person": row.person or None,
                    "office": row.office or None,
                }
                for row in occasion.participants.all()
            ],
            "public_notes": occasion.public_notes,
            "evidence": [evidence_json(row) for row in evidence],
            "unsourced": unsourced(occasion, rows_of(occasion), OCCASION_FIELDS, evidence),
        },
        "passages": cited_places(evidence),
    }


def entry(document: Json) -> Json:
    """Return the columns of the occasion's entry."""
    countries = {document["country"], *(row["country"] for row in document["participants"])}
    return {
        "title": document["names"]["en"],
        "date": day(document["date"]),
        "countries": sorted(country for country in countries if country),
        "parent": document["parent"] or "",
    }


def names(facts: Json, document: Json) -> Iterator[Named]:
    """Yield what the occasion names: countries, institutions, the occasion that it is part of, sources."""
    base = facts["base"]
    for country in (base["country"], *(row["country"] for row in base["participants"])):
        if country:
            yield Named(Ref("country", country.lower()), "name")
    for row in base["participants"]:
        if row["institution"]:
            yield Named(Ref("institution", row["institution"]), "name")
    if base["parent"]:
        yield Named(Ref("occasion", base["parent"]), "name")
    yield from names_of_passages(facts, document)


def missing(occasion: Occasion) -> Iterator[Missing]:
    """Yield what an occasion lacks: it has a name and a kind."""
    if not occasion.name_en:
        yield Missing(occasion, "name_en", _("Give the name in English."))
    if not occasion.kind:
        yield Missing(occasion, "kind", _("Give the kind of occasion."))
    yield from cites_what_is_there(occasion, rows_of(occasion), occasion.evidence.all())
