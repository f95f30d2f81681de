"""Values of evidence, comparisons and reports in a reader's words."""

from __future__ import annotations

import pytest

from agreements.pages.field_words import value_said


@pytest.mark.parametrize(
    ("field", "code", "said"),
    [
        ("kind", "ministry", "Ministry"),
        ("kind", "article", "Article"),
        ("kind", "state-visit", "State visit"),
        ("kind", "memorandum-of-understanding", "Memorandum of understanding"),
        ("form", "incubation", "Incubation of start-ups"),
        ("form", "not-a-code", "not-a-code"),
    ],
)
def test_a_code_is_said_by_its_label_and_a_stranger_as_it_stands(field: str, code: str, said: str) -> None:
    assert value_said(field, code, "en") == said
