"""Three sheets are compared without forms or a database: what is proposed, what must be chosen, what is one row."""

from __future__ import annotations

import itertools
from typing import Any

from agreements.admin.conflicts.merging import THEIRS, YOURS, RowChange, Sheet, compare, pack, settle

BLANK = {"key": "", "position": "0", "type": "", "date": ""}


def act(type_: str, date: str = "", key: str = "", position: str = "0") -> dict[str, str]:
    return {"key": key or type_, "position": position, "type": type_, "date": date}


def sheets(base: Any, theirs: Any, yours: Any, **single: Any) -> list[RowChange]:
    return compare(
        None if base is None else {"acts": base}, {"acts": theirs}, {"acts": yours}, {"acts": BLANK}, **single
    )


def test_the_side_that_alone_changed_a_field_is_proposed_and_of_two_different_changes_none() -> None:
    for base, theirs, yours in itertools.product("abc", repeat=3):
        found = compare({"": {"": {"kind": base}}}, {"": {"": {"kind": theirs}}}, {"": {"": {"kind": yours}}}, {})
        takes, undecided = settle(found, {})
        if theirs == yours:
            assert (takes, undecided) == ({}, [])
        elif theirs == base:
            assert takes == {"_take-record--kind": YOURS}
        elif yours == base:
            assert takes == {"_take-record--kind": THEIRS}
        else:
            assert undecided == ["_take-record--kind"]
            assert settle(found, {"_take-record--kind": YOURS}) == ({"_take-record--kind": YOURS}, [])
            assert settle(found, {"_take-record--kind": "both"})[1] == undecided, "no such side"


def test_a_row_deleted_by_one_and_changed_by_the_other_must_be_chosen() -> None:
    was, changed = {"7": act("signed", "2020")}, {"7": act("signed", "2021")}
    for theirs, yours, proposed, side in (
        ({}, changed, None, THEIRS),
        ({}, was, THEIRS, THEIRS),
        (changed, {}, None, YOURS),
        (was, {}, YOURS, YOURS),
    ):
        (found,) = sheets(was, theirs, yours)
        assert (found.what, found.side, found.proposed) == ("taken-away", side, proposed)
    assert sheets(was, {}, {}) == [], "both deleted it"


def test_rows_added_by_either_stay_and_two_equal_ones_are_one() -> None:
    mine, same = {"new-0": act("signed", "2020", key="")}, {"9": act("signed", "2020", key="signed", position="3")}
    mine["new-0"]["key"] = ""
    (one,) = sheets({}, same, mine)
    assert (one.what, one.side, one.twin) == ("added", "", "new-0")
    assert settle([one], {})[1] == []
    other = {"9": act("signed", "2021", key="signed")}
    assert [(c.row, c.side) for c in sheets({}, other, mine)] == [("9", THEIRS), ("new-0", YOURS)]
    twice = {**mine, "new-1": mine["new-0"]}
    assert [(c.row, c.twin, c.side) for c in sheets({}, same, twice)] == [("9", "new-0", ""), ("new-1", "", YOURS)]


def test_of_a_part_of_one_row_two_new_rows_are_the_same_row() -> None:
    (found,) = sheets({}, {"9": act("a", "2021")}, {"new-0": act("b", "")}, single=["acts"])
    assert settle([found], {}) == (
        {"_take-acts-9-date": THEIRS},
        ["_take-acts-9-key", "_take-acts-9-type"],
    )


def test_without_knowing_what_the_form_was_made_from_every_difference_must_be_chosen() -> None:
    now: Sheet = {"7": act("signed", "2020"), "8": act("effective", "2020")}
    found = sheets(None, now, {"7": act("signed", "2021"), "5": act("expired")})
    assert settle(found, {}) == ({}, ["_take-acts-7-date", "_take-acts-8-row", "_take-acts-5-row"])


def test_a_long_text_is_recognised_by_its_digest() -> None:
    text, other = "a" * 5000, "a" * 4999 + "b"
    assert len(pack(text)) < 80
    (found,) = compare({"": {"": {"n": pack(text)}}}, {"": {"": {"n": text}}}, {"": {"": {"n": other}}}, {})
    assert found.fields[0].proposed == YOURS
