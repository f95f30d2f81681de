"""The two clocks and the language: what a reading sees, what it echoes, and which instants are refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from agreements.asof import instant, today
from agreements.models import Agreement
from agreements.publishing import publish, restore, withdraw
from agreements.register.agreements import get_agreement, list_agreements
from agreements.register.models import Publication
from agreements.register.moments import read_instant, write_instant
from agreements.register.outcomes import Gone
from agreements.register.problems import BadParametersError, BadValueError
from agreements.register.query import Query, read_query
from agreements.register.reading import accepted_language, open_reading
from tests.agreements.register.building import BARE, NEW, OLD, agreement


def at(moment: datetime) -> Query:
    return Query.of(known_at=write_instant(moment))


def test_an_empty_register_is_read_at_number_zero_without_an_instant(db: None) -> None:
    reading = open_reading(Query())
    assert (reading.number, reading.known_at, reading.as_of) == (0, None, today())
    assert list_agreements(Query()).count == 0


def test_known_at_shows_the_register_as_it_stood(records: dict[str, Agreement]) -> None:
    before = list_agreements(Query())
    records[NEW].public_notes = "A second thought"
    records[NEW].save()
    publish([records[NEW]], reason="A note", by="ed")
    publish([agreement("kr-cn-after")], reason="Another", by="ed")
    then = Query.of(known_at=before.reading.clocks["known_at"] or "")
    assert list_agreements(then).results == before.results
    assert list_agreements(then).count == 5
    assert list_agreements(Query()).count == 6
    assert get_agreement("kr-cn-after", open_reading(then)) is None
    old = get_agreement(NEW, open_reading(then))
    assert isinstance(old, dict)
    assert old["public_notes"] == ""


def test_known_at_sees_the_publication_of_that_instant_and_not_the_one_after(records: dict[str, Agreement]) -> None:
    last = Publication.objects.latest("number")
    assert open_reading(at(last.time)).number == last.number
    assert open_reading(at(last.time - timedelta(microseconds=1))).number == last.number - 1
    assert open_reading(at(last.time - timedelta(microseconds=1))).known_at < last.time


def test_before_the_first_publication_there_is_nothing(records: dict[str, Agreement]) -> None:
    reading = open_reading(read_query("known_at=1999-01-01T00:00:00Z"))
    assert (reading.number, reading.clocks["known_at"]) == (0, None)
    assert get_agreement(OLD, reading) is None
    assert list_agreements(read_query("known_at=1999-01-01T00:00:00Z&party=KR")).count == 0


def test_an_instant_in_the_future_is_refused_and_the_present_is_not(records: dict[str, Agreement]) -> None:
    assert open_reading(at(instant())).number == Publication.objects.latest("number").number
    with pytest.raises(BadParametersError) as error:
        open_reading(at(instant() + timedelta(minutes=1)))
    assert [p.parameter for p in error.value.problems] == ["known_at"]


def test_both_clocks_turn_apart(records: dict[str, Agreement]) -> None:
    """The state on one day as it was known before and after the successor was published."""
    succession = Publication.objects.get(record_id=OLD, type="updated")
    before = at(succession.time - timedelta(seconds=0, microseconds=2)).having(as_of="2026-01-05")
    after = Query.of(as_of="2026-01-05")
    states = [get_agreement(OLD, open_reading(q))["state"]["state"] for q in (before, after)]  # type: ignore[index]
    assert states == ["expired", "replaced"]


def test_a_withdrawn_record_is_gone_whatever_the_instant(records: dict[str, Agreement]) -> None:
    moment = Publication.objects.latest("number").time
    withdraw([records[BARE]], reason="Not an agreement", by="ed")
    for query in (Query(), at(moment)):
        found = get_agreement(BARE, open_reading(query))
        assert isinstance(found, Gone)
        assert found.reason == "Not an agreement"
        assert BARE not in {row["id"] for row in list_agreements(query).results}
    restore([records[BARE]], reason="It was one", by="ed")
    assert isinstance(get_agreement(BARE, open_reading(Query())), dict)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-05T09:30:00Z", datetime(2026, 1, 5, 9, 30, tzinfo=UTC)),
        ("2026-01-05t09:30:00z", datetime(2026, 1, 5, 9, 30, tzinfo=UTC)),
        ("2026-01-05T09:30:00.000001Z", datetime(2026, 1, 5, 9, 30, 0, 1, tzinfo=UTC)),
        ("2026-01-05T09:30:00.0000019Z", datetime(2026, 1, 5, 9, 30, 0, 1, tzinfo=UTC)),
        ("2026-01-05T18:30:00+09:00", datetime(2026, 1, 5, 9, 30, tzinfo=UTC)),
        ("2026-01-05T09:00:00-00:30", datetime(2026, 1, 5, 9, 30, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, tzinfo=UTC)),
    ],
)
def test_instants_are_read_as_rfc_3339_writes_them(text: str, moment: datetime) -> None:
    assert read_instant(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-01-05",
        "2026-01-05T09:30Z",
        "2026-01-05T09:30:00",
        "2026-01-05 09:30:00Z",
        "2026-01-05T24:00:00Z",
        "2026-02-30T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00",
        "2026-01-05T09:30:00+24:00",
        "2026-01-05T09:30:00 09:00",
        "٢٠٢٦-01-05T09:30:00Z",
        "1767605400",
        "now",
    ],
)
def test_other_texts_are_no_instants(text: str) -> None:
    with pytest.raises(BadValueError):
        read_instant(text)


def test_an_instant_written_is_read_back() -> None:
    moment = datetime(812, 1, 5, 9, 30, 0, 17, tzinfo=UTC)
    assert read_instant(write_instant(moment)) == moment
    assert len(write_instant(moment)) == len("2026-01-05T09:30:00.000001Z")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("ko", "ko"),
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("zh-CN", "zh-hans"),
        ("zh-Hans", "zh-hans"),
        ("fr,ko;q=0.5", "ko"),
        ("fr", "en"),
        ("ko;q=0,en", "en"),
        ("*", "en"),
        ("\x00,;;q=ü", "en"),
        ("x" * 10_000, "en"),
    ],
)
def test_the_language_is_the_first_of_the_readers_that_is_ours(header: str, language: str) -> None:
    assert accepted_language(header) == language
