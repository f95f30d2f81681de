"""Rows that come and go together are counted and kept in history as if they had come and gone one by one."""

from __future__ import annotations

import pghistory
import pytest
from django.db import IntegrityError, connection, transaction

import tests.factories as factories
from agreements.desk.acting import acting
from agreements.models import Agreement, Relation, Title

pytestmark = pytest.mark.django_db

COLUMNS = "agreement_id, key, position, language, title, basis, prevails"


def revisions(*agreements: Agreement) -> list[int]:
    found = dict(Agreement.objects.values_list("pk", "revision"))
    return [found[a.pk] for a in agreements]


def history(pk: int) -> list[str]:
    events = pghistory.core._registered_trackers[(Title, "insert")]._default_manager
    return list(events.filter(pgh_obj_id=pk).order_by("pgh_id").values_list("pgh_label", flat=True))


def test_rows_of_many_records_in_one_statement_each_count_on_their_own_record() -> None:
    one, two, bare = (factories.AgreementFactory() for _ in range(3))
    before = revisions(one, two, bare)
    rows = [(one, "a"), (one, "b"), (two, "a"), (one, "c")]
    made = Title.objects.bulk_create(
        Title(agreement=owner, key=key, language="en", basis="ours", title=key) for owner, key in rows
    )
    assert revisions(one, two, bare) == [before[0] + 3, before[1] + 1, before[2]]
    keys = [title.pk for title in made]
    Title.objects.filter(pk__in=keys).delete()
    assert revisions(one, two, bare) == [before[0] + 6, before[1] + 2, before[2]]
    assert [history(pk) for pk in keys] == [["insert", "delete"]] * 4


def test_copied_rows_are_seen_with_who_and_why() -> None:
    agreement = factories.AgreementFactory()
    (before,) = revisions(agreement)
    with acting("import", "A second edition"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM agreements_title WHERE false")
        with cursor.copy(f"COPY agreements_title ({COLUMNS}) FROM STDIN") as copy:
            for number in range(5):
                copy.write_row((agreement.pk, f"c-{number}", 0, "en", "Copied", "ours", False))
    assert revisions(agreement) == [before + 5]
    events = pghistory.core._registered_trackers[(Title, "insert")]._default_manager.filter(title="Copied")
    assert {(e.pgh_label, e.pgh_context.metadata["reason"]) for e in events} == {("insert", "A second edition")}
    assert events.count() == 5


def test_a_row_that_was_there_is_changed_and_one_that_was_not_is_new() -> None:
    old = factories.TitleFactory(key="old")
    (before,) = revisions(old.agreement)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO agreements_title ({COLUMNS}) VALUES (%(a)s, 'old', 0, 'en', 'Again', 'ours', false),"
            " (%(a)s, 'new', 0, 'en', 'New', 'ours', false)"
            " ON CONFLICT (agreement_id, key) DO UPDATE SET title = excluded.title",
            {"a": old.agreement_id},
        )
    assert revisions(old.agreement) == [before + 2]
    assert history(old.pk) == ["insert", "update"]
    assert history(Title.objects.get(key="new").pk) == ["insert"]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO agreements_title SELECT * FROM agreements_title WHERE false",
        "UPDATE agreements_title SET title = 'x' WHERE false",
        "UPDATE agreements_title SET title = title",
        "DELETE FROM agreements_title WHERE false",
    ],
)
def test_a_statement_that_changes_nothing_leaves_no_trace(statement: str) -> None:
    title = factories.TitleFactory()
    before = revisions(title.agreement)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert (revisions(title.agreement), history(title.pk)) == (before, ["insert"])


def test_a_row_that_changes_its_number_is_still_seen() -> None:
    title = factories.TitleFactory()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_title SET id = id + 100000 WHERE id = %s", [title.pk])
    assert history(title.pk + 100000) == ["update"]


def test_a_circle_among_relations_that_come_together_is_refused() -> None:
    circle = [factories.AgreementFactory() for _ in range(3)]
    pairs = list(zip(circle, circle[1:] + circle[:1], strict=True))

    def together(pairs: list[tuple[Agreement, Agreement]], code: str) -> None:
        with transaction.atomic():
            Relation.objects.bulk_create(
                Relation(subject=subject, object=acted_on, code=code, key=code) for subject, acted_on in pairs
            )

    with pytest.raises(IntegrityError, match="relation_no_cycle"):
        together(pairs, "renews")
    together(pairs, "mirrors")
    together(pairs[:2], "renews")
    with pytest.raises(IntegrityError, match="relation_no_cycle"):
        together(pairs[2:], "replaces")
