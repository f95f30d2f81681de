"""Deadlines as entries of a calendar (RFC 5545, RFC 7986): all-day events that follow when an editor moves a date.

An event's UID is the deadline's own name (record, type, key or number of the term), never its day, and its SEQUENCE the
number of the publication that says so: a calendar that was subscribed moves the same entry. Every stamp is the time of
that publication, so the same register gives the same bytes. A day known to the month only is an event over all days of
that month and says so in its title; nothing is made more precise than it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration

from agreements.pages.addresses import in_language
from agreements.pages.saying import basis_word, words_of
from agreements.partial_dates.days import PartialDate
from agreements.register.reading import Reading

Document = dict[str, Any]
PRODUCT: Final = "-//Bilateral Cooperation Tracker//Deadlines//EN"
#: What a text must not hold (RFC 5545, section 3.1); a carriage return alone would be read as the end of a line.
CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
#: How often a subscriber may ask again; what has not changed is answered with 304.
REFRESH: Final = timedelta(hours=12)


def head_and_tail(name: str, address: str, page: str, reading: Reading) -> tuple[bytes, bytes]:
    """Give what stands before the events of a calendar and what stands after them."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name, parameters={"language": reading.language})
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add("source", address, parameters={"value": "URI"})
    calendar.add("url", page)
    if reading.known_at is not None:
        calendar.add("last-modified", reading.known_at)
    written: bytes = calendar.to_ical()
    end = b"END:VCALENDAR\r\n"
    return written.removesuffix(end), end


def events(rows: Sequence[Document], reading: Reading) -> Iterator[bytes]:
    """Write each row of the list of deadlines as an event, in the language that is active."""
    for row in rows:
        yield _event(row, reading).to_ical()


def _event(row: Document, reading: Reading) -> Event:
    days = PartialDate.parse(row["date"])
    stamp = datetime.fromisoformat(row["updated_at"])
    in_this = {"language": reading.language}
    event = Event()
    event.add("uid", f"{row['uid']}@{urlsplit(reading.base).hostname}")
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", row["publication"])
    event.add("dtstart", days.first)
    with suppress(OverflowError):  # the last day of the calendar: an all-day event without end lasts one day
        event.add("dtend", days.last + timedelta(days=1))
    event.add("summary", plain(_summary(row, days, reading)), parameters=in_this)
    event.add("description", plain("\n".join(_description(row, reading))), parameters=in_this)
    event.add("categories", [row["label"]])
    event.add("url", page_of(row, reading))
    event.add("transp", "TRANSPARENT")
    return event


def plain(text: str) -> str:
    """Give a text without the control characters that a calendar cannot carry; its lines stay lines."""
    return CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))


def page_of(row: Document, reading: Reading) -> str:
    """Give the address of the page of the record whose deadline a row is, in the reader's language."""
    path = row["record"]["html_url"].removeprefix(reading.base)
    return reading.base + in_language(path, reading)


def _summary(row: Document, days: PartialDate, reading: Reading) -> str:
    title = row["record"]["title"]
    if row["item"] and row["item"]["title"]:
        title = f"{row['item']['title']} – {title}"
    said = _("%(term)s: %(values)s") % {"term": row["label"], "values": title}
    note = _precision(days, reading)
    return f"{said} ({note})" if note else said


def _precision(days: PartialDate, reading: Reading) -> str:
    """Say how exactly a day is known, where it is not known exactly."""
    if days.first == days.last:
        return ""
    words = words_of(days.edtf, reading.language)
    if "/" in days.edtf:
        return words
    if len(days.edtf) == len("2024"):
        return _("known to the year: %(day)s") % {"day": words}
    return _("known to the month: %(day)s") % {"day": words}


def _description(row: Document, reading: Reading) -> Iterator[str]:
    yield row["rule"]["words"]
    if row["basis"]:
        yield _("How it is known: %(basis)s") % {"basis": basis_word(row["basis"])}
    if row["outcome"]:
        yield str(row["outcome"]["label"])
    yield page_of(row, reading)
