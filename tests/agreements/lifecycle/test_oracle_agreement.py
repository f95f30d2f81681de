"""The rules against the oracle: on every day of the window, every state and both groups, may and surely.

``ORACLE_CASES`` asks for more cases than the default, ``ORACLE_FIRST`` for other seeds. On seeds and examples never
tried before about 1 case of 1,000 has differed, so those tried here are fixed ones; a new one that differs is settled
with the domain rules and stays.
"""

from __future__ import annotations

import os
from datetime import date

from hypothesis import HealthCheck, Phase, given, settings

from agreements.lifecycle.settling import settle
from tests.agreements.lifecycle.generators import WINDOW, Case, cases, random_case
from tests.agreements.lifecycle.generators_long import LONG_WINDOW, long_case
from tests.agreements.lifecycle.oracle import Answer, answers
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
