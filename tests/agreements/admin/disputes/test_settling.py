"""E3 at the desk, by HTTP: both sides read, one preferred with a reason, the public told, and put back."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from agreements import asof
from agreements.admin.disputes.finding import disagreements
from agreements.admin.queues.asking import Asker
from agreements.admin.queues.rules import QUEUES
from agreements.desk.acting import acting
from agreements.models import Act, Agreement, AgreementEvidence, InstitutionEvidence, Relation
from agreements.publishing import publish, settle_working
from agreements.publishing.registry import kinds
from tests.factories import (
    ActFactory,
    AgreementEvidenceFactory,
    AgreementFactory,
    InstitutionEvidenceFactory,
    OccasionEvidenceFactory,
    PassageFactory,
    RelationFactory,
    SourceFactory,
    editor_with,
    publishable_agreement,
)

pytestmark = pytest.mark.django_db
WHY = "The gazette is official."


def at(record: Any, page: str = "disagreements") -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}", args=[record.pk])


def editor(kind: str = "agreement") -> Any:
    return editor_with(f"agreements.view_{kind}", f"agreements.change_{kind}")


def told(record: Any, day: str, publisher: str, **more: Any) -> AgreementEvidence:
    """Let a source say when the record was signed."""
    source = SourceFactory(publisher=publisher, title=f"{publisher}, report")
    passage = PassageFactory(source=source, quote=f"signed on {day}", prefix="It was ", suffix=" in Seoul")
    about = {"agreement": record, "part": "act", "item": "signed", "field": "date", "value": day, "passage": passage}
    row: AgreementEvidence = AgreementEvidenceFactory(**{**about, **more})
    return row


def send(client: Client, record: Any, **fields: Any) -> Any:
    record.refresh_from_db()
    return client.post(at(record), {"revision": record.revision, **fields})


def flags(record: Agreement) -> set[tuple[str, bool, str]]:
    return set(record.evidence.filter(field="date").values_list("value", "preferred", "lost_reason"))


@pytest.fixture
def disputed() -> Agreement:
    """Signed on 5 January 2026 says the record and one newspaper, in February says the gazette."""
    record = publishable_agreement()
    record.evidence.filter(field="date").delete()
    told(record, "2026-01-05", "A newspaper")
    told(record, "2026-02", "The gazette")
    settle_working(record)
    return record


def test_e3_a_value_is_preferred_published_and_put_back(client: Client, disputed: Agreement) -> None:
    client.force_login(editor())
    form = client.get(at(disputed, "change")).text
    assert "1 value is disputed" in form
    assert "Disagreements (1)" in form
    page = client.get(at(disputed)).text
    for words in ("5 January 2026", "February 2026", "The gazette", "signed on 2026-02", "It was", "in Seoul"):
        assert words in page, words
    gazette = disputed.evidence.get(value="2026-02")
    chosen = {"do": "prefer", "path": "act/signed/date", "choice": gazette.pk}
    silent = send(client, disputed, **chosen, reason="  ")
    assert (silent.status_code, flags(disputed)) == (
        422,
        {("2026-01-05", True, ""), ("2026-02", True, "")},
    )
    assert send(client, disputed, **chosen, reason=WHY).status_code == 302
    disputed.refresh_from_db()
    assert flags(disputed) == {("2026-01-05", False, WHY), ("2026-02", True, "")}
    assert (disputed.acts.get().date.edtf, disputed.signed.edtf) == ("2026-02", "2026-02"), "the act and what follows"
    assert "value is disputed" not in client.get(at(disputed, "change")).text
    assert WHY in client.get(at(disputed, "history")).text

    named = [*(p.country for p in disputed.parties.all()), *(r.sector for r in disputed.sector_rows.all())]
    sources = {row.passage.source.pk: row.passage.source for row in disputed.evidence.all()}
    publish([*named, *sources.values()], reason="First", by="ed")
    publish(disputed, reason="The gazette was read", by="ed")
    public = client.get(f"/agreements/{disputed.slug}/").text
    assert "1 source disagrees" in public
    assert WHY in public
    api = client.get(f"/api/v1/agreements/{disputed.slug}/").json()
    said = {row["value"]: (row["preferred"], row["lost_reason"]) for row in api["evidence"] if row["field"] == "date"}
    assert said == {"2026-01-05": (False, WHY), "2026-02": (True, "")}
    assert [event["date"] for event in api["events"]] == ["2026-02"]

    again = client.get(at(disputed)).text
    assert "Undo: prefer as before" in again
    assert send(client, disputed, do="undo", path="act/signed/date").status_code == 302
    disputed.refresh_from_db()
    assert flags(disputed) == {("2026-01-05", True, ""), ("2026-02", True, "")}
    assert (disputed.acts.get().date.edtf, disputed.signed.edtf) == ("2026-01-05", "2026-01-05")
    assert "Undo: prefer" not in client.get(at(disputed)).text, "it is put back once"
    twice = send(client, disputed, do="undo", path="act/signed/date")
    assert (twice.status_code, "put back already" in twice.text) == (409, True)


@pytest.mark.thorough
def test_what_was_changed_since_is_not_undone(client: Client, disputed: Agreement) -> None:
    client.force_login(editor())
    gazette = disputed.evidence.get(value="2026-02")
    send(client, disputed, do="prefer", path="act/signed/date", choice=gazette.pk, reason=WHY)
    with acting("somebody"):
        disputed.acts.update(place="Seoul")
    assert "Undo: prefer as before" in client.get(at(disputed)).text, "another field of the act is no obstacle"
    with acting("somebody"):
        disputed.acts.update(date="2026-03")
    refused = send(client, disputed, do="undo", path="act/signed/date")
    assert refused.status_code == 409
    assert "has been changed since" in refused.text
    assert disputed.acts.get().date.edtf == "2026-03"


def test_the_second_of_two_editors_and_who_may_only_look_write_nothing(client: Client, disputed: Agreement) -> None:
    first, second = disputed.evidence.filter(field="date").order_by("pk")
    shown = {"revision": disputed.revision, "do": "prefer", "path": "act/signed/date", "reason": "Mine"}
    client.force_login(editor_with("agreements.view_agreement"))
    page = client.get(at(disputed))
    assert (page.status_code, "Prefer this one" in page.text) == (200, False)
    assert send(client, disputed, **{**shown, "choice": first.pk}).status_code == 403
    assert send(client, disputed, do="check").status_code == 403
    client.force_login(editor())
    disputed.refresh_from_db()
    shown["revision"] = disputed.revision
    assert client.post(at(disputed), {**shown, "choice": second.pk}).status_code == 302
    late = client.post(at(disputed), {**shown, "choice": first.pk, "reason": "No, mine"})
    assert late.status_code == 409
    assert "changed meanwhile" in late.text
    assert "No, mine" in late.text, "what was typed is still there"
    assert flags(disputed) == {("2026-01-05", False, "Mine"), ("2026-02", True, "")}
    for nonsense in ({}, {"do": "x"}, {"do": "check", "row": "²"}, {"do": "prefer", "path": "\x00", "choice": "\x00"}):
        assert send(client, disputed, **nonsense).status_code in (400, 409, 422)
    client.logout()
    assert client.get(at(disputed)).status_code == 302


@pytest.mark.thorough
def test_a_value_that_the_field_cannot_take_is_said_and_not_written(client: Client, disputed: Agreement) -> None:
    client.force_login(editor())
    bad = told(disputed, "some day", "A blog")
    assert "It cannot be preferred" in client.get(at(disputed)).text
    answer = send(client, disputed, do="prefer", path="act/signed/date", choice=bad.pk, reason=WHY)
    assert answer.status_code == 409
    assert {preferred for _v, preferred, _r in flags(disputed)} == {True}
    assert disputed.acts.get().date.edtf == "2026-01-05"


@pytest.mark.thorough
def test_a_passage_against_the_value_that_names_another_can_be_followed(client: Client) -> None:
    record = AgreementFactory(level="inter-ministerial")
    speaks = AgreementEvidenceFactory(agreement=record, field="level", value="inter-ministerial")
    against = AgreementEvidenceFactory(agreement=record, field="level", value="intergovernmental", stance="contradicts")
    client.force_login(editor())
    assert send(client, record, do="prefer", path="level", choice=against.pk, reason=WHY).status_code == 302
    record.refresh_from_db()
    against.refresh_from_db()
    speaks.refresh_from_db()
    assert (record.level, against.stance, against.preferred) == ("intergovernmental", "supports", True)
    assert (speaks.preferred, speaks.lost_reason) == (False, WHY)
    send(client, record, do="undo", path="level")
    record.refresh_from_db()
    against.refresh_from_db()
    assert (record.level, against.stance, against.preferred) == ("inter-ministerial", "contradicts", True)


@pytest.mark.thorough
def test_a_coarser_date_goes_on_beside_the_finer_one_that_is_preferred(client: Client, disputed: Agreement) -> None:
    told(disputed, "2026-01", "A weekly")
    client.force_login(editor())
    day = disputed.evidence.get(value="2026-01-05")
    send(client, disputed, do="prefer", path="act/signed/date", choice=day.pk, reason=WHY)
    assert flags(disputed) == {("2026-01-05", True, ""), ("2026-01", True, ""), ("2026-02", False, WHY)}


@pytest.mark.thorough
def test_of_acts_that_happen_once_and_of_disputed_relations_one_counts(client: Client) -> None:
    record, other = AgreementFactory(), AgreementFactory()
    early = ActFactory(agreement=record, type="effective", date="2020-01-01", key="early")
    late = ActFactory(agreement=record, type="effective", date="2020-01-03", key="late")
    ActFactory(agreement=record, type="extended", date="2021", key="one")
    ActFactory(agreement=record, type="extended", date="2022", key="two")
    for code in ("replaces", "builds-on"):
        RelationFactory(subject=record, object=other, code=code, preferred=False, lost_reason="In dispute")
    client.force_login(editor())
    assert [one.path for one in disagreements(record)] == ["acts/effective", f"relations/{other.slug}"]
    assert send(client, record, do="prefer", path="acts/effective", choice=late.pk, reason=WHY).status_code == 302
    early.refresh_from_db()
    record.refresh_from_db()
    assert (early.preferred, early.lost_reason, record.effective.edtf) == (False, WHY, "2020-01-03")
    builds = Relation.objects.get(code="builds-on")
    path = f"relations/{other.slug}"
    assert send(client, record, do="prefer", path=path, choice=builds.pk, reason=WHY).status_code == 302
    assert set(Relation.objects.values_list("code", "preferred", "lost_reason")) == {
        ("replaces", False, "In dispute"),
        ("builds-on", True, ""),
    }
    assert not [one for one in disagreements(record) if one.is_open]
    send(client, record, do="undo", path="acts/effective")
    assert set(Act.objects.filter(type="effective").values_list("preferred", "lost_reason")) == {(True, "")}


def test_the_page_of_a_record_and_the_queue_say_the_same() -> None:
    occasion = OccasionEvidenceFactory(value="2024-06").occasion
    OccasionEvidenceFactory(value="2025-06", occasion=occasion)
    InstitutionEvidenceFactory(stance="contradicts")
    InstitutionEvidenceFactory()
    one_day, two_days = AgreementFactory(), AgreementFactory()
    for record, day in ((one_day, "2020-01-02"), (two_days, "2020-01-03")):
        ActFactory(agreement=record, type="expired", date="2020-01-01", key="a")
        ActFactory(agreement=record, type="expired", date=day, key="b")
    AgreementEvidenceFactory(preferred=False, lost_reason="A slip")
    told(AgreementFactory(), "2020", "A")
    found = 0
    for kind in kinds():
        rule = QUEUES["disputed"].rule(kind, Asker(asof.today(), AnonymousUser()))
        if rule is None:
            continue
        queued = set(kind.model._default_manager.filter(rule).values_list("pk", flat=True))
        pages = {r.pk for r in kind.model._default_manager.all() if any(one.is_open for one in disagreements(r))}
        assert pages == queued, kind.code
        found += len(pages)
    assert found == 4
    assert InstitutionEvidence.objects.count() == 2


@pytest.mark.thorough
def test_a_check_is_noted_for_one_piece_for_all_and_for_chosen_records(client: Client, disputed: Agreement) -> None:
    user = editor()
    client.force_login(user)
    publish_as_it_is = {"stage": "published", "published_revision": Agreement.objects.get(pk=disputed.pk).revision}
    Agreement.objects.filter(pk=disputed.pk).update(**publish_as_it_is)
    one = disputed.evidence.order_by("pk").first()
    assert one is not None
    assert send(client, disputed, do="check", row=one.pk).status_code == 302
    checked = disputed.evidence.filter(last_checked=asof.today(), confirmed_by=user)
    assert list(checked) == [one]
    disputed.refresh_from_db()
    assert disputed.editorial_status == "changed-since-publication", "the public page says when it was checked"
    assert send(client, disputed, do="check").status_code == 302
    assert checked.all().count() == disputed.evidence.count()
    disputed.refresh_from_db()
    before = disputed.revision
    other = AgreementEvidenceFactory().agreement
    lists = reverse("admin:agreements_agreement_changelist")
    chosen = {"action": "mark_checked_today", "_selected_action": [disputed.pk, other.pk]}
    assert client.post(lists, chosen).status_code == 302
    disputed.refresh_from_db()
    assert (disputed.revision, other.evidence.get().confirmed_by) == (before, user), "what is checked stays as it is"
    sources = reverse("admin:agreements_source_changelist")
    client.force_login(editor_with("agreements.view_source", "agreements.change_source", "agreements.view_agreement"))
    assert "mark_checked_today" not in client.get(sources).text
    assert "mark_checked_today" not in client.get(lists).text, "who may only look is not offered it"
