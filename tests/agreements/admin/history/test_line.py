"""Every change of a record is on its time line, whoever made it and however (E12)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import tests.factories as factories
from agreements import publishing
from agreements.admin.history import changes_of
from agreements.admin.history.line import OUTSIDE, Published, Wanted, line_of, people
from agreements.admin.history.tables import tables_of
from agreements.desk.acting import acting
from agreements.models import Act, Agreement
from agreements.partial_dates.days import PartialDate
from programs.models import Program

pytestmark = pytest.mark.django_db


def told(change: object) -> list[tuple[str, str, str, str, str]]:
    return [
        (row.name, row.what, field.label, field.before, field.after)
        for row in change.rows  # type: ignore[attr-defined]
        for field in row.fields
    ]


def test_the_tables_of_a_record_are_found_and_neighbours_are_none_of_them() -> None:
    names = {table.model.__name__ for table in tables_of(Agreement)}
    assert names == {
        *("Agreement", "Title", "Identifier", "Party", "AgreementSector", "AgreementForm", "Amount", "Act", "Clause"),
        *("Relation", "AgreementEvidence"),
    }
    order = [table.model.__name__ for table in tables_of(Agreement)]
    assert order[0] == "Agreement"
    assert order.index("Party") < order.index("Act"), "what is named comes first"
    assert {"Activity", "Session", "ProgramEvidence"} <= {table.model.__name__ for table in tables_of(Program)}


def test_e12_a_change_says_who_why_where_and_what_was_before_and_after() -> None:
    editor = factories.EditorFactory(username="kim")
    record = factories.AgreementFactory()
    act = factories.ActFactory(agreement=record, key="signed", type="signed", date=None)
    with acting(editor, "From the article", url="/admin/here/"):
        act.date = PartialDate.parse("2024-06-03")
        act.save()
        act.date = PartialDate.parse("2024-06")
        act.save()
        record.internal_notes = "asked the ministry"
        record.save()
    editor.delete()
    [change] = [c for c in changes_of(record) if c.who]
    assert (change.who, change.why, change.where) == ("kim", "From the article", "/admin/here/")
    assert told(change) == [
        ("Agreement", "changed", "Internal notes", "–", "asked the ministry"),
        ("Act signed", "changed", "Day of the act", "–", "June 2024"),
    ], "two events of one row are folded; revision and derived columns are left out"


def test_bulk_updates_raw_sql_and_deletions_are_outside_the_desk_and_in_the_history() -> None:
    record = factories.AgreementFactory()
    act = factories.ActFactory(agreement=record, key="signed", type="signed", place="Seoul")
    with acting("seed", "first load", command="seed"):
        Act.objects.filter(pk=act.pk).update(place="Beijing")
    with acting("kim"):
        Agreement.objects.filter(pk=record.pk).update(summary="short")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM agreements_act WHERE id = %s", [act.pk])
    by_who = {change.who: change for change in changes_of(record)}
    assert told(by_who["seed"]) == [("Act signed", "changed", "Place", "Seoul", "Beijing")]
    assert by_who["seed"].where == "seed"
    outside = line_of(record, Wanted(who=OUTSIDE)).items
    assert [item.who for item in outside] == [""] * len(outside)
    assert outside
    assert "Act signed" not in [row.name for row in by_who[""].rows if row.what == "changed"]
    assert people(Agreement, record.pk, record.slug) == ["kim", "seed"]


def test_publications_stand_on_the_same_line_and_filters_narrow_it() -> None:
    record = factories.publishable_agreement()
    with acting("lee"):
        named = [party.country for party in record.parties.all()]
        publishing.publish(
            [*named, *(row.sector for row in record.sector_rows.all()), *_sources(record), record],
            reason="First.",
            by="lee",
        )
    with acting("kim", "typing error"):
        record.acts.update(place="Seoul")
    whole = line_of(record, Wanted())
    [published] = [item for item in whole.items if isinstance(item, Published)]
    assert (published.who, published.why) == ("lee", "First.")
    assert whole.count == len(whole.items) >= 3
    [only] = line_of(record, Wanted(table="agreements.act", field="place", who="kim")).items
    assert told(only) == [(f"Act {record.acts.get().key}", "changed", "Place", "–", "Seoul")]
    assert line_of(record, Wanted(table="agreements.act", field="note", who="kim")).items == []
    assert [item.what for item in line_of(record, Wanted(table="publications")).items] == ["publication"]


def test_a_long_history_costs_no_more_queries_than_a_short_one() -> None:
    record = factories.AgreementFactory()
    act = factories.ActFactory(agreement=record)

    def changed(times: int) -> None:
        for number in range(times):
            with acting("kim", f"{number}"):
                Act.objects.filter(pk=act.pk).update(place=f"place {act.pk} {number} {times}")
                factories.PartyFactory(agreement=record)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            line_of(record, Wanted())
        return len(caught)

    changed(2)
    few = queries()
    changed(20)
    assert queries() <= few
    assert line_of(record, Wanted()).count == 23


def test_a_row_that_moved_belongs_to_each_record_for_as_long_as_it_stood_there() -> None:
    first, second = factories.AgreementFactory(slug="first"), factories.AgreementFactory(slug="second")
    with acting("typist"):
        title = factories.TitleFactory(agreement=first, title="Long words")
    with acting("merger"):
        type(title).objects.filter(pk=title.pk).update(agreement=second)
    with acting("corrector"):
        type(title).objects.filter(pk=title.pk).update(title="Short words")
    assert {c.who: c.rows[0].what for c in changes_of(first) if c.who} == {"typist": "added", "merger": "taken-away"}
    assert {c.who: c.rows[0].what for c in changes_of(second) if c.who} == {"merger": "added", "corrector": "changed"}


def _sources(record: Agreement) -> list[object]:
    return list({row.passage.source.pk: row.passage.source for row in record.evidence.all()}.values())
