"""The addresses of what can be followed: that of the page with the format's ending (contract, "Pages")."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, path

from agreements.api.twins import TwinnedList
from agreements.exports.urls import CHANGES, LISTS
from agreements.feeds.calendar_views import IcsTwin
from agreements.feeds.views import AtomTwin, ChangesAtom

WITH_DEADLINES: Final = ("agreements", "programs", "deadlines")


def followed(of: TwinnedList) -> list[URLPattern]:
    """Give the addresses by which one list is followed: a feed, and a calendar where its records have deadlines."""
    found = [path(f"{of.name}.atom", AtomTwin.as_view(of=of), name=f"{of.name}-atom")]
    if of.name in WITH_DEADLINES:
        found.append(path(f"{of.name}.ics", IcsTwin.as_view(of=of), name=f"{of.name}-ics"))
    return found


app_name = "agreement_feeds"
urlpatterns: list[URLPattern] = [
    *(address for of, _table in LISTS for address in followed(of)),
    path("changes.atom", ChangesAtom.as_view(of=CHANGES), name="changes-atom"),
]
