"""Whose value is whose: file, last load, and what stands now."""

from typing import Any

from agreements.loading.merging import LOST, OWN, Plan, Rows, merge
from agreements.loading.plain import Plain

ACT = ("act", "signed")
PROOF = ("evidence", "act-signed-place-1")


def blank(part: str, name: str) -> Plain:
    """Give the empty text for every field."""
    return ""


def rows(place: str | None = "Port", kind: str = "arrangement") -> Rows:
    """Give a record with one act and the evidence for its place."""
    act: dict[str, Plain] = {"type": "signed"} if place is None else {"type": "signed", "place": place}
    proof: dict[str, Plain] = {
        "part": "act",
        "item": "signed",
        "field": "place",
        "stance": "supports",
        "value": place,
        "preferred": True,
        "lost_reason": "",
    }
    return {OWN: {"kind": kind}, ACT: act, PROOF: proof}


def changed(found: Rows, row: tuple[str, str], **values: Any) -> Rows:
    """Give the rows with some values of one row changed."""
    return {**found, row: {**found[row], **values}}


def without(found: Rows, *left_out: tuple[str, str]) -> Rows:
    """Give the rows without some."""
    return {row: values for row, values in found.items() if row not in left_out}


def plan(file: Rows, loaded: Rows | None, now: Rows | None) -> Plan:
    """Merge copies, so that nothing given is changed."""
    return merge(file, loaded, now, blank)


def test_a_record_that_is_not_there_is_created_whole() -> None:
    assert plan(rows(), None, None).create == rows()


def test_what_is_as_the_file_says_is_left_alone() -> None:
    assert not plan(rows(), rows(), rows()).changes
    assert plan(rows(), rows(), rows()).kept == []


def test_a_value_that_nobody_touched_follows_the_file() -> None:
    found = plan(rows("Harbour"), rows("Port"), rows("Port"))
    assert found.update == {ACT: {"place": "Harbour"}, PROOF: {"value": "Harbour"}}
    assert found.kept == []


def test_a_value_that_an_editor_changed_stays_and_the_files_value_becomes_evidence_that_lost() -> None:
    now = changed(rows("Port"), ACT, place="Bay")
    found = plan(rows("Port"), rows("Port"), now)
    assert found.update == {PROOF: {"preferred": False, "lost_reason": LOST}}
    assert [str(kept) for kept in found.kept] == ["act/signed/place stays “Bay”; the file says “Port”"]


def test_the_next_load_keeps_it_again_and_changes_nothing_more() -> None:
    now = changed(rows("Port"), ACT, place="Bay")
    first = plan(rows("Port"), rows("Port"), now)
    after = changed(now, PROOF, preferred=False, lost_reason=LOST)
    second = plan(rows("Port"), first.remember, after)
    assert not second.changes
    assert len(second.kept) == 1


def test_a_kept_value_meets_a_new_value_of_the_file_as_evidence() -> None:
    now = changed(rows("Port"), ACT, place="Bay")
    found = plan(rows("Harbour"), rows("Port"), now)
    assert found.update == {PROOF: {"value": "Harbour", "preferred": False, "lost_reason": LOST}}


def test_a_reason_that_an_editor_wrote_stands() -> None:
    now = changed(changed(rows(), ACT, place="Bay"), PROOF, preferred=False, lost_reason="Seen on the document.")
    found = plan(rows(), changed(rows(), PROOF, preferred=False, lost_reason=LOST), now)
    assert not found.changes


def test_an_editor_who_takes_the_files_value_back_makes_its_evidence_preferred_again() -> None:
    lost = changed(rows(), PROOF, preferred=False, lost_reason=LOST)
    found = plan(rows(), lost, lost)
    assert found.update == {PROOF: {"preferred": True, "lost_reason": ""}}


def test_an_editors_value_that_the_file_takes_over_is_no_difference() -> None:
    now = changed(rows("Port"), ACT, place="Bay")
    found = plan(rows("Bay"), rows("Port"), now)
    assert found.kept == []
    assert found.update == {PROOF: {"value": "Bay"}}


def test_a_row_that_an_editor_deleted_stays_deleted() -> None:
    found = plan(rows(), rows(), without(rows(), ACT, PROOF))
    assert not found.changes
    assert "act/signed stays deleted" in [str(kept) for kept in found.kept]


def test_new_evidence_is_not_added_for_a_row_that_an_editor_deleted() -> None:
    found = plan(rows(), without(rows(), PROOF), without(rows(), ACT, PROOF))
    assert not found.changes


def test_a_row_that_left_the_file_goes_only_while_it_is_untouched() -> None:
    file = without(rows(), ACT, PROOF)
    assert set(plan(file, rows(), rows()).delete) == {ACT, PROOF}
    touched = plan(file, rows(), changed(rows(), ACT, place="Bay"))
    assert touched.delete == [PROOF]
    assert [str(kept) for kept in touched.kept] == ["act/signed stays, though it left the file"]


def test_a_value_that_left_the_file_becomes_unknown_only_while_it_is_untouched() -> None:
    file = without(rows(None), PROOF)
    before = without(rows("Port"), PROOF)
    assert plan(file, before, before).update == {ACT: {"place": ""}}
    assert not plan(file, before, changed(before, ACT, place="Bay")).changes


def test_a_record_that_an_editor_made_before_the_file_came_keeps_what_is_filled_in() -> None:
    now = {OWN: {"kind": "protocol"}, ACT: {"type": "signed", "place": ""}}
    found = plan(without(rows(), PROOF), None, now)
    assert found.update == {ACT: {"place": "Port"}}
    assert [str(kept) for kept in found.kept] == ["kind stays “protocol”; the file says “arrangement”"]


def test_a_record_that_an_editor_deleted_is_not_made_again() -> None:
    found = plan(rows(), rows(), None)
    assert not found.changes
    assert len(found.kept) == 1
