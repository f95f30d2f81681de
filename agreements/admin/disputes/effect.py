"""What preferring a value would do to an agreement's life, worked out on objects in memory: nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from agreements import asof
from agreements.admin.disputes.settling import Write
from agreements.admin.panels import date_words, settlement_of, state_on, state_words
from agreements.models import Act, Agreement, Clause
from agreements.publishing.working import readable


class Effects:
    """The state today and the derived days of one record, as they are and as they would be; silent on other kinds."""

    def __init__(self, record: Any) -> None:
        self._agreement = readable(Agreement.objects.filter(pk=record.pk)).get() if type(record) is Agreement else None
        self.now = self._look()

    def after(self, made: Iterable[Write]) -> dict[str, str]:
        """Return what would be said otherwise once these were written."""
        if self._agreement is None:
            return {}
        with self._as_if(made):
            then = self._look()
        return {label: words for label, words in then.items() if words != self.now[label]}

    def _look(self) -> dict[str, str]:
        if self._agreement is None:
            return {}
        settlement = settlement_of(self._agreement)
        return {
            "state": state_words(state_on(settlement, asof.today())),
            "signed": date_words(settlement.signed),
            "effective": date_words(settlement.effective),
            "ends": date_words(settlement.ends),
        }

    @contextmanager
    def _as_if(self, made: Iterable[Write]) -> Iterator[None]:
        rows = {(type(row), row.pk): row for row in self._rows()}
        before = []
        for one in made:
            row = rows.get((type(one.row), one.row.pk))
            for name, value in one.values.items() if row is not None else ():
                before.append((row, name, getattr(row, name)))
                setattr(row, name, value)
        try:
            yield
        finally:
            for row, name, value in reversed(before):
                setattr(row, name, value)

    def _rows(self) -> Iterator[Act | Clause | Agreement]:
        assert self._agreement is not None
        yield self._agreement
        yield from self._agreement.acts.all()
        try:
            yield self._agreement.clause
        except ObjectDoesNotExist:
            return
