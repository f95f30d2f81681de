"""Every list parameter: what it finds, what it leaves out, and the neighbours of its boundaries."""

from __future__ import annotations

import pytest

from agreements.models import Agreement, Occasion
from agreements.publishing import publish
from agreements.register.agreements import list_agreements
from agreements.register.problems import BadParametersError
from agreements.register.query import read_query
from tests.agreements.register.building import ALL, BARE, NEW, OLD, TACIT, YEAR
from tests.factories import ActFactory

pytestmark = pytest.mark.usefixtures("records")


def found(query: str) -> set[str]:
    return {row["id"] for row in list_agreements(read_query(query)).results}


def refused(query: str) -> dict[str, tuple[str, ...]]:
    with pytest.raises(BadParametersError) as error:
        list_agreements(read_query(query))
    return {problem.parameter: problem.allowed for problem in error.value.problems}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ALL),
        ("party=KR&party=CN", {OLD, NEW, YEAR}),
        ("party=kr&party=cn", {OLD, NEW, YEAR}),
        ("party=KR", {OLD, NEW, TACIT, YEAR}),
        ("party=JP", {TACIT, BARE}),
        ("party=VN", set()),
        ("party=KR&party=VN", set()),
        ("party=kr-mss", {NEW, OLD}),
        ("party=kr-smba", {OLD}),
        ("party=kr-mss&party=CN", {NEW, OLD}),
        ("party=kr-mss&party=JP", set()),
        ("country=JP&country=VN", {TACIT, BARE}),
        ("country=JP&country=KR", {OLD, NEW, TACIT, BARE, YEAR}),
        ("institution=kr-smba&institution=kr-mss", {OLD, NEW}),
        ("institution=apec", set()),
        ("identifier=unts:I-1:2", {NEW}),
        ("identifier=unts:I-1", set()),
        ("kind=treaty&kind=not-stated", {TACIT, BARE}),
        ("legal_force=binding", {TACIT}),
        ("legal_force=non-binding", {NEW}),
        ("level=inter-ministerial&level=intergovernmental", {OLD, TACIT}),
        ("sector=economy", {OLD, NEW, TACIT}),
        ("sector=startups", {OLD, NEW}),
        ("sector=trade&sector=health", {TACIT, YEAR}),
        ("sector=trade&sector=health&sector_match=any", {TACIT, YEAR}),
        ("sector=economy&sector=health&sector_match=all", {TACIT}),
        ("form=expert-exchange", {NEW}),
        ("form=training", set()),
        ("year=2019", {YEAR}),
        ("year=2018", set()),
        ("year=2019&year=2026", {YEAR, NEW}),
        ("occasion=state-visit-2026", {NEW}),
        ("source=gazette", {TACIT, YEAR}),
        ("has_successor=true", {OLD}),
        ("has_successor=false", ALL - {OLD}),
    ],
)
def test_a_filter_keeps_what_it_names_and_leaves_out_the_rest(query: str, expected: set[str]) -> None:
    assert found(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("signed_after=2019-12-31", {YEAR, NEW}),
        ("signed_after=2020-01-01", {NEW}),
        ("signed_after=2026-01-05", {NEW}),
        ("signed_after=2026-01-06", set()),
        ("signed_before=2019-01-01", {YEAR}),
        ("signed_before=2018-12-31", set()),
        ("signed_before=2026-01-04", {YEAR}),
        ("signed_before=2026-01", {YEAR, NEW}),
        ("signed_after=2019-06&signed_before=2019-06", {YEAR}),
        ("effective_after=2020-08-01", {TACIT}),
        ("effective_after=2020-08-02", set()),
        ("effective_before=2020-08-01", {TACIT}),
        ("effective_before=2020-07-31", set()),
        ("ends_after=2024-06-30", {OLD}),
        ("ends_after=2024-07-01", set()),
        ("ends_before=2024-06-01", {OLD}),
        ("ends_before=2024-05-31", set()),
        ("ends_after=2024-06-15&ends_before=2024-07-31", {OLD}),
        ("as_of=2024-05-31&ends_within=P1D", {OLD}),
        ("as_of=2024-05-30&ends_within=P1D", set()),
        ("as_of=2024-06-30&ends_within=P1D", {OLD}),
        ("as_of=2024-07-01&ends_within=P10Y", set()),
        ("as_of=2026-04-30&decision_within=P1D", {TACIT}),
        ("as_of=2026-04-29&decision_within=P1D", {TACIT}),
        ("as_of=2026-04-28&decision_within=P1D", set()),
        ("as_of=2026-05-01&decision_within=P1M", set()),
        ("as_of=2026-05-01&decision_within=P100Y", {TACIT}),
        ("as_of=2101-04-30&decision_within=P1D", {TACIT}),
        ("as_of=2101-04-28&decision_within=P1D", set()),
        ("as_of=2300-05-01&decision_within=P11M", set()),
        ("as_of=2300-05-01&decision_within=P1Y", {TACIT}),
    ],
)
def test_dates_ask_what_may_be_with_both_ends_included_and_unknown_never_matches(
    query: str, expected: set[str]
) -> None:
    assert found(query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("state=in-effect&as_of=2024-05-31&party=kr-smba", {OLD}),
        ("state=expired&as_of=2024-06-01&party=kr-smba", set()),
        ("state=expired&as_of=2024-06-02&party=kr-smba", {OLD}),
        ("state=in-effect&as_of=2024-06-30&party=kr-smba", {OLD}),
        ("state=in-effect&as_of=2024-07-01&party=kr-smba", set()),
        ("state=expired&certain=true&as_of=2024-06-30", set()),
        ("state=expired&certain=true&as_of=2024-07-01", {OLD}),
        ("state=expired&certain=false&as_of=2024-06-15", {OLD}),
        ("state=expired&certain=false&as_of=2024-07-01", set()),
        ("state=ended&certain=true&as_of=2026-01-05", {OLD}),
        ("state=replaced&as_of=2026-01-04", set()),
        ("state=replaced&certain=true&as_of=2026-01-05", {OLD}),
        ("state=running&as_of=2026-11-01&party=kr-mss", {NEW}),
        ("state=running&certain=true&as_of=2026-11-01", {TACIT}),
        ("state=running&certain=true&as_of=2023-07-31&state=in-effect", {TACIT}),
        ("state=in-effect&certain=true&as_of=2023-08-01", set()),
        ("state=in-effect-by-tacit-renewal&certain=true&as_of=2023-08-01", {TACIT}),
        ("state=not-yet&certain=true&as_of=2018-12-31", {NEW, YEAR, TACIT}),
        ("state=not-yet&certain=true&as_of=2019-01-01", {NEW, TACIT}),
        ("state=unknown&as_of=2026-01-01", {BARE}),
        ("certain=true&as_of=2025-06-30", {OLD, NEW, TACIT, BARE}),
        ("certain=false&as_of=2025-06-30", {YEAR}),
        ("certain=true&as_of=2024-06-15", {NEW, TACIT, BARE}),
        ("lapsed=true&as_of=2025-06-30", {OLD}),
        ("party=KR&party=CN&lapsed=true&as_of=2025-06-30", {OLD}),
        ("lapsed=true&as_of=2024-06-30", set()),
        ("lapsed=true&as_of=2024-07-01", {OLD}),
        ("lapsed=true&as_of=2026-01-04", {OLD}),
        ("lapsed=true&as_of=2026-01-05", set()),
        ("lapsed=true&as_of=2026-02-01", set()),
        ("lapsed=false&as_of=2025-06-30", ALL - {OLD}),
    ],
)
def test_states_are_read_on_the_day_asked_for(query: str, expected: set[str]) -> None:
    assert found(query) == expected


@pytest.mark.parametrize("day", ["2018-12-31", "2019-06-30", "2024-06-15", "2025-06-30", "2026-01-05", "2026-11-01"])
@pytest.mark.parametrize("certain", ["", "true"])
def test_the_filter_by_state_keeps_exactly_the_rows_that_show_it(day: str, certain: str) -> None:
    rows = list_agreements(read_query(f"as_of={day}")).results
    states = {code for row in rows for code in row["state"]["possible_states"]} | {"suspended"}
    for code in states:
        shown = {
            row["id"]
            for row in rows
            if code in row["state"]["possible_states"] and (not certain or row["state"]["certain"])
        }
        assert found(f"as_of={day}&state={code}&certain={certain}") == shown, code


def test_updated_since_is_record_time_with_its_instant_included(records: dict[str, Agreement]) -> None:
    rows = {row["id"]: row["updated_at"] for row in list_agreements(read_query("")).results}
    last = max(rows, key=rows.__getitem__)
    assert found(f"updated_since={rows[last]}") == {last}
    before = rows[last].replace("Z", "000Z")
    assert found(f"updated_since={before}") == {last}
    assert found(f"updated_since={rows[last].replace('Z', '1Z')}") == set()


@pytest.mark.parametrize(
    ("query", "parameter", "allowed"),
    [
        ("secter=x", "secter", "sector"),
        ("q=%2B%2B", "q", "words in any script"),
        ("facets=yes", "facets", "true"),
        ("foo=", "foo", "party"),
        ("STATE=expired", "STATE", "state"),
        ("state=foo", "state", "expired"),
        ("kind=mou", "kind", "memorandum-of-understanding"),
        ("legal_force=maybe", "legal_force", "binding"),
        ("level=x", "level", "sub-national"),
        ("form=x", "form", "training"),
        ("sector=nowhere", "sector", "startups"),
        ("sector=startups&sector_match=some", "sector_match", "all"),
        ("country=ZZ", "country", "kr"),
        ("country=kr-mss", "country", "kr"),
        ("institution=KR", "institution", "kr-mss"),
        ("party=kr,cn", "party", ""),
        ("party=nobody", "party", "kr-mss"),
        ("identifier=I-1", "identifier", ""),
        ("year=19", "year", "2024"),
        ("year=٢٠٢٤", "year", "2024"),
        ("certain=yes", "certain", "true"),
        ("lapsed=1", "lapsed", "true"),
        ("has_successor=x", "has_successor", "false"),
        ("occasion=none", "occasion", "state-visit-2026"),
        ("source=none", "source", "gazette"),
        ("program=none", "program", ""),
        ("as_of=2026-02-30", "as_of", ""),
        ("as_of=2026-02", "as_of", ""),
        ("as_of=today", "as_of", ""),
        ("as_of=9999-12-31", "as_of", ""),
        ("signed_after=June", "signed_after", "2024-06"),
        ("signed_after=2024-02-30", "signed_after", "2024"),
        ("signed_after=2024-06-20/2024-06-10", "signed_after", "2024"),
        ("signed_after=2025&signed_before=2024", "signed_after", ""),
        ("ends_within=180", "ends_within", ""),
        ("ends_within=-P1D", "ends_within", ""),
        ("ends_within=P9000Y", "ends_within", "P180D"),
        ("as_of=2026-01-01&decision_within=P9000Y", "decision_within", "P180D"),
        ("updated_since=2026-01-01", "updated_since", ""),
        ("updated_since=2026-01-01T00:00:00 01:00", "updated_since", ""),
        ("known_at=2999-01-01T00:00:00Z", "known_at", ""),
        ("known_at=2026-02-30T00:00:00Z", "known_at", ""),
        ("ordering=size", "ordering", "-signed"),
        ("ordering=relevance", "ordering", "title"),
        ("page_size=0", "page_size", ""),
        ("page_size=501", "page_size", ""),
        ("page_size=ten", "page_size", ""),
        ("cursor=abc", "cursor", ""),
        ("fields=id,tittle", "fields", "title"),
        ("expand=everything", "expand", "evidence"),
        ("lang=fr", "lang", "zh-hans"),
        ("as_of=2025-01-01&as_of=2025-01-01", "as_of", ""),
        ("lapsed=true&lapsed=false", "lapsed", ""),
        ("source=article&source=gazette", "source", ""),
    ],
)
def test_a_bad_parameter_is_refused_by_name_with_what_is_allowed(query: str, parameter: str, allowed: str) -> None:
    problems = refused(query)
    assert set(problems) == {parameter}
    assert not allowed or allowed in problems[parameter] or any("/api/v1/" in text for text in problems[parameter])


def test_every_problem_of_a_query_is_told_at_once() -> None:
    assert set(refused("secter=x&state=foo&as_of=never&page_size=0&kind=x&kind=treaty")) == {
        "secter",
        "state",
        "as_of",
        "page_size",
        "kind",
    }


def test_the_nearest_name_is_suggested() -> None:
    with pytest.raises(BadParametersError, match="Did you mean “sector”"):
        list_agreements(read_query("secter=x"))
    with pytest.raises(BadParametersError, match="Did you mean “expired”"):
        list_agreements(read_query("state=expird"))


def test_an_empty_value_counts_as_absent() -> None:
    assert found("state=&party=&as_of=&ordering=&cursor=&signed_after=%20") == ALL
    assert found("as_of=2025-06-30&as_of=&lapsed=true") == {OLD}


def test_an_act_that_lost_puts_no_agreement_on_its_occasion(records: dict[str, Agreement]) -> None:
    visit = Occasion.objects.get(slug="state-visit-2026")
    lost = {"preferred": False, "lost_reason": "Another meeting.", "type": "adopted", "date": None}
    ActFactory(agreement=records[YEAR], occasion=visit, **lost)
    publish([records[YEAR]], reason="A value that lost", by="ed")
    assert found("occasion=state-visit-2026") == {NEW}
