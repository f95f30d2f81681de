"""A text comes back from a browser's field with the line ends that it had."""

from __future__ import annotations

import pytest

from agreements.admin.sources.line_ends import ends_of, with_ends, with_unix_ends


def from_browser(text: str) -> str:
    return with_unix_ends(text).replace("\n", "\r\n")


@pytest.mark.parametrize("text", ["", "one", "a\nb\n", "a\r\nb\r\n", "a\r\nb\nc\rd\n\r\n", "\n\n", "\r\r\n"])
def test_a_text_that_was_not_edited_comes_back_byte_for_byte(text: str) -> None:
    assert with_ends(from_browser(text), ends_of(text)) == text


def test_an_edited_text_keeps_its_kind_of_line_end_and_a_mixed_one_with_other_lines_gets_lf() -> None:
    assert with_ends("a\r\nB\r\nc", ends_of("a\nb\r\nc")) == "a\nB\r\nc"
    assert with_ends("a\r\nb\r\nc\r\nd", ends_of("a\r\nb\r\nc")) == "a\r\nb\r\nc\r\nd"
    assert with_ends("a\r\nb\r\nc\r\nd", ends_of("a\nb\r\nc")) == "a\nb\nc\nd"
    assert with_ends("a\r\nb", "") == "a\nb"
    assert with_ends("a\r\nb", "no pattern, r9999999") == "a\r\nb"
