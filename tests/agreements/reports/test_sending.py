"""Taking reports in: the share of an hour and a day, and what is remembered of a sender."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django.fixtures import Settings

from agreements.reports.models import Report, Tally
from agreements.reports.sending import Sender, TooManyReports, new_reference, send

NOON = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
WHAT = {"language": "en", "message": "The day is wrong."}
pytestmark = pytest.mark.django_db


def sender(address: str = "203.0.113.7", now: datetime = NOON) -> Sender:
    return Sender.of(address, now.date())


@pytest.fixture(autouse=True)
def limits(settings: Settings) -> None:
    settings.REPORTS_PER_HOUR = 2
    settings.REPORTS_PER_DAY = 3


def test_a_report_is_stored_as_new_with_its_instant_and_a_reference() -> None:
    made = send(sender(), NOON, **WHAT)
    assert Report.objects.get() == made
    assert (made.state, made.received_at, made.message) == ("new", NOON, "The day is wrong.")
    assert len(made.reference) == 11


def test_the_share_of_an_hour_is_told_with_the_seconds_until_the_next() -> None:
    send(sender(), NOON, **WHAT)
    send(sender(), NOON, **WHAT)
    with pytest.raises(TooManyReports) as full:
        send(sender(), NOON, **WHAT)
    assert full.value.wait == 1801
    assert Report.objects.count() == 2
    send(sender(), NOON + timedelta(minutes=30), **WHAT)


def test_the_share_of_a_day_lasts_until_midnight() -> None:
    for hours in range(3):
        send(sender(), NOON + timedelta(hours=hours), **WHAT)
    with pytest.raises(TooManyReports) as full:
        send(sender(), NOON + timedelta(hours=3), **WHAT)
    assert full.value.wait == 8.5 * 3600 + 1
    tomorrow = NOON + timedelta(days=1)
    send(sender(now=tomorrow), tomorrow, **WHAT)


def test_each_address_has_its_own_share_and_a_network_of_the_newer_kind_one() -> None:
    for last in (1, 2):
        send(sender(f"2001:db8:1:2::{last}"), NOON, **WHAT)
    with pytest.raises(TooManyReports):
        send(sender("2001:db8:1:2:ffff::9"), NOON, **WHAT)
    send(sender("2001:db8:1:3::1"), NOON, **WHAT)
    send(sender("203.0.113.8"), NOON, **WHAT)


def test_nought_is_no_limit(settings: Settings) -> None:
    settings.REPORTS_PER_HOUR = settings.REPORTS_PER_DAY = 0
    for _time in range(5):
        send(sender(), NOON, **WHAT)
    assert Report.objects.count() == 5


def test_nothing_of_an_address_is_kept_and_its_digest_differs_every_day_and_with_every_key(
    settings: Settings,
) -> None:
    send(sender(), NOON, **WHAT)
    stored = [str(value) for model in (Report, Tally) for row in model.objects.values() for value in row.values()]
    assert not any("203.0.113.7" in value for value in stored)
    today, tomorrow = sender(), sender(now=NOON + timedelta(days=1))
    assert today != tomorrow
    settings.SECRET_KEY = "another key that nobody knows, long enough to be one"
    assert sender() not in (today, tomorrow)


def test_the_tally_of_a_day_is_wiped_by_the_first_report_of_another() -> None:
    send(sender(), NOON, **WHAT)
    later = NOON + timedelta(days=2)
    send(sender("198.51.100.1", later), later, **WHAT)
    assert [row.day for row in Tally.objects.all()] == [later.date()]


def test_a_report_holds_no_mark_of_its_sender() -> None:
    made = send(sender(), NOON, **WHAT)
    assert sender().digest not in [str(getattr(made, field.attname)) for field in Report._meta.fields]


def test_references_follow_no_order_and_hold_no_letter_that_is_mistaken() -> None:
    made = {new_reference() for _time in range(200)}
    assert len(made) == 200
    assert not set("".join(made)) & set("01ILOU")
    assert sorted(made) != list(made)
