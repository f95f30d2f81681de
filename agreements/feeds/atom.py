"""Atom 1.0 (RFC 4287) with tombstones (RFC 6721), on Django's feed generator.

Django's writer knows neither tombstones nor text that is not HTML, and leaves the alternate link of an entry without
language; these are written here. An entry's id is made of the record, the number and the time of the publication, so it
is the same in every feed, language and address in which the publication is told, and on every copy of the register.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

from agreements.register.moments import write_instant

TOMBSTONES: Final = "http://purl.org/atompub/tombstones/1.0"
#: What XML 1.0 cannot carry.
NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An entry that is no more: which, since when, why, and the address that says so too."""

    ref: str
    when: datetime
    comment: str
    link: str


def entry_id(record_type: str, record_id: str, number: int, time: datetime) -> str:
    """Name the entry of one publication."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'publication:{record_type}/{record_id}/{number}/{write_instant(time)}')}"


def printable(text: str) -> str:
    """Give a text without the characters that XML cannot carry."""
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


class RegisterFeed(Atom1Feed):
    """A feed of publications. ``links`` are further links of the feed as relation and address."""

    def __init__(self, *, links: Sequence[tuple[str, str]], tombstones: Sequence[Tombstone], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.links = links
        self.tombstones = tombstones

    def root_attributes(self) -> dict[str, str]:
        """Add the namespace of tombstones."""
        return {**super().root_attributes(), "xmlns:at": TOMBSTONES}

    def latest_post_date(self) -> datetime:
        """Give when the feed changed last: by its newest entry or tombstone, else when the register did."""
        times = [item["updateddate"] for item in self.items] + [each.when for each in self.tombstones]
        changed: datetime = max(times, default=self.feed["changed"])
        return changed

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Add the further links."""
        super().add_root_elements(handler)
        for rel, address in self.links:
            handler.addQuickElement("link", "", {"rel": rel, "href": address})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: Any) -> None:
        """Write one entry: its summary is plain text, its content what changed."""
        handler.addQuickElement("title", item["title"])
        handler.addQuickElement("id", item["unique_id"])
        handler.addQuickElement("published", rfc3339_date(item["pubdate"]))
        handler.addQuickElement("updated", rfc3339_date(item["updateddate"]))
        handler.addQuickElement(
            "link", "", {"rel": "alternate", "type": "text/html", "href": item["link"], "hreflang": item["hreflang"]}
        )
        handler.addQuickElement("link", "", {"rel": "via", "type": "application/json", "href": item["via"]})
        for term, label in item["terms"]:
            handler.addQuickElement("category", "", {"term": term, "label": label})
        handler.addQuickElement("summary", item["description"], {"type": "text"})
        handler.addQuickElement("content", item["content"], {"type": "html"})

    def write_items(self, handler: SimplerXMLGenerator) -> None:
        """Write the entries, then what is gone."""
        super().write_items(handler)
        for each in self.tombstones:
            place = AttributesImpl({"ref": each.ref, "when": rfc3339_date(each.when)})
            handler.startElement("at:deleted-entry", place)
            handler.addQuickElement("at:comment", each.comment, {"type": "text"})
            handler.addQuickElement("link", "", {"rel": "alternate", "href": each.link})
            handler.endElement("at:deleted-entry")
