"""Who changed a record since its last publication: every way to change it, and nothing that came before."""

from __future__ import annotations

from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from agreements import publishing
from agreements.desk.acting import acting
from agreements.models import Agreement, Country, Identifier, Relation, Title
from agreements.models.hands import hands
from agreements.register.models import Publication
from tests.agreements.publishing.conftest import names, ready  # noqa: F401
from tests.factories import AgreementFactory, CountryFactory, EditorFactory, TitleFactory

KIND = "agreement"


def of(record: Agreement) -> list[tuple[int | None, str, int]]:
    return [(h.user, h.name, h.changes) for h in hands(KIND, Agreement, [record.pk])[record.pk]]


@pytest.mark.django_db
def test_everybody_who_changed_a_draft_or_its_rows_has_a_hand_in_it() -> None:
    ann, bob, eve = (EditorFactory(username=name) for name in ("ann", "bob", "eve"))
    record = AgreementFactory()
    with connection.cursor() as raw:
        raw.execute("UPDATE agreements_agreement SET internal_notes = 'by hand' WHERE id = %s", [record.pk])
    with acting(ann):
        title = TitleFactory(agreement=record)
        Agreement.objects.filter(pk=record.pk).update(kind="treaty")
    with acting(bob):
        title.delete()
    with acting("load of 2026"):
        Agreement.objects.filter(pk=record.pk).update(level="inter-agency")
    with acting(eve):
        AgreementFactory(title="Another record")
    found = of(record)
    assert {(user, name) for user, name, _n in found} == {
        (ann.pk, "ann"),
        (bob.pk, "bob"),
        (None, "load of 2026"),
        (None, ""),
    }
    assert next(n for user, _name, n in found if user == ann.pk) == 2


@pytest.mark.django_db
def test_only_changes_since_the_last_publication_count_and_turning_its_stage_is_none(names: None) -> None:  # noqa: F811
    ann, bob, chief = (EditorFactory(username=name) for name in ("ann", "bob", "chief"))
    with acting(ann):
        record = ready("a", signed="2020-01-01")
    assert [user for user, _n, _c in of(record)] == [ann.pk]
    with acting(chief):
        publishing.publish(record, reason="First", by="chief")
    assert of(record) == []
    with acting(bob):
        Title.objects.filter(agreement=record).update(title="Better")
    assert [user for user, _n, _c in of(record)] == [bob.pk]
    with acting(chief):
        publishing.publish(record, reason="Second", by="chief")
        assert of(record) == [], "a publication that is not committed yet counts for itself"
        Relation.objects.create(subject=ready("b"), object=record, code="cites")
        publishing.settle_working(record)
        publishing.withdraw(record, reason="Gone", by="chief")
    assert of(record) == [], "a withdrawal is no change of what it says, nor is another record's relation to it"


@pytest.mark.django_db
def test_a_row_that_moves_is_a_change_of_both_records() -> None:
    ann = EditorFactory()
    old, new = AgreementFactory(), AgreementFactory()
    row = TitleFactory(agreement=old)
    for record in (old, new):
        publishing.noting.note_published([(publishing.ref_of(record), record.pk)], "test")
    with acting(ann):
        Title.objects.filter(pk=row.pk).update(agreement=new)
        Title.objects.filter(pk=row.pk).update(title="Edited where it is now")
    assert (of(old), of(new)) == ([(ann.pk, ann.username, 1)], [(ann.pk, ann.username, 2)])


@pytest.mark.django_db
def test_a_person_is_known_after_the_account_is_gone_and_many_records_cost_no_more() -> None:
    ann = EditorFactory(username="ann")
    with acting(ann):
        records = [AgreementFactory(title="One", slug=f"r-{n}") for n in range(5)]
        Identifier.objects.create(agreement=records[0], scheme="unts", value="I-1")
    key = ann.pk
    ann.delete()
    assert [user for user, _n, _c in of(records[0])] == [key]
    counts = []
    for size in (1, 5):
        with CaptureQueriesContext(connection) as seen:
            assert len(hands(KIND, Agreement, [r.pk for r in records[:size]])) == size
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert hands(KIND, Agreement, []) == {}


@pytest.mark.django_db(transaction=True)
def test_a_change_whose_transaction_began_before_the_publication_and_waited_counts_all_the_same() -> None:
    """The time of its event lies before the publication; its number does not."""
    ann, record = EditorFactory(username="ann"), CountryFactory(code="KR")
    began, published = Event(), Event()

    def edit() -> None:
        with transaction.atomic(), acting(ann):
            with connection.cursor() as cursor:
                cursor.execute("SELECT now()")
            began.set()
            assert published.wait(20)
            row = Country.objects.select_for_update(no_key=True).get(pk=record.pk)
            row.name_ko = "한국"
            row.save()
        connection.close()

    editor = Thread(target=edit)
    editor.start()
    assert began.wait(20)
    publishing.publish(record, reason="Reference", by="chief")
    published.set()
    editor.join()
    (hand,) = hands("country", Country, [record.pk])[record.pk]
    assert (hand.user, hand.changes) == (ann.pk, 1)
    assert hand.last < Publication.objects.get(record_id="kr").time
