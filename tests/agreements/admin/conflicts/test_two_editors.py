"""E8, two editors at once: the second save is stopped with who, when and what differs; nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import tests.factories as factories
from agreements.desk.acting import acting
from agreements.models import Act, Agreement, Title
from agreements.partial_dates.days import PartialDate
from tests.agreements.admin.desk import FormReader, fields_of

pytestmark = pytest.mark.django_db


def desk(name: str) -> Client:
    client = Client()
    client.force_login(factories.SuperuserFactory(username=name))
    return client


def change(record: Any) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def form_in(answer: Any) -> dict[str, Any]:
    """What a browser sends from the main form of an answer."""
    return {n: v for n, v in FormReader(answer.text).fields.items() if n and "__prefix__" not in n}


@pytest.fixture
def record() -> Agreement:
    made = factories.publishable_agreement()
    factories.ClauseFactory(agreement=made, three_years_renewed_by_one=True)
    return Agreement.objects.get(pk=made.pk)


def test_e8_the_second_save_is_stopped_and_taken_over_field_by_field(record: Agreement) -> None:
    anna, ben = desk("anna"), desk("ben")
    of_anna, of_ben = fields_of(anna, change(record)), fields_of(ben, change(record))
    saved = {"summary": "By Anna", "territorial_scope": "Seoul", "acts-0-date": "June 2024", "change_reason": "Gazette"}
    assert anna.post(change(record), {**of_anna, **saved}).status_code == 302

    typed = {"summary": "By Ben", "public_notes": "Ben's <note>", "acts-0-place": "Beijing", "acts-0-until": "32 June"}
    added = {"titles-1-title": "양해각서", "titles-1-language": "ko", "titles-1-basis": "ours", "_continue": "1"}
    stopped = ben.post(change(record), {**of_ben, **typed, **added})
    assert stopped.status_code == 409
    page = stopped.text
    for words in (
        "anna",
        "Gazette",
        "By Anna",
        "By Ben",
        "June 2024",
        "5 January 2026",
        "Seoul",
        "Beijing",
        "양해각서",
    ):
        assert words in page, words
    assert "Ben&#x27;s &lt;note&gt;" in page
    assert "“32 June” (cannot be read)" in page, "what cannot be saved is carried along"
    assert "legal force" not in page.lower(), "what nobody changed is not listed"
    record.refresh_from_db()
    assert (record.summary, record.public_notes) == ("By Anna", "")

    choices = form_in(stopped)
    act = record.acts.get().pk
    assert choices[f"_take-acts-{act}-date"] == "theirs"
    assert choices[f"_take-acts-{act}-place"] == "yours"
    assert "_take-record--summary" not in choices, "nothing is proposed where both changed it"
    again = ben.post(change(record), choices)
    assert again.status_code == 409
    assert "1 choice is still to be made" in again.text

    refused = ben.post(change(record), {**form_in(again), "_take-record--summary": "yours"})
    assert refused.status_code == 200, "the ordinary form, with the ordinary errors"
    assert "not a date" in str(refused.context["errors"])
    for words in ("32 June", "By Ben", "Ben&#x27;s &lt;note&gt;", "Seoul", "Beijing", "양해각서", "2024-06"):
        assert words in refused.text, words
    done = ben.post(change(record), {**form_in(refused), "acts-0-until": "", "_continue": "1"})
    assert done.headers["Location"] == change(record)
    record.refresh_from_db()
    assert (record.summary, record.territorial_scope, record.public_notes) == ("By Ben", "Seoul", "Ben's <note>")
    signed = record.acts.get()
    assert (signed.date, signed.place) == (PartialDate.parse("2024-06"), "Beijing")
    assert set(record.titles.values_list("language", flat=True)) == {"en", "ko"}


@pytest.mark.thorough
def test_where_nothing_conflicts_the_page_asks_once_and_saves_both(record: Agreement) -> None:
    anna, ben = desk("anna"), desk("ben")
    of_anna, of_ben = fields_of(anna, change(record)), fields_of(ben, change(record))
    anna.post(change(record), {**of_anna, "summary": "By Anna", "parties-0-DELETE": "", "titles-0-title": "Anna's"})
    stopped = ben.post(change(record), {**of_ben, "public_notes": "By Ben", "clause-0-notice_period": "P6M"})
    assert stopped.status_code == 409
    assert "Save both" in stopped.text
    assert ben.post(change(record), form_in(stopped)).status_code == 302
    record.refresh_from_db()
    assert (record.summary, record.public_notes, record.titles.get().title) == ("By Anna", "By Ben", "Anna's")
    assert str(record.clause.notice_period) == "P6M"


@pytest.mark.thorough
def test_a_third_save_in_between_asks_again_and_loses_nothing(record: Agreement) -> None:
    anna, ben, cho = desk("anna"), desk("ben"), desk("cho")
    of_ben = fields_of(ben, change(record))
    for client, name in ((anna, "Anna"), (cho, "Cho")):
        fields = fields_of(client, change(record))
        if name == "Cho":
            stopped = ben.post(change(record), {**of_ben, "summary": "By Ben", "public_notes": "Ben too"})
        client.post(change(record), {**fields, "summary": f"By {name}", "internal_notes": name})
    chosen = {**form_in(stopped), "_take-record--summary": "yours"}
    again = ben.post(change(record), chosen)
    assert again.status_code == 409
    assert "once more" in again.text
    assert "By Cho" in again.text
    assert "By Anna" not in again.text
    choices = form_in(again)
    assert "_take-record--summary" not in choices, "chosen against another value"
    assert ben.post(change(record), {**choices, "_take-record--summary": "theirs"}).status_code == 302
    record.refresh_from_db()
    assert (record.summary, record.public_notes, record.internal_notes) == ("By Cho", "Ben too", "Cho")


@pytest.mark.thorough
def test_rows_deleted_and_changed_must_be_chosen_and_either_way_works(record: Agreement) -> None:
    for take, titles in (("yours", {"Ben's"}), ("theirs", set())):
        Title.objects.filter(agreement=record).delete()
        record.evidence.filter(part="title").delete()
        factories.TitleFactory(agreement=record, title="First", key="title-en")
        anna, ben = desk(f"anna-{take}"), desk(f"ben-{take}")
        of_anna, of_ben = fields_of(anna, change(record)), fields_of(ben, change(record))
        pk = record.titles.get().pk
        assert anna.post(change(record), {**of_anna, "titles-0-DELETE": "on"}).status_code == 302
        stopped = ben.post(change(record), {**of_ben, "titles-0-title": "Ben's"})
        assert "Somebody else deleted this row, and you changed it." in stopped.text
        assert f"_take-titles-{pk}-row" not in form_in(stopped)
        done = ben.post(change(record), {**form_in(stopped), f"_take-titles-{pk}-row": take})
        assert done.status_code == 302, done.context["errors"]
        assert set(record.titles.values_list("title", flat=True)) == titles


@pytest.mark.thorough
def test_the_same_row_added_twice_is_one_and_evidence_follows_its_own_row(record: Agreement) -> None:
    """Both add an act of one kind: the key that the second would have had is taken, and its evidence follows."""
    anna, ben = desk("anna"), desk("ben")
    passage = factories.PassageFactory()
    of_anna, of_ben = fields_of(anna, change(record)), fields_of(ben, change(record))
    acts, evidence = int(of_ben["acts-TOTAL_FORMS"]), int(of_ben["evidence-TOTAL_FORMS"])
    title = {"titles-1-title": "两国备忘录", "titles-1-language": "zh", "titles-1-basis": "ours"}
    act = {f"acts-{acts - 1}-type": "effective"}
    assert (
        anna.post(change(record), {**of_anna, **title, **act, f"acts-{acts - 1}-date": "2026-02-01"}).status_code == 302
    )
    cites = {
        f"evidence-{evidence - 1}-cites": "act/date",
        f"evidence-{evidence - 1}-item": "effective",
        f"evidence-{evidence - 1}-passage": passage.pk,
    }
    stopped = ben.post(change(record), {**of_ben, **title, **act, **cites, f"acts-{acts - 1}-date": "2026-03-01"})
    assert stopped.status_code == 409
    assert "it is taken as one row" in stopped.text
    done = ben.post(change(record), form_in(stopped))
    assert done.status_code == 302, done.context["errors"]
    assert record.titles.filter(language="zh").count() == 1
    keys = {str(a.date): a.key for a in Act.objects.filter(type="effective")}
    assert len(keys) == 2
    assert record.evidence.get(passage=passage).item == keys["2026-03-01"]


@pytest.mark.thorough
def test_a_form_without_its_state_is_refused_with_everything_typed(record: Agreement) -> None:
    ben = desk("ben")
    of_ben = fields_of(ben, change(record))
    for stamp in (None, "", "forged", of_ben["_made_from"][:-3] + "abc"):
        sent = {**{n: v for n, v in of_ben.items() if n != "_made_from"}, "summary": "By a script"}
        stopped = ben.post(change(record), sent if stamp is None else {**sent, "_made_from": stamp})
        assert stopped.status_code == 409
        assert "does not say from which state" in stopped.text
        assert "By a script" in stopped.text
    record.refresh_from_db()
    assert record.summary == ""
    done = ben.post(change(record), {**form_in(stopped), "_take-record--summary": "yours"})
    assert done.status_code == 302
    record.refresh_from_db()
    assert record.summary == "By a script"
    other = factories.publishable_agreement("another")
    assert (
        ben.post(change(other), {**fields_of(ben, change(other)), "_made_from": of_ben["_made_from"]}).status_code
        == 409
    )


@pytest.mark.thorough
def test_a_change_outside_the_desk_is_seen_and_said(record: Agreement) -> None:
    ben = desk("ben")
    of_ben = fields_of(ben, change(record))
    with acting("", reason=""):
        Act.objects.filter(agreement=record).update(place="Busan")
    stopped = ben.post(change(record), {**of_ben, "summary": "By Ben"})
    assert stopped.status_code == 409
    assert "Busan" in stopped.text
    assert "outside the desk" in stopped.text


@pytest.mark.thorough
@pytest.mark.parametrize("broken", ["", "[", '{"a": 1}', '[["a", [1]]]', '[["a"]]', "[" * 5000])
def test_a_broken_page_of_a_conflict_is_a_bad_request(record: Agreement, broken: str) -> None:
    answer = desk("ben").post(change(record), {"_conflict_typed": broken})
    assert answer.status_code == 400


def test_who_may_not_change_a_record_is_refused_before_anything_is_compared(record: Agreement) -> None:
    reader = Client()
    reader.force_login(factories.editor_with("agreements.view_agreement"))
    assert "_made_from" not in fields_of(reader, change(record))
    assert reader.post(change(record), {"summary": "x"}).status_code == 403
