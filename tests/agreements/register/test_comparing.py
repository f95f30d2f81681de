"""Two documents of one record compared: what came, what went, what changed, and what is no difference."""

import pytest

from agreements.register.comparing import Difference, compare

OLD = {
    "id": "a",
    "kind": "agreement",
    "signed": "2024-06",
    "ends": None,
    "sectors": ["energy", "trade"],
    "summary": {"en": "Before."},
    "events": [
        {"key": "signed", "type": "signed", "date": "2024-06", "place": ""},
        {"key": "seen", "type": "observed", "date": "2025-01-01", "place": ""},
    ],
    "clause": None,
    "lapses": [{"predecessor": "a", "successor": "b", "relation": "replaces", "days": {"min": 1, "max": 9}}],
    "evidence": [{"key": "e1", "part": "act", "item": "signed", "field": "date", "value": "2024-06"}],
}


def told(before: object, after: object) -> list[tuple[str, str, str, str]]:
    return [(d.part, d.item, d.field, d.what) for d in compare(before, after)]


def test_a_document_does_not_differ_from_itself() -> None:
    assert compare(OLD, dict(OLD)) == []


def test_a_field_that_says_something_else_has_changed() -> None:
    (found,) = compare(OLD, {**OLD, "kind": "protocol"})
    assert found == Difference("", "", "kind", "agreement", "protocol")
    assert found.what == "changed"


def test_a_field_that_said_nothing_was_added_and_one_that_says_nothing_any_more_was_removed() -> None:
    assert told(OLD, {**OLD, "ends": "2026"}) == [("", "", "ends", "added")]
    assert told({**OLD, "ends": "2026"}, OLD) == [("", "", "ends", "removed")]


@pytest.mark.parametrize("nothing", [None, "", [], {}])
def test_nothing_is_the_same_however_it_is_written(nothing: object) -> None:
    assert compare({"note": None, "rows": []}, {"note": nothing, "rows": nothing}) == []
    assert compare({}, {"note": nothing}) == []


@pytest.mark.parametrize("said", [False, 0, "0"])
def test_false_and_nought_say_something(said: object) -> None:
    assert told({"flag": None}, {"flag": said}) == [("", "", "flag", "added")]


def test_a_row_is_found_again_by_its_key_whatever_its_place() -> None:
    turned = {**OLD, "events": list(reversed(OLD["events"]))}
    assert compare(OLD, turned) == []
    first, second = OLD["events"]
    assert told(OLD, {**OLD, "events": [second, {**first, "date": "2024-06-15"}]}) == [
        ("act", "signed", "date", "changed")
    ]


def test_a_row_that_came_or_went_is_told_as_a_whole() -> None:
    fewer = {**OLD, "events": OLD["events"][:1]}
    (gone,) = compare(OLD, fewer)
    assert (gone.part, gone.item, gone.field, gone.what) == ("act", "seen", "", "removed")
    assert gone.row == OLD["events"][1]
    (came,) = compare(fewer, OLD)
    assert (came.what, came.row) == ("added", OLD["events"][1])


def test_codes_in_a_list_come_and_go_each_by_itself() -> None:
    after = {**OLD, "sectors": ["trade", "water"]}
    assert told(OLD, after) == [("sector", "water", "", "added"), ("sector", "energy", "", "removed")]


def test_a_text_in_one_language_changes_alone() -> None:
    after = {**OLD, "summary": {"en": "Before.", "ko": "앞."}}
    assert told(OLD, after) == [("summary", "", "ko", "added")]


def test_a_clause_that_became_known_is_told_field_by_field() -> None:
    after = {**OLD, "clause": {"duration_kind": "fixed-term", "initial_term": "P36M", "until_date": None}}
    assert told(OLD, after) == [
        ("clause", "", "duration_kind", "added"),
        ("clause", "", "initial_term", "added"),
    ]


def test_rows_without_a_key_are_told_apart_by_what_names_them() -> None:
    lapse = OLD["lapses"][0]
    assert told(OLD, {**OLD, "lapses": [{**lapse, "days": {"min": 5, "max": 9}}]}) == [
        ("lapse", "a/b/replaces", "days", "changed")
    ]
    other = {**lapse, "successor": "c"}
    assert told(OLD, {**OLD, "lapses": [lapse, other]}) == [("lapse", "a/c/replaces", "", "added")]


def test_equal_rows_are_counted() -> None:
    row = {"value": "x"}
    assert told({"amounts": [row]}, {"amounts": [row, row]}) == [("amount", '{"value": "x"} (2)', "", "added")]


def test_evidence_is_compared_too() -> None:
    (row,) = OLD["evidence"]
    assert told(OLD, {**OLD, "evidence": [{**row, "value": "2024-06-15"}]}) == [("evidence", "e1", "value", "changed")]


def test_differences_stand_in_the_order_of_the_later_document() -> None:
    after = {"events": OLD["events"][:1], "kind": "protocol", "signed": "2024"}
    assert [d.field or d.part for d in compare(OLD, after)][:3] == ["act", "kind", "signed"]


def test_every_kind_of_record_is_compared_alike() -> None:
    before = {"activities": [{"key": "one", "title": {"en": "Visits"}, "planned_end": "2026-03"}]}
    after = {"activities": [{"key": "one", "title": {"en": "Visits"}, "planned_end": "2026-06"}]}
    assert told(before, after) == [("activity", "one", "planned_end", "changed")]
