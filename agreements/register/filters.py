"""The filters of agreements: one set for page, API, feeds and exports (contract, "List parameters").

Every filter asks what *may* be unless it says otherwise: a record of June 2024 is found by "after 15 June 2024".
Unknown dates match no filter of dates. All of them read entries and standings, never a document.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.codelists import GROUP_LABELS, STATE_LABELS, Form, Kind, LegalForceCode, Level
from agreements.partial_dates.arithmetic import BeyondCalendarError, day_later
from agreements.partial_dates.days import PartialDate, PartialDateError
from agreements.partial_dates.dayset import DaySet
from agreements.partial_dates.duration import Duration
from agreements.register.entries import document_of, entries_at
from agreements.register.extensions import agreements_of_program
from agreements.register.models import AgreementEntry, StandingRow
from agreements.register.moments import read_instant
from agreements.register.problems import BadValueError, ParameterProblem, reversed_bounds, said
from agreements.register.reading import Reading
from agreements.register.references import checked, no_such, same_as, takes_part, with_descendants
from agreements.register.searching import SearchFilters
from agreements.register.strict import Many, One
from agreements.register.terms import LAST_PUBLISHED, decision_from
from agreements.register.values import duration, edtf, flag, identifier, one_of, slug, year

STATE_CODES: Final = (*GROUP_LABELS, *STATE_LABELS)


def among(field: str) -> Any:
    """Keep entries whose single code is one of the values."""
    return lambda values, reading: Q(**{f"{field}__in": values})


def overlapping(field: str) -> Any:
    """Keep entries that hold one of the values."""
    return lambda values, reading: Q(**{f"{field}__overlap": values})


def since(field: str) -> Any:
    """Keep entries whose latest day is on or after the first day of the value."""
    return lambda value, reading: Q(**{f"{field}__since": value.first})


def until(field: str) -> Any:
    """Keep entries whose earliest day is on or before the last day of the value."""
    return lambda value, reading: Q(**{f"{field}__until": value.last})


def all_take_part(values: list[str], reading: Reading) -> Q:
    """Keep agreements in which every one of the countries and institutions takes part."""
    kept = Q()
    for names in takes_part(values, reading):
        kept &= Q(parties__overlap=names)
    return kept


def any_country(values: list[str], reading: Reading) -> Q:
    """Keep agreements in which one of the countries takes part, itself or through an institution."""
    return Q(parties__overlap=[code.upper() for code in checked("country", values)])


def any_institution(values: list[str], reading: Reading) -> Q:
    """Keep agreements in which one of the institutions takes part, or one that it succeeded."""
    checked("institution", values)
    return Q(institutions__overlap=[name for names in takes_part(values, reading) for name in names])


def signed_in(values: list[PartialDate], reading: Reading) -> Q:
    """Keep agreements that may have been signed in one of the years."""
    kept = Q()
    for days in values:
        kept |= Q(signed__overlap=days)
    return kept


def reversed_range(cleaned: Mapping[str, Any], name: str) -> list[ParameterProblem]:
    """Give the problem of a first bound that is later than the last one."""
    after, before = cleaned[f"{name}_after"], cleaned[f"{name}_before"]
    if not (after and before and after.first > before.last):
        return []
    return [reversed_bounds(f"{name}_after", after, f"{name}_before", before)]


def span_from(reading: Reading, length: Duration) -> PartialDate:
    """Give the days from ``as_of`` to as long after it, both included."""
    try:
        return PartialDate(reading.as_of, day_later(reading.as_of, length))
    except (BeyondCalendarError, PartialDateError):
        sentence = said(_("{length} from {day} is beyond the calendar."), length=length.iso, day=reading.as_of)
        raise BadValueError(sentence, ("P180D",)) from None


def ends_in(value: Duration, reading: Reading) -> Q:
    """Keep agreements whose last day in effect may lie within the time from ``as_of``."""
    return Q(ends__overlap=span_from(reading, value))


def decided_in(value: Duration, reading: Reading) -> Q:
    """Keep agreements with a decision date within the time from ``as_of``.

    Decision dates are stored to the end of 2100 and computed by the same rule beyond (domain section 7).
    """
    days = span_from(reading, value)
    kept = Q(decisions__overlap=DaySet.between(days.first, min(days.last, LAST_PUBLISHED)))
    if days.last > LAST_PUBLISHED:
        kept |= Q(pk__in=_decided_beyond(days.last, reading))
    return kept


def _decided_beyond(last: date, reading: Reading) -> list[int]:
    """Give the entries whose next decision date lies beyond those stored, and not after ``last``."""
    from_day = max(reading.as_of, LAST_PUBLISHED + timedelta(days=1))
    rows = entries_at(AgreementEntry, reading).exclude(publication__document__terms=None)
    found = ((entry.pk, decision_from(document_of(entry), from_day)) for entry in rows)
    return [key for key, text in found if text is not None and PartialDate.parse(text).first <= last]


def in_program(value: str, reading: Reading) -> Q:
    """Keep the agreements that a programme rests on."""
    found = agreements_of_program(value, reading)
    if found is None:
        raise no_such(_("a programme"), value)
    return Q(record_id__in=found)


def held_in(field: str, record_type: str) -> Any:
    """Keep entries that name one record of a type, which the register must hold."""
    return lambda value, reading: Q(**{f"{field}__overlap": same_as(record_type, value, reading)})


class SectorFilters(SearchFilters):
    """Words, and the parameters of subjects: a sector with all below it, and whether all of several are asked for."""

    sector = Many(slug, help_text="Sector, with all below it; one of them, or all with sector_match=all.")
    sector_match = One(one_of(_("a way to match"), ("any", "all")), help_text="any (default) or all of the sectors.")

    def conditions(self, reading: Reading) -> dict[str, Q]:
        """Give the condition of every parameter, sectors included."""
        self.filters["sector"].keep = self._sectors
        return super().conditions(reading)

    def _sectors(self, values: list[str], reading: Reading) -> Q:
        branches = with_descendants(values, reading)
        if self.form.cleaned_data["sector_match"] != "all":
            return Q(sectors__overlap=[name for branch in branches for name in branch])
        kept = Q()
        for branch in branches:
            kept &= Q(sectors__overlap=branch)
        return kept


class AgreementFilters(SectorFilters):
    """The filters of the contract's table."""

    party = Many(slug, all_take_part, help_text="Country code (any case) or institution; all of them take part.")
    country = Many(slug, any_country, help_text="Country code (any case); one of them takes part.")
    institution = Many(slug, any_institution, help_text="Institution; one of them takes part.")
    identifier = One(
        identifier, lambda value, reading: Q(identifiers__contains=[value]), help_text="A number as scheme:value."
    )
    kind = Many(one_of(_("a kind of instrument"), Kind.values), among("kind"), help_text="What it is called.")
    legal_force = Many(
        one_of(_("a legal force"), LegalForceCode.values), among("legal_force"), help_text="Whether it binds."
    )
    level = Many(one_of(_("a level"), Level.values), among("level"), help_text="Between whom it was made.")
    form = Many(one_of(_("a form of cooperation"), Form.values), overlapping("forms"), help_text="What the parties do.")
    year = Many(year, signed_in, help_text="A year in which it may have been signed.")
    state = Many(
        one_of(_("a state or a group of states"), STATE_CODES),
        help_text="State or group (running, ended) that may hold on as_of; one of them.",
    )
    certain = One(
        flag,
        help_text="true: the state asked for, else the record's state, surely holds on as_of and is not presumed; "
        "false: it does not.",
    )
    signed_after = One(edtf, since("signed"), help_text="Signed on the first of these days or later, as far as known.")
    signed_before = One(edtf, until("signed"), help_text="Signed on the last of these days or earlier.")
    effective_after = One(edtf, since("effective"), help_text="In effect from the first of these days or later.")
    effective_before = One(edtf, until("effective"), help_text="In effect from the last of these days or earlier.")
    ends_after = One(edtf, since("ends"), help_text="Last day in effect on the first of these days or later.")
    ends_before = One(edtf, until("ends"), help_text="Last day in effect on the last of these days or earlier.")
    ends_within = One(duration, ends_in, help_text="ISO 8601 duration from as_of: the last day in effect is in it.")
    decision_within = One(duration, decided_in, help_text="ISO 8601 duration from as_of: a decision date is in it.")
    lapsed = One(
        flag,
        lambda value, reading: (
            Q(lapsed__contains_day=reading.as_of) if value else ~Q(lapsed__contains_day=reading.as_of)
        ),
        help_text="true: surely ended on as_of, and no replacement or renewal has reached its day.",
    )
    has_successor = One(
        flag,
        lambda value, reading: Q(has_successor=value),
        help_text="Whether another instrument replaces or renews it.",
    )
    occasion = One(slug, held_in("occasions", "occasion"), help_text="Signed or agreed on this occasion.")
    source = One(slug, held_in("sources", "source"), help_text="A passage of this source speaks for it.")
    program = One(slug, in_program, help_text="This programme rests on it.")
    updated_since = One(
        partial(read_instant, round_up=True),
        lambda value, reading: Q(updated_at__gte=value),
        help_text="Published at this RFC 3339 instant or later.",
    )

    class Meta:
        model = AgreementEntry
        fields: list[str] = []

    def contradictions(self, cleaned: dict[str, Any]) -> list[ParameterProblem]:
        """Refuse reversed ranges: they can only be a mistake."""
        return [problem for name in ("signed", "effective", "ends") for problem in reversed_range(cleaned, name)]

    def kept(self, found: QuerySet[Any], reading: Reading, *, without: str = "") -> QuerySet[Any]:
        """Give the entries that every filter keeps, states included, except the one ``without`` which."""
        asked = {name: None if name == without else self.form.cleaned_data[name] for name in ("state", "certain")}
        found = self._of_states(found, reading.as_of, asked["state"], asked["certain"])
        return super().kept(found, reading, without=without)

    def _of_states(self, found: QuerySet[Any], day: date, codes: list[str] | None, certain: bool | None) -> Any:
        """Read standings as ``lifecycle.lookup`` reads them: unknown is also a day for which no state stands."""
        if not codes and certain is None:
            return found
        rows = StandingRow.objects.filter(entry=OuterRef("pk"))
        asked = rows.filter(code__in=codes) if codes else rows.filter(is_group=False)
        silent = ~Exists(rows.filter(is_group=False, may__contains_day=day))
        may = Q(Exists(asked.filter(may__contains_day=day)))
        sure = Q(Exists(asked.filter(surely__contains_day=day, presumed=False)))
        if not codes or "unknown" in codes:
            may, sure = may | Q(silent), sure | Q(silent)
        if codes:
            found = found.filter(may)
        if certain is not None:
            found = found.filter(sure if certain else ~sure)
        return found
