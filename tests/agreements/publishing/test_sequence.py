"""Numbers and times, and the ranges of numbers over which entries are the latest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from agreements.models import Country, Passage, Sector, Source
from agreements.publishing import publish, restore, settle_working, withdraw
from agreements.publishing.sequence import lock, take
from agreements.register.models import AgreementEntry, Publication, Sequence
from tests.agreements.publishing.conftest import ready
from tests.factories import CountryFactory, PassageFactory, RelationFactory, SourceFactory, publishable_agreement

pytestmark = pytest.mark.django_db


def test_times_go_on_where_the_clock_went_back() -> None:
    ahead = datetime.now(UTC) + timedelta(days=1)
    Sequence.objects.update_or_create(pk=1, defaults={"last_number": 41, "last_time": ahead})
    with transaction.atomic():
        taken = take(lock(), 3)
    assert [number for number, _time in taken] == [42, 43, 44]
    assert [time - ahead for _number, time in taken] == [timedelta(microseconds=n) for n in (1, 2, 3)]
    sequence = Sequence.objects.get()
    assert (sequence.last_number, sequence.last_time) == taken[-1]


def test_a_refused_transaction_takes_its_numbers_back() -> None:
    with transaction.atomic():
        before = lock().last_number

    @transaction.atomic
    def fail() -> None:
        take(lock(), 5)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert Sequence.objects.get().last_number == before


@pytest.mark.usefixtures("names")
def test_the_ranges_of_a_records_entries_cut_the_sequence_without_gap_or_overlap() -> None:
    record = ready("new-mou")
    publish([record], reason="First", by="ed")
    for note in ("One.", "Two.", "Three."):
        record.public_notes = note
        record.save()
        publish([record], reason=note, by="ed")
    ranges = list(AgreementEntry.objects.order_by("first_number").values_list("first_number", "until_number"))
    assert [until for _first, until in ranges] == [*(first for first, _until in ranges[1:]), None]
    numbers = Publication.objects.filter(record_type="agreement").order_by("number").values_list("number", flat=True)
    assert [first for first, _until in ranges] == list(numbers)
    for number in range(ranges[0][0], Sequence.objects.get().last_number + 1):
        assert AgreementEntry.objects.at(number).count() == 1


def load(prefix: str, count: int) -> list[object]:
    """Make ``count`` agreements, each replacing the one before, that cite one source; return them with their source."""
    source = SourceFactory(slug=f"{prefix}-source")
    made = []
    for number in range(count):
        record = publishable_agreement(f"{prefix}-{number}", signed=f"{2000 + number}-01-01")
        record.evidence.update(passage=PassageFactory(source=source))
        if made:
            RelationFactory(subject=record, object=made[-1])
        made.append(record)
    Passage.objects.filter(source__in=Source.objects.filter(slug__startswith="article-")).delete()
    settle_working(*made)
    return [source, *made]


@pytest.mark.thorough
@pytest.mark.usefixtures("names")
def test_more_records_cost_no_more_queries() -> None:
    counts = []
    for prefix, count in (("few", 3), ("many", 15)):
        records = load(prefix, count)
        costs = []
        for do in (publish, publish, withdraw, restore):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                publications = do(records, reason="Load", by="ed")
            costs.append(len(queries))
        assert publications
        counts.append(costs)
    few, many = counts
    assert [after <= before + 3 for before, after in zip(few, many, strict=True)] == [True] * 4, counts


@pytest.mark.usefixtures("names")
def test_a_block_numbers_names_before_what_names_them() -> None:
    record = publishable_agreement("new-mou")
    Country.objects.update(stage="draft"), Sector.objects.update(stage="draft")
    publications = publish([record, record.evidence.first().passage.source], reason="Both", by="ed")
    assert [p.record_type for p in publications] == ["source", "agreement"]


def test_a_sequence_whose_row_was_lost_goes_on_after_the_last_publication() -> None:
    publish([CountryFactory(code="JP")], reason="First", by="ed")
    last = Publication.objects.latest("number")
    Sequence.objects.all().delete()
    with transaction.atomic():
        ((number, time),) = take(lock(), 1)
    assert number == last.number + 1
    assert time > last.time
