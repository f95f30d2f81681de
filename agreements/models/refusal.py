"""What the database refused, said as the sentence of the rule that it held."""

from __future__ import annotations

from django.apps import apps
from django.db import IntegrityError
from django.utils.translation import gettext

from agreements.models.guards import SENTENCES


def sentence_of(error: IntegrityError) -> str:
    """Return the sentence of the rule that the database held, for an editor."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None) or ""
    if name in SENTENCES:
        return str(SENTENCES[name])
    models = apps.get_models(include_auto_created=True)
    for model in (m for m in models if m._meta.db_table == getattr(diagnosis, "table_name", None)):
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.violation_error_message)
    return gettext("The database refused this; somebody may have changed the record meanwhile. Rule: %s") % (
        name or "?"
    )
