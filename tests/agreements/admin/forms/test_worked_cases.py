"""E5: the worked cases of domain section 4 and the notices of section 7, typed into a form and read off its preview."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.agreements.admin.forms.test_preview import ADD, blank, editor, previewed

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
__all__ = ["blank", "editor"]

FIXED = {"clause-0-duration_kind": "fixed-term"}
TACIT = {**FIXED, "clause-0-renewal_kind": "tacit-fixed-periods", "clause-0-termination_right": "end-of-term"}


def acts(*rows: tuple[str, str, dict[str, str]]) -> dict[str, str]:
    """What is typed for acts: type, date and further fields."""
    typed = {"acts-TOTAL_FORMS": str(len(rows))}
    for number, (type_, date, more) in enumerate(rows):
        fields = {"type": type_, "date": date, "date_basis": "stated", "preferred": "on", "position": "0", **more}
        typed |= {f"acts-{number}-{name}": value for name, value in fields.items()}
    return typed


def clause(first: str, renewal: str = "", notice: str = "", **more: str) -> dict[str, str]:
    """What is typed for a clause of terms, renewed tacitly where ``renewal`` is given."""
    typed = {**(TACIT if renewal else FIXED), "clause-0-initial_term": first}
    named = {"renewal_term": renewal, "notice_period": notice, **more}
    return typed | {f"clause-0-{name}": value for name, value in named.items() if value}


@pytest.mark.parametrize(
    ("typed", "day", "expected"),
    [
        (
            acts(("effective", "1 August 2020", {})) | clause("36 months", "12개월", "三个月"),
            "2023-07-31",
            "In effect.",
        ),
        (
            acts(("effective", "1 August 2020", {})) | clause("3 years", "P12M", "3 months"),
            "2026-02-11",
            "In effect by tacit renewal. | – 31 July 2026; notice by 30 April 2026",
        ),
        (
            acts(("effective", "2007-02-06", {}), ("extended", "2012", {"until": "2017-02-05"}))
            | clause("five years", renewal_kind="express"),
            "2016-01-01",
            "In effect.",
        ),
        (
            acts(("effective", "2007-02-06", {}), ("extended", "2012", {"until": "2017-02-05"}))
            | clause("five years", renewal_kind="express"),
            "2017-02-06",
            "Expired.",
        ),
        (
            acts(
                ("signed", "2010", {}),
                ("effective", "2012-05-01", {}),
                ("denounced", "2020-03-01", {"takes_effect": "2020-09-01"}),
            )
            | clause("五年", "五年"),
            "2020-09-01",
            "Terminated.",
        ),
        (acts(("signed", "2026-01-05", {})), "2025-06-30", "Not yet"),
        (acts(("expired", "June 2024", {})), "2024-06-15", "not certain"),
        (acts(("expired", "2024년 6월", {})), "2025-06-30", "Expired."),
        (
            acts(("effective", "1 July 2023", {})) | clause("1 year", "1 year", "P3M"),
            "2026-01-01",
            "notice by 31 March",
        ),
        (
            acts(("effective", "1 March 2023", {})) | clause("1 year", "1 year", "P3M"),
            "2026-06-01",
            "– 28 February 2027; notice by 30 November 2026",
        ),
        (
            acts(("effective", "31 December 2023", {})) | clause("1 year", "1 year", "P3M"),
            "2026-06-01",
            "– 30 December 2026; notice by 29 September 2026",
        ),
    ],
)
def test_e5_a_worked_case_is_previewed_as_domain_section_4_and_7_say(
    editor: Client, blank: dict[str, Any], typed: dict[str, str], day: str, expected: str
) -> None:
    shown = previewed(editor, ADD, {**blank, "slug": "worked-case", **typed}, day)
    assert "Not to be saved" not in shown, shown[:300]
    told = shown[shown.index(f"On {day}:") :]
    for words in expected.split(" | "):
        assert words in told
