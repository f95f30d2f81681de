"""The filters of programmes: those of the contract's table that name a field which a programme shows."""

from __future__ import annotations

from functools import partial

from django.db.models import Q

from agreements.codelists import Form, ProgramKind, ProgressState
from agreements.register.filters import SectorFilters, among, any_country, any_institution, held_in, overlapping
from agreements.register.moments import read_instant
from agreements.register.problems import unknown_word
from agreements.register.reading import Reading
from agreements.register.references import takes_part
from agreements.register.strict import Many, One
from agreements.register.values import one_of, slug
from programs.register.models import ProgramEntry


def all_lead(values: list[str], reading: Reading) -> Q:
    """Keep programmes in which every country and institution leads or takes part."""
    kept = Q()
    for names in takes_part(values, reading):
        kept &= Q(countries__overlap=names) | Q(institutions__overlap=names)
    return kept


def led_by_country(values: list[str], reading: Reading) -> Q:
    """Keep programmes of one of the countries, itself or through an institution."""
    any_country(values, reading)
    return Q(countries__overlap=[code.upper() for code in values])


def under_agreement(value: str, reading: Reading) -> Q:
    """Keep programmes that rest on an agreement; one that no programme ever named simply matches nothing."""
    return Q(agreements__contains=[value])


def below(value: str, reading: Reading) -> Q:
    """Keep the programmes that are directly part of another; ``BadValueError`` for one that never was public."""
    known = sorted(set(ProgramEntry.objects.values_list("record_id", flat=True)))
    if value not in known:
        raise unknown_word(value, "a programme of this register", known)
    return Q(parent=value)


class ProgramFilters(SectorFilters):
    """What a list of programmes can be narrowed by."""

    party = Many(slug, all_lead, help_text="Country code (any case) or institution; all of them lead or take part.")
    country = Many(slug, led_by_country, help_text="Country code (any case); one of them leads or takes part.")
    institution = Many(slug, any_institution, help_text="Institution; one of them leads or takes part.")
    kind = Many(one_of("a kind of programme", ProgramKind.values), among("kind"), help_text="What it is called.")
    form = Many(one_of("a form of cooperation", Form.values), overlapping("forms"), help_text="What it does.")
    stated_state = Many(
        one_of("a state of a programme", ProgressState.values), among("stated_state"), help_text="State that is stated."
    )
    agreement = One(slug, under_agreement, help_text="It rests on this agreement.")
    parent = One(slug, below, help_text="It is part of this programme.")
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
