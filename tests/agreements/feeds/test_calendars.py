"""Calendars of deadlines (scenarios P7, A10): the rows of the list, as entries that move when a date moves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from agreements.models import Clause
from agreements.publishing import publish, withdraw
from tests.agreements.exports.reading import answer, body, table
from tests.agreements.feeds.reading import calendar, events
from tests.agreements.register.deadline_world import DATED, ELSEWHERE, PLAN, TACIT, world

TODAY = "as_of=2026-11-22"


@pytest.fixture(scope="module")
def ends(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """Publish one of each way in which a day becomes a deadline, once for the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield world()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def fresh(ends: dict[str, Any], db: None) -> dict[str, Any]:
    """Give the records, fresh from the database."""
    for record in ends.values():
        record.refresh_from_db()
    return ends


@pytest.mark.parametrize(
    "question",
    [TODAY, f"{TODAY}&party=KR&party=CN", f"{TODAY}&type=session", f"{TODAY}&from=2020-01-01&to=2026-12-31",
     f"{TODAY}&q=memorandum", f"{TODAY}&page_size=2", f"{TODAY}&ordering=-date&page_size=3"],
)  # fmt: skip
def test_calendar_file_and_list_have_the_same_deadlines(client: Client, question: str) -> None:
    rows = table(client, f"/deadlines.csv?{question}")
    whole = "" if "page_size" in question else "&page_size=500"
    listed = answer(client, f"/deadlines.json?{question}{whole}").json()["results"]
    assert [row["uid"] for row in rows] == [row["uid"] for row in listed]
    assert list(events(client, f"/deadlines.ics?{question}")) == [row["uid"] for row in rows]
    assert rows


def test_a_day_known_to_the_month_is_an_event_over_its_days_and_says_so(client: Client) -> None:
    end = events(client, f"/deadlines.ics?{TODAY}")[f"agreement/{DATED}/end"]
    assert (end.since, end.until) == (date(2028, 6, 1), date(2028, 7, 1))
    assert end.summary == f"Last day in effect: Memorandum {DATED} (known to the month: June 2028)"
    decision = next(
        one for uid, one in events(client, f"/deadlines.ics?{TODAY}").items() if uid.startswith(f"agreement/{TACIT}/")
    )
    assert (decision.since, decision.until) == (date(2027, 4, 30), date(2027, 5, 1))
    assert decision.summary == f"Last day for a notice: Memorandum {TACIT}"
    assert "Notice must be given by 30 April 2027" in decision.description
    assert decision.url == f"http://testserver/agreements/{TACIT}/?{TODAY}"


def test_when_an_editor_moves_a_date_the_same_entry_moves(client: Client, ends: dict[str, Any]) -> None:
    uid = f"agreement/{DATED}/end"
    before = events(client, f"/agreements.ics?{TODAY}&party=JP")[uid]
    Clause.objects.filter(agreement=ends[DATED]).update(until_date="2029-01-15")
    assert events(client, f"/agreements.ics?{TODAY}&party=JP")[uid] == before
    publish([ends[DATED]], reason="The text says otherwise", by="ed")
    after = events(client, f"/agreements.ics?{TODAY}&party=JP")[uid]
    assert after.uid == before.uid
    assert (after.since, after.until) == (date(2029, 1, 15), date(2029, 1, 16))
    assert after.sequence > before.sequence


def test_the_same_register_gives_the_same_bytes(client: Client) -> None:
    first, second = (answer(client, f"/deadlines.ics?{TODAY}") for _ in range(2))
    assert body(first) == body(second)
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert client.get(f"/deadlines.ics?{TODAY}", headers={"if-none-match": first["ETag"]}).status_code == 304


def test_a_deadline_that_is_no_more_disappears(client: Client, ends: dict[str, Any]) -> None:
    assert f"agreement/{DATED}/end" in events(client, f"/agreements.ics?{TODAY}")
    assert f"agreement/{DATED}/end" not in events(client, "/agreements.ics?as_of=2028-07-01")
    withdraw([ends[DATED]], reason="By mistake", by="ed")
    assert f"agreement/{DATED}/end" not in events(client, f"/agreements.ics?{TODAY}")


def test_the_calendar_of_a_list_has_the_deadlines_of_the_records_it_keeps(client: Client) -> None:
    kept = {uid.split("/")[1] for uid in events(client, f"/agreements.ics?{TODAY}&party=KR&party=CN")}
    assert TACIT in kept
    assert DATED not in kept
    plans = events(client, f"/programs.ics?{TODAY}")
    assert {uid.split("/")[1] for uid in plans} == {PLAN}
    assert plans[f"program/{PLAN}/session/second"].summary.startswith("Session: Second session – Plan ")
    assert "known to the year: 2027" in plans[f"program/{PLAN}/session/second"].summary
    assert events(client, f"/programs.ics?{TODAY}&country=JP") == {}
    assert ELSEWHERE in {uid.split("/")[1] for uid in events(client, "/programs.ics?as_of=2026-01-01&country=JP")}


def test_only_the_records_of_a_page_that_is_asked_for_are_in_its_calendar(client: Client) -> None:
    first = table(client, "/agreements.csv?as_of=2020-01-01&page_size=1&ordering=title")[0]["id"]
    found = events(client, "/agreements.ics?as_of=2020-01-01&page_size=1&ordering=title")
    assert {uid.split("/")[1] for uid in found} <= {first}


def test_a_calendar_says_what_it_is_called_and_how_often_to_ask(client: Client) -> None:
    whole = calendar(client, f"/ko/agreements.ics?{TODAY}&party=KR")
    assert "party=KR" in str(whole["X-WR-CALNAME"])
    assert (whole["REFRESH-INTERVAL"].to_ical(), whole["REFRESH-INTERVAL"].params["VALUE"]) == (b"PT12H", "DURATION")
    assert str(whole["URL"]) == f"http://testserver/ko/agreements/?{TODAY}&party=KR"
    event = whole.walk("VEVENT")[0]
    assert event["SUMMARY"].params["LANGUAGE"] == "ko"
    assert str(event["URL"]).startswith("http://testserver/ko/agreements/")


@pytest.mark.parametrize("address", ["/countries.ics", "/changes.ics", "/sources.ics", "/agreements.xml"])
def test_what_has_no_deadlines_has_no_calendar(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_calendar_without_events_is_a_calendar_still(client: Client) -> None:
    whole = calendar(client, f"/agreements.ics?{TODAY}&party=JP&party=CN&kind=treaty")
    assert [each.name for each in whole.subcomponents] == ["VTIMEZONE"]
    assert next(each.name for each in calendar(client, f"/deadlines.ics?{TODAY}").subcomponents) == "VEVENT"


def test_a_title_with_control_characters_breaks_no_line_of_a_calendar(client: Client, ends: dict[str, Any]) -> None:
    with transaction.atomic():
        for title in ends[TACIT].titles.all():
            title.title = "Tacit\rBEGIN:VALARM\x0b\x1f\x7f of two\r\nlines"
            title.save()
        publish([ends[TACIT]], reason="Named anew", by="an editor")
    written = client.get("/deadlines.ics", {"from": "0001-01-01"}).getvalue()
    assert b"BEGIN:VALARM" in written.replace(b"\r\n ", b"")
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|(?<!\r)\n", written)
