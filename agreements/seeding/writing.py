"""Write the plans of a load into the working tables: records first, then their rows, then the evidence.

Everything goes through the models, whose faults come back with file and line; what only the database can tell (a
constraint between rows) is put into the constraint's own words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError
from django.db import models as db

from agreements.models import Country, Party, Passage, Source
from agreements.seeding.anchoring import anchor
from agreements.seeding.errors import SeedError, SeedErrors
from agreements.seeding.merging import EVIDENCE, OWN, Plan, Row, RowId
from agreements.seeding.plain import Plain
from agreements.seeding.records import SeedRecord
from agreements.seeding.shapes import Part, shape_of_model
from agreements.seeding.state import Name, State


@dataclass(slots=True)
class Task:
    """One record with what is to be written of it."""

    record: SeedRecord
    plan: Plan

    @property
    def name(self) -> Name:
        """Kind and address."""
        return self.record.shape.type, self.record.id


class Writer:
    """Writes tasks; ``others`` are records that the files name but do not hold."""

    def __init__(self, state: State, others: dict[Name, Any]) -> None:
        self.state, self.others = state, others
        self.faults: list[SeedError] = []

    def write(self, tasks: list[Task]) -> None:
        """Write every task; ``SeedErrors`` when a model or the database refuses, and the caller rolls back."""
        for task in _parents_first(tasks):
            self._own(task)
        self._raise()
        for task in tasks:
            for row in sorted(task.plan.delete, key=lambda row: row[0] != EVIDENCE):
                self.state.row_objects.pop((task.name, row)).delete()
        for evidence in (False, True):
            for task in tasks:
                self._parts(task, evidence=evidence)
            self._raise()

    def _raise(self) -> None:
        if self.faults:
            raise SeedErrors(self.faults)

    def _own(self, task: Task) -> None:
        shape = task.record.shape
        if OWN in task.plan.create:
            instance = shape.model(slug=task.record.id)
            values = task.plan.create[OWN]
        elif OWN in task.plan.update:
            instance, values = self.state.objects[task.name], task.plan.update[OWN]
        else:
            return
        if self._fill(task, OWN, instance, values) and self._check(task, OWN, instance):
            self._saved(task, OWN, instance)
            self.state.objects[task.name] = instance

    def _parts(self, task: Task, *, evidence: bool) -> None:
        parts = task.record.shape.all_parts
        order = {name: number for number, name in enumerate(parts)}
        for made, rows in ((False, task.plan.update), (True, task.plan.create)):
            places = [row for row in rows if row != OWN and (row[0] == EVIDENCE) is evidence]
            for row in sorted(places, key=lambda row: order[row[0]]):
                instance = self._row(parts[row[0]], row, task) if made else self.state.row_objects[task.name, row]
                if not self._fill(task, row, instance, rows[row]):
                    continue
                if isinstance(instance, Passage):
                    self._quote(task, row, instance)
                if self._check(task, row, instance):
                    self._saved(task, row, instance)
                    self.state.row_objects[task.name, row] = instance

    def _row(self, part: Part, row: RowId, task: Task) -> db.Model:
        instance = part.model(**{part.parent_field: self.state.objects[task.name]})
        if part.keyed:
            instance.key = row[1]  # type: ignore[attr-defined]
        return instance

    def _quote(self, task: Task, row: RowId, passage: Passage) -> None:
        source: Source = self.state.objects[task.name]
        if source.text and (fault := anchor(passage, source.text)):
            self.faults.append(task.record.fault(fault, row))

    def _fill(self, task: Task, row: RowId, instance: db.Model, values: Row) -> bool:
        for name, value in values.items():
            column: db.Field[Any, Any] = instance._meta.get_field(name)  # type: ignore[assignment]
            if isinstance(column, db.ForeignKey):
                target = None if value is None else self._named(task, column.remote_field.model, value)
                if target is None and value is not None:
                    self.faults.append(task.record.fault(f"'{value}' is not in the register any more.", row, name))
                    return False
                setattr(instance, name, target)
            else:
                setattr(instance, name, column.to_python(value))
        return True

    def _named(self, task: Task, model: type[db.Model], value: Plain) -> Any:
        if model is Party:
            return self.state.row_objects.get((task.name, ("party", str(value))))
        if model is Passage:
            source, _hash, key = str(value).partition("#")
            return self.state.row_objects.get((("source", source), ("passage", key)))
        shape = shape_of_model(model)
        assert shape is not None
        slug = str(value).lower() if model is Country else str(value)
        return self.state.objects.get((shape.type, slug)) or self.others.get((shape.type, str(value)))

    def _check(self, task: Task, row: RowId, instance: db.Model) -> bool:
        """Check an instance as a form would. Of reference tables only the columns: the database checks the rest."""
        try:
            if task.record.shape.rank == 0 or task.record.shape.type == "sector":
                instance.clean_fields()
            else:
                instance.full_clean()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                where = "" if name == NON_FIELD_ERRORS else name
                told = f"{where}: {' '.join(messages)}" if where else " ".join(messages)
                self.faults.append(task.record.fault(told, row, where))
            return False
        return True

    def _saved(self, task: Task, row: RowId, instance: db.Model) -> None:
        try:
            instance.save()
        except IntegrityError as error:
            raise SeedErrors([*self.faults, task.record.fault(_in_words(error), row)]) from error


def _parents_first(tasks: list[Task]) -> Iterator[Task]:
    """Give the tasks so that what is named comes before what names it: by rank, and within a kind by parent."""
    names = {task.name: task for task in tasks}
    done: set[Name] = set()

    def walk(task: Task) -> Iterator[Task]:
        if task.name in done:
            return
        done.add(task.name)
        parent = task.record.rows.get(OWN, {}).get("parent")
        if parent is not None and (above := names.get((task.name[0], str(parent)))):
            yield from walk(above)
        yield task

    for task in sorted(tasks, key=lambda task: task.record.shape.rank):
        yield from walk(task)


def _in_words(error: IntegrityError) -> str:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    return str(error).strip().splitlines()[0]
