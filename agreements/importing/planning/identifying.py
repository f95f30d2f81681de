"""Which record of the register a row is: the one that has its number under the scheme, and no other.

An address that another record has already refuses the row, because two records would be mixed. A number under a
further scheme that another record has is left out and told: the number is wrong on one of the two, and which one the
file cannot tell. Countries, institutions and sectors that the register does not have refuse the row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from agreements.codelists import Stage
from agreements.importing.drafts import Draft, Problem
from agreements.importing.planning.gathering import Gathered, refuse
from agreements.importing.reports import Outcome
from agreements.models import Agreement, Country, Identifier, Institution, Sector

Numbers = Mapping[tuple[str, str], str]
"""Addresses of records by scheme and number."""


@dataclass(frozen=True, slots=True)
class Own:
    """A record of the register that has a number under the scheme."""

    address: str
    stage: str


def own_records(scheme: str) -> dict[str, Own]:
    """Return the register's records of a scheme, by number."""
    rows = Identifier.objects.filter(scheme=scheme).values_list("value", "agreement__slug", "agreement__stage")
    return {value: Own(slug, stage) for value, slug, stage in rows.iterator()}


def identify(gathered: Gathered, held: Mapping[str, Own], unborn: set[str], scheme: str) -> None:
    """Give drafts the addresses of the records that they are, and refuse those that can be none.

    ``unborn`` are the addresses of institutions that come with this import.
    """
    others = _taken([draft.slug for key, draft in gathered.drafts.items() if key not in held])
    addresses: dict[str, str] = {}
    known = _Known.read(unborn)
    for key, draft in list(gathered.drafts.items()):
        report = gathered.of_key[key]
        own = held.get(key)
        if own is not None:
            draft.slug = report.record = own.address
        if own is not None and own.stage in (Stage.WITHDRAWN, Stage.MERGED):
            report.outcome, report.why = Outcome.LEFT_OUT, f"its record is {own.stage}, and stays so."
        elif own is None and draft.slug in others:
            refuse(report, draft.place, "", draft.slug, _("another record of the register has this address already."))
        elif (first := addresses.setdefault(draft.slug, key)) != key:
            refuse(report, draft.place, "", draft.slug, f"the row with the key '{first}' has the same address.")
        elif problems := known.problems(draft):
            report.outcome, report.record, report.problems = Outcome.REFUSED, "", tuple(problems)
        else:
            continue
        del gathered.drafts[key]
    _numbers(gathered, scheme)


def _taken(addresses: list[str]) -> set[str]:
    return set(Agreement.objects.filter(slug__in=addresses).values_list("slug", flat=True))


@dataclass(frozen=True, slots=True)
class _Known:
    """The records that a draft may name."""

    country: frozenset[str]
    institution: frozenset[str]
    sector: frozenset[str]

    @classmethod
    def read(cls, unborn: set[str]) -> _Known:
        def slugs(model: type[Institution] | type[Sector]) -> frozenset[str]:
            return frozenset(model._default_manager.values_list("slug", flat=True))

        countries = frozenset(Country.objects.values_list("code", flat=True))
        return cls(countries, slugs(Institution) | unborn, slugs(Sector))

    def problems(self, draft: Draft) -> list[Problem]:
        """Return a problem for each record that a draft names and the register does not have."""
        found = []
        for row, values in draft.rows.items():
            for name, there in (("country", self.country), ("institution", self.institution), ("sector", self.sector)):
                if row[0] in ("party", "sector") and (value := values.get(name)) and value not in there:
                    given = next((g for g in draft.given if g.row == row), None)
                    why = f"the register has no {name} '{value}'."
                    found.append(Problem(given.column if given else "", given.words if given else str(value), why))
        return found


def _numbers(gathered: Gathered, own: str) -> None:
    """Take away numbers under schemes other than the register's own that another record has, or an earlier row."""
    wanted: dict[tuple[str, str], list[tuple[Draft, tuple[str, str]]]] = {}
    for draft in gathered.drafts.values():
        for row, values in draft.rows.items():
            if row[0] == "identifier" and values.get("scheme") != own:
                wanted.setdefault((str(values["scheme"]), str(values["value"])), []).append((draft, row))
    holders: dict[tuple[str, str], str] = {}
    for scheme in {scheme for scheme, _value in wanted}:
        rows = Identifier.objects.filter(scheme=scheme).values_list("value", "agreement__slug")
        holders |= {(scheme, value): slug for value, slug in rows.iterator()}
    for number, claims in wanted.items():
        holder = holders.get(number) or claims[0][0].slug
        for draft, row in claims:
            if draft.slug != holder:
                _take_away(draft, row, number, holder, gathered)


def _take_away(draft: Draft, row: tuple[str, str], number: tuple[str, str], holder: str, gathered: Gathered) -> None:
    given = next((g for g in draft.given if g.row == row), None)
    why = f"left out: '{holder}' has this number under '{number[0]}' already."
    note = Problem(given.column if given else "", number[1], why)
    del draft.rows[row]
    gathered.silent.setdefault(draft.slug, set()).add(row)
    draft.given = [g for g in draft.given if g.row != row]
    report = gathered.of_key[draft.key]
    report.notes = (*report.notes, note)
