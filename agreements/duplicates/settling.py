"""How two rows become one, field by field, and what then stands in the plan: the ground on which planning stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from agreements.duplicates.plans import OURS, THEIRS, Conflict, Plan
from agreements.duplicates.rows import (
    Model,
    Values,
    evidence_of,
    facts_of,
    is_blank,
    named_by,
    part_of,
    record_field,
    same_fields,
    values_of,
)

#: Fields that are chosen together with the one before.
_WITH = {"preferred": "lost_reason"}


class Settler:
    """A plan in the making: notes columns to write, settles fields that differ, and makes two rows one."""

    def __init__(self, plan: Plan, choices: Mapping[str, str]) -> None:
        self.plan = plan
        self.choices = choices
        self.model: Model = type(plan.goes_on)
        self.turns: dict[tuple[Model, int], int] = {(self.model, plan.closed.pk): plan.goes_on.pk}
        #: (record's model and number, part, key) -> key, of rows that became one with another of their record.
        self.renamed: dict[tuple[Model, int, str, str], str] = {}
        #: (row's model and number) -> fields whose value lost there.
        self.lost: list[tuple[models.Model, str, Any]] = []

    def _write(self, row: models.Model, values: Values) -> None:
        """Note columns to write; those that stand there already are left out."""
        held = self.plan.changes.get((type(row), row.pk), (row, {}))
        held[1].update({name: value for name, value in values.items() if getattr(row, name) != value})
        if held[1]:
            self.plan.changes[type(row), row.pk] = held

    def _turned(self, row: models.Model) -> Values:
        """Return the facts of a row, with everything that it names as it will be called."""
        values = values_of(row)
        for f in facts_of(type(row)):
            if f.is_relation and values[f.name] is not None:
                values[f.name] = self.turns.get((f.related_model, values[f.name]), values[f.name])  # type: ignore[arg-type]
        return values

    def _columns(self, row: models.Model, values: Values) -> Values:
        return {f.attname: values[f.name] for f in facts_of(type(row)) if f.name in values}

    def _settle(
        self, ours: models.Model, theirs: models.Model, mine: Values, other: Values, only: Iterable[str]
    ) -> Values:
        """Return the facts of a row that two rows become; what they fill differently is a conflict."""
        result = dict(mine)
        names = set(only)
        done: set[str] = set()
        for f in facts_of(type(ours)):
            name = f.name
            if name not in names or name in done or mine[name] == other[name]:
                continue
            together = [name, _WITH[name]] if name in _WITH and _WITH[name] in names else [name]
            done.update(together)
            if is_blank(f, mine[name]) and name != "preferred":
                result[name] = other[name]
            elif is_blank(f, other[name]) and name != "preferred":
                continue
            elif name.endswith("_status") and "given" in (mine[name], other[name]):
                result[name] = "given"
            elif name == "internal_notes":
                result[name] = f"{mine[name]}\n\n{other[name]}"
            else:
                self._conflict(ours, theirs, name, mine, other, result, together)
        return result

    def _conflict(
        self,
        ours: models.Model,
        theirs: models.Model,
        name: str,
        mine: Values,
        other: Values,
        result: Values,
        together: list[str],
    ) -> None:
        label = f"{ours._meta.model_name}-{ours.pk}-{name}"
        chosen = THEIRS if self.choices.get(label) == THEIRS else OURS
        if chosen == THEIRS:
            result.update({one: other[one] for one in together})
        conflict = Conflict(label, ours, theirs, name, mine[name], other[name], chosen)
        self.plan.conflicts.append(conflict)
        loser = theirs if chosen == OURS else ours
        conflict.cited = bool(self._cite(loser, name))
        self.lost.append((loser, name, mine[name] if chosen == THEIRS else other[name]))

    def _cite(self, row: models.Model, name: str) -> Any:
        """Return the evidence that speaks for a field of a row."""
        owner = record_field(type(row))
        record = getattr(row, owner) if owner else row
        model: Model = type(record)
        table = evidence_of(model)
        if table is None:
            return ()
        found = table.model._default_manager.filter(
            **{table.column: record.pk},
            part=part_of(type(row)),
            item=getattr(row, "key", ""),
            field=name,
            stance="supports",
        )
        return found.filter(preferred=True)

    def _unify(self, kept: models.Model, lost: models.Model, mine: Values, other: Values) -> None:
        """Make two rows one; whoever names the one that goes names the other."""
        model = type(kept)
        only = [f.name for f in facts_of(model) if f.name not in same_fields(model) or _single(model)]
        self._write(kept, self._columns(kept, self._settle(kept, lost, mine, other, only)))
        self.plan.unified.append((kept, lost))
        self.plan.removals.append(lost)
        self.turns[model, lost.pk] = kept.pk
        for holder, name in named_by(model):
            for row in holder._default_manager.filter(**{name: lost.pk}):
                self._write(row, {f"{name}_id": kept.pk})


def _single(model: Model) -> bool:
    owner = record_field(model)
    return bool(owner and model._meta.get_field(owner).one_to_one)


def free_key(key: str, taken: set[str]) -> str:
    """Return a key like this one that is not taken."""
    return next(k for n in range(2, len(taken) + 3) if (k := f"{key[:74].rstrip('-')}-{n}") not in taken)
