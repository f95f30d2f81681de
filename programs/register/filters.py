"""The filters of programmes: those of the contract's table that name a field which a programme shows."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.codelists import Form, ProgramKind, ProgressState
from agreements.register.entries import entries_ever
from agreements.register.filters import (
    SectorFilters,
    among,
    any_institution,
    held_in,
    overlapping,
    reversed_range,
    since,
    until,
)
from agreements.register.models import AgreementEntry
from agreements.register.moments import read_instant
from agreements.register.problems import ParameterProblem
from agreements.register.reading import Reading
from agreements.register.references import checked, no_such, takes_part
from agreements.register.strict import Many, One
from agreements.register.values import edtf, one_of, slug
from programs.register.counting import DATES
from programs.register.merged import same_agreements, same_programs
from programs.register.models import ProgramEntry
from programs.register.progress import PROGRESS, may_be
from programs.register.tree import tree


def all_lead(values: list[str], reading: Reading) -> Q:
    """Keep programmes in which every country and institution leads or takes part."""
    kept = Q()
    for names in takes_part(values, reading):
        kept &= Q(countries__overlap=names) | Q(institutions__overlap=names)
    return kept


def led_by_country(values: list[str], reading: Reading) -> Q:
    """Keep programmes of one of the countries, itself or through an institution."""
    return Q(countries__overlap=[code.upper() for code in checked("country", values)])


def under_agreement(value: str, reading: Reading) -> Q:
    """Keep programmes that rest on an agreement; ``BadValueError`` for one that never was public."""
    if not entries_ever(AgreementEntry).filter(record_id=value).exists():
        raise no_such(_("an agreement"), value)
    return Q(agreements__overlap=same_agreements([value], reading))


def below(value: str, reading: Reading) -> Q:
    """Keep the programmes that are directly part of another; ``BadValueError`` for one that never was public."""
    return Q(parent__in=same_programs(_program(value), reading))


def within(value: str, reading: Reading) -> Q:
    """Keep a programme and everything within it; ``BadValueError`` for one that never was public."""
    return Q(record_id__in=tree(reading).within(same_programs(_program(value), reading)))


def _program(value: str) -> list[str]:
    if not entries_ever(ProgramEntry).filter(record_id=value).exists():
        raise no_such(_("a programme"), value)
    return [value]


def at_progress(values: list[str], reading: Reading) -> Q:
    """Keep programmes whose dates may imply one of the states on the reading's day."""
    kept = Q()
    for code in values:
        kept |= may_be(code, reading.as_of)
    return kept


class ProgramFilters(SectorFilters):
    """What a list of programmes can be narrowed by."""

    party = Many(slug, all_lead, help_text="Country code (any case) or institution; all of them lead or take part.")
    country = Many(slug, led_by_country, help_text="Country code (any case); one of them leads or takes part.")
    institution = Many(slug, any_institution, help_text="Institution; one of them leads or takes part.")
    kind = Many(one_of(_("a kind of programme"), ProgramKind.values), among("kind"), help_text="What it is called.")
    form = Many(one_of(_("a form of cooperation"), Form.values), overlapping("forms"), help_text="What it does.")
    stated_state = Many(
        one_of(_("a state of a programme"), ProgressState.values),
        among("stated_state"),
        help_text="State that is stated.",
    )
    progress = Many(
        one_of(_("what dates imply"), PROGRESS),
        at_progress,
        help_text="What its dates may imply on as_of; one of them.",
    )
    agreement = One(slug, under_agreement, help_text="It rests on this agreement.")
    parent = One(slug, below, help_text="It is directly part of this programme.")
    program = One(slug, within, help_text="It is this programme or within it, at any depth.")
    planned_start_after = One(
        edtf, since("planned_start"), help_text="Planned to begin on the first of these days or later."
    )
    planned_start_before = One(
        edtf, until("planned_start"), help_text="Planned to begin on the last of these days or earlier."
    )
    planned_end_after = One(
        edtf, since("planned_end"), help_text="Planned last day on the first of these days or later."
    )
    planned_end_before = One(
        edtf, until("planned_end"), help_text="Planned last day on the last of these days or earlier."
    )
    actual_start_after = One(edtf, since("actual_start"), help_text="Began on the first of these days or later.")
    actual_start_before = One(edtf, until("actual_start"), help_text="Began on the last of these days or earlier.")
    actual_end_after = One(edtf, since("actual_end"), help_text="Actual last day on the first of these days or later.")
    actual_end_before = One(
        edtf, until("actual_end"), help_text="Actual last day on the last of these days or earlier."
    )
    occasion = One(slug, held_in("occasions", "occasion"), help_text="It was agreed or met on this occasion.")
    source = One(slug, held_in("sources", "source"), help_text="A passage of this source speaks for it.")
    updated_since = One(
        partial(read_instant, round_up=True),
        lambda value, reading: Q(updated_at__gte=value),
        help_text="Published at this RFC 3339 instant or later.",
    )

    class Meta:
        model = ProgramEntry
        fields: list[str] = []

    def contradictions(self, cleaned: dict[str, Any]) -> list[ParameterProblem]:
        """Refuse reversed ranges: they can only be a mistake."""
        return [problem for name in DATES for problem in reversed_range(cleaned, name)]
