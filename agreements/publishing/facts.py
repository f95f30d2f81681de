"""From working records to the facts that the rules read, and those facts as JSON and back.

Facts hold preferred values only (domain section 4). JSON is what a publication stores, so that its standings can be
derived anew, and its neighbours settled, without a look at any working table (domain section 10).

A *party* for the rules is one side: a country that stands on an agreement in several rows, itself, through its ministry
and through the minister who signed, is one party, and so is an institution without a country. Otherwise a memorandum
that two ministries sign for one country would count as an agreement of three, and rule 10 would apply.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from agreements.codelists import BOUND
from agreements.lifecycle.facts import (
    Act,
    ActType,
    Basis,
    Clause,
    CountingStart,
    DurationKind,
    EndConvention,
    Ground,
    Incoming,
    Instrument,
    LegalForce,
    RelationCode,
    RenewalKind,
    State,
    TerminationRight,
)
from agreements.models import Act as WorkingAct
from agreements.models import Agreement, Party, Relation
from agreements.models import Clause as WorkingClause
from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.duration import Duration
from agreements.publishing.naming import Json

_CLAUSE_TYPES: dict[str, Any] = {
    "duration_kind": DurationKind,
    "initial_term": Duration.parse,
    "until_date": PartialDate.parse,
    "counting_start": CountingStart,
    "counting_date": PartialDate.parse,
    "renewal_kind": RenewalKind,
    "renewal_term": Duration.parse,
    "max_renewals": int,
    "notice_period": Duration.parse,
    "termination_right": TerminationRight,
    "survival_term": Duration.parse,
    "end_convention": EndConvention,
    "basis": Basis,
}
_ACT_TYPES: dict[str, Any] = {
    "key": str,
    "type": ActType,
    "date": PartialDate.parse,
    "takes_effect": PartialDate.parse,
    "until": PartialDate.parse,
    "ground": Ground,
    "basis": Basis,
    "actor": str,
    "state": State,
}


def side_of(party: Party) -> str:
    """Return the side that a party row stands for: its country, its institution's country, else the institution."""
    if party.country is not None:
        return party.country.code.lower()
    assert party.institution is not None, "a party is a country or an institution"
    if party.institution.country is not None:
        return party.institution.country.code.lower()
    return party.institution.slug


def instrument_of(agreement: Agreement | Any) -> Instrument:
    """Return an agreement's own facts from its working rows; preferred acts only."""
    sides = dict.fromkeys(side_of(p) for p in agreement.parties.all() if p.role in BOUND)
    clause = getattr(agreement, "clause", None)
    return Instrument(
        key=agreement.slug,
        legal_force=LegalForce(agreement.legal_force),
        acts=tuple(act_of(act) for act in agreement.acts.all() if act.preferred),
        clause=Clause() if clause is None else clause_of(clause),
        parties=tuple(sides),
    )


def act_of(act: WorkingAct) -> Act:
    """Return one working act as the rules read it."""
    return Act(
        key=act.key,
        type=ActType(act.type),
        date=act.date,
        takes_effect=act.takes_effect,
        until=act.until,
        ground=Ground(act.ground) if act.ground else None,
        basis=Basis(act.date_basis),
        actor=side_of(act.actor) if act.actor is not None else None,
        state=State(act.observed_state) if act.observed_state else None,
    )


def clause_of(clause: WorkingClause) -> Clause:
    """Return the working clause as the rules read it."""
    return Clause(
        **{
            name: read(value) if read not in (PartialDate.parse, Duration.parse, int) else value
            for name, read in _CLAUSE_TYPES.items()
            if (value := getattr(clause, name)) is not None
        }
    )


def relation_key(subject: str, key: str) -> str:
    """Return the name of a relation outside its subject's record: two subjects may use one key."""
    return f"{subject}/{key}"


def incoming_of(agreement: Agreement) -> tuple[Incoming, ...]:
    """Return the preferred relations that act on an agreement, from working rows, with their subjects' own facts."""
    return tuple(
        incoming_from_row(row, instrument_of(row.subject)) for row in agreement.relations_on.all() if row.preferred
    )


def incoming_from_row(row: Relation, subject: Instrument) -> Incoming:
    """Return a working relation as the rules read it on its object; ``subject`` brings its own facts."""
    return Incoming(
        key=relation_key(subject.key, row.key),
        code=RelationCode(row.code),
        subject=subject,
        date=row.date,
        until=row.until,
        whole=row.extent == "whole",
        basis=Basis(row.basis),
    )


def relation_to_json(row: Relation) -> Json:
    """Return a working relation with everything that documents show and the rules read."""
    return {
        "key": row.key,
        "object": row.object.slug,
        "code": row.code,
        "date": edtf(row.date),
        "until": edtf(row.until),
        "extent": row.extent,
        "basis": row.basis,
        "wording": row.wording,
        "note": row.note,
        "preferred": row.preferred,
        "lost_reason": row.lost_reason,
    }


def incoming_from_json(relation: Json, subject: Instrument) -> Incoming:
    """Return a published relation as the rules read it on its object; ``subject`` brings its own facts."""
    return Incoming(
        key=relation_key(subject.key, relation["key"]),
        code=RelationCode(relation["code"]),
        subject=subject,
        date=day(relation["date"]),
        until=day(relation["until"]),
        whole=relation["extent"] == "whole",
        basis=Basis(relation["basis"]),
    )


def to_json(instrument: Instrument) -> Json:
    """Return an instrument as JSON; ``from_json`` gives it back. Unknown values are left out."""
    return {
        "key": instrument.key,
        "legal_force": str(instrument.legal_force),
        "acts": [_written(act) for act in instrument.acts],
        "clause": _written(instrument.clause),
        "parties": list(instrument.parties),
    }


def from_json(data: Json) -> Instrument:
    """Read what ``to_json`` wrote."""
    return Instrument(
        key=data["key"],
        legal_force=LegalForce(data["legal_force"]),
        acts=tuple(Act(**_read(act, _ACT_TYPES)) for act in data["acts"]),
        clause=Clause(**_read(data["clause"], _CLAUSE_TYPES)),
        parties=tuple(data["parties"]),
    )


def edtf(value: PartialDate | None) -> str | None:
    """Return a date as a document writes it."""
    return None if value is None else value.edtf


def day(text: str | None) -> PartialDate | None:
    """Read a date as a document writes it."""
    return None if text is None else PartialDate.parse(text)


def _written(fact: Act | Clause) -> Json:
    values = {f.name: getattr(fact, f.name) for f in fields(fact)}
    return {
        name: value if isinstance(value, int) else str(value) for name, value in values.items() if value is not None
    }


def _read(data: Json, types: dict[str, Any]) -> Json:
    return {name: types[name](value) for name, value in data.items()}
