"""Control characters are refused beside the field in which they stand."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from agreements.models import Agreement, Clause, Passage, Source, Title


@pytest.mark.parametrize("sign", ["\x01", "\x0b", "\x0c", "\x1f"])
def test_a_control_character_is_refused_beside_its_field_and_the_others_are_still_checked(sign: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Agreement(slug="Not So", internal_notes=f"a{sign}b").clean_fields()
    assert refused.value.message_dict["internal_notes"] == [
        f"Character 2 is a control character (U+{ord(sign):04X}); take it out."
    ]
    assert "slug" in refused.value.message_dict
    with pytest.raises(ValidationError, match="control character"):
        Title(title=f"{sign}Tides", language="en").clean_fields({"agreement"})
    with pytest.raises(ValidationError, match="U\\+"):
        Clause(notice_article=f"3{sign}").clean_fields({"agreement"})


def test_tabs_and_line_ends_are_text_and_a_field_that_is_left_out_is_not_looked_at() -> None:
    Agreement(slug="tides", kind="treaty", internal_notes="a\tb\r\nc\n").clean_fields()
    Agreement(slug="tides", kind="treaty", internal_notes="a\x01").clean_fields({"internal_notes"})


def test_the_words_of_a_document_stay_as_they_stand_but_no_database_keeps_nul() -> None:
    Source(slug="paper", title="Paper", kind="article", language="en", text="page one\x0cpage two").clean_fields()
    Passage(quote="one\x0cpage", prefix="\x0c").clean_fields({"source"})
    with pytest.raises(ValidationError, match="U\\+0000"):
        Source(slug="paper", title="Paper", kind="article", language="en", text="a\x00").clean_fields()
