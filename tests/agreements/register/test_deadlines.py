"""Deadlines: which days are there and which are left out, the rule and inputs of each, and how past ones turned out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from agreements.models import Act, Agreement, Relation
from agreements.publishing import merge, publish, withdraw
from agreements.register.deadlines import list_deadlines
from agreements.register.models import AgreementEntry, Publication
from agreements.register.moments import write_instant
from agreements.register.problems import BadParametersError
from agreements.register.query import Query
from agreements.register.terms import decision_from, terms_of
from programs.models import Program, Session
from tests.agreements.audit.running import run
from tests.agreements.register.deadline_world import (
    DATED,
    ELSEWHERE,
    NEW,
    OLD,
    PAUSED,
    PLAN,
    PROLONGED,
    STOPPED,
    TACIT,
    world,
)

DAY = "2026-11-22"


@pytest.fixture(scope="module")
def published(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Agreement | Program]]:
    """The register of deadlines, taken back when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield world()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def records(published: dict[str, Agreement | Program], db: None) -> dict[str, Agreement | Program]:
    """Every record, fresh, in the test's own savepoint."""
    for record in published.values():
        record.refresh_from_db()
    return published


def asked(**filters: Any) -> list[dict[str, Any]]:
    """Give the rows of a question, asked on 22 November 2026 unless told otherwise."""
    given = {"as_of": DAY, "page_size": "500", **filters}
    return list_deadlines(Query.of(**{name.rstrip("_"): value for name, value in given.items()})).results


def ids(**filters: Any) -> list[str]:
    return [row["uid"] for row in asked(**filters)]


def one(uid: str, **filters: Any) -> dict[str, Any]:
    return next(row for row in asked(from_="2000-01-01", **filters) if row["uid"] == uid)


def test_the_list_begins_on_the_day_read_and_goes_on_without_end() -> None:
    found = ids(to="2029-01-01")
    assert found == [
        f"program/{PLAN}/program-end",
        f"program/{PLAN}/session/second",
        f"agreement/{TACIT}/decision/5",
        f"agreement/{TACIT}/decision/6",
        f"agreement/{DATED}/end",
    ]
    assert asked()[-1]["date"] == "2100-04-30"


def test_a_partial_date_is_in_a_span_if_any_of_its_days_is() -> None:
    uid = f"agreement/{DATED}/end"
    assert uid in ids(from_="2028-06-30", to="2028-12-31")
    assert uid in ids(from_="2028-01-01", to="2028-06-01")
    assert uid not in ids(from_="2028-07-01", to="2028-12-31")
    assert uid not in ids(from_="2028-01-01", to="2028-05-31")


@pytest.mark.parametrize(
    ("filters", "parameter"),
    [
        ({"from_": "2027-02-01", "to": "2027-01-31"}, "from"),
        ({"to": "2026-11-21"}, "to"),
        ({"from_": "2027"}, "from"),
        ({"to": "2027-02-30"}, "to"),
        ({"type": "ending"}, "type"),
        ({"party": "ZZ"}, "party"),
        ({"agreement": "no-such"}, "agreement"),
        ({"program": "no-such"}, "program"),
        ({"kind": "plan"}, "kind"),
        ({"state": "expired"}, "state"),
    ],
)
def test_a_bad_value_is_refused_by_name(filters: dict[str, str], parameter: str) -> None:
    with pytest.raises(BadParametersError) as refused:
        asked(**filters)
    assert [problem.parameter for problem in refused.value.problems] == [parameter]


def test_a_decision_date_says_which_term_is_renewed_and_by_which_clause() -> None:
    row = one(f"agreement/{TACIT}/decision/5")
    assert (row["date"], row["earliest"], row["latest"]) == ("2027-04-30", "2027-04-30", "2027-04-30")
    assert row["rule"]["code"] == "tacit-renewal"
    assert row["rule"]["words"] == (
        "Notice must be given by 30 April 2027, or the term that ends on 31 July 2027 is renewed tacitly."
    )
    clause = row["rule"]["inputs"]["clause"]
    assert (clause["initial_term"], clause["renewal_term"], clause["notice_period"]) == ("P36M", "P12M", "P3M")
    assert row["rule"]["inputs"]["counted_from"] == "2020-08-01"
    assert row["term"] == {"number": 5, "first_day": "2026-08-01", "last_day": "2027-07-31", "by": "tacit-renewal"}
    assert (row["tacit_renewal"], row["basis"], row["outcome"], row["when"]) == (True, "computed", None, "ahead")


def test_a_tacit_renewal_is_no_end_and_never_expired() -> None:
    rows = [row for row in asked(from_="2020-01-01", to="2040-01-01") if row["record"]["id"] == TACIT]
    assert {row["type"] for row in rows} == {"decision"}
    past = [row["outcome"]["code"] for row in rows if row["when"] == "past"]
    assert past == ["tacitly-renewed"] * 4
    assert one(f"agreement/{TACIT}/decision/1")["outcome"] == {
        "code": "tacitly-renewed",
        "label": "Renewed tacitly",
        "certain": True,
        "on": "2023-08-01",
        "successors": [],
    }


def test_between_the_notice_and_the_end_of_the_term_nothing_is_settled() -> None:
    row = one(f"agreement/{TACIT}/decision/4", as_of="2026-07-31")
    assert (row["when"], row["outcome"]["code"], row["outcome"]["certain"]) == ("past", "no-notice-known", False)
    assert one(f"agreement/{TACIT}/decision/4", as_of="2026-08-01")["outcome"]["code"] == "tacitly-renewed"
    assert one(f"agreement/{TACIT}/decision/4", as_of="2026-04-30")["when"] == "now"


@pytest.mark.parametrize(
    ("uid", "date", "code", "outcome"),
    [
        (f"agreement/{OLD}/end", "2024-06", "expired", "expired"),
        (f"agreement/{STOPPED}/end", "2020-08-31", "terminated", "terminated"),
        (f"agreement/{PROLONGED}/end", "2017-02-05", "extended", "expired"),
        (f"agreement/{PROLONGED}/term-end/act-extended", "2012-02-05", "term-extended", "extended"),
        (f"agreement/{PAUSED}/suspension-end/act-suspended", "2018-12-31", "suspended", "resumed"),
        (f"program/{PLAN}/session/first", "2026-04", "session", "held"),
        (f"program/{PLAN}/session/dropped", "2026-09", "session", "cancelled"),
        (f"program/{PLAN}/activity-end/exchange", "2026-05", "activity-end", "completed"),
        (f"program/{PLAN}/activity-end/train", "2026-06", "activity-end", "not-known"),
        (f"program/{ELSEWHERE}/program-end", "2026-10", "program-end", "not-known"),
    ],
)
def test_a_past_deadline_says_by_which_rule_it_came_and_how_it_turned_out(
    uid: str, date: str, code: str, outcome: str
) -> None:
    row = one(uid)
    assert (row["date"], row["rule"]["code"], row["outcome"]["code"], row["when"]) == (date, code, outcome, "past")
    assert row["rule"]["words"]
    assert "{" not in row["rule"]["words"]


def test_an_end_names_the_act_that_made_it_and_what_followed() -> None:
    row = one(f"agreement/{OLD}/end")
    assert row["rule"]["inputs"]["event"]["type"] == "expired"
    assert row["outcome"]["successors"] == [NEW]
    assert one(f"agreement/{OLD}/end", as_of="2025-06-30")["outcome"]["successors"] == []
    assert one(f"agreement/{DATED}/end")["rule"]["code"] == "until-date"


def test_a_pair_has_the_sessions_of_programmes_that_rest_on_its_agreements() -> None:
    found = ids(party=["KR", "CN"], to="2027-12-31")
    assert f"program/{PLAN}/session/second" in found
    assert f"agreement/{TACIT}/decision/5" in found
    assert all(ELSEWHERE not in uid and DATED not in uid for uid in found)
    assert f"program/{ELSEWHERE}/program-end" in ids(party="JP", from_="2026-01-01")
    assert ids(party=["JP", "kr-mss"]) == []


def test_deadlines_are_narrowed_by_what_they_show() -> None:
    assert {row["type"] for row in asked(type=["session", "end"], from_="2000-01-01")} == {"session", "end"}
    assert {row["record"]["id"] for row in asked(kind="treaty", from_="2000-01-01")} == {TACIT}
    assert {row["record"]["id"] for row in asked(sector="health", from_="2000-01-01")} == {ELSEWHERE}
    assert {row["record"]["id"] for row in asked(sector="economy", to="2027-12-31")} == {TACIT, PLAN}
    assert {row["record"]["id"] for row in asked(agreement=NEW, from_="2000-01-01")} == {PLAN}
    assert {row["record"]["id"] for row in asked(program=PLAN, from_="2000-01-01")} == {PLAN}
    assert ids(institution="kr-mss", from_="2000-01-01", type="end") == [f"agreement/{OLD}/end"]
    assert {row["record"]["id"] for row in asked(q="memorandum tacit", to="2027-12-31")} == {TACIT}
    assert {row["record"]["id"] for row in asked(q="plan", to="2027-12-31")} == {PLAN}
    assert {row["record"]["id"] for row in asked(country="JP")} == {DATED}


def test_the_list_goes_on_page_by_page_without_losing_or_repeating_a_row() -> None:
    whole = ids(from_="2000-01-01")
    query, found = Query.of(as_of=DAY, **{"from": "2000-01-01"}, page_size="7"), []
    while query is not None:
        page = list_deadlines(query)
        found += [row["uid"] for row in page.results]
        assert page.count == len(whole)
        query = page.next
    assert found == whole
    backwards = ids(from_="2000-01-01", ordering="-date")
    assert sorted(backwards) == sorted(whole)
    assert backwards[0] == whole[-1]


def test_a_longer_list_costs_no_more_queries() -> None:
    def cost(size: str) -> int:
        with CaptureQueriesContext(connection) as asked_for:
            list_deadlines(Query.of(as_of=DAY, **{"from": "2000-01-01"}, page_size=size))
        return len(asked_for)

    assert cost("100") == cost("20")


def test_a_moved_date_keeps_its_name_and_the_past_keeps_its_date(records: dict[str, Any]) -> None:
    before = write_instant(Publication.objects.latest("number").time)
    Act.objects.filter(agreement=records[TACIT], type="effective").update(date="2020-09-15")
    publish([records[TACIT]], reason="Corrected", by="ed")
    uid = f"agreement/{TACIT}/decision/5"
    assert one(uid)["date"] == "2027-06-14"
    assert one(uid, known_at=before)["date"] == "2027-04-30"
    Session.objects.filter(program=records[PLAN], key="second").update(date="2027-03-04")
    publish([records[PLAN]], reason="Fixed", by="ed")
    assert one(f"program/{PLAN}/session/second")["date"] == "2027-03-04"
    assert one(f"program/{PLAN}/session/second", known_at=before)["date"] == "2027"
    assert run() == (0, "no finding\n")


def test_what_is_withdrawn_or_merged_has_no_deadlines(records: dict[str, Any]) -> None:
    before = write_instant(Publication.objects.latest("number").time)
    withdraw([records[DATED]], reason="Mistake", by="ed")
    merge(records[STOPPED], records[PROLONGED], reason="Twice", by="ed")
    now = ids(from_="2000-01-01")
    assert not [uid for uid in now if DATED in uid or STOPPED in uid]
    then = ids(from_="2000-01-01", known_at=before)
    assert f"agreement/{STOPPED}/end" in then
    assert not [uid for uid in then if DATED in uid]
    assert run()[0] == 0


def test_what_a_withdrawn_record_said_is_in_no_rule_of_an_earlier_instant(records: dict[str, Any]) -> None:
    Relation.objects.create(
        subject=records[NEW], object=records[PAUSED], code="replaces", date="2025-01-01", wording="in secret words"
    )
    publish([records[NEW]], reason="Related", by="ed")
    uid = f"agreement/{PAUSED}/end"
    row = one(uid)
    assert (row["date"], row["rule"]["code"], row["outcome"]["code"]) == ("2024-12-31", "replaced", "replaced")
    assert row["rule"]["inputs"]["relation"]["wording"] == "in secret words"
    before = write_instant(Publication.objects.latest("number").time)
    withdraw([records[NEW]], reason="Mistake", by="ed")
    then = one(uid, known_at=before)
    assert then["date"] == "2024-12-31"
    assert "in secret words" not in str(asked(from_="2000-01-01", known_at=before))
    assert uid not in ids(from_="2000-01-01")


def test_an_observed_end_leaves_no_decision_after_it_in_any_list_and_no_running_term(records: dict[str, Any]) -> None:
    seen = {"type": "observed", "observed_state": "expired", "date": "2026-02-11"}
    Act.objects.create(agreement=records[TACIT], key="seen", **seen)
    publish([records[TACIT]], reason="Seen expired", by="ed")
    assert asked(type="decision", agreement=TACIT) == []
    past = asked(type="decision", agreement=TACIT, from_="2000-01-01")
    assert [row["date"] for row in past] == ["2023-04-30", "2024-04-30", "2025-04-30"]
    for day, decision, current in (("2025-04-30", "2025-04-30", [3]), ("2026-02-10", None, [4]), (DAY, None, [])):
        entry = AgreementEntry.objects.get(record_id=TACIT, until_number=None)
        document = entry.publication.document
        assert decision_from(document, date.fromisoformat(day)) == decision
        terms = terms_of(document, date.fromisoformat(day))
        assert [term["number"] for term in terms if term["current"]] == current
    assert decision_from(document, date(2150, 1, 1)) is None
    assert run()[0] == 0


def test_a_draft_change_moves_no_deadline(records: dict[str, Any]) -> None:
    before = ids(from_="2000-01-01")
    Act.objects.filter(agreement=records[OLD]).update(date="2024-12")
    assert one(f"agreement/{OLD}/end")["date"] == "2024-06"
    assert ids(from_="2000-01-01") == before


def test_words_are_said_in_the_language_asked_for() -> None:
    row = one(f"agreement/{TACIT}/decision/5", lang="ko")
    assert "2027년 4월 30일" in row["rule"]["words"]
