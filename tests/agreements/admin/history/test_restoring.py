"""A former state is rebuilt exactly from events, and restored as a new change (E12)."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.db import connection, transaction

import tests.factories as factories
from agreements.admin.history.events import instants, state_at, state_now
from agreements.admin.history.line import changes_of
from agreements.admin.history.planning import Wish
from agreements.admin.history.restoring import Refused, restore
from agreements.desk.acting import acting
from agreements.models import Act, Agreement, AgreementEvidence, Party, Title
from agreements.partial_dates.days import PartialDate

pytestmark = pytest.mark.django_db(transaction=True)


def restored(record: Any, wish: Wish) -> None:
    with acting("kim", "as it was"), transaction.atomic():
        restore(type(record), record.pk, wish)


def edit_something(chance: random.Random, record: Agreement) -> None:
    """Change the record in one way of many, by the models, in bulk or by raw SQL."""
    acts, parties = list(record.acts.all()), list(record.parties.all())
    which = chance.randrange(9)
    if which == 0 or not parties:
        factories.PartyFactory(agreement=record)
    elif which == 1 or not acts:
        factories.ActFactory(agreement=record, actor=chance.choice(parties))
    elif which == 2:
        act = chance.choice(acts)
        act.date = PartialDate.parse(f"20{chance.randrange(10, 30)}-0{chance.randrange(1, 10)}")
        act.save()
    elif which == 3:
        chance.choice(acts).delete()
    elif which == 4:
        record.acts.update(place=f"place {chance.random()}")
    elif which == 5:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE agreements_party SET office = %s WHERE id = %s", [str(chance.random()), parties[0].pk]
            )
            cursor.execute("DELETE FROM agreements_title WHERE agreement_id = %s", [record.pk])
    elif which == 6:
        factories.TitleFactory(agreement=record, title=f"title {chance.random()}")
    elif which == 7:
        Agreement.objects.filter(pk=record.pk).update(summary=f"summary {chance.random()}")
    else:
        with transaction.atomic():
            record.acts.all().delete()
            chance.choice(parties).delete()
            factories.ActFactory(agreement=record)


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(6))
def test_the_state_at_every_point_is_what_stood_in_the_tables(seed: int) -> None:
    chance = random.Random(seed)
    record = factories.AgreementFactory()
    snapshots = {}
    for _ in range(12):
        edit_something(chance, record)
        snapshots[instants(Agreement, record.pk)[-1]] = state_now(Agreement, record.pk)
    assert len(snapshots) > 8
    for at, snapshot in snapshots.items():
        assert state_at(Agreement, record.pk, at) == snapshot
    for at in chance.sample(sorted(snapshots), 3):
        restored(record, Wish(at))
        assert state_now(Agreement, record.pk) == snapshots[at], "every row again, under its number and key"


@pytest.mark.thorough
def test_who_waited_for_a_lock_comes_after_who_held_it() -> None:
    record = factories.AgreementFactory(summary="first")
    waiting = connection.copy()
    try:
        with waiting.cursor() as early:
            waiting.set_autocommit(False)
            early.execute("SELECT now()")
            Agreement.objects.filter(pk=record.pk).update(summary="second")
            after_second = instants(Agreement, record.pk)[-1]
            early.execute("UPDATE agreements_agreement SET summary = 'third' WHERE id = %s", [record.pk])
            waiting.commit()
    finally:
        waiting.close()
    order = instants(Agreement, record.pk)
    assert order[-1] < order[-2] == after_second, "the last to write began first"
    summaries = [next(iter(state_at(Agreement, record.pk, at).values()))[record.pk]["summary"] for at in order]
    assert summaries == ["first", "second", "third"]
    assert [change.rows[0].fields[0].after for change in changes_of(record)][:2] == ["third", "second"]


def test_restoring_is_a_new_change_and_a_published_record_becomes_changed() -> None:
    record = factories.publishable_agreement()
    Agreement.objects.filter(pk=record.pk).update(stage="published", published_revision=1)
    before = instants(Agreement, record.pk)[-1]
    length = len(changes_of(record))
    act = record.acts.get()
    record.acts.all().delete()
    Agreement.objects.filter(pk=record.pk).update(kind="treaty")
    restored(record, Wish(before))
    record.refresh_from_db()
    assert record.acts.get() == act
    assert record.kind == "memorandum-of-understanding"
    assert (record.stage, record.editorial_status) == ("published", "changed-since-publication")
    assert record.signed == act.date, "derived columns are settled afterwards"
    newest = changes_of(record)[0]
    assert (newest.who, newest.why) == ("kim", "as it was")
    assert len(changes_of(record)) == length + 3, "nothing is rewritten"


@pytest.mark.thorough
def test_one_field_or_one_row_is_taken_back_and_the_rest_stays() -> None:
    record = factories.AgreementFactory()
    act = factories.ActFactory(agreement=record, place="Seoul", note="one")
    with transaction.atomic():
        Act.objects.filter(pk=act.pk).update(place="Beijing", note="two")
    changed = instants(Agreement, record.pk)[-1]
    restored(record, Wish(changed, f"agreements.act:{act.pk}", "place"))
    act.refresh_from_db()
    assert (act.place, act.note) == ("Seoul", "two")
    act_pk = act.pk
    act.delete()
    restored(record, Wish(instants(Agreement, record.pk)[-1], f"agreements.act:{act_pk}"))
    assert Act.objects.get(pk=act_pk).note == "two"
    with pytest.raises(Refused):
        restored(record, Wish(changed, "agreements.title:1", "title"))


def test_what_cannot_be_restored_is_said_and_nothing_is_written() -> None:
    record = factories.AgreementFactory()
    party = factories.PartyFactory(agreement=record, key="kr")
    act = factories.ActFactory(agreement=record, occasion=factories.OccasionFactory(), place="Seoul")
    full = instants(Agreement, record.pk)[-1]
    occasion = act.occasion
    Act.objects.filter(pk=act.pk).update(occasion=None, place="Beijing")
    occasion.delete()
    with pytest.raises(Refused) as refused:
        restored(record, Wish(full))
    assert "is gone" in refused.value.sentences[0]
    assert Act.objects.get(pk=act.pk).place == "Beijing"

    factories.AgreementEvidenceFactory(agreement=record, part="party", item="kr", field="role")
    came = next(c for c in changes_of(record) for r in c.rows if r.key == party.pk and r.table.model is Party)
    with pytest.raises(Refused) as refused:
        restored(record, Wish(came.at, f"agreements.party:{party.pk}"))
    assert "speaks of the row “kr”" in refused.value.sentences[0]
    assert Party.objects.filter(pk=party.pk).exists()
    assert AgreementEvidence.objects.count() == 1


@pytest.mark.thorough
def test_rows_that_exchanged_their_keys_are_restored_and_a_gone_account_is_said() -> None:
    record = factories.AgreementFactory()
    one, two = (factories.TitleFactory(agreement=record, key=key) for key in ("one", "two"))
    editor = factories.EditorFactory()
    evidence = factories.AgreementEvidenceFactory(agreement=record, confirmed_by=editor)
    before = instants(Agreement, record.pk)[-1]
    with transaction.atomic():
        for row, key in ((one, "x"), (two, "one"), (one, "two")):
            Title.objects.filter(pk=row.pk).update(key=key)
    editor.delete()
    restored(record, Wish(before))
    assert list(Title.objects.order_by("pk").values_list("key", flat=True)) == ["one", "two"]
    evidence.refresh_from_db()
    assert evidence.confirmed_by is None


def test_a_deleted_draft_comes_back_with_its_rows_under_its_number() -> None:
    record = factories.AgreementFactory(slug="kr-cn-lost", summary="ours")
    key, revision = record.pk, record.revision
    act = factories.ActFactory(agreement=record)
    full = instants(Agreement, key)[-1]
    record.delete()
    record.pk = key
    restored(record, Wish(full))
    again = Agreement.objects.get(pk=key)
    assert (again.slug, again.summary, again.stage) == ("kr-cn-lost", "ours", "draft")
    assert again.acts.get().pk == act.pk
    assert again.revision > revision, "a form made before the deletion is known as old"
    Agreement.objects.filter(pk=key).delete()
    factories.AgreementFactory(slug="kr-cn-lost")
    with pytest.raises(Refused):
        restored(record, Wish(full))
