"""Facets: each count is what the list says when the value is chosen instead of the facet's own choice."""

from __future__ import annotations

import os
import random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement
from agreements.publishing import publish
from agreements.register.agreements import AGREEMENTS, list_agreements
from agreements.register.facets import AGREEMENT_FACETS
from agreements.register.problems import BadParametersError
from agreements.register.query import Query, read_query
from tests.agreements.register.building import NEW, agreement

pytestmark = [pytest.mark.thorough, pytest.mark.usefixtures("records")]

Facets = dict[str, list[dict[str, object]]]
MORE: dict[str, Any] = {"sectors": ("trade", "health"), "kind": "treaty", "ministries": ("kr-mss",)}
CHOICES = {
    "party": ["KR", "cn", "kr-mss"],
    "country": ["KR", "jp"],
    "institution": ["kr-smba", "cn-miit", "kr-mss"],
    "kind": ["treaty", "not-stated", "letter-of-intent"],
    "legal_force": ["binding"],
    "level": ["inter-ministerial", "not-stated"],
    "sector": ["economy", "health", "trade"],
    "sector_match": ["all", "any"],
    "form": ["expert-exchange"],
    "year": ["2019", "2026"],
    "state": ["running", "ended", "expired", "unknown", "not-yet"],
    "as_of": ["2019-06-01", "2024-06-15", "2026-01-05"],
    "q": ["memorandum", "JP", "중소벤처"],
    "lapsed": ["true", "false"],
    "signed_after": ["2019-07"],
}


def facets(query: str | Query) -> Facets:
    asked = (read_query(query) if isinstance(query, str) else query).having(facets="true")
    answer = list_agreements(asked).facets
    assert answer is not None
    return answer


def counts(rows: list[dict[str, object]]) -> dict[object, object]:
    return {row["value"]: row["count"] for row in rows}


def by_hand(query: Query) -> dict[str, dict[str, int]]:
    """Ask the list once for every value that there might be."""
    everything: dict[str, set[str]] = {
        "state": set(AGREEMENTS.filters.base_filters["state"].extra["reader"].codes),
        "year": {str(year) for year in range(2015, 2030)},
        "sector": {"economy", "startups", "trade", "health"},
        "country": {"KR", "CN", "JP", "VN"},
        "institution": {"kr-mss", "kr-smba", "cn-miit", "apec"},
    }
    for name in ("kind", "legal_force", "level", "form"):
        everything[name] = set(AGREEMENTS.filters.base_filters[name].extra["reader"].codes)
    found: dict[str, dict[str, int]] = {}
    for name, values in everything.items():
        chosen = {value.lower() for value in query.all(name)}
        rows = {v: list_agreements(query.without(name).having(**{name: v, "page_size": "1"})).count for v in values}
        found[name] = {v: n for v, n in rows.items() if n or v.lower() in chosen}
    return found


def test_every_facet_of_the_plan_is_given_in_the_shape_of_the_contract() -> None:
    answer = facets("")
    assert list(answer) == list(AGREEMENT_FACETS)
    assert set(answer) == {
        *("state", "kind", "legal_force", "level", "sector", "form", "country", "institution", "year")
    }
    for rows in answer.values():
        assert rows
        for row in rows:
            assert list(row) == ["value", "label", "count", "selected"]
            assert row["label"]
            assert row["selected"] is False


def test_facets_equal_a_count_by_hand_without_any_filter() -> None:
    assert {name: counts(rows) for name, rows in facets("").items()} == by_hand(Query())


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(12 if os.environ.get("TRIALS") == "all" else 3))
def test_facets_equal_a_count_by_hand_under_random_filters(seed: int) -> None:
    chance = random.Random(seed)
    names = chance.sample(sorted(CHOICES), chance.randint(1, 4))
    many = {n for n in names if n in AGREEMENTS.many}
    pairs = [
        (n, v) for n in names for v in chance.sample(CHOICES[n], min(len(CHOICES[n]), 1 + (n in many and seed % 2)))
    ]
    query = Query(tuple(pairs))
    assert {name: counts(rows) for name, rows in facets(query).items()} == by_hand(query), query


def test_facets_are_those_of_the_number_read(records: dict[str, Agreement]) -> None:
    before = facets("")
    then = list_agreements(Query()).reading.clocks["known_at"] or ""
    records[NEW].kind = "treaty"
    records[NEW].save()
    publish([records[NEW], agreement("vn-kr-new", countries=("VN", "KR"))], reason="More", by="ed")
    assert facets(Query.of(known_at=then)) == before
    assert counts(facets("")["kind"])["treaty"] == 2


def test_the_own_choice_is_left_out_and_every_other_kept() -> None:
    answer = facets("kind=treaty")
    assert counts(answer["kind"]) == counts(facets("")["kind"])
    assert [row["value"] for row in answer["kind"] if row["selected"]] == ["treaty"]
    assert counts(answer["country"]) == {"JP": 1, "KR": 1}


def test_a_choice_that_finds_nothing_is_shown_as_chosen_with_nothing() -> None:
    rows = facets("kind=letter-of-intent")["kind"]
    assert {"value": "letter-of-intent", "label": "Letter of intent", "count": 0, "selected": True} in rows


def test_choices_are_recognised_in_any_case_that_the_filter_takes() -> None:
    rows = facets("country=jp")["country"]
    assert [row["value"] for row in rows if row["selected"]] == ["JP"]


def test_labels_are_in_the_language_asked_for() -> None:
    labels = {row["value"]: row["label"] for row in facets("lang=ko")["country"]}
    assert labels["JP"] == "나라 JP"
    assert {row["value"]: row["label"] for row in facets("lang=ko")["institution"]}["kr-mss"] == "중소벤처기업부"
    assert {row["value"]: row["label"] for row in facets("lang=zh-hans")["sector"]}["health"] == "领域health"
    assert {row["value"]: row["label"] for row in facets("")["kind"]}["treaty"] == "Treaty"


def test_most_frequent_values_come_first_and_years_latest_first() -> None:
    numbers = [row["count"] for row in facets("")["country"]]
    assert numbers == sorted(numbers, reverse=True)
    assert [row["value"] for row in facets("")["year"]] == ["2026", "2019"]


def test_facets_come_only_where_they_are_asked_for() -> None:
    assert list_agreements(Query()).facets is None
    assert list_agreements(Query.of(facets="false")).facets is None
    with pytest.raises(BadParametersError):
        list_agreements(Query.of(facets="1"))


def test_facets_do_not_belong_to_the_question_of_a_cursor() -> None:
    first = list_agreements(Query.of(page_size="2", facets="true"))
    assert first.next is not None
    assert list_agreements(first.next.without("facets")).facets is None
    assert list_agreements(first.next).facets == first.facets


@pytest.mark.parametrize("query", ["", "kind=treaty&sector=economy&country=KR&state=running&q=memorandum"])
def test_more_records_cost_facets_no_more_queries(records: dict[str, Agreement], query: str) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            facets(query)
        return len(queries)

    publish([agreement("kr-cn-one", **MORE)], reason="More", by="ed")
    few = cost()
    added = [agreement(f"kr-cn-more-{n}", **MORE) for n in range(6)]
    publish(added, reason="More", by="ed")
    assert cost() == few


def test_facets_of_a_great_register_are_remembered_until_something_is_published(
    records: dict[str, Agreement], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agreements.register.facets.REMEMBERED_FROM", 0)

    def asked(query: str) -> tuple[Facets, int]:
        with CaptureQueriesContext(connection) as queries:
            found = facets(query)
        return found, len(queries)

    first, cost = asked("kind=treaty")
    again, less = asked("kind=treaty&page_size=2&ordering=title")
    assert again == first
    assert less < cost
    assert asked("kind=declaration")[0] != first
    assert asked("kind=treaty&lang=ko")[0] != first
    publish([agreement("kr-cn-treaty", **MORE)], reason="One more", by="ed")
    assert asked("kind=treaty")[0] != first
