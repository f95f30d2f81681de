"""What search engines ask for: ``/robots.txt``, and ``/sitemap.xml`` with every public record in every language.

A record's page in another language is another address, and each names the others (sitemaps.org, and the ``xhtml:link``
of search engines). One file may hold 50,000 addresses; here a file holds so many records that three languages of them
stay far below, and where there are more the map is an index of its parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any, Final
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import translate_url
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from agreements.register.models import AgreementEntry, RecordEntry
from agreements.register.reading import newest
from programs.register.models import ProgramEntry

RECORDS_IN_A_PART: Final = 5_000
HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
LISTS: Final = (
    *("/", "/agreements/", "/countries/", "/institutions/", "/sectors/", "/programs/", "/deadlines/", "/sources/"),
    *("/changes/", "/data/"),
)
FOLDERS: Final = {
    "country": "countries", "institution": "institutions", "sector": "sectors", "occasion": "occasions",
    "source": "sources",
}  # fmt: skip


@csrf_exempt
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let every page be read, but not the desk and the form of reports; say where the map is."""
    lines = (
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /accounts/",
        "Disallow: /report/",
        "",
        f"Sitemap: {_site(request)}/sitemap.xml",
        "",
    )
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@csrf_exempt
@gzip_page
@require_safe
def sitemap(request: HttpRequest, part: int = 0) -> HttpResponse:
    """Give the map, or the index of its parts where one file would be too long; raises ``Http404`` for no such part."""
    number, _time = newest()
    parts = max(1, -(-sum(rows.count() for rows in _rows(number)) // RECORDS_IN_A_PART))
    if part > parts:
        raise Http404
    site = _site(request)
    if not part and parts > 1:
        places = (f"<sitemap><loc>{site}/sitemap-{n}.xml</loc></sitemap>" for n in range(1, parts + 1))
        body = f'<sitemapindex xmlns="{SITEMAP}">\n' + "\n".join(places) + "\n</sitemapindex>\n"
    else:
        start = max(part - 1, 0) * RECORDS_IN_A_PART
        records = islice(_records(number), start, start + RECORDS_IN_A_PART)
        fixed = ((path, None) for path in LISTS) if part < 2 else ()
        body = f'<urlset xmlns="{SITEMAP}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        body += "\n".join(line for path, time in (*fixed, *records) for line in _entries(site, path, time))
        body += "\n</urlset>\n"
    return HttpResponse(HEAD + body, content_type="application/xml; charset=utf-8")


def _site(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _rows(number: int) -> list[Any]:
    """Give the entries that have pages, by kind and in the order of their ids."""
    models: tuple[Any, ...] = (AgreementEntry, ProgramEntry)
    found = [model.objects.at(number).order_by("record_id") for model in models]
    records: Any = RecordEntry.objects
    return [*found, records.at(number).filter(record_type__in=FOLDERS).order_by("record_type", "record_id")]


def _records(number: int) -> Iterator[tuple[str, datetime]]:
    """Give path and time of the latest publication of every record."""
    agreements, programs, others = _rows(number)
    for folder, rows in (("agreements", agreements), ("programs", programs)):
        for name, time in rows.values_list("record_id", "publication__time").iterator():
            yield f"/{folder}/{name}/", time
    for kind, name, time in others.values_list("record_type", "record_id", "publication__time").iterator():
        yield f"/{FOLDERS[kind]}/{name.lower()}/", time


def _entries(site: str, path: str, time: datetime | None) -> list[str]:
    """Write one page in every language, each with the others beside it."""
    pages = {code: escape(f"{site}{translate_url(path, code)}") for code, _name in settings.LANGUAGES}
    links = "".join(f'<xhtml:link rel="alternate" hreflang="{code}" href="{page}"/>' for code, page in pages.items())
    changed = f"<lastmod>{time.isoformat(timespec='seconds')}</lastmod>" if time else ""
    return [f"<url><loc>{page}</loc>{changed}{links}</url>" for page in pages.values()]
