"""Marks in texts: what the search matched and nothing else, at the place where it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.register.highlighting import Marker
from agreements.register.tokens import words


def marked(query: str, text: str, *others: str) -> list[str]:
    found = Marker(words(query), [text, *others]).mark(text)
    assert found.text == text
    return [part for part, hit in found.segments if hit]


@pytest.mark.parametrize(
    ("query", "text", "hits"),
    [
        ("agreement", "Agreements on trade", ["Agreements"]),
        ("agreements", "An Agreement on trade", ["Agreement"]),
        ("agree", "Agreements on trade", []),
        ("ENERGIE", "Coopération en énergie", ["énergie"]),
        ("cooperation energie", "Coopération en énergie", ["Coopération", "énergie"]),
        ("startup", "Start-up cooperation", ["Start-up"]),
        ("start-up", "Startup cooperation", ["Startup"]),
        ("trade", "ＴＲＡＤＥ and more", ["ＴＲＡＤＥ"]),
        ("strasse", "Die Straße", ["Straße"]),
        ("중소", "한중 중소기업 협력", ["중소"]),
        ("중소기업", "한중 중소기업 협력", ["중소기업"]),
        ("중소기업의", "한중 중소기업 협력", ["중소기업"]),
        ("기업협력", "한중 중소기업 협력", ["기업 협력"]),
        ("中小企业", "关于中小企业和创新", ["中小企业"]),
        ("企", "中小企业", ["企"]),
        ("한중", "한중 협력", ["한중"]),
        ("of", "Memorandum of understanding", ["of"]),
        ("memorandum of trade", "Memorandum of trade", ["Memorandum", "trade"]),
        ("", "Memorandum", []),
    ],
)
def test_a_word_is_marked_as_it_was_written(query: str, text: str, hits: list[str]) -> None:
    assert marked(query, text) == hits


def test_pairs_apart_are_marked_only_where_no_text_has_the_word_in_one_piece() -> None:
    assert marked("중소기업", "중소 협력과 기업, 소기") == ["중소", "기업", "소기"]
    assert marked("중소기업", "중소 협력과 기업, 소기", "중소기업 지원") == []


def test_a_part_of_a_word_that_was_matched_by_a_name_is_not_marked() -> None:
    assert marked("대한민국", "중화민국과의 협정") == []


def test_letters_that_were_typed_apart_are_marked_together() -> None:
    assert marked("각서", "양해각서") == ["각서"]
    assert marked("cafe", "Cafe\u0301 agreement") == ["Cafe\u0301"]


def test_an_excerpt_is_short_holds_the_word_and_says_where_it_was_cut() -> None:
    text = "Both sides meet every year. " * 20 + "They exchange experts in robotics. " + "Costs are shared. " * 20
    found = Marker(words("robotics"), [text]).excerpt(text)
    assert ("robotics", True) in found.segments
    assert found.segments[0] == ("…", False) == found.segments[-1]
    assert len(found.text) < 260


@given(st.text(max_size=60), st.text(max_size=20))
def test_no_text_is_changed_by_marking_it(text: str, query: str) -> None:
    found = Marker(words(query), [text]).mark(text)
    assert found.text == text
    assert all(part for part, _hit in found.segments) or not text
