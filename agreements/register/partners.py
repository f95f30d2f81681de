"""Who has agreements with whom: countries and pairs with their numbers, counted by the database in one query each.

Agreements count where a country takes part, itself or through an institution (contract, parameter ``party``). *Running*
are those that may be running on the reading's day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Exists, OuterRef, QuerySet
from django.db.models.expressions import ExpressionWrapper

from agreements.lifecycle.facts import Group
from agreements.register.agreements import readable
from agreements.register.models import StandingRow
from agreements.register.names import country_name, documents
from agreements.register.reading import Reading


@dataclass(frozen=True, slots=True)
class Partner:
    """A country by its upper-case code and its name, with the number of agreements and of those that may run."""

    code: str
    name: str
    agreements: int
    running: int


@dataclass(frozen=True, slots=True)
class PairCount:
    """Two countries in the order of their codes, with the same numbers."""

    codes: tuple[str, str]
    names: tuple[str, str]
    agreements: int
    running: int


def partners(reading: Reading) -> list[Partner]:
    """Give every country that takes part in an agreement, by name."""
    sql = f"SELECT c, {COUNTS} FROM ({{}}) e (id, cs, r), unnest(e.cs) c GROUP BY c"
    return _named(_counted(readable(reading), reading, sql), reading)


def partners_of(code: str, reading: Reading) -> list[Partner]:
    """Give every country that takes part in an agreement with one, the most agreements first."""
    rows = readable(reading).filter(countries__contains=[code.upper()])
    sql = f"SELECT c, {COUNTS} FROM ({{}}) e (id, cs, r), unnest(e.cs) c WHERE c <> %s GROUP BY c"
    found = _named(_counted(rows, reading, sql, code.upper()), reading)
    return sorted(found, key=lambda partner: (-partner.agreements, partner.name))


def busiest_pairs(sectors: Sequence[str], reading: Reading, most: int) -> list[PairCount]:
    """Give the pairs with the most agreements on one of some sectors."""
    sql = (
        f"SELECT a, b, {COUNTS} FROM ({{}}) e (id, cs, r), unnest(e.cs) a, unnest(e.cs) b WHERE a < b"
        " GROUP BY a, b ORDER BY count(*) DESC, a, b LIMIT %s"
    )
    rows = readable(reading).filter(sectors__overlap=list(sectors))
    found = _counted(rows, reading, sql, most)
    names = _names({code for row in found for code in row[:2]}, reading)
    return [PairCount((a, b), (names.get(a, a), names.get(b, b)), n, running) for a, b, n, running in found]


def running(rows: QuerySet[Any], reading: Reading) -> QuerySet[Any]:
    """Keep the entries that may be running on the reading's day."""
    return rows.filter(_may_run(reading))


COUNTS = "count(*), count(*) FILTER (WHERE e.r)"


def _may_run(reading: Reading) -> Exists:
    standing = StandingRow.objects.filter(entry=OuterRef("pk"), is_group=True, code=str(Group.RUNNING))
    return Exists(standing.filter(may__contains_day=reading.as_of))


def _counted(rows: QuerySet[Any], reading: Reading, sql: str, *params: Any) -> list[tuple[Any, ...]]:
    may_run = ExpressionWrapper(_may_run(reading), output_field=BooleanField())
    plain = rows.order_by().annotate(may_run=may_run).values_list("pk", "countries", "may_run")
    inner, inner_params = plain.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql.format(inner), [*inner_params, *params])
        return list(cursor.fetchall())


def _named(rows: Sequence[tuple[Any, ...]], reading: Reading) -> list[Partner]:
    names = _names({row[0] for row in rows}, reading)
    found = [Partner(code, names.get(code, code), n, may_run) for code, n, may_run in rows]
    return sorted(found, key=lambda partner: (partner.name, partner.code))


def _names(codes: set[str], reading: Reading) -> dict[str, str]:
    found = documents("country", {code.lower() for code in codes}, reading)
    return {code: country_name(found[code.lower()], reading.language) for code in codes if code.lower() in found}
