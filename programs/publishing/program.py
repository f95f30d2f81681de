"""A programme, with its activities and sessions: facts from the working record, document and entry from the facts."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from agreements.publishing.agreement import languages, missing_sectors
from agreements.publishing.facts import day, edtf
from agreements.publishing.naming import Json, Named, Ref, Rows
from agreements.publishing.registry import Missing, RecordKind
from agreements.publishing.settled import title_of
from agreements.publishing.sourcing import (
    cited_places,
    cites_what_is_there,
    evidence_json,
    names_of_passages,
    sourced,
    unsourced,
)
from agreements.publishing.world import World
from programs.models import (
    Activity,
    Program,
    ProgramBasis,
    ProgramEvidence,
    ProgramLead,
    ProgramSector,
    Session,
)
from programs.models.evidence import PROGRAM_FIELDS
from programs.models.program import PLANNED_AND_ACTUAL
from programs.register.derived_rows import PROGRAM_ROWS
from programs.register.indexing import program_terms
from programs.register.models import ProgramEntry

PREFETCH = (
    "titles",
    Prefetch("bases", ProgramBasis.objects.select_related("agreement")),
    Prefetch("sector_rows", ProgramSector.objects.select_related("sector")),
    "form_rows",
    Prefetch("leads", ProgramLead.objects.select_related("country", "institution")),
    Prefetch("activities", Activity.objects.select_related("institution")),
    Prefetch("sessions", Session.objects.select_related("occasion")),
    Prefetch("evidence", ProgramEvidence.objects.select_related("passage__source", "confirmed_by")),
)


def rows_of(program: Program) -> Rows:
    """Return the rows of a programme by the part under which evidence names them."""
    return {
        "title": list(program.titles.all()),
        "basis": list(program.bases.all()),
        "sector": list(program.sector_rows.all()),
        "form": list(program.form_rows.all()),
        "lead": list(program.leads.all()),
        "activity": list(program.activities.all()),
        "session": list(program.sessions.all()),
    }


def facts(program: Program) -> Json:
    """Return what a publication of the programme stores; ``agreements`` are all that it rests on, public or not."""
    evidence = list(program.evidence.all())
    return {
        "base": {
            "id": program.slug,
            "titles": [
                {"key": t.key, "language": t.language, "title": t.title, "basis": t.basis} for t in program.titles.all()
            ],
            "kind": program.kind,
            "parent": program.parent.slug if program.parent else None,
            "occasion": program.occasion.slug if program.occasion else None,
            "stated_state": program.stated_state,
            **_dates(program),
            "sectors_status": program.sectors_status,
            "sectors": [row.sector.slug for row in program.sector_rows.all()],
            "forms": [row.form for row in program.form_rows.all()],
            "summary": languages(en=program.summary, ko=program.summary_ko, zh=program.summary_zh),
            "public_notes": program.public_notes,
            "leads": [
                {
                    "key": row.key,
                    "country": row.country.code if row.country else None,
                    "institution": row.institution.slug if row.institution else None,
                    "part": row.part,
                }
                for row in program.leads.all()
            ],
            "activities": [_activity(row) for row in program.activities.all()],
            "sessions": [_session(row) for row in program.sessions.all()],
            "evidence": [evidence_json(row) for row in evidence],
            "unsourced": unsourced(program, rows_of(program), PROGRAM_FIELDS, evidence),
        },
        "agreements": [{"key": row.key, "id": row.agreement.slug, "how": row.how} for row in program.bases.all()],
        "passages": cited_places(evidence),
    }


def _dates(row: Program | Activity) -> Json:
    return {name: edtf(getattr(row, name)) for name in PLANNED_AND_ACTUAL}


def _activity(row: Activity) -> Json:
    return {
        "key": row.key,
        "title": languages(en=row.title, ko=row.title_ko, zh=row.title_zh),
        "institution": row.institution.slug if row.institution else None,
        "form": row.form or None,
        "stated_state": row.stated_state,
        **_dates(row),
        "note": row.note,
    }


def _session(row: Session) -> Json:
    return {
        "key": row.key,
        "title": languages(en=row.title, ko=row.title_ko, zh=row.title_zh),
        "date": edtf(row.date),
        "occasion": row.occasion.slug if row.occasion else None,
        "stated_state": row.stated_state,
        "note": row.note,
    }


def document(_slug: str, facts: Json, world: World) -> Json:
    """Return the public document: the base, and the agreements that are public, with their evidence."""
    shown = [row for row in facts["agreements"] if world.is_public(Ref("agreement", row["id"]))]
    keys = {row["key"] for row in shown}
    base = facts["base"]
    return {
        **base,
        "agreements": shown,
        "leads": [
            {**lead, "country": world.country_of(lead["institution"])}
            if lead["country"] is None and lead["institution"]
            else lead
            for lead in base["leads"]
        ],
        "evidence": [row for row in base["evidence"] if row["part"] != "basis" or row["item"] in keys],
        "unsourced": [p for p in base["unsourced"] if not p.startswith("basis/") or p.split("/")[1] in keys],
    }


def entry(document: Json) -> Json:
    """Return the columns of the programme's entry, from its document alone."""
    institutions = {
        *(row["institution"] for row in document["leads"]),
        *(row["institution"] for row in document["activities"]),
    }
    occasions = {document["occasion"], *(row["occasion"] for row in document["sessions"])}
    return {
        "title": title_of(document["titles"]) or document["id"],
        "kind": document["kind"],
        "stated_state": document["stated_state"],
        "parent": document["parent"] or "",
        "agreements": sorted(row["id"] for row in document["agreements"]),
        "countries": sorted({row["country"] for row in document["leads"] if row["country"]}),
        "institutions": sorted(institution for institution in institutions if institution),
        "sectors": sorted(document["sectors"]),
        "forms": sorted({*document["forms"], *(row["form"] for row in document["activities"] if row["form"])}),
        "occasions": sorted(occasion for occasion in occasions if occasion),
        "sources": sorted({row["source"] for row in document["evidence"]}),
        **{name: day(document[name]) for name in PLANNED_AND_ACTUAL},
        "terms": program_terms(document),
    }


def names(facts: Json, document: Json) -> Iterator[Named]:
    """Yield what the programme names; the agreements that it rests on need not be public."""
    base = facts["base"]
    for row in base["leads"]:
        if row["country"]:
            yield Named(Ref("country", row["country"].lower()), "name")
    for row in (*base["leads"], *base["activities"]):
        if row["institution"]:
            yield Named(Ref("institution", row["institution"]), "name")
    for sector in base["sectors"]:
        yield Named(Ref("sector", sector), "name")
    for occasion in (base["occasion"], *(row["occasion"] for row in base["sessions"])):
        if occasion:
            yield Named(Ref("occasion", occasion), "name")
    if base["parent"]:
        yield Named(Ref("program", base["parent"]), "name")
    for row in facts["agreements"]:
        yield Named(Ref("agreement", row["id"]), "basis", row["key"], needed=False)
    yield from names_of_passages(facts, document)


def missing(program: Program) -> Iterator[Missing]:
    """Yield what the programme itself lacks: a title, a kind with evidence, and sectors or that it is unclassified."""
    evidence = list(program.evidence.all())
    rows = rows_of(program)
    found = sourced(evidence)
    if not rows["title"]:
        yield Missing(program, "titles", _("Give a title in at least one language."))
    if not program.kind:
        yield Missing(program, "kind", _("Give the kind of programme."))
    elif ("", "", "kind") not in found:
        yield Missing(program, "kind", _("Cite the passage that shows the kind of programme."))
    yield from missing_sectors(program, program.sectors_status, rows, found)
    yield from cites_what_is_there(program, rows, evidence)


PROGRAM = RecordKind(
    code="program",
    model=Program,
    entry_model=ProgramEntry,
    order=70,
    facts=facts,
    document=document,
    entry=entry,
    names=names,
    missing=missing,
    prefetch=PREFETCH,
    rows=rows_of,
    select=("parent", "occasion"),
    beside=PROGRAM_ROWS,
)
