"""What merging two records would do, row by row; reads only.

The record that *goes on* takes in everything of the one that is *closed*. Rules:

* A single field that only one of the two fills is filled; where they differ, an editor chooses, and the record that
  goes on is the default. The value that lost stays as evidence that lost, where it has evidence, else it is dropped
  and said to be. *Given* beats *not stated*, because the rows that are given come along; internal notes are joined.
* The same row on both sides (``rows.SAME``) becomes one row, field by field as above; every other row moves, under a
  key that is free. Evidence follows its row under the row's new key; identical evidence becomes one.
* Whoever names the closed record, or a row of it that became one with another, names the other from then on. A row
  by which one of the two named the other goes, and is said to.

Refused: what would make a circle, what left the register, and a merger of public records while one of the records that
would be published by it has changes that nobody published yet: a merger publishes nothing else along the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from agreements.duplicates.citing import EvidencePlanner
from agreements.duplicates.plans import Plan
from agreements.duplicates.refusing import refuse, refuse_unpublished
from agreements.duplicates.rows import (
    Model,
    Table,
    Values,
    facts_of,
    identity,
    in_pairs,
    named_by,
    part_of,
    record_field,
    tables,
)
from agreements.duplicates.settling import free_key


def plan(closed: Any, goes_on: Any, choices: Mapping[str, str] | None = None) -> Plan:
    """Return what merging ``closed`` into ``goes_on`` would do; ``choices`` says *theirs* where that value is kept.

    Raises ``NotMergeable``.
    """
    refuse(closed, goes_on)
    planner = _Planner(Plan(closed, goes_on), choices or {})
    planner.run()
    refuse_unpublished(planner.plan)
    return planner.plan


class _Planner(EvidencePlanner):
    """Goes through the two records, their rows and those who name them."""

    def run(self) -> None:
        self._own_fields()
        for table in tables(self.model):
            if table.own and not table.is_evidence:
                self._rows(table)
        for table in tables(self.model):
            if not table.own:
                self._named(table)
        self._evidence()
        self.plan.changes = dict(sorted(self.plan.changes.items(), key=lambda item: _rank(item[0][0])))

    # -- the two records

    def _own_fields(self) -> None:
        closed, goes_on = self.plan.closed, self.plan.goes_on
        mine, other = self._turned(goes_on), self._turned(closed)
        for f in facts_of(self.model):
            if f.related_model is self.model:  # neither is part of itself
                other[f.name] = None if other[f.name] == goes_on.pk else other[f.name]
                if mine[f.name] == goes_on.pk:
                    mine[f.name] = other[f.name]
        values = self._settle(goes_on, closed, mine, other, mine)
        self._write(goes_on, self._columns(goes_on, values))

    def _rows(self, table: Table) -> None:
        closed, goes_on = self.plan.closed.pk, self.plan.goes_on.pk
        ours = self._staying(table, goes_on)
        theirs = self._staying(table, closed)
        mine = {row.pk: self._turned(row) for row in (*ours, *theirs)}

        def known(row: Any) -> Any:
            return () if table.single else identity(row, mine[row.pk])

        joined = {b.pk: a for a, b in in_pairs([(known(r), r) for r in ours], [(known(r), r) for r in theirs])}
        taken = (
            set(table.model._default_manager.filter(**{table.column: goes_on}).values_list("key", flat=True))
            if _keyed(table)
            else set()
        )
        place = max((getattr(row, "position", 0) for row in ours), default=-1) + 1
        for row in theirs:
            if (kept := joined.get(row.pk)) is not None:
                self._unify(kept, row, mine[kept.pk], mine[row.pk])
                if _keyed(table):
                    self.plan.keys[part_of(table.model), row.key] = kept.key
                continue
            values = {**self._columns(row, mine[row.pk]), table.column: goes_on}
            if _keyed(table):
                key = row.key if row.key not in taken else free_key(row.key, taken | {r.key for r in theirs})
                taken.add(key)
                self.plan.keys[part_of(table.model), row.key] = key
                values |= {"key": key, "position": place}
                place += 1
            self._write(row, values)
            self.plan.moved.append(row)
        for row in ours:
            self._write(row, self._columns(row, mine[row.pk])) if row.pk not in {
                k.pk for k in joined.values()
            } else None

    def _staying(self, table: Table, record: int) -> list[Any]:
        """Return the rows of one of the two that name neither of them; those that do go."""
        both = {self.plan.closed.pk, self.plan.goes_on.pk}
        names = [f.attname for f in facts_of(table.model) if f.related_model is self.model]
        staying = []
        for row in table.model._default_manager.filter(**{table.column: record}).order_by("pk"):
            if any(getattr(row, name) in both for name in names):
                self.plan.vanishing.append(row)
                self.plan.removals.append(row)
            else:
                staying.append(row)
        return staying

    # -- those who name the closed record

    def _named(self, table: Table) -> None:
        owner = record_field(table.model)
        closed, goes_on = self.plan.closed, self.plan.goes_on
        gone = {(type(row), row.pk) for row in self.plan.removals}
        for row in table.model._default_manager.filter(**{table.column: closed.pk}).order_by("pk"):
            if (table.model, row.pk) in gone or (type(row) is self.model and row.pk in (closed.pk, goes_on.pk)):
                continue
            if owner and isinstance(record := getattr(row, owner), self.model) and record.pk in (closed.pk, goes_on.pk):
                continue
            self.plan.turned.append(row)
            values = self._turned(row)
            twin = self._twin(row, values, owner) if owner else None
            if twin is None:
                self._write(row, self._columns(row, values))
                continue
            part = part_of(table.model)
            if hasattr(row, "key"):
                self.renamed[type(record), record.pk, part, row.key] = twin.key
            self._unify(twin, row, self._turned(twin), values)

    def _twin(self, row: Any, values: Values, owner: str) -> Any:
        """Return the row of the same record that this one becomes, if there is one."""
        gone = {(type(one), one.pk) for one in self.plan.removals}
        key = identity(row, values)
        for other in type(row)._default_manager.filter(**{owner: getattr(row, f"{owner}_id")}).exclude(pk=row.pk):
            if (type(other), other.pk) not in gone and identity(other, self._turned(other)) == key:
                return other
        return None


def _rank(model: Model) -> tuple[bool, bool]:
    owner = record_field(model)
    return (bool(owner), not (owner and named_by(model)))


def _keyed(table: Table) -> bool:
    return any(f.name == "key" for f in table.model._meta.concrete_fields)
