"""Neighbours are published again from their last published facts, and only where their document changes."""

from __future__ import annotations

import pytest

from agreements.models import Agreement
from agreements.publishing import merge, publish, restore, withdraw
from agreements.register.models import AgreementEntry, Publication
from tests.agreements.publishing.conftest import publish_names, ready
from tests.factories import ActFactory, InstitutionFactory, InstitutionNameFactory, PartyFactory, RelationFactory, cite

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("names")]


def latest(slug: str) -> Publication:
    return Publication.objects.filter(record_type="agreement", record_id=slug).latest("number")


def followed(publications: list[Publication]) -> set[str]:
    """The agreements that were published again because others changed."""
    return {p.record_id for p in publications if p.reason.startswith("Follows from") and p.record_type == "agreement"}


@pytest.fixture
def old() -> Agreement:
    """A memorandum that ended in June 2024, public."""
    record = ready("old-mou", signed="2019-08-01")
    ActFactory(agreement=record, type="expired", date="2024-06")
    publish([record], reason="The old one", by="ed")
    return record


@pytest.fixture
def new(old: Agreement) -> Agreement:
    """The memorandum of 2026 that replaces it, a draft."""
    record = ready("new-mou")
    RelationFactory(subject=record, object=old, key="replaces-old", basis="inferred")
    return record


def test_a_successor_changes_its_predecessor(old: Agreement, new: Agreement) -> None:
    assert latest("old-mou").document["relations"] == []
    publications = publish([new], reason="The new one", by="ed")
    assert followed(publications) == {"old-mou"}
    document = latest("old-mou").document
    assert document["lapses"] == [
        {
            "predecessor": "old-mou",
            "successor": "new-mou",
            "relation": "replaces",
            "days": {"min": 553, "max": 582},
            "last_day": "2024-06",
            "first_day": "2026-01-05",
            "basis": "inferred",
        }
    ]
    assert document["lapses"] == latest("new-mou").document["lapses"]
    assert [r["key"] for r in document["relations"]] == ["new-mou/replaces-old"]
    assert {s["code"] for s in document["standings"]} >= {"expired", "replaced"}
    assert document["lapsed"] == [["2024-07-01", "2026-01-04"]]
    assert AgreementEntry.objects.get(record_id="old-mou", until_number=None).has_successor


def test_the_evidence_of_a_relation_stands_on_both_records(old: Agreement, new: Agreement) -> None:
    (row,) = cite(new, new.evidence.first().passage, "relation/replaces-old/code")
    publish([new], reason="The new one", by="ed")
    theirs = [e for e in latest("old-mou").document["evidence"] if e["part"] == "relation"]
    assert [(e["item"], e["key"]) for e in theirs] == [("new-mou/replaces-old", f"new-mou/{row.key}")]
    assert "relation/new-mou/replaces-old/code" not in latest("old-mou").document["unsourced"]


def test_an_unreviewed_edit_of_a_neighbour_does_not_leak(old: Agreement, new: Agreement) -> None:
    old.original_designation = "NOT REVIEWED"
    old.save()
    old.acts.filter(type="expired").update(date="2023-03-01")
    publications = publish([new], reason="The new one", by="ed")
    assert followed(publications) == {"old-mou"}
    follow = latest("old-mou")
    assert "NOT REVIEWED" not in str(follow.document) + str(follow.facts)
    assert follow.document["lapses"][0]["last_day"] == "2024-06"
    old.refresh_from_db()
    assert old.editorial_status == "changed-since-publication"


def test_a_relation_to_a_draft_waits_for_it(old: Agreement, new: Agreement) -> None:
    later = ready("later-mou", signed="2030-01-01")
    RelationFactory(subject=later, object=new, code="builds-on")
    publications = publish([later], reason="Before its basis", by="ed")
    assert followed(publications) == set()
    assert "new-mou" not in str(latest("later-mou").document)
    publications = publish([new], reason="The new one", by="ed")
    assert followed(publications) == {"old-mou", "later-mou"}
    assert [r["other"] for r in latest("later-mou").document["relations"]] == ["new-mou"]


def test_the_object_of_a_former_relation_follows(old: Agreement, new: Agreement) -> None:
    publish([new], reason="The new one", by="ed")
    new.relations.all().delete()
    publications = publish([new], reason="It replaces nothing", by="ed")
    assert followed(publications) == {"old-mou"}
    document = latest("old-mou").document
    assert document["relations"] == document["lapses"] == []
    assert "replaced" not in {s["code"] for s in document["standings"]}
    old.refresh_from_db()
    assert str(old.ends) == "2024-06"


def test_what_renews_a_record_follows_when_another_ends_that_record(old: Agreement, new: Agreement) -> None:
    old.acts.filter(type="expired").delete()
    publish([old], reason="Its end is not known", by="ed")
    new.relations.update(code="renews")
    publish([new], reason="The new one", by="ed")
    assert latest("new-mou").document["lapses"] == []
    ending = ready("ending-protocol", signed="2022-03-01")
    RelationFactory(subject=ending, object=old, code="terminates")
    publications = publish([ending], reason="What ended it", by="ed")
    assert followed(publications) == {"old-mou", "new-mou"}
    (lapse,) = latest("new-mou").document["lapses"]
    assert (lapse["last_day"], lapse["first_day"], lapse["successor"]) == ("2022-02-28", "2026-01-05", "new-mou")


def test_a_predecessor_that_changes_is_followed_by_what_replaces_it(old: Agreement, new: Agreement) -> None:
    publish([new], reason="The new one", by="ed")
    old.acts.filter(type="expired").update(date="2024-06-30")
    publications = publish([old], reason="The day is known", by="ed")
    assert followed(publications) == {"new-mou"}
    assert latest("new-mou").document["lapses"][0]["days"] == {"min": 553, "max": 553}


def test_a_neighbour_whose_document_does_not_change_is_left_alone(old: Agreement, new: Agreement) -> None:
    publish([new], reason="The new one", by="ed")
    old.public_notes = "Only a note."
    old.save()
    assert followed(publish([old], reason="A note", by="ed")) == set()


def test_neighbours_of_a_withdrawn_record_lose_it_and_get_it_back(old: Agreement, new: Agreement) -> None:
    publish([new], reason="The new one", by="ed")
    assert followed(withdraw([new], reason="Not signed", by="ed")) == {"old-mou"}
    assert "new-mou" not in str(latest("old-mou").document)
    assert not AgreementEntry.objects.get(record_id="old-mou", until_number=None).has_successor
    assert followed(restore([new], reason="Signed", by="ed")) == {"old-mou"}
    assert latest("old-mou").document["lapses"]


def test_a_merged_record_points_at_the_other_and_leaves_its_neighbours(old: Agreement, new: Agreement) -> None:
    publish([new], reason="The new one", by="ed")
    double = ready("double-mou")
    RelationFactory(subject=double, object=old)
    publish([double], reason="Entered twice", by="ed")
    publications = merge(double, new, reason="The same instrument", by="ed")
    assert (publications[0].type, publications[0].target) == ("merged", "new-mou")
    assert followed(publications) == {"old-mou"}
    assert {r["other"] for r in latest("old-mou").document["relations"]} == {"new-mou"}
    entries = AgreementEntry.objects.filter(record_id="double-mou")
    assert [entry.until_number for entry in entries] == [publications[0].number]
    assert (double.stage, double.merged_into) == ("merged", "new-mou")


def test_a_relation_that_lost_the_dispute_is_shown_and_does_not_act(old: Agreement, new: Agreement) -> None:
    new.relations.update(preferred=False, lost_reason="The text says otherwise")
    publish([new], reason="The new one", by="ed")
    document = latest("old-mou").document
    assert [r["lost_reason"] for r in document["relations"]] == ["The text says otherwise"]
    assert document["lapses"] == []
    assert not AgreementEntry.objects.get(record_id="old-mou", until_number=None).has_successor


def test_both_ends_published_in_one_call_agree(names: None) -> None:
    first, second = ready("first", signed="2010-01-01"), ready("second", signed="2020-01-01")
    RelationFactory(subject=second, object=first)
    publications = publish([second, first], reason="Both", by="ed")
    assert followed(publications) == set()
    assert [r["other"] for r in latest("first").document["relations"]] == ["second"]
    assert [r["other"] for r in latest("second").document["relations"]] == ["first"]


def test_an_agreement_takes_part_through_the_published_country_of_its_institution(names: None) -> None:
    ministry = InstitutionFactory(slug="ministry", country=None)
    InstitutionNameFactory(institution=ministry)
    record = ready("new-mou")
    PartyFactory(agreement=record, institution=ministry, country=None, key="ministry")
    cite(record, record.evidence.first().passage, "party/ministry/")
    publish([ministry, record], reason="First entry", by="ed")
    entry = AgreementEntry.objects.get(until_number=None)
    assert (entry.countries, entry.institutions) == (["CN", "KR"], ["ministry"])
    from tests.factories import CountryFactory

    ministry.country = CountryFactory(code="JP")
    ministry.save()
    publish_names()
    assert AgreementEntry.objects.get(until_number=None).countries == ["CN", "KR"]
    assert followed(publish([ministry], reason="Its country", by="ed")) == {"new-mou"}
    assert AgreementEntry.objects.get(until_number=None).countries == ["CN", "JP", "KR"]
