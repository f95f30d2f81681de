"""How tests read feeds and calendars: as a feed reader and a calendar do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from django.test import Client
from icalendar import Calendar

from tests.agreements.exports.reading import answer, body

ATOM = "{http://www.w3.org/2005/Atom}"
TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it was read."""

    id: str
    title: str
    updated: str
    summary: str
    content: str
    link: str
    type: str


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it was read; ``until`` is the first day after it."""

    uid: str
    since: date
    until: date | None
    summary: str
    sequence: int
    url: str
    description: str


def feed(client: Client, address: str) -> ET.Element:
    """Give a feed, parsed."""
    return ET.fromstring(body(answer(client, address)))


def link(element: ET.Element, rel: str) -> str:
    """Give the address that an element links to by a relation, empty where it has none."""
    found = [each.get("href", "") for each in element.findall(f"{ATOM}link") if each.get("rel") == rel]
    assert len(found) <= 1
    return found[0] if found else ""


def entries(client: Client, address: str) -> list[Entry]:
    """Give the entries of a feed."""
    return [
        Entry(
            **{name: one.findtext(f"{ATOM}{name}", "") for name in ("id", "title", "updated", "summary", "content")},
            link=link(one, "alternate"),
            type=one.find(f"{ATOM}category").get("term", ""),  # type: ignore[union-attr]
        )
        for one in feed(client, address).findall(f"{ATOM}entry")
    ]


def tombstones(client: Client, address: str) -> dict[str, str]:
    """Give the reasons of a feed's tombstones by the ids of the entries that are gone."""
    found = feed(client, address).findall(f"{TOMBSTONE}deleted-entry")
    assert all(each.get("when") for each in found)
    return {each.get("ref", ""): each.findtext(f"{TOMBSTONE}comment", "") for each in found}


def records(client: Client, address: str) -> set[str]:
    """Give the ids of the records to whose pages a feed leads."""
    return {urlsplit(one.link).path.rstrip("/").split("/")[-1] for one in entries(client, address)}


def calendar(client: Client, address: str) -> Any:
    """Give a calendar, parsed."""
    return Calendar.from_ical(body(answer(client, address)))


def events(client: Client, address: str) -> dict[str, Event]:
    """Give the events of a calendar by their UID without the host."""
    found = [
        Event(
            uid=str(one["UID"]),
            since=one.decoded("DTSTART"),
            until=one.decoded("DTEND") if "DTEND" in one else None,
            summary=str(one["SUMMARY"]),
            sequence=int(one["SEQUENCE"]),
            url=str(one["URL"]),
            description=str(one["DESCRIPTION"]),
        )
        for one in calendar(client, address).walk("VEVENT")
    ]
    assert len({one.uid for one in found}) == len(found)
    return {one.uid.split("@")[0]: one for one in found}
