"""What records are called, and under which ids they are found, when institutions change (domain rules, section 2)."""

from __future__ import annotations

from datetime import date

import pytest

from agreements.models import Agreement, Institution, Sector
from agreements.publishing import merge, publish
from agreements.register.agreements import get_agreement, list_agreements
from agreements.register.names import best_name, naming_day
from agreements.register.query import Query
from agreements.register.reading import Reading, open_reading
from tests.agreements.register.building import BARE, NEW, OLD, TACIT, YEAR
from tests.factories import InstitutionFactory, SectorFactory

NAMED = {
    "id": "kr-ministry",
    "names": [
        {"language": "en", "name": "Former Ministry", "acronym": "FM", "since": None, "until": "2017-07-25"},
        {"language": "en", "name": "Present Ministry", "acronym": "", "since": None, "until": None},
    ],
}


def found(**asked: str) -> set[str]:
    return {row["id"] for row in list_agreements(Query.of(**asked)).results}


def party(record_id: str, reading: Reading, place: int = 0) -> str:
    row = get_agreement(record_id, reading)
    assert isinstance(row, dict)
    return row["parties"][place]["institution"]["name"]


def test_without_a_day_a_name_that_went_out_of_use_stands_last() -> None:
    assert best_name(NAMED, "en", None) == ("Present Ministry", None)
    assert best_name(NAMED, "en", date(2020, 1, 1)) == ("Present Ministry", None)


def test_parties_are_called_by_the_first_day_of_what_is_known_where_the_signature_is_not() -> None:
    expired = {"date": "2016-06", "takes_effect": None, "preferred": True}
    doubtful = {"date": "2001", "takes_effect": None, "preferred": False}
    assert naming_day({"signed": None, "events": [expired, doubtful]}) == date(2016, 6, 1)
    assert naming_day({"signed": "2019", "events": [expired]}) == date(2019, 1, 1)
    assert naming_day({"signed": None, "events": []}) is None


@pytest.fixture
def merged(records: dict[str, Agreement]) -> Reading:
    """Merge the ministry of the old memorandum into a new record; give the reading from before."""
    before = open_reading(Query.of())
    heir = InstitutionFactory(slug="kr-heir", country=records[OLD].parties.first().institution.country, name="The Heir")
    publish([heir], reason="Entered twice", by="ed")
    merge(Institution.objects.get(slug="kr-mss"), heir, reason="The same ministry", by="ed")
    return before


def test_a_party_whose_record_was_merged_is_called_as_the_other(merged: Reading) -> None:
    assert party(NEW, open_reading(Query.of())) == "The Heir"
    assert party(NEW, merged) == "Ministry of SMEs and Startups"


@pytest.mark.usefixtures("merged")
def test_agreements_are_found_under_both_ids_of_a_merged_institution_and_what_it_succeeded() -> None:
    assert found(party="kr-heir") == found(party="kr-mss") == {OLD, NEW}
    assert found(institution="kr-heir") == {OLD, NEW}


@pytest.mark.usefixtures("records")
def test_agreements_are_found_under_both_ids_of_a_merged_sector() -> None:
    heir = SectorFactory(slug="wellbeing")
    publish([heir], reason="Entered twice", by="ed")
    merge(Sector.objects.get(slug="health"), heir, reason="The same subject", by="ed")
    assert found(sector="wellbeing") == found(sector="health") == {TACIT, YEAR}
    assert BARE not in found(sector="wellbeing")
