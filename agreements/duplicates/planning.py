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

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from agreements.codelists import Stage
from agreements.duplicates.rows import (
    Model,
    Table,
    Values,
    evidence_of,
    facts_of,
    identity,
    in_pairs,
    is_blank,
    named_by,
    part_of,
    record_field,
    same_fields,
    tables,
    values_of,
)
from agreements.models import Agreement, Relation, Source
from agreements.models.base import Record
from agreements.models.guards import SENTENCES
from agreements.models.relation import SUCCESSION
from agreements.publishing import kinds

#: Kinds of records that are merged at the desk; countries and sectors are our own short lists.
MERGEABLE = ("agreement", "program", "institution", "occasion", "source")
OURS, THEIRS = "ours", "theirs"
#: Fields that are chosen together with the one before.
_WITH = {"preferred": "lost_reason"}


class NotMergeable(Exception):
    """The two cannot be merged as asked; ``problems`` says why, in sentences."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


@dataclass(slots=True)
class Conflict:
    """A field that the two fill differently: ``ours`` of the record that goes on, ``theirs`` of the closed one.

    ``name`` is stable while neither record changes; ``row`` is the row that goes on (the record itself, or one of its
    rows). ``cited`` tells whether the value that loses has evidence.
    """

    name: str
    row: models.Model
    other: models.Model
    field: str
    ours: Any
    theirs: Any
    chosen: str
    cited: bool = False


@dataclass(slots=True)
class Plan:
    """What to write, and what to say of it."""

    closed: Any
    goes_on: Any
    conflicts: list[Conflict] = field(default_factory=list)
    #: Row -> columns to write, in the order of writing; rows that others name come first.
    changes: dict[tuple[Model, int], tuple[models.Model, Values]] = field(default_factory=dict)
    removals: list[models.Model] = field(default_factory=list)
    moved: list[models.Model] = field(default_factory=list)
    unified: list[tuple[models.Model, models.Model]] = field(default_factory=list)
    vanishing: list[models.Model] = field(default_factory=list)
    turned: list[models.Model] = field(default_factory=list)
    #: (part, key) of the closed record -> key in the one that goes on.
    keys: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def dropped(self) -> list[Conflict]:
        """The fields whose losing value has no evidence; it stays in the record of the merger only."""
        return [conflict for conflict in self.conflicts if not conflict.cited]

    def holders(self) -> list[Record]:
        """Return the other records that change, because they name the closed one."""
        found: dict[tuple[Model, int], Record] = {}
        for row in [*(row for row, _values in self.changes.values()), *self.removals]:
            owner = record_field(type(row))
            record = getattr(row, owner) if owner else row
            if isinstance(record, Record):
                found[type(record), record.pk] = record
        for mine in (self.closed, self.goes_on):
            found.pop((type(mine), mine.pk), None)
        return list(found.values())


def plan(closed: Any, goes_on: Any, choices: Mapping[str, str] | None = None) -> Plan:
    """Return what merging ``closed`` into ``goes_on`` would do; ``choices`` says *theirs* where that value is kept.

    Raises ``NotMergeable``.
    """
    refuse(closed, goes_on)
    planner = _Planner(Plan(closed, goes_on), choices or {})
    planner.run()
    refuse_unpublished(planner.plan)
    return planner.plan


def refuse(closed: Any, goes_on: Any) -> None:
    """Raise ``NotMergeable`` for two records that cannot be merged, whatever stands on them."""
    if type(closed) is not type(goes_on) or closed.pk == goes_on.pk:
        raise NotMergeable([_("A record is merged into another one of its own kind.")])
    if not any(isinstance(closed, kind.model) and kind.code in MERGEABLE for kind in kinds()):
        raise NotMergeable([_("Records of this kind are not merged.")])
    problems = [
        _("“%(record)s” is not in the register any more (%(stage)s): restore it first.")
        % {"record": record, "stage": record.get_stage_display()}
        for record in (closed, goes_on)
        if record.stage in (Stage.WITHDRAWN, Stage.MERGED)
    ]
    if not problems and closed.stage == Stage.PUBLISHED and goes_on.stage != Stage.PUBLISHED:
        problems.append(_("The public record must be the one that goes on: readers know its address."))
    if isinstance(closed, Source) and closed.sha256 and goes_on.sha256 and closed.sha256 != goes_on.sha256:
        problems.append(_("Their texts differ, and passages are places in a text: these are two sources."))
    if isinstance(closed, Agreement):
        problems += _circles(closed.pk, goes_on.pk)
    if problems:
        raise NotMergeable(problems)


def refuse_unpublished(plan: Plan) -> None:
    """Raise ``NotMergeable`` where a merger of public records would publish changes that nobody published."""
    if plan.closed.stage != Stage.PUBLISHED:
        return
    waiting = [
        r for r in (plan.closed, plan.goes_on, *plan.holders()) if r.editorial_status == "changed-since-publication"
    ]
    if waiting:
        raise NotMergeable(
            _("“%s” has changes that are not published yet. Publish them first, or take them back.") % r
            for r in waiting
        )


def _circles(closed: int, goes_on: int) -> list[str]:
    """Say so where the two, taken as one, would replace or renew themselves through others."""
    ahead: dict[int, set[int]] = {}
    for subject, target in Relation.objects.filter(code__in=SUCCESSION, preferred=True).values_list(
        "subject", "object"
    ):
        one = goes_on if subject == closed else subject
        other = goes_on if target == closed else target
        if one != other:
            ahead.setdefault(one, set()).add(other)
    seen: set[int] = set()
    reached = set(ahead.get(goes_on, ()))
    while reached:
        if goes_on in reached:
            return [str(SENTENCES["relation_no_cycle"])]
        seen |= reached
        reached = {n for one in reached for n in ahead.get(one, ())} - seen
    return []


class _Planner:
    def __init__(self, plan: Plan, choices: Mapping[str, str]) -> None:
        self.plan = plan
        self.choices = choices
        self.model: Model = type(plan.goes_on)
        self.turns: dict[tuple[Model, int], int] = {(self.model, plan.closed.pk): plan.goes_on.pk}
        #: (record's model and number, part, key) -> key, of rows that became one with another of their record.
        self.renamed: dict[tuple[Model, int, str, str], str] = {}
        #: (row's model and number) -> fields whose value lost there.
        self.lost: list[tuple[models.Model, str, Any]] = []

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

    # -- one row and what is written there

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
        table = evidence_of(type(record))
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

        def known(row: models.Model) -> Any:
            return () if table.single else identity(row, mine[row.pk])

        joined = {b.pk: a for a, b in in_pairs([(known(r), r) for r in ours], [(known(r), r) for r in theirs])}
        taken = (
            {row.key for row in table.model._default_manager.filter(**{table.column: goes_on})}
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
                key = row.key if row.key not in taken else _free(row.key, taken | {r.key for r in theirs})
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

    # -- evidence

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
            key = row.key if row.key not in mine else _free(row.key, taken)
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


def _rank(model: Model) -> tuple[bool, bool]:
    owner = record_field(model)
    return (bool(owner), not (owner and named_by(model)))


def _keyed(table: Table) -> bool:
    return any(f.name == "key" for f in table.model._meta.concrete_fields)


def _single(model: Model) -> bool:
    owner = record_field(model)
    return bool(owner and model._meta.get_field(owner).one_to_one)


def _free(key: str, taken: set[str]) -> str:
    return next(k for n in range(2, len(taken) + 3) if (k := f"{key[:74].rstrip('-')}-{n}") not in taken)


def _text(row: models.Model, name: str, value: Any) -> str:
    f: Any = row._meta.get_field(name)
    if f.is_relation:
        found = f.related_model._default_manager.filter(pk=value).first()
        return "" if found is None else str(getattr(found, "slug", found))
    held = type(row)(**{name: value})
    return str(f.value_to_string(held))
