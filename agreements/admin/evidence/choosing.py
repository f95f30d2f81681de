"""Which source is read: those that the record cites already first, others by title, publisher or address."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest

from agreements.models import Source

#: More sources than these are not listed; another word narrows the search.
MOST = 20


def chosen(request: HttpRequest) -> Source | None:
    """Return the source that the address or the form names; None where it names none that there is."""
    key = request.POST.get("source") or request.GET.get("source", "")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    return Source.objects.filter(pk=int(key)).first()


def cited_by(record: Any) -> list[Source]:
    """Return the sources that the record cites, the one cited most first."""
    times = record.evidence.order_by().values_list("passage__source").annotate(n=Count("pk"))
    counts = dict(times)
    return sorted(_listed(Source.objects.filter(pk__in=counts)), key=lambda s: (-counts[s.pk], s.slug))


def found_by(words: str, without: list[Source]) -> list[Source]:
    """Return the sources that have every word in title, publisher or address; without words the newest."""
    if "\x00" in words:
        return []
    sources = Source.objects.exclude(pk__in=[s.pk for s in without])
    for word in words.split()[:10]:
        sources = sources.filter(Q(title__icontains=word) | Q(publisher__icontains=word) | Q(slug__icontains=word))
    return list(_listed(sources).order_by("-created_at", "slug")[:MOST])


def _listed(sources: QuerySet[Source]) -> QuerySet[Any]:
    return sources.defer("text").annotate(text_length=Length("text"))
