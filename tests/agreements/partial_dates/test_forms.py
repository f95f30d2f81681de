"""The fields in which editors type and visitors filter."""

import pytest
from django import forms

from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.forms import EdtfFormField, PartialDateFormField

JUNE = PartialDate.month(2024, 6)


class Sheet(forms.Form):
    signed = PartialDateFormField(required=False)
    ends = PartialDateFormField(required=True, help_text="Last day in effect")


def test_what_an_editor_types_becomes_a_partial_date() -> None:
    sheet = Sheet({"signed": " June 2024 ", "ends": "2024년 6월 30일"})
    assert sheet.is_valid()
    assert sheet.cleaned_data == {"signed": JUNE, "ends": PartialDate.parse("2024-06-30")}


@pytest.mark.parametrize("nothing", ["", "   ", None])
def test_nothing_typed_is_an_unknown_date(nothing: str | None) -> None:
    assert PartialDateFormField(required=False).clean(nothing) is None
    with pytest.raises(forms.ValidationError, match="required"):
        PartialDateFormField().clean(nothing)


def test_a_known_date_is_shown_as_edtf_in_a_text_field_that_says_what_it_reads() -> None:
    html = Sheet(initial={"signed": JUNE})["signed"].as_widget()
    assert 'type="text"' in html
    assert 'value="2024-06"' in html
    assert 'autocomplete="off"' in html
    assert "2024-06-10/2024-06-20" in str(Sheet()["signed"].help_text)
    assert Sheet()["ends"].help_text == "Last day in effect"


def test_what_cannot_be_read_stays_in_the_field_with_the_reason_beside_it() -> None:
    sheet = Sheet({"signed": "03/04/2024", "ends": "2024-02-30"})
    assert not sheet.is_valid()
    assert 'value="03/04/2024"' in sheet["signed"].as_widget()
    assert sheet.errors.get_json_data() == {
        "signed": [
            {
                "message": "Such numbers can be read as day, month and year in more than one order: "
                "write 2024-04-03 or 3 April 2024.",
                "code": "ambiguous",
            }
        ],
        "ends": [{"message": "There is no day 2024-02-30: 2024-02 has 29 days.", "code": "no-such-day"}],
    }


def test_percent_signs_and_braces_in_bad_input_do_no_harm() -> None:
    for text in ("100%", "%(reason)s", "{reason}", "<b>2024</b>", "2024\x00", "\ud800"):
        with pytest.raises(forms.ValidationError) as caught:
            PartialDateFormField().clean(text)
        assert caught.value.messages[0].endswith(".")


@pytest.mark.parametrize(
    ("initial", "typed", "changed"),
    [
        (JUNE, "2024-06", False),
        (JUNE, "June 2024", False),
        (JUNE, "2024-06-01/2024-06-30", False),
        ("2024-06", "2024년 6월", False),
        (None, "", False),
        (JUNE, "2024-06-30", True),
        (JUNE, "", True),
        (None, "2024", True),
        (JUNE, "nonsense", True),
    ],
)
def test_another_way_of_writing_the_same_date_is_no_change(
    initial: PartialDate | str | None, typed: str, changed: bool
) -> None:
    assert PartialDateFormField(required=False).has_changed(initial, typed) is changed


def test_the_edtf_field_reads_edtf_alone() -> None:
    field = EdtfFormField(required=False)
    assert field.clean("2024-06") == JUNE
    assert field.clean("") is None
    for text in ("June 2024", " 2024-06", "2024年6月"):
        with pytest.raises(forms.ValidationError, match="Write a year"):
            field.clean(text)
