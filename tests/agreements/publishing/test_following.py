"""Mergers of names, sources and their words, and the register after a change of the rules."""

from __future__ import annotations

import pytest
from django.db import connection

from agreements.audit import audit
from agreements.models import Agreement
from agreements.publishing import NotPublishable, merge, publish, rederive, restore
from agreements.publishing.writing import digest
from agreements.register.models import AgreementEntry, Publication
from tests.agreements.publishing.conftest import ready
from tests.factories import CountryFactory, InstitutionFactory, InstitutionNameFactory, PartyFactory, cite

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("names")]


def findings() -> list[str]:
    return [str(found) for _rule, all_found in audit() for found in all_found]


@pytest.fixture
def record() -> Agreement:
    return ready("new-mou")


def test_the_parties_of_a_merged_institution_keep_their_country(record: Agreement) -> None:
    ministries = [InstitutionFactory(slug=slug, country=CountryFactory(code="JP")) for slug in ("one", "other")]
    for ministry in ministries:
        InstitutionNameFactory(institution=ministry)
    PartyFactory(agreement=record, institution=ministries[0], country=None, key="ministry")
    cite(record, record.evidence.first().passage, "party/ministry/")
    publish([CountryFactory(code="JP"), *ministries, record], reason="First entry", by="ed")
    merge(ministries[0], ministries[1], reason="The same ministry", by="ed")
    assert AgreementEntry.objects.get(until_number=None).countries == ["CN", "JP", "KR"]
    assert findings() == []
    with pytest.raises(NotPublishable, match="merged into “other”"):
        publish([record], reason="It should name the other one", by="ed")
    restore([ministries[0]], reason="They are two", by="ed")
    assert (ministries[0].stage, ministries[0].merged_into) == ("published", "")
    assert findings() == []


def test_words_of_a_passage_are_shown_only_where_the_published_source_has_its_text(record: Agreement) -> None:
    passage = record.evidence.first().passage
    source = passage.source

    def shown() -> dict[str, object]:
        return Publication.objects.filter(record_type="source").latest("number").document["passages"][0]

    publish([record], reason="First entry", by="ed")
    assert (shown()["locator"], shown()["quote"]) == (passage.locator, "")
    passage.quote = "agreed to share"
    passage.save()
    publish([source], reason="Without its text", by="ed")
    assert shown()["quote"] == ""
    source.text = "Both agreed to share what they know."
    source.save()
    record.public_notes = "A note."
    record.save()
    publish([record], reason="The text is not yet published", by="ed")
    assert shown()["quote"] == ""
    publish([source], reason="The text was attached", by="ed")
    assert shown()["quote"] == "agreed to share"
    assert findings() == []


def test_a_passage_entered_after_its_source_was_published_is_shown_by_its_place_alone(record: Agreement) -> None:
    source = record.evidence.first().passage.source
    source.text, source.publisher = "Text that nobody has reviewed.", "NOT REVIEWED"
    source.save()
    later = source.passages.create(locator="77", start=5, end=9, quote="that", key="p-77")
    cite(record, later, "level")
    publish([record], reason="First entry", by="ed")
    document = Publication.objects.filter(record_type="source").latest("number").document
    (shown,) = [p for p in document["passages"] if p["key"] == "p-77"]
    assert (shown["locator"], shown["start"], shown["end"], shown["quote"]) == ("77", 5, 9, "")
    assert "NOT REVIEWED" not in str(document)
    assert document["has_text"] is False


def test_after_a_change_of_the_rules_the_register_is_derived_anew(record: Agreement) -> None:
    publish([record], reason="First entry", by="ed")
    assert rederive(reason="Nothing changed", by="ed") == []
    mine = Publication.objects.get(record_type="agreement")
    mine.document["findings"] = [{"severity": "note", "code": "old", "words": "As it was said once.", "values": {}}]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE register_publication DISABLE TRIGGER USER")
        Publication.objects.filter(pk=mine.pk).update(document=mine.document, digest=digest(mine.document, mine.facts))
        cursor.execute("ALTER TABLE register_publication ENABLE TRIGGER USER")
    assert any("document.findings" in found for found in findings())
    (again,) = rederive(reason="The rules say it in other words", by="ed")
    assert (again.record_id, again.type, again.document["findings"]) == ("new-mou", "updated", [])
    assert findings() == []
