"""What the lists of small records can be narrowed by: those of the contract's filters that name a field they show."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements import codelists
from agreements.partial_dates.days import PartialDate
from agreements.register.filters import reversed_range, since, until
from agreements.register.models import RecordEntry
from agreements.register.moments import read_instant
from agreements.register.problems import ParameterProblem
from agreements.register.reading import Reading
from agreements.register.references import checked, same_as, takes_part, with_descendants
from agreements.register.searching import SearchFilters
from agreements.register.strict import Many, One
from agreements.register.values import edtf, language_tag, one_of, slug, text, year


def of_kind(what: Any, codes: list[str]) -> Many:
    """Make the filter by what a record is."""
    return Many(
        one_of(what, codes),
        lambda values, reading: Q(publication__document__kind__in=values),
        help_text="What it is; one of them.",
    )


def in_years(values: list[PartialDate], reading: Reading) -> Q:
    """Keep records whose date may lie in one of the years."""
    kept = Q()
    for days in values:
        kept |= Q(date__overlap=days)
    return kept


def of_countries(values: list[str], reading: Reading) -> Q:
    """Keep records of one of the countries."""
    return Q(countries__overlap=[code.upper() for code in checked("country", values)])


def parent_is(record_type: str) -> Any:
    """Keep what is directly below a record, under any id that it had."""
    return lambda value, reading: Q(parent__in=same_as(record_type, value, reading))


class RecordFilters(SearchFilters):
    """Words, and when a record was published last."""

    updated_since = One(
        partial(read_instant, round_up=True),
        lambda value, reading: Q(updated_at__gte=value),
        help_text="Published at this RFC 3339 instant or later.",
    )

    class Meta:
        model = RecordEntry
        fields: list[str] = []


class CountryFilters(RecordFilters):
    """Countries by their codes."""

    country = Many(slug, of_countries, help_text="Country code (any case); one of them.")


class SectorFilters(RecordFilters):
    """Subjects by their places in the tree."""

    parent = One(slug, parent_is("sector"), help_text="Directly below this sector.")
    sector = Many(
        slug,
        lambda values, reading: Q(record_id__in=[n for names in with_descendants(values, reading) for n in names]),
        help_text="This sector and all below it; one of them.",
    )


def itself_or_former(values: list[str], reading: Reading) -> Q:
    """Keep the institutions, and those that they succeeded."""
    checked("institution", values)
    return Q(record_id__in=[name for names in takes_part(values, reading) for name in names])


class InstitutionFilters(RecordFilters):
    """Institutions by country, kind and place."""

    country = Many(slug, of_countries, help_text="Country code (any case); of one of them.")
    kind = of_kind(_("a kind of institution"), codelists.InstitutionKind.values)
    parent = One(slug, parent_is("institution"), help_text="Directly below this institution.")
    institution = Many(slug, itself_or_former, help_text="This institution and those that it succeeded; one of them.")


def all_attended(values: list[str], reading: Reading) -> Q:
    """Keep occasions on which every one of the countries and institutions took part, or which they hosted."""
    kept = Q()
    for names in takes_part(values, reading):
        kept &= Q(countries__overlap=names) | _attended(names)
    return kept


def _attended(names: list[str]) -> Q:
    found = Q()
    for name in names:
        found |= Q(publication__document__participants__contains=[{"institution": name}])
    return found


def one_attended(values: list[str], reading: Reading) -> Q:
    """Keep occasions on which one of the institutions took part, or one that it succeeded."""
    checked("institution", values)
    return _attended([name for names in takes_part(values, reading) for name in names])


class OccasionFilters(RecordFilters):
    """Occasions by day, kind and who took part."""

    year = Many(year, in_years, help_text="A year in which it may lie.")
    date_after = One(edtf, since("date"), help_text="On the first of these days or later, as far as known.")
    date_before = One(edtf, until("date"), help_text="On the last of these days or earlier.")
    country = Many(slug, of_countries, help_text="Country code (any case); one of them took part or was the place.")
    party = Many(slug, all_attended, help_text="Country code (any case) or institution; all of them took part.")
    institution = Many(slug, one_attended, help_text="Institution; one of them took part.")
    kind = of_kind(_("a kind of occasion"), codelists.OccasionKind.values)
    parent = One(slug, parent_is("occasion"), help_text="Part of this occasion.")

    def contradictions(self, cleaned: dict[str, Any]) -> list[ParameterProblem]:
        """Refuse a reversed range: it can only be a mistake."""
        return reversed_range(cleaned, "date")


class SourceFilters(RecordFilters):
    """Sources by kind, language, publisher and day."""

    year = Many(year, in_years, help_text="A year in which it may have been published.")
    published_after = One(edtf, since("date"), help_text="Published on the first of these days or later.")
    published_before = One(edtf, until("date"), help_text="Published on the last of these days or earlier.")
    kind = of_kind(_("a kind of source"), codelists.SourceKind.values)
    language = Many(
        language_tag,
        lambda values, reading: Q(publication__document__language__in=values),
        help_text="Language of its text, as a tag such as en, ko or zh-hans.",
    )
    publisher = Many(
        text,
        lambda values, reading: Q(publication__document__publisher__in=values),
        help_text="Who published it, exactly as the register writes it.",
    )

    def contradictions(self, cleaned: dict[str, Any]) -> list[ParameterProblem]:
        """Refuse a reversed range: it can only be a mistake."""
        return reversed_range(cleaned, "published")
