"""What becomes of evidence: it follows its row, says so where its value lost, and identical evidence becomes one."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from agreements.duplicates.rows import Table, Values, evidence_of, facts_of, identity, in_pairs, part_of, record_field
from agreements.duplicates.settling import Settler, free_key


class EvidencePlanner(Settler):
    """Adds evidence to a plan whose rows are decided."""

    def _evidence(self) -> None:
        self._lose()
        table = evidence_of(self.model)
        if table is not None:
            self._move_evidence(table)
        for (model, record, part, old), new in self.renamed.items():
            if (theirs := evidence_of(model)) is not None:
                self._rename_evidence(theirs, record, part, old, new)

    def _lose(self) -> None:
        """Let the evidence for a value that lost say so, and say the value."""
        for row, name, value in self.lost:
            for evidence in self._cite(row, name):
                said = evidence.value or _text(row, name, value)
                reason = _("Lost when “%(closed)s” was merged into “%(goes_on)s”.") % {
                    "closed": self.plan.closed.slug,
                    "goes_on": self.plan.goes_on.slug,
                }
                self._write(evidence, {"preferred": False, "lost_reason": reason, "value": said[:400]})

    def _as_written(self, row: models.Model) -> Values:
        """Return the facts of a row with what is noted to be written."""
        written = self.plan.changes.get((type(row), row.pk), (row, {}))[1]
        return self._turned(row) | {f.name: written[f.attname] for f in facts_of(type(row)) if f.attname in written}

    def _move_evidence(self, table: Table) -> None:
        rows = table.model._default_manager
        ours: list[Any] = list(rows.filter(**{table.column: self.plan.goes_on.pk}).order_by("pk"))
        theirs: list[Any] = list(rows.filter(**{table.column: self.plan.closed.pk}).order_by("pk"))
        vanished = {(part_of(type(r)), getattr(r, "key", "")) for r in self.plan.vanishing}
        values = {row.pk: self._as_written(row) for row in (*ours, *theirs)}
        for row in theirs:
            values[row.pk]["item"] = self.plan.keys.get((row.part, row.item), row.item)
        for row in (*ours, *theirs):
            if (row.part, row.item) in vanished and getattr(row, table.column) == _owner_of(self.plan.vanishing, row):
                self.plan.vanishing.append(row)
                self.plan.removals.append(row)
        gone = {row.pk for row in self.plan.vanishing if type(row) is table.model}
        ours, theirs = ([row for row in side if row.pk not in gone] for side in (ours, theirs))
        joined = {
            b.pk: a
            for a, b in in_pairs(
                [(identity(r, values[r.pk]), r) for r in ours], [(identity(r, values[r.pk]), r) for r in theirs]
            )
        }
        taken = {row.key for row in (*ours, *theirs)}
        mine = {row.key for row in ours}
        place = max((row.position for row in ours), default=-1) + 1
        for row in theirs:
            if (kept := joined.get(row.pk)) is not None:
                self._unify(kept, row, values[kept.pk], values[row.pk])
                continue
            key = row.key if row.key not in mine else free_key(row.key, taken)
            mine.add(key)
            taken.add(key)
            self._write(
                row,
                {
                    **self._columns(row, values[row.pk]),
                    table.column: self.plan.goes_on.pk,
                    "key": key,
                    "position": place,
                },
            )
            place += 1
            self.plan.moved.append(row)

    def _rename_evidence(self, table: Table, record: int, part: str, old: str, new: str) -> None:
        rows: list[Any] = list(table.model._default_manager.filter(**{table.column: record}, part=part))
        held = {identity(row, self._as_written(row)): row for row in rows if row.item == new}
        for row in (row for row in rows if row.item == old):
            values = {**self._as_written(row), "item": new}
            if (kept := held.get(identity(row, values))) is not None:
                self._unify(kept, row, self._as_written(kept), values)
            else:
                self._write(row, {"item": new})


def _owner_of(vanishing: list[models.Model], evidence: Any) -> int | None:
    for row in vanishing:
        if part_of(type(row)) == evidence.part and getattr(row, "key", "") == evidence.item:
            owner = record_field(type(row))
            if getattr(row, f"{owner}_id") == getattr(evidence, f"{evidence.record_field}_id"):
                return int(getattr(row, f"{owner}_id"))
    return None


def _text(row: models.Model, name: str, value: Any) -> str:
    f: Any = row._meta.get_field(name)
    if f.is_relation:
        found = f.related_model._default_manager.filter(pk=value).first()
        return "" if found is None else str(getattr(found, "slug", found))
    held = type(row)(**{name: value})
    return str(f.value_to_string(held))
