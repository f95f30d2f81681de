"""Validators: what changes a tag, and dates that never keep a client from what has just changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils.http import http_date, parse_http_date

from agreements.asof import instant, today
from agreements.register.freshness import Freshness

LONG_AGO = datetime(2026, 1, 5, 9, 30, 0, 250_000, tzinfo=UTC)


def fresh(**changes: Any) -> Freshness:
    values: dict[str, Any] = {
        "address": "/a/",
        "language": "en",
        "as_of": date(2025, 6, 30),
        "number": 7,
        "published": LONG_AGO,
        "by_default": False,
    }
    return Freshness.of(**values | changes)


@pytest.mark.parametrize("change", [{"address": "/b/"}, {"language": "ko"}, {"as_of": date(2025, 7, 1)}, {"number": 8}])
def test_the_tag_is_made_of_address_language_day_and_number(change: dict[str, Any]) -> None:
    assert fresh().etag == fresh().etag
    assert fresh(**change).etag != fresh().etag


def test_tags_are_compared_weakly_and_one_of_several_is_enough() -> None:
    tag = fresh().etag
    strong = tag.removeprefix("W/")
    for sent in (tag, strong, f'"x", {tag}', f'{strong} , W/"y"'):
        assert fresh().has_tag(sent)
    for sent in ("", '"x"', strong.strip('"'), "*"):
        assert not fresh().has_tag(sent)


def test_last_modified_is_the_second_of_the_last_publication() -> None:
    assert fresh().headers()["Last-Modified"] == "Mon, 05 Jan 2026 09:30:00 GMT"
    assert fresh().is_unchanged("", "Mon, 05 Jan 2026 09:30:00 GMT")
    assert not fresh().is_unchanged("", "Mon, 05 Jan 2026 09:29:59 GMT")


def test_an_answer_of_today_was_not_modified_before_today() -> None:
    headers = fresh(as_of=today(), by_default=True).headers()
    begun = datetime.combine(today(), datetime.min.time(), UTC)
    assert parse_http_date(headers["Last-Modified"]) >= begun.timestamp() - 1
    assert not fresh(as_of=today(), by_default=True).is_unchanged("", http_date(begun.timestamp() - 1))


def test_what_was_published_a_moment_ago_is_asked_for_again() -> None:
    """A second publication may share the second of the first; the date given for the first must not hide it."""
    now = instant()
    given = fresh(published=now).headers()["Last-Modified"]
    assert not fresh(published=now + timedelta(microseconds=1)).is_unchanged("", given)


def test_a_tag_goes_before_a_date() -> None:
    assert not fresh().is_unchanged('"another"', "Fri, 31 Dec 2100 00:00:00 GMT")
    assert fresh().is_unchanged("*", "")


def test_an_empty_register_has_a_tag_and_no_date() -> None:
    assert "Last-Modified" not in fresh(published=None, number=0).headers()
    assert not fresh(published=None).is_unchanged("", "Fri, 31 Dec 2100 00:00:00 GMT")
