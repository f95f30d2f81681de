"""The feeds of lists: what was published about the records that a question keeps (scenario P8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Q
from django.http import HttpResponse
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.utils.translation import override
from rest_framework.request import Request

from agreements.api.twins import SEQUENCE, Twin
from agreements.api.views import base_of
from agreements.feeds.atom import RegisterFeed, Tombstone, entry_id, printable
from agreements.feeds.titles import feed_title
from agreements.feeds.words import TYPES, content, heading, reason_words, words_for
from agreements.pages.addresses import in_language
from agreements.register.changes import FOLDERS, kept_by
from agreements.register.keyset import DEFAULT_SIZE
from agreements.register.news import GoneNews, News, news_of, of_records, sequence
from agreements.register.query import Query
from agreements.register.reading import Reading


class AtomTwin(Twin):
    """The publications of the records that a list keeps, newest first; ``page_size`` says how many."""

    suffix = "atom"
    content_type = "application/atom+xml; charset=utf-8"

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Any:
        """Give the feed."""
        asked, _own = self.read(request, query)
        kept = Q()
        for record_type in self.of.record_types:
            paged = asked.steering.cursor is not None
            kept |= of_records(record_type, self.record_ids(asked, record_type, paged=paged))
        found, gone = news_of(kept, self.of.record_types, asked.reading, asked.steering.size)
        return self.feed(request, query, asked.reading, found, gone)

    def feed(
        self,
        request: Request,
        query: Query,
        reading: Reading,
        found: Sequence[News],
        gone: Sequence[GoneNews],
        further: Sequence[tuple[str, str]] = (),
    ) -> HttpResponse:
        """Write the feed; ``further`` are its links beside those of every twin."""
        headers = self.headers_of(request, query, reading)
        headers["Content-Disposition"] = headers["Content-Disposition"].replace("attachment", "inline")
        with override(reading.language):
            written = self.written(request, query, reading, found, gone, further)
        return HttpResponse(written, content_type=self.content_type, headers=headers)

    def written(
        self,
        request: Request,
        query: Query,
        reading: Reading,
        found: Sequence[News],
        gone: Sequence[GoneNews],
        further: Sequence[tuple[str, str]],
    ) -> bytes:
        """Write the feed in the language that is active."""
        base = base_of(request)
        links = [link for link in self.links(request, query, reading) if link[0] != "alternate"]
        asked = query.without("cursor", "page_size", "lang")
        feed = RegisterFeed(
            title=printable(feed_title(self.of.name, query)),
            link=self.page_address(request, query),
            description=None,
            subtitle=_("What was published, each with its public reason."),
            language=_tag(reading.language),
            author_name=_("Register of bilateral cooperation"),
            author_link=f"{base}/",
            feed_url=request.build_absolute_uri(),
            feed_guid=f"{base}{request.path}" + (f"?{asked.encoded()}" if asked.pairs else ""),
            feed_copyright=getattr(settings, "REGISTER_LICENCE", None),
            changed=reading.known_at or datetime.combine(reading.as_of, time.min, UTC),
            links=[*links, *further],
            tombstones=[self.tombstone(one, base, reading) for one in gone],
        )
        words = words_for(found, reading)
        for one in found:
            record = one.target or one.record_id
            feed.add_item(
                title=printable(heading(one)),
                link=self.page_of(one.record_type, record, base, reading),
                hreflang=_tag(reading.language),
                via=f"{base}/api/v1/publications/{one.number}/",
                description=printable(reason_words(one.reason)),
                content=printable(content(one, words)),
                terms=[(one.type, str(TYPES.get(one.type, one.type)))],
                unique_id=entry_id(one.record_type, one.record_id, one.number, one.time),
                pubdate=one.time,
                updateddate=one.time,
            )
        return feed.writeString("utf-8").encode()

    def tombstone(self, one: GoneNews, base: str, reading: Reading) -> Tombstone:
        """Make the tombstone of one publication."""
        return Tombstone(
            ref=entry_id(one.record_type, one.record_id, one.number, one.time),
            when=one.withdrawn,
            comment=printable(reason_words(one.reason)),
            link=self.page_of(one.record_type, one.record_id, base, reading),
        )

    def page_of(self, record_type: str, record_id: str, base: str, reading: Reading) -> str:
        """Give the address of a record's page, on the day that the reader chose."""
        return base + iri_to_uri(in_language(f"/{FOLDERS[record_type]}/{record_id}/", reading))


class ChangesAtom(AtomTwin):
    """The whole sequence of publications, newest first; ``before`` goes further back."""

    own: ClassVar = SEQUENCE

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Any:
        """Give the feed, with the address of what is earlier (RFC 5005)."""
        reading, values = self.read_sequence(request, query)
        before = reading.number + 1 if values["before"] is None else values["before"]
        size = values["page_size"] or DEFAULT_SIZE
        found, gone, more = sequence(kept_by(values), reading, values["after"] or 0, before, size)
        last = min([one.number for one in found] + [one.number for one in gone]) if more else 0
        earlier = query.without("after").having(before=str(last))
        further = [("next", f"{base_of(request)}{request.path}?{earlier.encoded()}")] if more else []
        return self.feed(request, query, reading, found, gone, further)


def _tag(language: str) -> str:
    """Write a language as a tag (BCP 47): ``zh-Hans``."""
    first, _dash, script = language.partition("-")
    return f"{first}-{script.title()}" if script else first
