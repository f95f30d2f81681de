"""Why a record given by a load is refused: the sentence of its model or of the database, and the value at fault."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps

from agreements.loading.merging import RowId
from agreements.loading.state import Name
from agreements.models.guards import SENTENCES


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection to one record; ``row`` and ``field`` name the value where it is known."""

    record: Name
    row: RowId
    field: str
    message: str


class Objections(Exception):
    """Records were refused, and the caller rolls back."""

    def __init__(self, objections: list[Objection]) -> None:
        self.objections = objections
        super().__init__("\n".join(f"{'/'.join(o.record)}: {o.message}" for o in objections))


def sentence_of(error: Exception) -> str:
    """Return the sentence of the constraint that refused, or what the database said."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    if name in SENTENCES:
        return str(SENTENCES[name])
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    return str(error).strip().splitlines()[0]
