"""A disagreement said so that a person can settle it with the domain rules in hand: facts, day, both sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date

from agreements.lifecycle.facts import Act, Clause, Group, Incoming, Instrument, State
from tests.agreements.lifecycle.generators import Case
from tests.agreements.lifecycle.oracle import Answer, Code

CODES: tuple[Code, ...] = (*State, *Group)


@dataclass(frozen=True)
class Disagreement:
    """The first day on which the two answers differ."""

    day: int
    oracle: Answer
    engine: Answer


def act_in_words(act: Act) -> str:
    """One act on one line."""
    seen = f" {act.state.value}" if act.state else ""
    said = [f"{act.key}: {act.type.value}{seen}", act.date.edtf if act.date else "no date"]
    said += [f"takes effect {act.takes_effect}"] if act.takes_effect else []
    said += [f"until {act.until}"] if act.until else []
    said += [f"by {act.actor}"] if act.actor else []
    return ", ".join(said)


def clause_in_words(clause: Clause) -> str:
    """What a clause says apart from the defaults."""
    told = [(name, getattr(clause, name)) for name in not_default(clause)]
    return "; ".join(f"{name} {getattr(value, 'value', value)}" for name, value in told) or "unknown"


def not_default(clause: Clause) -> list[str]:
    """The fields that say more than no clause does."""
    return [f.name for f in fields(Clause) if getattr(clause, f.name) != getattr(Clause(), f.name)]


def instrument_in_words(instrument: Instrument, indent: str = "  ") -> list[str]:
    """An instrument's own facts, one a line."""
    lines = [f"{indent}{instrument.legal_force.value}, parties {', '.join(instrument.parties) or 'not given'}"]
    lines += [f"{indent}{act_in_words(act)}" for act in instrument.acts]
    return [*lines, f"{indent}clause: {clause_in_words(instrument.clause)}"]


def relation_in_words(relation: Incoming) -> list[str]:
    """A relation and its subject."""
    dated = relation.date.edtf if relation.date else "no date"
    until = f", until {relation.until}" if relation.until else ""
    part = "" if relation.whole else ", in part"
    head = f"  {relation.key}: {relation.code.value}, {dated}{until}{part}; its subject:"
    return [head, *instrument_in_words(relation.subject, "    ")]


def in_words(case: Case, difference: Disagreement) -> str:
    """The whole report."""
    lines = ["", "facts", *instrument_in_words(case.instrument)]
    for relation in case.incoming:
        lines += relation_in_words(relation)
    lines.append(f"day {date.fromordinal(difference.day)}")
    for name, answer in (("oracle", difference.oracle), ("engine", difference.engine)):
        lines.append(f"  {name}: may {_listed(answer.may)}; surely {_listed(answer.surely)}")
    return "\n".join(lines)


def _listed(codes: Iterable[Code]) -> str:
    return ", ".join(code.value for code in CODES if code in set(codes)) or "nothing"


def smaller(case: Case, fails: Callable[[Case], bool]) -> Case:
    """Leave facts out, and make days exact, as long as the case still fails."""
    found = True
    while found:
        found = False
        for simpler in _simpler(case):
            if fails(simpler):
                case, found = simpler, True
                break
    return case


def _simpler(case: Case) -> Iterable[Case]:
    one = case.instrument
    for relation in case.incoming:
        yield Case(one, tuple(r for r in case.incoming if r is not relation))
    for act in one.acts:
        yield Case(replace(one, acts=tuple(a for a in one.acts if a is not act)), case.incoming)
    for spot, relation in enumerate(case.incoming):
        for act in relation.subject.acts:
            acts = tuple(a for a in relation.subject.acts if a is not act)
            slim = replace(relation, subject=replace(relation.subject, acts=acts))
            yield Case(one, (*case.incoming[:spot], slim, *case.incoming[spot + 1 :]))
    if one.clause != Clause():
        yield Case(replace(one, clause=Clause()), case.incoming)
        for name in not_default(one.clause):
            if name not in ("duration_kind", "initial_term", "until_date", "renewal_term"):
                plain = replace(one.clause, **{name: getattr(Clause(), name)})
                yield Case(replace(one, clause=plain), case.incoming)
    for spot, act in enumerate(one.acts):
        for name in ("date", "takes_effect", "until"):
            partial = getattr(act, name)
            if partial is None:
                continue
            if not partial.is_exact:
                for exact in (partial.day(partial.first), partial.day(partial.last)):
                    thin = replace(act, **{name: exact})
                    yield Case(replace(one, acts=(*one.acts[:spot], thin, *one.acts[spot + 1 :])), case.incoming)
            if sum(getattr(act, n) is not None for n in ("date", "takes_effect", "until")) > 1:
                bare = replace(act, **{name: None})  # type: ignore[arg-type]
                yield Case(replace(one, acts=(*one.acts[:spot], bare, *one.acts[spot + 1 :])), case.incoming)
