"""The rules against the oracle: on every day of the window, every state and both groups, may and surely.

``ORACLE_CASES`` asks for more cases than the default, ``ORACLE_FIRST`` for other seeds. On seeds and examples never
tried before about 1 case of 1,000 has differed, so those tried here are fixed ones; a new one that differs is settled
with the domain rules and stays.
"""

from __future__ import annotations

import os
from datetime import date
from itertools import takewhile

from hypothesis import HealthCheck, Phase, given, settings

from agreements.lifecycle.facts import Group, State
from agreements.lifecycle.settling import settle
from agreements.lifecycle.terms import next_decision, term_on
from tests.agreements.lifecycle.generators import WINDOW, Case, cases, random_case
from tests.agreements.lifecycle.generators_long import LONG_WINDOW, long_case
from tests.agreements.lifecycle.oracle import Answer, Code, answers
from tests.agreements.lifecycle.oracle_words import CODES, Disagreement, in_words, smaller

CASES = int(os.environ.get("ORACLE_CASES", "200"))
SAID = 3
FIRST = int(os.environ.get("ORACLE_FIRST", "0"))


def engine_answers(case: Case, days: list[int]) -> dict[int, Answer]:
    """What the rules say, in the oracle's form."""
    settlement = settle(case.instrument, case.incoming)
    may = {code: settlement.may(code) for code in CODES}
    surely = {code: settlement.surely(code) for code in CODES}
    result = {}
    for ordinal in days:
        day = date.fromordinal(ordinal)
        result[ordinal] = Answer(
            frozenset(code for code in CODES if day in may[code]),
            frozenset(code for code in CODES if day in surely[code]),
        )
    return result


def first_disagreement(case: Case, days: list[int] = WINDOW) -> Disagreement | None:
    """The first of the days on which the rules and the oracle differ."""
    wanted, given_ = answers(case.instrument, case.incoming, days), engine_answers(case, days)
    for day in days:
        if (wanted[day].may, wanted[day].surely) != (given_[day].may, given_[day].surely):
            return Disagreement(day, wanted[day], given_[day])
    return None


def report(case: Case, days: list[int] = WINDOW) -> str:
    """The smallest case found that still differs, in words."""
    least = smaller(case, lambda simpler: first_disagreement(simpler, days) is not None)
    difference = first_disagreement(least, days)
    assert difference is not None
    return in_words(least, difference)


def test_the_rules_and_the_oracle_agree_on_every_day_of_seeded_cases() -> None:
    failed = []
    for seed in range(FIRST, FIRST + CASES):
        case = random_case(seed)
        if first_disagreement(case) is not None:
            failed.append(f"seed {seed}{report(case) if len(failed) < SAID else ''}")
    assert not failed, f"{len(failed)} of {CASES} cases disagree\n" + "\n\n".join(failed)


def test_the_rules_and_the_oracle_agree_on_terms_of_months_over_years() -> None:
    failed = []
    for seed in range(FIRST, FIRST + CASES // 10):
        case = long_case(seed)
        if first_disagreement(case, LONG_WINDOW) is not None:
            failed.append(f"seed {seed}{report(case, LONG_WINDOW) if len(failed) < SAID else ''}")
    assert not failed, f"{len(failed)} of {CASES // 10} cases disagree\n" + "\n\n".join(failed)


def _closing(days: list[int], said: dict[int, Answer], codes: set[Code]) -> list[int]:
    """The days from which to the last one of the codes surely holds."""
    return list(takewhile(lambda day: said[day].surely & codes, reversed(days)))


def test_no_term_and_no_decision_lies_where_the_oracle_says_that_it_is_over_for_good() -> None:
    over = {Group.ENDED, State.NEVER_TOOK_EFFECT}
    failed = []
    for seed in range(FIRST, FIRST + CASES // 2):
        case = random_case(seed)
        found = settle(case.instrument, case.incoming)
        if found.terms is None:
            continue
        said = answers(case.instrument, case.incoming, WINDOW)
        ended = [date.fromordinal(day) for day in _closing(WINDOW, said, over)]
        if any(term_on(found.terms, day) or next_decision(found.terms, day) for day in ended):
            failed.append(f"seed {seed}")
    assert not failed


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(cases())
def test_the_rules_and_the_oracle_agree_on_cases_that_hypothesis_looks_for(case: Case) -> None:
    difference = first_disagreement(case)
    assert difference is None, report(case)
