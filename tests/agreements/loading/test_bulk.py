"""Many new records are written together, and stand as if they had been entered one by one."""

from __future__ import annotations

from typing import Any

import pghistory
import pytest
from django.db import connection

import tests.factories as factories
from agreements.desk.acting import acting
from agreements.loading.bulk import write_new
from agreements.loading.changing import write_changes
from agreements.loading.held import Held
from agreements.loading.keys import Keys
from agreements.loading.merging import OWN, Plan, Rows
from agreements.loading.objections import Objections
from agreements.loading.records import GivenRecord
from agreements.loading.remembering import Loaded, digest_of, remember, untouched
from agreements.loading.shapes import SHAPES
from agreements.loading.state import State, existing, remembered, unpacked
from agreements.loading.writing import Task, Writer
from agreements.models import Act, Agreement, AgreementEvidence, Relation, Title

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _named() -> None:
    for code in ("KR", "CN"):
        factories.CountryFactory(code=code, slug=code.lower())
    factories.SectorFactory(slug="tides")


def agreement(slug: str, more: Rows | None = None) -> GivenRecord:
    rows: Rows = {
        OWN: {"kind": "arrangement", "parties_status": "given", "summary": "Tab\tand line\nand \\ stay."},
        ("title", "title-en"): {"language": "en", "title": f"Tides {slug}", "basis": "authentic"},
        ("identifier", "tides"): {"scheme": "tides", "value": slug},
        ("act", "signed"): {"type": "signed", "date": "2019-05", "actor": "cn"},
        ("party", "kr"): {"country": "KR"},
        ("party", "cn"): {"country": "CN", "position": 1},
        ("sector", "tides"): {"sector": "tides"},
        ("clause", ""): {"duration_kind": "fixed-term", "initial_term": "P3Y", "until_date": "2022-05-03"},
        ("evidence", "signed-date"): {
            "part": "act",
            "item": "signed",
            "field": "date",
            "passage": "tide-table#row-1",
            "value": "2019-05",
            "stated_value": "May 2019",
            "column": "Signed on",
        },
    }
    return GivenRecord(SHAPES["agreement"], slug, "tides.csv", 1, rows | (more or {}))


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


def _others() -> dict[tuple[str, str], Any]:
    return existing([("country", "KR"), ("country", "CN"), ("sector", "tides")])


def later(slug: str, *wrong: tuple[tuple[str, str], str, object]) -> GivenRecord:
    record = agreement(slug)
    for row, name, value in wrong:
        record.rows[row] = {**record.rows.get(row, {}), name: value}  # type: ignore[dict-item]
    return record


REFUSED = {
    "bad-code": (("act", "signed"), "type", "scribbled", "not a valid choice"),
    "bad-key": (("title", "Not Kebab"), "title", "Keys are kebab-case", "lower-case letters"),
    "control": (("title", "title-en"), "title", "Bell\x07", "control character (U+0007)"),
    "too-long": (("party", "kr"), "office", "x" * 201, "at most 200 characters"),
    "unknown-country": (("party", "kr"), "country", "XX", "'XX' is not in the register."),
    "no-state": (("act", "signed"), "type", "observed", "names the state observed"),
    "same-number": (("identifier", "tides"), "value", "sound", "already has this number"),
    "bad-actor": (("act", "signed"), "actor", "jp", "'jp' is not in the register."),
    "to-itself": (("relation", "renews"), "object", "to-itself", "cannot act on itself"),
}


def test_what_the_model_or_the_database_refuses_is_told_by_record_and_row_and_the_others_stand() -> None:
    records = [source(), agreement("sound")]
    for slug, (row, name, value, _words) in REFUSED.items():
        record = later(slug, (row, name, value))
        if row[0] == "title":
            record.rows[row] = {"language": "en", "basis": "ours", **record.rows[row]}
        if row[0] == "relation":
            record.rows[row]["code"] = "mirrors"
        records.append(record)
    records.append(agreement("sound-too", renews("sound")))
    written = write_new(records, Keys(), partial=True)
    assert set(Agreement.objects.values_list("slug", flat=True)) == {"sound", "sound-too"}
    told = {objection.record[1]: objection for objection in written.objections}
    assert set(told) == set(REFUSED)
    for slug, (row, name, _value, words) in REFUSED.items():
        assert words in told[slug].message, slug
        assert told[slug].row == row
        assert told[slug].field in (name, "key", ""), slug
    assert Act.objects.count() == 2
    with pytest.raises(Objections, match="already has this number"):
        write_new([later("late", (("identifier", "tides"), "value", "sound"))], Keys())


def test_a_relation_waits_for_the_record_that_comes_after_it_and_is_left_out_when_that_is_refused() -> None:
    keys = Keys()
    keys.reserve("agreement", ["first", "second", "broken", "third"])
    records = [
        source(),
        agreement("first", renews("second")),
        later("third", (("relation", "renews"), "object", "broken"), (("relation", "renews"), "code", "renews")),
        agreement("second"),
        later("broken", (("act", "signed"), "type", "scribbled")),
    ]
    written = write_new(records, keys, partial=True, chunk=2)
    assert list(Relation.objects.values_list("subject__slug", "object__slug")) == [("first", "second")]
    first, second = (Agreement.objects.get(slug=slug) for slug in ("first", "second"))
    assert first.revision == second.revision + 1
    assert [(o.record[1], o.row[0]) for o in written.objections] == [("broken", "act"), ("third", "relation")]


def test_changes_are_written_by_the_set_and_what_is_named_elsewhere_stays() -> None:
    keys = Keys()
    write_new([source(), agreement("one"), agreement("two"), agreement("three")], keys)
    names = [("agreement", slug) for slug in ("one", "two", "three")]
    held = Held(names)
    state = State([agreement("one"), agreement("two"), agreement("three")])
    assert held.rows == state.rows
    before = {name: head.revision for name, head in held.heads.items()}
    new: Rows = {
        ("relation", "mirrors"): {"object": "two", "code": "mirrors"},
        ("act", "later"): {"type": "effective", "actor": "cn", "date": "2020"},
    }
    plans = [
        Plan(
            update={
                OWN: {"summary": "New"},
                ("party", "kr"): {"office": "Minister"},
                ("act", "signed"): {"actor": "kr"},
            },
            create=new,
            delete=[("evidence", "signed-date"), ("sector", "tides")],
        ),
        Plan(update={("party", "kr"): {"office": "President"}}),
        Plan(delete=[("party", "cn")]),
    ]
    tasks = [Task(agreement(name[1]), plan) for name, plan in zip(names, plans, strict=True)]
    written = write_changes(tasks, held, keys, partial=True)
    assert [(o.record[1], o.row, o.message) for o in written.objections] == [
        ("three", ("party", "cn"), "party/cn left the file, but is still named elsewhere.")
    ]
    now = Held(names)
    assert now.rows["agreement", "three"] == held.rows["agreement", "three"]
    one = now.rows["agreement", "one"]
    assert (one[OWN]["summary"], one["act", "signed"]["actor"], one["act", "later"]["date"]) == ("New", "kr", "2020")
    assert set(held.rows["agreement", "one"]) - set(one) == {("evidence", "signed-date"), ("sector", "tides")}
    assert now.rows["agreement", "two"]["party", "kr"]["office"] == "President"
    assert {n: h.revision - before[n] for n, h in now.heads.items()} == dict(zip(names, (7, 1, 0), strict=True))


def test_what_nobody_touched_since_the_load_is_known_by_digest_and_revision() -> None:
    slugs = ("same", "edited", "other-words", "kept")
    write_new([source(), *(agreement(slug) for slug in slugs)], Keys())
    loaded = {("agreement", slug): agreement(slug).rows for slug in slugs}
    remember("tides", [Loaded(name, rows, kept=name[1] == "kept") for name, rows in loaded.items()])
    Title.objects.filter(agreement__slug="edited").update(title="By hand")
    digests = {name: digest_of(rows) for name, rows in loaded.items()}
    digests["agreement", "other-words"] = digest_of({})
    assert untouched("tides", digests) == {("agreement", "same")}
    assert untouched("another", digests) == set()
    remember("tides", [Loaded(("agreement", "edited"), loaded["agreement", "edited"])])
    assert untouched("tides", digests) == {("agreement", "same"), ("agreement", "edited")}
    assert unpacked(remembered("tides")["agreement", "same"].values) == loaded["agreement", "same"]


def whole_readings(table: str) -> int:
    """How often this transaction read all of a table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = %s", [table])
        return int(cursor.fetchone()[0])


def test_no_row_of_a_load_reads_a_whole_table_however_small_it_was_when_the_session_began() -> None:
    record = factories.AgreementFactory()
    with connection.cursor() as cursor:
        # As for a table of one row, whatever earlier tests left in its file: their plans are kept for the session.
        cursor.execute("DISCARD PLANS; SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute("SET LOCAL enable_indexonlyscan = off")
        before = whole_readings("agreements_agreement")
        for number in range(12):
            Title.objects.create(agreement=record, key=f"t-{number}", language="en", title="One", basis="ours")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        for name in ("enable_indexscan", "enable_bitmapscan", "enable_indexonlyscan"):
            cursor.execute(f"SET LOCAL {name} = on")
    assert whole_readings("agreements_agreement") >= before + 12, "checks are planned for a table of one row now"
    before = whole_readings("agreements_agreement")
    write_new([source(), *(agreement(f"tide-{n}") for n in range(30))], Keys())
    assert whole_readings("agreements_agreement") - before < 10
