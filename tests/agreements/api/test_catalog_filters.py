"""The lists of small records take the filters that name a field they show, and refuse the others."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from agreements.models import Institution, Occasion
from agreements.publishing import publish
from agreements.register.models import Publication
from agreements.register.moments import write_instant
from tests.factories import CountryFactory, OccasionFactory, SourceFactory
from tests.factories.reference import OccasionParticipantFactory

pytestmark = pytest.mark.usefixtures("records")


@pytest.fixture(autouse=True)
def more(records: dict[str, Any]) -> str:
    """A summit of two countries with a part of it, and a dated source; give the instant before them."""
    before = write_instant(Publication.objects.latest("number").time)
    summit = OccasionFactory(slug="summit-2024", kind="summit", date="2024-06", country=CountryFactory(code="JP"))
    OccasionParticipantFactory(occasion=summit, country=None, institution=Institution.objects.get(slug="kr-smba"))
    OccasionParticipantFactory(occasion=summit, country=CountryFactory(code="CN"), institution=None)
    part = OccasionFactory(slug="summit-2024-ministers", kind="ministerial-meeting", date=None)
    Occasion.objects.filter(pk=part.pk).update(parent=summit)
    part.refresh_from_db()
    source = SourceFactory(slug="report-2024", published="2024-06", publisher="A daily", language="ko")
    publish([summit, part, source], reason="More", by="ed")
    return before


def found(client: Client, address: str) -> list[str]:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 200, response.content[:400]
    return [row["id"] for row in response.json()["results"]]


@pytest.mark.parametrize(
    ("address", "ids"),
    [
        ("occasions/?kind=summit", ["summit-2024"]),
        ("occasions/?year=2024", ["summit-2024"]),
        ("occasions/?date_after=2024-06-30&date_before=2024-06-30", ["summit-2024"]),
        ("occasions/?date_after=2024-07&date_before=2025", []),
        ("occasions/?party=JP&party=CN", ["summit-2024"]),
        ("occasions/?party=cn&party=kr-mss", ["summit-2024"]),
        ("occasions/?party=VN", []),
        ("occasions/?country=jp", ["summit-2024"]),
        ("occasions/?institution=kr-smba", ["summit-2024"]),
        ("occasions/?institution=cn-miit", []),
        ("occasions/?parent=summit-2024", ["summit-2024-ministers"]),
        ("occasions/?ordering=date", ["summit-2024", "state-visit-2026", "summit-2024-ministers"]),
        ("countries/?country=KR&country=vn", ["kr", "vn"]),
        ("institutions/?country=KR", ["kr-mss", "kr-smba"]),
        ("institutions/?institution=kr-mss", ["kr-mss", "kr-smba"]),
        ("institutions/?institution=kr-smba", ["kr-smba"]),
        ("institutions/?kind=international-organisation", ["apec"]),
        ("sectors/?sector=economy", ["economy", "startups", "trade"]),
        ("sectors/?parent=economy", ["startups", "trade"]),
        ("sources/?published_after=2024&published_before=2024", ["report-2024"]),
        ("sources/?year=2024&language=ko", ["report-2024"]),
        ("sources/?publisher=A%20daily", ["report-2024"]),
    ],
)
def test_a_list_is_narrowed_by_what_it_shows(client: Client, address: str, ids: list[str]) -> None:
    assert found(client, address) == ids


def test_every_list_knows_what_changed_since(client: Client, more: str) -> None:
    since = f"updated_since={more.replace('Z', '1Z')}"
    assert found(client, f"occasions/?{since}") == ["summit-2024", "summit-2024-ministers"]
    assert found(client, f"sources/?{since}") == ["report-2024"]
    for name in ("countries", "institutions", "sectors"):
        assert found(client, f"{name}/?{since}") == []
    assert found(client, f"occasions/?known_at={more}") == ["state-visit-2026"]


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("occasions/?kind=memorandum-of-understanding", "kind"),
        ("occasions/?date_after=2025&date_before=2024", "date_after"),
        ("occasions/?parent=nothing", "parent"),
        ("occasions/?party=ZZ", "party"),
        ("occasions/?legal_force=binding", "legal_force"),
        ("countries/?country=ZZ", "country"),
        ("countries/?kind=summit", "kind"),
        ("institutions/?institution=nothing", "institution"),
        ("institutions/?year=2024", "year"),
        ("sectors/?sector=nothing", "sector"),
        ("sectors/?country=KR", "country"),
        ("sources/?published_after=2025&published_before=2024", "published_after"),
        ("sources/?date_after=2024", "date_after"),
        ("sources/?updated_since=2024", "updated_since"),
    ],
)
def test_what_a_list_does_not_show_or_cannot_read_is_refused_by_name(
    client: Client, address: str, parameter: str
) -> None:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 400
    assert [row["parameter"] for row in response.json()["errors"]] == [parameter]
