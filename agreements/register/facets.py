"""Facets: for each value of a parameter, how many records there would be if it were chosen (contract, ``facets``).

Each facet is computed with its own choice left out and every other kept, so its counts say what choosing *another*
value, or this one alone, would give: a sector counts all below it, an institution what those that it succeeded signed,
a year every record that may have been signed in it. States count what may hold on ``as_of``.

One plain query a facet over entries, whatever their number, and one for the names of its values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from django.core.cache import caches
from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import override

from agreements.codelists import GROUP_LABELS, STATE_LABELS, Form, Kind, LegalForceCode, Level
from agreements.register.entries import entries_at
from agreements.register.models import RecordEntry, StandingRow
from agreements.register.names import documents
from agreements.register.query import Query
from agreements.register.reading import Reading, newest
from agreements.register.records import name_of
from agreements.register.references import predecessors, with_descendants

#: Values of one facet, the most frequent first; those that are chosen are always among them.
MOST_VALUES: Final = 300
#: From this number of publications on, facets are remembered.
REMEMBERED_FROM: Final = 2000
#: Parameters that change neither what is counted nor how it is called, or stand in the key by what they came to.
STEERING: Final = (
    *("cursor", "page_size", "fields", "expand", "facets", "ordering"),
    *("lang", "as_of", "known_at"),
)
Counts = Mapping[str, int]
Rows = QuerySet[Any]
Labels = Mapping[str, str]


#: Counts rows at a reading by value; the values that are chosen are counted in any case.
Counter = Callable[[Rows, Reading, Sequence[str]], Counts]


@dataclass(frozen=True, slots=True)
class Facet:
    """How one parameter is counted and how its values are called."""

    count: Counter
    label: Callable[[Iterable[str], Reading], Labels]
    #: Values as the answer writes them; the parameter takes any case where they are ids or country codes.
    written: Callable[[str], str] = str
    latest_first: bool = False


def remembered_facets(
    of: str, given: Query, reading: Reading, without: Callable[[str], Rows], which: Mapping[str, Facet]
) -> dict[str, list[dict[str, Any]]]:
    """Give the facets of a question to the list ``of``; those of a great register are remembered for an hour.

    One question at one number of the sequence, on one day, has one answer until something is published: a withdrawal
    takes words out of the past as well. In a small register counting is cheaper than remembering.
    """
    if reading.number < REMEMBERED_FROM:
        return facets(given, reading, without, which)
    asked = given.digest(*STEERING)
    at = (newest(), reading.number, reading.as_of, reading.language)
    key = sha256(repr((of, asked, sorted(which), at)).encode()).hexdigest()
    found: dict[str, list[dict[str, Any]]] | None = caches["process"].get(f"facets:{key}")
    if found is None:
        found = facets(given, reading, without, which)
        caches["process"].set(f"facets:{key}", found, timeout=3600)
    return found


def facets(
    given: Query, reading: Reading, without: Callable[[str], Rows], which: Mapping[str, Facet]
) -> dict[str, list[dict[str, Any]]]:
    """Give the facets of a query; ``without`` gives the entries that it keeps when one parameter is left out."""
    found = {}
    for name, facet in which.items():
        chosen = list(dict.fromkeys(facet.written(value) for value in given.all(name)))
        counts = dict(facet.count(without(name), reading, chosen))
        values = sorted(counts, key=lambda value: (-counts[value], value))[:MOST_VALUES]
        values = list(dict.fromkeys([*values, *chosen]))
        labels = facet.label(values, reading)
        rows = [
            {"value": v, "label": labels.get(v, v), "count": counts.get(v, 0), "selected": v in chosen} for v in values
        ]
        key = _by_year if facet.latest_first else _by_count
        found[name] = sorted(rows, key=key)
    return found


def _by_count(row: dict[str, Any]) -> tuple[Any, ...]:
    return -row["count"], row["label"], row["value"]


def _by_year(row: dict[str, Any]) -> tuple[Any, ...]:
    return (-int(row["value"]),)


def code_of(column: str) -> Counter:
    """Count a column that holds one code."""

    def count(rows: Rows, reading: Reading, chosen: Sequence[str]) -> Counts:
        found = rows.order_by().values_list(column).annotate(n=Count("pk"))
        return {value: count for value, count in found if value}

    return count


def members_of(column: str) -> Counter:
    """Count a column that holds several codes, each once a row."""

    def count(rows: Rows, reading: Reading, chosen: Sequence[str]) -> Counts:
        return _counted(rows, column, "SELECT v, count(*) FROM ({}) e (id, vs), unnest(e.vs) v GROUP BY v")

    return count


def wider_members_of(
    column: str, wider: Callable[[Sequence[str], Reading], list[list[str]]], record_type: str
) -> Counter:
    """Count a column of ids where a value stands for others too: a row counts once for each value that it fits."""

    def count(rows: Rows, reading: Reading, chosen: Sequence[str]) -> Counts:
        present = entries_at(RecordEntry, reading).filter(record_type=record_type)
        ids = list(dict.fromkeys([*present.values_list("record_id", flat=True), *chosen]))
        pairs = [(name, other) for name, others in zip(ids, wider(ids, reading), strict=True) for other in others]
        return _counted(
            rows,
            column,
            "SELECT w.name, count(DISTINCT e.id) FROM ({}) e (id, vs), unnest(e.vs) v"
            " JOIN unnest(%s::text[], %s::text[]) w (name, other) ON w.other = v GROUP BY w.name",
            [name for name, _ in pairs],
            [other for _, other in pairs],
        )

    return count


def years_of(column: str) -> Counter:
    """Count the years in which a partial date may lie."""

    def count(rows: Rows, reading: Reading, chosen: Sequence[str]) -> Counts:
        return _counted(
            rows.filter(**{f"{column}__isnull": False}),
            column,
            "SELECT to_char(y, 'FM0000'), count(*) FROM ({}) e (id, d), generate_series("
            "extract(year FROM lower(e.d))::int, extract(year FROM upper(e.d) - 1)::int) y GROUP BY y",
        )

    return count


def states(rows: Rows, reading: Reading, chosen: Sequence[str]) -> Counts:
    """Count the states and groups that may hold on the reading's day; unknown is also a day that no state claims."""
    holding = StandingRow.objects.filter(may__contains_day=reading.as_of)
    found = holding.filter(entry__in=rows.order_by().values("pk")).order_by().values_list("code")
    counts: dict[str, int] = dict(found.annotate(n=Count("entry", distinct=True)))
    silent = rows.filter(~Exists(holding.filter(entry=OuterRef("pk"), is_group=False))).count()
    if silent:
        counts["unknown"] = counts.get("unknown", 0) + silent
    return counts


def _counted(rows: Rows, column: str, sql: str, *params: Any) -> Counts:
    inner, inner_params = rows.order_by().values_list("pk", column).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql.format(inner), [*inner_params, *params])
        return dict(cursor.fetchall())


def coded(labels: Mapping[str, Any]) -> Callable[[Iterable[str], Reading], Labels]:
    """Call codes by their labels."""

    def label(values: Iterable[str], reading: Reading) -> Labels:
        with override(reading.language):
            return {value: str(labels.get(value, value)) for value in values}

    return label


def named(record_type: str) -> Callable[[Iterable[str], Reading], Labels]:
    """Call records by their names on the reading's day."""

    def label(values: Iterable[str], reading: Reading) -> Labels:
        found = documents(record_type, {value.lower() for value in values}, reading)
        return {v: name_of(record_type, found[v.lower()], reading) for v in values if v.lower() in found}

    return label


def itself(values: Iterable[str], reading: Reading) -> Labels:
    """Call values by themselves."""
    return {value: value for value in values}


def with_predecessors(names: Sequence[str], reading: Reading) -> list[list[str]]:
    """For each institution give itself and those that it succeeded."""
    found = predecessors(names, reading)
    return [found[name] for name in names]


AGREEMENT_FACETS: Final[Mapping[str, Facet]] = {
    "state": Facet(states, coded({**GROUP_LABELS, **STATE_LABELS})),
    "kind": Facet(code_of("kind"), coded(dict(Kind.choices))),
    "legal_force": Facet(code_of("legal_force"), coded(dict(LegalForceCode.choices))),
    "level": Facet(code_of("level"), coded(dict(Level.choices))),
    "sector": Facet(wider_members_of("sectors", with_descendants, "sector"), named("sector"), str.lower),
    "form": Facet(members_of("forms"), coded(dict(Form.choices))),
    "country": Facet(members_of("countries"), named("country"), str.upper),
    "institution": Facet(
        wider_members_of("institutions", with_predecessors, "institution"), named("institution"), str.lower
    ),
    "year": Facet(years_of("signed"), itself, latest_first=True),
}
