"""The first page: several lists, one register."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from agreements.models import Country, Sector
from agreements.pages.visiting import visit
from agreements.publishing import publish
from tests.factories import publishable_agreement
from tracker.home.views import _listed

pytestmark = pytest.mark.django_db


def publish_whole(slug: str) -> None:
    record = publishable_agreement(slug, signed="2019-08-01")
    sources = {row.passage.source for row in record.evidence.all()}
    publish([*Country.objects.all(), *Sector.objects.all(), *sources, record], reason="Found", by="ed")


def test_what_is_published_while_the_page_is_made_is_in_none_of_its_lists() -> None:
    publish_whole("first-mou")
    visited = visit(RequestFactory().get("/", {"as_of": "2026-01-05"}))
    publish_whole("second-mou")
    assert [row["id"] for row in _listed(visited, state="running").results] == ["first-mou"]
    again = visit(RequestFactory().get("/", {"as_of": "2026-01-05"}))
    assert {row["id"] for row in _listed(again, state="running").results} == {"first-mou", "second-mou"}
