"""An agreement's document: its base, and what follows from its facts and from the published facts around it.

Everything here is derived anew by the audit and compared with what is stored, so nothing here may look at a working
table, at the clock, or at the order in which rows happen to come.

A relation stands in both documents once both ends are public. In its object's document it is named
``<subject>/<key>``, because two subjects may use one key, and it brings its own evidence with it: a reader of the old
memorandum needs the passage that says that it was replaced.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from agreements.codelists import SUCCEEDING
from agreements.lifecycle.facts import Group
from agreements.lifecycle.results import Finding, Lapse, Settlement, Standing, TermRule
from agreements.lifecycle.terms import STATED_TO, deadlines
from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.dayset import DaySet
from agreements.publishing.facts import day, edtf, relation_key
from agreements.publishing.naming import Json, Ref
from agreements.publishing.world import World
from agreements.register.derived_rows import taking_part
from agreements.register.indexing import agreement_terms


def document(slug: str, facts: Json, world: World) -> Json:
    """Return the complete public document of an agreement."""
    settlement = world.settlement(slug)
    relations = [*_outgoing(facts, world), *_incoming(slug, world)]
    shown = {relation["key"] for relation in relations if relation["direction"] == "out"}
    evidence = [row for row in facts["base"]["evidence"] if row["part"] != "relation" or row["item"] in shown]
    gaps = [path for path in facts["base"]["unsourced"] if _is_shown(path, shown)]
    for subject in sorted({relation["other"] for relation in relations if relation["direction"] == "in"}):
        theirs, their_gaps = _about_us(slug, subject, world)
        evidence += theirs
        gaps += their_gaps
    return {
        **facts["base"],
        "parties": [_party(party, world) for party in facts["base"]["parties"]],
        "relations": relations,
        "evidence": evidence,
        "unsourced": sorted(gaps),
        **derived(slug, settlement, world, facts),
    }


def derived(slug: str, settlement: Settlement, world: World, facts: Json) -> Json:
    """Return what settling gives, as documents write it."""
    lapses = list(settlement.lapses)
    for predecessor in sorted({r["object"] for r in facts["relations"] if r["code"] in SUCCEEDING and r["preferred"]}):
        if world.is_public(Ref("agreement", predecessor)):
            lapses += [lapse for lapse in world.settlement(predecessor).lapses if lapse.successor == slug]
    return {
        "signed": edtf(settlement.signed),
        "effective": edtf(settlement.effective),
        "ends": edtf(settlement.ends),
        "ends_status": str(settlement.ends_status),
        "standings": [standing_json(standing) for standing in settlement.standings],
        "lapses": sorted((lapse_json(lapse) for lapse in lapses), key=lambda row: (row["first_day"], row["successor"])),
        "lapsed": days_json(settlement.lapsed),
        "decisions": [edtf(d.day) for d in deadlines(settlement, date.min, STATED_TO) if d.kind == "decision"],
        "terms": terms_json(settlement.terms),
        "findings": [finding_json(finding) for finding in settlement.findings],
    }


def _outgoing(facts: Json, world: World) -> list[Json]:
    return [
        {"direction": "out", "other": relation["object"], **{k: v for k, v in relation.items() if k != "object"}}
        for relation in facts["relations"]
        if world.is_public(Ref("agreement", relation["object"]))
    ]


def _incoming(slug: str, world: World) -> list[Json]:
    return [
        {
            **{k: v for k, v in relation.items() if k != "object"},
            "key": relation_key(subject, relation["key"]),
            "direction": "in",
            "other": subject,
        }
        for subject, relation in world.relations_on(slug)
    ]


def _about_us(slug: str, subject: str, world: World) -> tuple[list[Json], list[str]]:
    """Return the subject's evidence for its relations to us, and the paths of these that have none, under our names."""
    theirs = world.facts[Ref("agreement", subject)]
    keys = {relation["key"] for relation in theirs["relations"] if relation["object"] == slug}
    rows = [
        {**row, "key": relation_key(subject, row["key"]), "item": relation_key(subject, row["item"])}
        for row in theirs["base"]["evidence"]
        if row["part"] == "relation" and row["item"] in keys
    ]
    gaps = [
        "/".join(("relation", subject, *path.split("/")[1:]))
        for path in theirs["base"]["unsourced"]
        if path.startswith("relation/") and path.split("/")[1] in keys
    ]
    return rows, gaps


def _is_shown(path: str, relations: set[str]) -> bool:
    return not path.startswith("relation/") or path.split("/")[1] in relations


def _party(party: Json, world: World) -> Json:
    if party["country"] is None and party["institution"] is not None:
        return {**party, "country": world.country_of(party["institution"])}
    return party


def days_json(days: DaySet) -> list[list[str | None]]:
    """Return a set of days as pairs of first and last day, null for an open side."""
    return [[None if end is None else end.isoformat() for end in ends] for ends in days.ranges]


def days_from_json(pairs: list[list[str | None]]) -> DaySet:
    """Read what ``days_json`` wrote."""
    read = ((None if end is None else date.fromisoformat(end) for end in pair) for pair in pairs)
    return DaySet.of(*((first, last) for first, last in read))


def standing_json(standing: Standing) -> Json:
    """Return one standing as documents write it."""
    began = standing.began_by
    return {
        "code": str(standing.code),
        "group": isinstance(standing.code, Group),
        "may": days_json(standing.may),
        "surely": days_json(standing.surely),
        "basis": str(standing.basis),
        "by": None if standing.by is None else str(standing.by),
        "began_by": None if began is None else {"kind": began.kind, "key": began.key},
        "since": edtf(standing.since),
        "until": edtf(standing.until),
        "until_status": str(standing.until_status),
        "reason": {"code": standing.reason.code, "values": dict(standing.reason.values)},
        "terms": terms_json(standing.terms),
    }


def terms_json(terms: TermRule | None) -> Json | None:
    """Return the rule by which terms are counted, so that a reader of the document can compute term k."""
    if terms is None:
        return None
    # Named only where there is such a day, so that the documents of all others read as they did.
    over = {} if terms.over is None else {"over": terms.over.isoformat()}
    return {
        "first_day": edtf(terms.first_day),
        "first_term_last_day": edtf(terms.first_term_last_day),
        "initial": _text(terms.initial),
        "renewal": _text(terms.renewal),
        "indefinite_after_first": terms.indefinite_after_first,
        "last_term": terms.last_term,
        "notice": _text(terms.notice),
        "anniversary": terms.anniversary,
        "cut": edtf(terms.cut),
        **over,
    }


def lapse_json(lapse: Lapse) -> Json:
    """Return one lapse as documents write it."""
    return {
        "predecessor": lapse.predecessor,
        "successor": lapse.successor,
        "relation": lapse.code,
        "days": {"min": lapse.days.least, "max": lapse.days.most},
        "last_day": edtf(lapse.last_day),
        "first_day": edtf(lapse.first_day),
        "basis": str(lapse.basis),
    }


def finding_json(finding: Finding) -> Json:
    """Return one finding as documents write it."""
    return {
        "severity": str(finding.severity),
        "code": finding.code,
        "words": finding.words,
        "values": dict(finding.values),
    }


def entry(document: Json) -> Json:
    """Return the columns of the agreement's entry, from its document alone."""
    countries, institutions = taking_part(document)
    occasions = {document["occasion"], *(event["occasion"] for event in document["events"] if event["preferred"])}
    return {
        "title": title_of(document["titles"]) or document["id"],
        "kind": document["kind"],
        "legal_force": document["legal_force"],
        "level": document["level"],
        "parties": [*countries, *institutions],
        "countries": countries,
        "institutions": institutions,
        "sectors": sorted(document["sectors"]),
        "forms": sorted(document["forms"]),
        "identifiers": sorted(f"{row['scheme']}:{row['value']}" for row in document["identifiers"]),
        "sources": sorted({row["source"] for row in document["evidence"]}),
        "occasions": sorted(occasion for occasion in occasions if occasion),
        "signed": day(document["signed"]),
        "effective": day(document["effective"]),
        "ends": day(document["ends"]),
        "ends_status": document["ends_status"],
        "has_successor": any(
            row["direction"] == "in" and row["code"] in SUCCEEDING and row["preferred"] for row in document["relations"]
        ),
        "lapsed": days_from_json(document["lapsed"]),
        "decisions": DaySet.union(
            DaySet.between(d.first, d.last) for d in map(PartialDate.parse, document["decisions"])
        ),
        "terms": agreement_terms(document),
    }


def title_of(titles: list[Json]) -> str:
    """Return the title that lists sort by: the English one, else the first."""
    return next((t["title"] for t in titles if t["language"] == "en"), titles[0]["title"] if titles else "")


def standing_rows(document: Json) -> list[Json]:
    """Return the columns of the rows of standings, from the document alone."""
    named = ("code", "group", "may", "surely")
    return [
        {
            "position": position,
            "code": standing["code"],
            "is_group": standing["group"],
            "presumed": standing["basis"] == "presumed",
            "may": days_from_json(standing["may"]),
            "surely": days_from_json(standing["surely"]),
            "detail": {name: value for name, value in standing.items() if name not in named},
        }
        for position, standing in enumerate(document["standings"])
    ]


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
