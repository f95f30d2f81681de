"""The words of programmes: labels of codes, and what dates imply on a day, said with no more than they show."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.codelists import Form, ProgramKind, ProgressState
from agreements.pages.saying import label
from programs.register.facets import PROGRESS_LABELS

Document = dict[str, Any]

KINDS: Final = dict(ProgramKind.choices)
STATES: Final = dict(ProgressState.choices)
FORMS: Final = dict(Form.choices)
HOW: Final = {
    "follows-from": gettext_lazy("Follows from"),
    "under": gettext_lazy("Is carried out under"),
    "foreseen-by": gettext_lazy("Was foreseen by"),
}
PARTS: Final = {"lead": gettext_lazy("leads"), "partner": gettext_lazy("takes part")}
DATE_TERMS: Final = {
    "planned_start": gettext_lazy("Planned beginning"),
    "planned_end": gettext_lazy("Planned end"),
    "actual_start": gettext_lazy("Actual beginning"),
    "actual_end": gettext_lazy("Actual end"),
}


def implied_words(row: Document) -> str:
    """Say what the dates of a programme or an activity imply: every possible answer.

    A plan shows no more than intentions, so what should be under way by its plan alone is said to be in its planned
    time, and what should have ended by it is said to have passed its planned end.
    """
    words = {**PROGRESS_LABELS, "unknown": _("not known")}
    if not row["actual_start"]:
        words["under-way"] = _("in its planned time")
    return _(" or ").join(label(words, code) for code in row["progress"]["possible"])
