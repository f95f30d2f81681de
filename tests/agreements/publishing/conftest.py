"""Records that lack nothing, and what they name already public."""

from __future__ import annotations

import pytest

from agreements.models import Agreement, Country, Sector, Source
from agreements.publishing import publish, settle_working
from tests.factories import CountryFactory, SectorFactory, publishable_agreement


def publish_names() -> None:
    """Publish every country, sector and source there is."""
    records = [*Country.objects.all(), *Sector.objects.all(), *Source.objects.all()]
    publish(records, reason="Names", by="ed")


@pytest.fixture
def names(db: None) -> None:
    """KR, CN and the sector of ``publishable_agreement``, public."""
    CountryFactory(code="KR")
    CountryFactory(code="CN")
    SectorFactory(slug="startups")
    publish_names()


def ready(slug: str, **fields: object) -> Agreement:
    """Return a draft that can be published: its source is public."""
    record = publishable_agreement(slug, **fields)  # type: ignore[arg-type]
    publish([row.passage.source for row in record.evidence.all()][:1], reason="A source", by="ed")
    settle_working(record)
    return record
