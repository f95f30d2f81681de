"""Write the plans of a load into the working tables: records first, then their rows, then the evidence.

Rows of one table are checked by their model and written together; the constraints of the database check them once, as
they are written. Only when one refuses are they tried one by one, to find the file and line that it speaks of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.db import models as db

from agreements.loading.errors import Fault, Faults
from agreements.loading.merging import EVIDENCE, OWN, Plan, Row, RowId
from agreements.loading.objections import sentence_of
from agreements.loading.plain import Plain
from agreements.loading.records import GivenRecord
from agreements.loading.shapes import Part, shape_of_model
from agreements.loading.state import Name, State
from agreements.models import Country, EvidenceBase, Party, Passage, Source
from agreements.quoting.anchoring import anchor


@dataclass(slots=True)
class Task:
    """One record with what is to be written of it."""

    record: GivenRecord
    plan: Plan

    @property
    def name(self) -> Name:
        """Kind and address."""
        return self.record.shape.kind, self.record.id


Item = tuple[Task, RowId, Any]
"""A row to write: whose it is, where it stands, and the instance."""


class Writer:
    """Writes tasks; ``others`` are records that the files name but do not hold."""

    def __init__(self, state: State, others: dict[Name, Any]) -> None:
        self.state, self.others = state, others
        self.faults: list[Fault] = []

    def write(self, tasks: list[Task]) -> None:
        """Write every task; ``Faults`` when a model or the database refuses, and the caller rolls back."""
        for generation in _parents_first(tasks):
            self._records(generation)
        self._delete(tasks)
        shapes = sorted({task.record.shape.kind: task.record.shape for task in tasks}.values(), key=lambda s: s.rank)
        for evidence in (False, True):
            for shape in shapes:
                of_shape = [task for task in tasks if task.record.shape is shape]
                for part in shape.all_parts.values():
                    if (part.name == EVIDENCE) is evidence:
                        self._rows(part, of_shape)

    def _delete(self, tasks: list[Task]) -> None:
        """Delete rows that left the files, evidence first, acts before the parties that they name; a passage that
        somebody still cites stays.
        """
        gone = [(task, row) for task in tasks for row in task.plan.delete]
        for task, row in sorted(gone, key=lambda item: (item[1][0] != EVIDENCE, item[1][0] != "act")):
            try:
                with transaction.atomic():
                    self.state.row_objects[task.name, row].delete()
            except (db.ProtectedError, db.RestrictedError):
                if row[0] != "passage":
                    self.faults.append(
                        task.record.fault(f"{'/'.join(row)} left the file, but is still named elsewhere.")
                    )
        self._raise()

    def _records(self, tasks: list[Task]) -> None:
        made: list[Item] = []
        for task in tasks:
            if OWN in task.plan.create:
                instance = task.record.shape.model(slug=task.record.id)
                if self._fill(task, OWN, instance, task.plan.create[OWN]):
                    made.append((task, OWN, instance))
            elif OWN in task.plan.update:
                instance = self.state.objects[task.name]
                if self._fill(task, OWN, instance, task.plan.update[OWN]):
                    self._one_by_one([(task, OWN, instance)])
        self._insert(made)
        for task, _row, instance in made:
            self.state.objects[task.name] = instance

    def _rows(self, part: Part, tasks: list[Task]) -> None:
        made: list[Item] = []
        for task in tasks:
            for row, values in task.plan.update.items():
                if row[0] == part.name and row != OWN:
                    instance = self.state.row_objects[task.name, row]
                    if isinstance(instance, EvidenceBase) and not instance.PROVING.isdisjoint(values):
                        instance.confirmed_by = instance.last_checked = None
                    if self._fill(task, row, instance, values):
                        self._one_by_one([(task, row, instance)])
            for row, values in task.plan.create.items():
                if row[0] == part.name and row != OWN:
                    instance = part.model(**{part.parent_field: self.state.objects[task.name]})
                    if part.keyed:
                        instance.key = row[1]  # type: ignore[attr-defined]
                    if self._fill(task, row, instance, values):
                        made.append((task, row, instance))
        self._insert(made)
        for task, row, instance in made:
            self.state.row_objects[task.name, row] = instance

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
        if isinstance(instance, EvidenceBase):
            instance.item_is_checked_elsewhere = True  # the file puts evidence beside the row it speaks of
        if isinstance(instance, Passage):
            source: Source = self.state.objects[task.name]
            if source.text and (fault := anchor(instance, source.text)):
                self.faults.append(task.record.fault(fault, row))
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
        return self.state.objects.get((shape.kind, slug)) or self.others.get((shape.kind, str(value)))

    def _insert(self, items: list[Item]) -> None:
        """Write new rows of one table together, or say which of them the models or the database refuse."""
        for task, row, instance in items:
            try:
                instance.clean_fields(exclude=_foreign(instance))
                instance.clean()
            except ValidationError as error:
                self._told(task, row, error)
        self._raise()
        if not items:
            return
        try:
            with transaction.atomic():
                type(items[0][2])._default_manager.bulk_create([instance for _task, _row, instance in items])
        except IntegrityError as error:
            for _task, _row, instance in items:
                instance.pk, instance._state.adding = None, True
            self._one_by_one(items)
            raise Faults([items[0][0].record.fault(sentence_of(error))]) from error

    def _one_by_one(self, items: Iterable[Item]) -> None:
        for task, row, instance in items:
            try:
                instance.full_clean()
            except ValidationError as error:
                self._told(task, row, error)
                continue
            try:
                with transaction.atomic():
                    instance.save()
            except IntegrityError as error:
                self.faults.append(task.record.fault(sentence_of(error), row))
        self._raise()

    def _told(self, task: Task, row: RowId, error: ValidationError) -> None:
        for name, messages in error.message_dict.items():
            where = "" if name == NON_FIELD_ERRORS else name
            words = " ".join(messages)
            self.faults.append(task.record.fault(f"{where}: {words}" if where else words, row, where))

    def _raise(self) -> None:
        if self.faults:
            raise Faults(self.faults)


def _foreign(instance: db.Model) -> set[str]:
    """Give the columns that hold references: these were looked up already, all at once."""
    return {column.name for column in instance._meta.concrete_fields if isinstance(column, db.ForeignKey)}


def _parents_first(tasks: list[Task]) -> Iterator[list[Task]]:
    """Give the tasks in groups of one kind, so that what is named comes before what names it."""
    names = {task.name: task for task in tasks}

    def depth(task: Task) -> int:
        seen = {task.name}
        while (parent := task.record.rows.get(OWN, {}).get("parent")) is not None:
            above = names.get((task.name[0], str(parent)))
            if above is None:
                break
            if above.name in seen:
                raise Faults([above.record.fault("it is part of itself, directly or through others.", OWN, "parent")])
            task = above
            seen.add(task.name)
        return len(seen)

    groups: dict[tuple[int, str, int], list[Task]] = {}
    for task in tasks:
        groups.setdefault((task.record.shape.rank, task.record.shape.kind, depth(task)), []).append(task)
    for group in sorted(groups):
        yield groups[group]
