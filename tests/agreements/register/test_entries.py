"""How entries are found: at a number that a reader has fixed, by the indexes of the present."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from agreements.partial_dates.dayset import DaySet
from agreements.register.models import AgreementEntry, Publication

pytestmark = pytest.mark.django_db

MANY = 600


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        ({"parties__overlap": ["p-7"]}, "agreement_entry_parties"),
        ({"sectors__overlap": ["s-7"]}, "agreement_entry_sectors"),
    ],
)
def test_a_list_at_a_fixed_number_can_take_the_index_of_present_entries(
    asked: dict[str, list[str]], index: str
) -> None:
    begun = datetime(2026, 1, 5, tzinfo=UTC)
    Publication.objects.bulk_create(
        Publication(
            number=n, time=begun + timedelta(seconds=n), record_type="agreement", record_id=f"a-{n}", type="created"
        )
        for n in range(1, MANY + 1)
    )
    AgreementEntry.objects.bulk_create(
        AgreementEntry(
            publication_id=n,
            record_id=f"a-{n}",
            first_number=n,
            title=f"Memorandum {n}",
            updated_at=begun,
            parties=[f"p-{n}"],
            sectors=[f"s-{n}"],
            lapsed=DaySet(),
            decisions=DaySet(),
        )
        for n in range(1, MANY + 1)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE register_agreement_entry")
        cursor.execute("SET LOCAL enable_seqscan = off")
    found = AgreementEntry.objects.at(MANY).filter(**asked)
    assert [entry.pk for entry in found] == [7]
    plan = found.explain()
    assert index in plan
    assert "agreement_entry_past" in plan
