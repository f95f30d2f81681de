"""Pages of records that have little, much, or what does not go together: each is told, none breaks."""

import pytest
from django.test import Client

from agreements.models import Agreement
from agreements.publishing import publish
from tests.agreements.pages.reading import lead, words
from tests.factories.life import ActFactory, ClauseFactory, ObservationFactory, RelationFactory
from tests.factories.reference import CountryFactory, SectorFactory
from tests.factories.sources import publishable_agreement

pytestmark = [pytest.mark.thorough, pytest.mark.django_db]


def published(*records: Agreement) -> None:
    every = {row.passage.source for record in records for row in record.evidence.all()}
    publish(
        [CountryFactory(code="KR"), CountryFactory(code="CN"), SectorFactory(slug="startups"), *every, *records],
        reason="Entered",
        by="an editor",
    )


def told(client: Client, slug: str, day: str = "2026-11-22") -> str:
    page = client.get(f"/agreements/{slug}/?as_of={day}")
    assert page.status_code == 200
    assert lead(page)
    return words(page)


def test_a_record_of_which_no_act_is_known(client: Client) -> None:
    record = publishable_agreement("without-acts", acts_status="not-stated")
    record.evidence.filter(part="act").delete()
    record.acts.all().delete()
    published(record)
    text = told(client, "without-acts")
    assert "Unknown" in text
    assert "No act is known from our sources." in text
    assert 'class="timeline"' not in client.get("/agreements/without-acts/").content.decode()
    assert client.get("/countries/cn/kr/").status_code == 200


def test_an_observed_end_without_a_day(client: Client) -> None:
    record = publishable_agreement("observed", signed="2008-11-19")
    ActFactory(agreement=record, type="effective", date="2008-11-19", key="effective")
    ObservationFactory(agreement=record, observed_state="expired", key="observed")
    published(record)
    assert "In effect or expired" in told(client, "observed", "2015-01-01")
    text = told(client, "observed", "2021-02-25")
    assert "Expired" in text
    assert "Last day in effect Not known from our sources" in text


def test_a_suspension_is_said_and_drawn(client: Client) -> None:
    record = publishable_agreement("suspended", signed="2014-01-01")
    ActFactory(agreement=record, type="effective", date="2014", key="effective")
    ActFactory(agreement=record, type="suspended", date="2015-01-01", key="suspended")
    ActFactory(agreement=record, type="resumed", date="2016-06-01", key="resumed")
    ClauseFactory(agreement=record, duration_kind="until-date", until_date="2019-12-31")
    published(record)
    assert "Suspended" in told(client, "suspended", "2015-06-01")
    assert 'class="suspended"' in client.get("/agreements/suspended/").content.decode()
    assert "Last day in effect: 31 December 2019" in told(client, "suspended")


def test_a_denunciation_names_the_first_day_without_effect(client: Client) -> None:
    record = publishable_agreement("denounced", signed="2010-01-01")
    ActFactory(agreement=record, type="effective", date="2012-05-01", key="effective")
    ActFactory(agreement=record, type="denounced", date="2020-03-01", takes_effect="2020-09-01", key="denounced")
    published(record)
    assert "Denounced with effect from 1 September 2020" in told(client, "denounced")


def test_facts_that_contradict_one_another_are_told_in_words(client: Client) -> None:
    record = publishable_agreement("contradicted", signed="2010-01-01")
    ActFactory(agreement=record, type="expired", date="2012-05-01", key="expired")
    ActFactory(agreement=record, type="effective", date="2015-05-01", key="effective")
    published(record)
    text = told(client, "contradicted", "2013-01-01")
    assert "Noted in the facts" in text
    assert "Not certain on this day." in text


def test_a_successor_that_came_before_the_end_overlaps(client: Client) -> None:
    old = publishable_agreement("overlapped", signed="2010-01-01")
    ActFactory(agreement=old, type="expired", date="2020-12-31", key="expired")
    new = publishable_agreement("overlapping", signed="2020-01-01")
    RelationFactory(subject=new, object=old, code="renews")
    published(old, new)
    for slug in ("overlapped", "overlapping"):
        text = told(client, slug)
        assert "No instrument" not in text.replace("no instrument", "")
        assert "Renew" in text


def test_a_lapse_may_be_nothing(client: Client) -> None:
    old = publishable_agreement("just-ended", signed="2010-01-01")
    ActFactory(agreement=old, type="expired", date="2020-06", key="expired")
    new = publishable_agreement("just-begun", signed="2020-06-20")
    RelationFactory(subject=new, object=old, code="replaces")
    published(old, new)
    for slug in ("just-ended", "just-begun"):
        told(client, slug)
    assert client.get("/countries/cn/kr/").status_code == 200


def test_a_dispute_about_a_relation_is_shown_as_lost(client: Client) -> None:
    old = publishable_agreement("old-one", signed="2010-01-01")
    new = publishable_agreement("new-one", signed="2020-06-20")
    RelationFactory(subject=new, object=old, code="builds-on", preferred=False, lost_reason="The gazette is exact.")
    RelationFactory(subject=new, object=old, code="replaces")
    published(old, new)
    text = told(client, "new-one")
    assert "builds on" in text
    assert "not preferred" in text
    assert "The gazette is exact." in text


@pytest.mark.parametrize("signed", ["0001", "9998-12-30", "2020-02-29", "1900/2100"])
def test_days_at_the_edges_of_the_calendar(client: Client, signed: str) -> None:
    record = publishable_agreement("edge", signed=signed)
    published(record)
    for day in ("0001-01-01", "2026-11-22", "2101-01-01", "9998-12-31"):
        told(client, "edge", day)
        assert client.get(f"/?as_of={day}").status_code == 200
        assert client.get(f"/countries/cn/kr/?as_of={day}").status_code == 200


def test_the_day_of_a_denunciation_is_said_as_that_of_its_notice(client: Client) -> None:
    record = publishable_agreement("denounced", signed="2010-01-01")
    ActFactory(agreement=record, type="effective", date="2012-05-01", key="effective")
    ClauseFactory(agreement=record, duration_kind="indefinite")
    ActFactory(agreement=record, type="denounced", date="2020-03-01", takes_effect="2020-09-01", key="denounced")
    published(record)
    text = told(client, "denounced", "2020-08-31")
    assert "Notice of denunciation given on 1 March 2020" in text
    assert "Denounced with effect from 1 September 2020" in text
    assert "with effect from 1 March 2020" not in text


def test_a_bare_notice_lets_the_end_that_follows_be_said(client: Client) -> None:
    record = publishable_agreement("bare-notice", signed="2010-01-01")
    ActFactory(agreement=record, type="effective", date="2012-05-01", key="effective")
    ClauseFactory(agreement=record, duration_kind="indefinite", termination_right="any-time", notice_period="P6M")
    ActFactory(agreement=record, type="denounced", date="2020-03-01", key="denounced")
    published(record)
    text = told(client, "bare-notice", "2020-08-31")
    assert "Notice of denunciation given on 1 March 2020" in text
    assert "Last day in effect: 1 September 2020" in text
    assert "with effect from 1 March 2020" not in text


def test_an_extension_that_begins_after_the_end_says_its_lapse_and_how_it_is_known(client: Client) -> None:
    record = publishable_agreement("late-extension", signed="2010-01-01")
    ActFactory(agreement=record, type="effective", date="2010-01-01", key="effective")
    ClauseFactory(agreement=record, duration_kind="until-date", until_date="2014-12-31")
    ActFactory(
        agreement=record,
        type="extended",
        date="2015-02-01",
        takes_effect="2015-02-01",
        until="2019-12-31",
        date_basis="inferred",
        key="extended",
    )
    published(record)
    told(client, "late-extension")
    top = lead(client.get("/agreements/late-extension/"))
    assert "No instrument for 31 days" in top
    assert "inferred" in top
