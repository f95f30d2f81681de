"""Anchoring a passage: by its position, by its words, or not at all."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

import pytest

from agreements.quoting.anchoring import anchor
from agreements.quoting.finding import CONTEXT, folded

PAPER = """Three ports agreed on an exchange of letters.

Exchange of experts between Port Vell and two others began later, and ended in March 2019 without a notice.
"""


@dataclass
class Place:
    """What a passage holds, without a register."""

    key: str = "p"
    start: int | None = None
    end: int | None = None
    quote: str = ""
    prefix: str = ""
    suffix: str = ""


def test_a_position_gives_the_words_and_what_stands_around_them() -> None:
    start = PAPER.index("March 2019")
    one = Place(start=start, end=start + 10)
    assert anchor(one, PAPER) is None
    assert one.quote == "March 2019"
    assert one.prefix == PAPER[start - CONTEXT : start]
    assert one.suffix == PAPER[start + 10 : start + 10 + CONTEXT]


def test_a_position_at_the_very_start_and_end_of_the_text_is_inside() -> None:
    one = Place(start=0, end=len(PAPER))
    assert anchor(one, PAPER) is None
    assert (one.prefix, one.quote, one.suffix) == ("", PAPER, "")


def test_a_position_beyond_the_text_is_refused() -> None:
    fault = anchor(Place(start=0, end=len(PAPER) + 1), PAPER)
    assert fault == f"the passage 'p' ends at character {len(PAPER) + 1}, but the text has {len(PAPER)}."


def test_a_quote_that_does_not_stand_at_its_position_is_refused() -> None:
    assert "quotes other words" in str(anchor(Place(start=0, end=5, quote="Seven"), PAPER))


def test_a_quote_without_position_is_found_exactly_but_for_white_space_and_width() -> None:
    one = Place(quote="Exchange  of\nexperts")
    assert anchor(one, PAPER) is None
    assert PAPER[one.start : one.end] == one.quote == "Exchange of experts"
    wide = Place(quote="Ｐｏｒｔ Ｖｅｌｌ")
    assert anchor(wide, PAPER) is None
    assert wide.quote == "Port Vell"


@pytest.mark.parametrize(("form", "other_form"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_korean_is_found_whatever_the_form_of_its_syllables(
    form: Literal["NFC", "NFD"], other_form: Literal["NFC", "NFD"]
) -> None:
    text = unicodedata.normalize(form, "두 부처는 2019년 협력 약정에 서명하였다.")
    other = unicodedata.normalize(other_form, "협력 약정")
    one = Place(quote=other)
    assert anchor(one, text) is None
    assert unicodedata.normalize("NFC", text[one.start : one.end]) == "협력 약정"


def test_words_that_occur_twice_are_told_apart_by_what_stands_before_and_after() -> None:
    text = "It ended in May. It began in May."
    assert "occur 2 times" in str(anchor(Place(quote="in May"), text))
    one = Place(quote="in May", prefix="It began ")
    assert anchor(one, text) is None
    assert one.start == text.rindex("in May")


def test_words_that_only_nearly_occur_are_refused() -> None:
    assert "do not occur" in str(anchor(Place(quote="ended in Marsh 2019"), PAPER))


def test_folding_keeps_where_every_character_came_from() -> None:
    page, places = folded("a \n e\u0301ﬁ")
    assert page == "a \u00e9fi"
    assert places == [0, 1, 4, 6, 6]
