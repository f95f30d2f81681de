"""An address that the editor leaves empty is made from the title, and is free."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from agreements.admin.forms.addresses import LONGEST, propose_address
from agreements.models import Agreement
from tests.factories import AgreementFactory

pytestmark = pytest.mark.django_db


def test_it_is_made_from_the_first_title_in_latin_letters_and_is_free() -> None:
    typed = {"titles-0-title": "수산 협력 양해각서", "titles-1-title": "MOU on Fisheries, 2019", "slug": ""}
    assert propose_address(Agreement, typed) == "mou-on-fisheries-2019"
    AgreementFactory(slug="mou-on-fisheries-2019")
    assert propose_address(Agreement, typed) == "mou-on-fisheries-2019-2"


def test_a_long_title_is_cut_between_words() -> None:
    made = propose_address(Agreement, {"titles-0-title": "Memorandum of understanding " * 9})
    assert len(made) <= LONGEST
    assert made.endswith(("memorandum", "of", "understanding"))


@pytest.mark.parametrize("typed", [{}, {"titles-0-title": "수산 협력"}, {"titles-0-title": "  "}])
def test_nothing_is_made_of_nothing(typed: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="Latin letters"):
        propose_address(Agreement, typed)
