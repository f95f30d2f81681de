"""Relations between rows: found whatever their order, and left out with a reason where they cannot stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from agreements.importing.planning.linking import CIRCLE
from agreements.models import Relation
from tests.agreements.importing.invented import bring, outcomes, world

pytestmark = pytest.mark.django_db


def renewals() -> set[tuple[str, str]]:
    return set(Relation.objects.values_list("subject__slug", "object__slug"))


def test_a_chain_is_found_in_any_order_and_what_cannot_stand_is_told(tmp_path: Path) -> None:
    world()
    report = bring(
        tmp_path,
        "c;Arrangement C;Japan;2003;;;b;;",
        "a;Arrangement A;Japan;2001;;;;;",
        "b;Arrangement B;Japan;2002;;;a;;",
        "self;Arrangement S;Japan;2004;;;self;;",
        "gap;Arrangement G;Japan;2005;;;nowhere;;",
        "x;Arrangement X;Japan;2006;;;z;;",
        "y;Arrangement Y;Japan;2007;;;x;;",
        'z;Arrangement Z;Japan;2008;;;"y,a";;',
    )
    assert outcomes(report) == ["created"] * 8
    assert renewals() == {
        ("lights-c", "lights-b"),
        ("lights-b", "lights-a"),
        ("lights-x", "lights-z"),
        ("lights-y", "lights-x"),
        ("lights-z", "lights-a"),
    }
    told = [(link.key, link.why) for link in report.links_left]
    assert told == [
        ("self", "the row names itself."),
        ("gap", "no row of the file and no record of the register has this key."),
        ("z", "it would close a circle: each of these records would follow from itself."),
    ]


def test_a_circle_of_relations_that_are_only_recorded_stays_and_is_noted_where_it_closes(tmp_path: Path) -> None:
    world()
    rows = ("a;Arrangement A;Japan;2001;;;c;;", "b;Arrangement B;Japan;2002;;;a;;", "c;Arrangement C;Japan;2003;;;b;;")
    report = bring(tmp_path, *rows, "d;Arrangement D;Japan;2003;;;c;;", relations='builds-on = "Follows"')
    assert (report.links_left, Relation.objects.count()) == ([], 4)
    notes = [[(note.column, note.words, note.why) for note in row.notes] for row in report.rows]
    assert notes == [[], [], [("Follows", "b", CIRCLE)], []]
    assert [row.notes for row in bring(tmp_path, *rows[1:], relations='cites = "Follows"').rows] == [(), ()]


def test_a_later_file_may_name_records_of_an_earlier_one(tmp_path: Path) -> None:
    world()
    bring(tmp_path, "a;Arrangement A;Japan;2001;;;;;", "b;Arrangement B;Japan;2002;;;a;;")
    report = bring(tmp_path, "c;Arrangement C;Japan;2003;;;b;;", "a;Arrangement A;Japan;2001;;;c;;")
    assert renewals() == {("lights-b", "lights-a"), ("lights-c", "lights-b")}
    assert [(link.key, link.words) for link in report.links_left] == [("a", "c")], "the register's own chain counts"
    assert report.gone == ["lights-b"]


def test_the_other_row_may_be_the_one_that_acts(tmp_path: Path) -> None:
    world()
    inverse = 'renews = { column = "Follows", inverse = true }'
    bring(tmp_path, "a;Arrangement A;Japan;2001;;;b;;", "b;Arrangement B;Japan;2002;;;;;", relations=inverse)
    assert renewals() == {("lights-b", "lights-a")}
    relation = Relation.objects.get()
    evidence = relation.subject.evidence.get(part="relation")
    assert (evidence.passage.locator, evidence.column, evidence.stated_value) == ("2", "Follows", "b")


def test_two_rows_that_mirror_one_another_are_one_relation_with_two_pieces_of_evidence(tmp_path: Path) -> None:
    world()
    rows = ("a;Arrangement A;Japan;2001;;;b;;", "b;Arrangement B;Japan;2001;;;a;;")
    for expected in ("created", "unchanged"):
        report = bring(tmp_path, *rows, relations='mirrors = "Follows"')
        assert ([row.outcome for row in report.rows], report.links_left) == ([expected] * 2, [])
    relation = Relation.objects.get()
    assert (relation.subject.slug, relation.object.slug, relation.code) == ("lights-a", "lights-b", "mirrors")
    said = relation.subject.evidence.filter(part="relation").values_list("passage__locator", "stated_value")
    assert set(said) == {("2", "b"), ("3", "a")}


def test_mirrors_stay_as_they_stand_when_the_next_file_is_sorted_anew(tmp_path: Path) -> None:
    world()
    rows = ("a;Arrangement A;Japan;2001;;;b;;", "b;Arrangement B;Japan;2001;;;a;;")
    bring(tmp_path, *rows, relations='mirrors = "Follows"')
    before = Relation.objects.get()
    bring(tmp_path, *reversed(rows), relations='mirrors = "Follows"')
    relation = Relation.objects.get()
    assert (relation.pk, relation.subject.slug) == (before.pk, "lights-a")
    said = relation.subject.evidence.filter(part="relation").values_list("passage__locator", "stated_value")
    assert set(said) == {("3", "b"), ("2", "a")}
    assert not relation.object.evidence.filter(part="relation").exists()
