"""Profiles that no person would write: each is refused with a sentence, and none is a fault of ours."""

from __future__ import annotations

import pytest

from tests.agreements.importing.profile.test_loading import faults_of


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("[format]\nencoding = 'unicode_escape'", "line 17: no encoding of text is called 'unicode_escape'."),
        ('[format]\nencoding = "undefined"', "line 17: no encoding of text is called 'undefined'."),
        ("[format]\nencoding = []", "line 17: encoding is one, or a list of some."),
        ("[format]\nfiles = ''", "line 17: files is a pattern of names in one folder"),
        ('[identifiers]\n"Foo\\n" = "x"', "line 17: a scheme is one line without blanks around it."),
        ("[[amounts]]\namount = 'x'\ncurrency = 'y'\nscale = 0", "line 19: scale is a number"),
        ("[fields]\nkind = { column = 'x', pattern = '(?au)a' }", "line 17: '(?au)a' is no pattern"),
        ("[format]\nheader_row = " + "9" * 5000, "tides.toml: this is no TOML that can be read"),
        ("a = " + "[" * 5000, "tides.toml: this is no TOML that can be read"),
        ('[fields]\nsummary = "a\\u0000"', "tides.toml: a text holds a NUL character"),
    ],
)
def test_it_is_refused_with_its_line(more: str, sentence: str) -> None:
    told = faults_of(more)
    assert any(fault.startswith(sentence) for fault in told), told
