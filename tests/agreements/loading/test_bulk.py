"""Many new records are written together, and stand as if they had been entered one by one."""

from __future__ import annotations

import pghistory
import pytest

import tests.factories as factories
from agreements.desk.acting import acting
from agreements.loading.bulk import write_new
from agreements.loading.keys import Keys
from agreements.loading.merging import OWN, Plan, Rows
from agreements.loading.records import GivenRecord
from agreements.loading.shapes import SHAPES
from agreements.loading.state import State
from agreements.loading.writing import Task, Writer
from agreements.models import Act, Agreement, AgreementEvidence, Title

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _named() -> None:
    for code in ("KR", "CN"):
        factories.CountryFactory(code=code, slug=code.lower())
    factories.SectorFactory(slug="tides")


def agreement(slug: str, *, number: int = 1, **more: Rows) -> GivenRecord:
    rows: Rows = {
        OWN: {"kind": "arrangement", "parties_status": "given", "summary": "Tab\tand line\nand \\ stay."},
        ("title", "title-en"): {"language": "en", "title": f"Tides {slug}", "basis": "authentic"},
        ("identifier", "tides"): {"scheme": "tides", "value": slug},
        ("party", "kr"): {"country": "KR"},
        ("party", "cn"): {"country": "CN", "position": 1},
        ("sector", "tides"): {"sector": "tides"},
        ("act", "signed"): {"type": "signed", "date": "2019-05", "actor": "cn"},
        ("clause", ""): {"duration_kind": "fixed-term", "initial_term": "P3Y", "until_date": "2022-05-03"},
        ("evidence", "signed-date"): {
            "part": "act",
            "item": "signed",
            "field": "date",
            "passage": f"tide-table#row-{number}",
            "value": "2019-05",
            "stated_value": "May 2019",
            "column": "Signed on",
        },
        **more,  # type: ignore[dict-item]
    }
    return GivenRecord(SHAPES["agreement"], slug, "tides.csv", number, rows)


def source() -> GivenRecord:
    rows: Rows = {OWN: {"title": "A table of tides", "kind": "data-file"}}
    rows |= {("passage", f"row-{n}"): {"locator_kind": "row", "locator": str(n)} for n in (1, 2, 3)}
    return GivenRecord(SHAPES["source"], "tide-table", "tides.csv", 0, rows)


def renews(slug: str) -> Rows:
    return {("relation", "renews"): {"object": slug, "code": "renews"}}


def test_a_record_written_in_bulk_is_the_same_as_one_written_row_by_row() -> None:
    with acting("import", "First edition"):
        written = write_new([agreement("bulk"), source()], Keys())
        record = agreement("single")
        Writer(State([record, source()]), _others()).write([Task(record, Plan(create=record.rows))])
    state = State([agreement("bulk"), agreement("single")])
    bulk, single = (state.rows["agreement", slug] for slug in ("bulk", "single"))
    bulk[("title", "title-en")]["title"] = single[("title", "title-en")]["title"]
    bulk[("identifier", "tides")]["value"] = single[("identifier", "tides")]["value"]
    assert bulk == single
    one, two = (Agreement.objects.get(slug=slug) for slug in ("bulk", "single"))
    assert (one.revision, one.stage, written.rows) == (two.revision, two.stage, 9 + 4)
    assert written.keys[("agreement", "bulk")] == one.pk
    for model in (Agreement, Title, AgreementEvidence):
        events = pghistory.core._registered_trackers[(model, "insert")]._default_manager.order_by("pgh_id")
        assert [(e.pgh_label, e.pgh_context.metadata["reason"]) for e in events] == [("insert", "First edition")] * 2
    assert Act.objects.get(agreement=one).actor.country.code == "CN"  # type: ignore[union-attr]


def _others() -> dict[tuple[str, str], object]:
    from agreements.loading.state import existing

    return existing([("country", "KR"), ("country", "CN"), ("sector", "tides")])
