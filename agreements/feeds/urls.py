"""The addresses of what can be followed: that of the page with the format's ending (contract, "Pages")."""

from __future__ import annotations

from django.urls import URLPattern, path

from agreements.api.twins import TwinnedList
from agreements.exports.urls import LISTS
from agreements.feeds.views import AtomTwin, ChangesAtom


def followed(of: TwinnedList) -> list[URLPattern]:
    """Give the addresses by which one list is followed."""
    return [path(f"{of.name}.atom", AtomTwin.as_view(of=of), name=f"{of.name}-atom")]


CHANGES = TwinnedList("changes", None, ())

app_name = "agreement_feeds"
urlpatterns: list[URLPattern] = [
    *(address for of, _table in LISTS for address in followed(of)),
    path("changes.atom", ChangesAtom.as_view(of=CHANGES), name="changes-atom"),
]
