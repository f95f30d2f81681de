"""Facets of programmes: for each value of a filter, how many programmes there would be with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy

from agreements.codelists import Form, ProgramKind, ProgressState
from agreements.register.facets import (
    Counts,
    Facet,
    Labels,
    code_of,
    coded,
    members_of,
    named,
    wider_members_of,
    with_predecessors,
)
from agreements.register.reading import Reading
from agreements.register.references import with_descendants
from programs.register.presenting import titles_of_agreements
from programs.register.progress import PROGRESS, may_be

#: What dates alone can say on a day. A planned end in the past is no completion (domain section 8), and no proof of
#: delay either: a register knows only that nothing is known of it.
PROGRESS_LABELS: Final[Mapping[str, Any]] = {
    "not-started": gettext_lazy("not started"),
    "under-way": gettext_lazy("under way"),
    "overdue": gettext_lazy("planned end passed, nothing known of its completion"),
    "done": gettext_lazy("done"),
    "unknown": gettext_lazy("not known from its dates"),
}


def progress(rows: QuerySet[Any], reading: Reading, chosen: Sequence[str]) -> Counts:
    """Count what the dates may imply on the reading's day, by one query."""
    found = rows.order_by().aggregate(
        **{code.replace("-", "_"): Count("pk", filter=may_be(code, reading.as_of)) for code in PROGRESS}
    )
    counts = {code: found[code.replace("-", "_")] for code in PROGRESS}
    return {code: count for code, count in counts.items() if count}


def titles_by_id(values: Iterable[str], reading: Reading) -> Labels:
    """Call agreements by their titles."""
    return titles_of_agreements(list(values), reading)


PROGRAM_FACETS: Final[Mapping[str, Facet]] = {
    "kind": Facet(code_of("kind"), coded(dict(ProgramKind.choices))),
    "stated_state": Facet(code_of("stated_state"), coded(dict(ProgressState.choices))),
    "progress": Facet(progress, coded(PROGRESS_LABELS)),
    "country": Facet(members_of("countries"), named("country"), str.upper),
    "institution": Facet(
        wider_members_of("institutions", with_predecessors, "institution"), named("institution"), str.lower
    ),
    "sector": Facet(wider_members_of("sectors", with_descendants, "sector"), named("sector"), str.lower),
    "form": Facet(members_of("forms"), coded(dict(Form.choices))),
    "agreement": Facet(members_of("agreements"), titles_by_id, str.lower),
}
