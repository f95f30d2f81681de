"""An agreement at the door: its facts from the working record, and what is missing to publish it.

Facts are ``base`` (the document without its derived parts), ``instrument`` (what the rules read), ``relations`` (all
that belong to it, those to records that are not public included) and ``passages`` (the places of what its evidence
cites).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from agreements.codelists import TAKING_PART
from agreements.models import Act, Agreement, AgreementEvidence, AgreementSector, Clause, Party, Relation
from agreements.models.evidence import AGREEMENT_FIELDS
from agreements.publishing.facts import edtf, instrument_of, relation_to_json, to_json
from agreements.publishing.naming import Json, Named, Ref, Rows
from agreements.publishing.registry import Missing
from agreements.publishing.sourcing import (
    Path,
    cited_places,
    cites_what_is_there,
    evidence_json,
    names_of_passages,
    sourced,
    unsourced,
)

ARTICLES = ("duration", "renewal", "notice", "termination", "survival")
PREFETCH = (
    "titles",
    "identifiers",
    Prefetch(
        "parties",
        Party.objects.select_related("country", "institution__country").prefetch_related("institution__names"),
    ),
    Prefetch("sector_rows", AgreementSector.objects.select_related("sector")),
    "form_rows",
    "amounts",
    Prefetch("acts", Act.objects.select_related("occasion", "actor__country", "actor__institution__country")),
    Prefetch("relations", Relation.objects.select_related("object")),
    Prefetch("evidence", AgreementEvidence.objects.select_related("passage__source", "confirmed_by")),
)
SELECT = ("occasion", "clause")


def rows_of(agreement: Agreement) -> Rows:
    """Return the rows of an agreement by the part under which evidence names them."""
    clause = getattr(agreement, "clause", None)
    return {
        "title": list(agreement.titles.all()),
        "identifier": list(agreement.identifiers.all()),
        "party": list(agreement.parties.all()),
        "sector": list(agreement.sector_rows.all()),
        "form": list(agreement.form_rows.all()),
        "amount": list(agreement.amounts.all()),
        "act": list(agreement.acts.all()),
        "relation": list(agreement.relations.all()),
        "clause": [] if clause is None else [clause],
    }


def facts(agreement: Agreement) -> Json:
    """Return what a publication of the agreement stores, read from its working rows."""
    evidence = list(agreement.evidence.all())
    return {
        "base": _base(agreement, evidence),
        "instrument": to_json(instrument_of(agreement)),
        "relations": [relation_to_json(row) for row in agreement.relations.all()],
        "passages": cited_places(evidence),
    }


def _base(agreement: Agreement, evidence: list[AgreementEvidence]) -> Json:
    clause = getattr(agreement, "clause", None)
    return {
        "id": agreement.slug,
        "titles": [
            {"key": t.key, "language": t.language, "title": t.title, "basis": t.basis, "prevails": t.prevails}
            for t in agreement.titles.all()
        ],
        "identifiers": [{"key": i.key, "scheme": i.scheme, "value": i.value} for i in agreement.identifiers.all()],
        "kind": agreement.kind,
        "original_designation": agreement.original_designation,
        "legal_force": agreement.legal_force,
        "level": agreement.level,
        "parties": [_party(p) for p in agreement.parties.all()],
        "parties_status": agreement.parties_status,
        "acts_status": agreement.acts_status,
        "sectors_status": agreement.sectors_status,
        "sectors": [row.sector.slug for row in agreement.sector_rows.all()],
        "forms": [row.form for row in agreement.form_rows.all()],
        "summary": languages(en=agreement.summary, ko=agreement.summary_ko, zh=agreement.summary_zh),
        "public_notes": agreement.public_notes,
        "territorial_scope": agreement.territorial_scope,
        "official_text_url": agreement.official_text_url,
        "amounts": [
            {"key": a.key, "amount": f"{a.amount:.2f}", "currency": a.currency, "note": a.note}
            for a in agreement.amounts.all()
        ],
        "occasion": agreement.occasion.slug if agreement.occasion else None,
        "events": [_event(act) for act in agreement.acts.all()],
        "clause": None if clause is None else clause_json(clause),
        "evidence": [evidence_json(row) for row in evidence],
        "unsourced": unsourced(agreement, rows_of(agreement), AGREEMENT_FIELDS, evidence),
    }


def languages(**texts: str) -> Json:
    """Return texts by language, those that are empty left out."""
    return {language: text for language, text in texts.items() if text}


def _party(party: Party) -> Json:
    return {
        "key": party.key,
        "country": party.country.code if party.country else None,
        "institution": party.institution.slug if party.institution else None,
        "role": party.role,
        "person": party.person or None,
        "office": party.office or None,
    }


def _event(act: Act) -> Json:
    return {
        "key": act.key,
        "type": act.type,
        "date": edtf(act.date),
        "takes_effect": edtf(act.takes_effect),
        "until": edtf(act.until),
        "observed_state": act.observed_state or None,
        "ground": act.ground or None,
        "basis": act.date_basis,
        "place": act.place,
        "occasion": act.occasion.slug if act.occasion else None,
        "actor": act.actor.key if act.actor else None,
        "note": act.note,
        "preferred": act.preferred,
        "lost_reason": act.lost_reason,
    }


def clause_json(clause: Clause) -> Json:
    """Return a clause as it stands, durations as ISO 8601, with the articles that say so."""
    return {
        "duration_kind": clause.duration_kind,
        "initial_term": _text(clause.initial_term),
        "until_date": edtf(clause.until_date),
        "counting_start": clause.counting_start,
        "counting_date": edtf(clause.counting_date),
        "renewal_kind": clause.renewal_kind,
        "renewal_term": _text(clause.renewal_term),
        "max_renewals": clause.max_renewals,
        "notice_period": _text(clause.notice_period),
        "termination_right": clause.termination_right,
        "survival_term": _text(clause.survival_term),
        "end_convention": clause.end_convention,
        "basis": clause.basis,
        "articles": {name: text for name in ARTICLES if (text := getattr(clause, f"{name}_article"))},
    }


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def names(facts: Json, document: Json) -> Iterator[Named]:
    """Yield what the agreement names: parties, subjects, occasions, sources, and the objects of its relations."""
    base = facts["base"]
    for party in base["parties"]:
        if party["country"]:
            yield Named(Ref("country", party["country"].lower()), "name")
        if party["institution"]:
            yield Named(Ref("institution", party["institution"]), "name")
    for sector in base["sectors"]:
        yield Named(Ref("sector", sector), "name")
    for occasion in (base["occasion"], *(event["occasion"] for event in base["events"])):
        if occasion:
            yield Named(Ref("occasion", occasion), "name")
    for relation in facts["relations"]:
        yield Named(Ref("agreement", relation["object"]), relation["code"], relation["key"], needed=False)
    yield from names_of_passages(facts, document)


def missing(agreement: Agreement) -> Iterator[Missing]:
    """Yield what the agreement itself lacks to be publishable (domain section 9).

    It has a title; and kind, parties, a sector and one act or observation are each given or explicitly unknown, with
    evidence for each that is given: for the kind, for every party that takes part, for one sector, for one act.
    """
    evidence = list(agreement.evidence.all())
    rows = rows_of(agreement)
    found = sourced(evidence)
    if not rows["title"]:
        yield Missing(agreement, "titles", _("Give a title in at least one language."))
    if not agreement.kind:
        yield Missing(agreement, "kind", _("Give the kind of instrument, or say that it is not stated."))
    elif agreement.kind != "not-stated" and ("", "", "kind") not in found:
        yield Missing(agreement, "kind", _("Cite the passage that shows the kind of instrument."))
    yield from _parties(agreement, found)
    yield from missing_sectors(agreement, agreement.sectors_status, rows, found)
    yield from _acts(agreement, rows, found)
    yield from cites_what_is_there(agreement, rows, evidence)


def _parties(agreement: Agreement, found: set[Path]) -> Iterator[Missing]:
    parties = [p for p in agreement.parties.all() if p.role in TAKING_PART]
    if not agreement.parties_status:
        yield Missing(agreement, "parties_status", _("Say whether the parties are given or not stated."))
    elif agreement.parties_status == "given" and not parties:
        yield Missing(agreement, "parties", _("The parties are said to be given, but none is entered."))
    elif agreement.parties_status == "not-stated" and parties:
        yield Missing(agreement, "parties_status", _("Parties are entered, so they cannot be “not stated”."))
    for party in parties:
        if ("party", party.key, "") not in found:
            yield Missing(agreement, f"party/{party.key}", _("Cite the passage that names the party %s.") % party)


def missing_sectors(record: Any, status: str, rows: Rows, found: set[Path]) -> Iterator[Missing]:
    """Yield what is missing about the sectors of a record: given with evidence for one, or said to be unclassified."""
    sectors = list(rows["sector"])
    if not status:
        yield Missing(record, "sectors_status", _("Say whether the sectors are given or unclassified."))
    elif status == "given" and not sectors:
        yield Missing(record, "sectors", _("The sectors are said to be given, but none is entered."))
    elif status == "unclassified" and sectors:
        yield Missing(record, "sectors_status", _("Sectors are entered, so the record is not “unclassified”."))
    elif sectors and not any(("sector", row.key, "") in found for row in sectors):
        yield Missing(record, f"sector/{sectors[0].key}", _("Cite the passage that shows one of the sectors."))


def _acts(agreement: Agreement, rows: Rows, found: set[Path]) -> Iterator[Missing]:
    acts = [act for act in rows["act"] if act.preferred]
    if not agreement.acts_status:
        yield Missing(agreement, "acts_status", _("Say whether acts are given or not stated."))
    elif agreement.acts_status == "given" and not acts:
        yield Missing(agreement, "acts", _("Acts are said to be given, but no act or observation is entered."))
    elif agreement.acts_status == "not-stated" and acts:
        yield Missing(agreement, "acts_status", _("Acts are entered, so they cannot be “not stated”."))
    elif acts and not any(("act", act.key, "") in found for act in acts):
        yield Missing(agreement, f"act/{acts[0].key}", _("Cite the passage that shows one act or observation."))
