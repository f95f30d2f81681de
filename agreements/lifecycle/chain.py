"""The chain of terms that a clause makes: where they are counted from, and which term a day lies in."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.lifecycle.assignments import NEVER, Day, Run, later
from agreements.lifecycle.counting import TermCount, counts_to_anniversary, last_term, renewal_term, term_count
from agreements.lifecycle.facts import Basis, Clause, RenewalKind
from agreements.lifecycle.results import Ref


@dataclass(frozen=True, slots=True)
class Chain:
    """The terms of the clause: where they are counted from, and the last day of term 1."""

    clause: Clause
    counted_from: Day | None
    first_last: Day
    basis: Basis
    depends: frozenset[Ref]

    def last_day(self, run: Run, k: int) -> Day:
        """Give the last day of term ``k``."""
        if k == 1:
            return self.first_last
        return run.counted(self._count(k), self._base())

    def number_on(self, run: Run, day: Day) -> int | None:
        """Give the number of the first term that ends on or after ``day``; ``None`` where there is none."""
        if run.le(day, self.first_last):
            return 1
        clause = self.clause
        final = last_term(clause)
        if clause.renewal_kind is not RenewalKind.TACIT_FIXED_PERIODS or renewal_term(clause) is None:
            return None
        # Halving over the latest last days, so that the two-hundredth term costs no more than the second.
        low, high = 1, 2
        while self._latest(run, high) < run.low(day):
            low, high = high, 2 * high
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._latest(run, middle) < run.low(day) else (low, middle)
        while final is None or high <= final:
            if run.le(day, self.last_day(run, high)):
                return high
            high += 1
        return None

    def _count(self, k: int) -> TermCount:
        clause = self.clause
        if clause.until_date is not None or self.counted_from is None:
            return term_count(None, renewal_term(clause), k, False)
        return term_count(clause.initial_term, renewal_term(clause), k, counts_to_anniversary(clause))

    def _base(self) -> Day:
        if self.clause.until_date is not None or self.counted_from is None:
            return later(self.first_last, 1)
        return self.counted_from

    def _latest(self, run: Run, k: int) -> int:
        high = run.high(self._base())
        return self._count(k)(high) if high < NEVER else NEVER
