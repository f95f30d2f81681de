"""History is written by the database: whoever writes and however, with who and why, and for good."""

from __future__ import annotations

import pghistory
import pytest
from django.db import ProgrammingError, connection, models, transaction

import tests.factories as factories
from agreements import publishing
from agreements.desk.acting import acting, because
from agreements.models import Agreement, Title
from tests.agreements.models.working import EXEMPT, tracked_models, working_models

pytestmark = pytest.mark.django_db


def history_of(model: type[models.Model]) -> type[models.Model]:
    return pghistory.core._registered_trackers[(model, "insert")]


def labels(record: models.Model) -> list[str]:
    events = history_of(type(record))._default_manager
    return list(events.filter(pgh_obj_id=record.pk).order_by("pgh_id").values_list("pgh_label", flat=True))


def contexts(record: models.Model) -> list[dict[str, object]]:
    events = history_of(type(record))._default_manager.filter(pgh_obj_id=record.pk).order_by("pgh_id")
    return [e.pgh_context.metadata if e.pgh_context else {} for e in events.select_related("pgh_context")]


def test_every_working_table_is_tracked() -> None:
    registered = pghistory.core._registered_trackers
    untracked = {
        model
        for model in working_models()
        if any((model, label) not in registered for label in ("insert", "update", "delete"))
    }
    assert untracked == EXEMPT


def test_no_relation_of_many_to_many_hides_from_history() -> None:
    """A table that Django makes by itself has no triggers; every such relation has a table of ours."""
    assert [m for m in working_models() if m._meta.auto_created] == []


@pytest.mark.parametrize("model", tracked_models(), ids=lambda m: m.__name__)
def test_insert_update_and_delete_of_every_table_are_seen(model: type[models.Model]) -> None:
    row = getattr(factories, f"{model.__name__}Factory")()
    another = {
        "internal_notes": "seen",
        "position": 7,
        "survival_article": "12",
        "name": "Another name",
        "successor": factories.CountryFactory(),
    }
    name = next(name for name in another if name in {f.name for f in model._meta.fields})
    model._default_manager.filter(pk=row.pk).update(**{name: another[name]})
    key = row.pk
    model._default_manager.filter(pk=key).delete()
    row.pk = key
    assert labels(row) == ["insert", "update", "delete"]


def test_bulk_changes_are_seen() -> None:
    agreement = factories.AgreementFactory()
    made = Title.objects.bulk_create(
        Title(agreement=agreement, key=f"t-{n}", language="en", basis="ours", title=f"Title {n}") for n in range(3)
    )
    for title in made:
        title.title += " again"
    Title.objects.bulk_update(made, ["title"])
    Title.objects.filter(agreement=agreement).update(language="ko")
    Title.objects.filter(agreement=agreement).delete()
    for title, pk in zip(made, [t.pk for t in made], strict=True):
        title.pk = pk
        assert labels(title) == ["insert", "update", "update", "delete"]


def test_raw_sql_is_seen() -> None:
    title = factories.TitleFactory()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_title SET title = 'By hand' WHERE id = %s", [title.pk])
        cursor.execute("DELETE FROM agreements_title WHERE id = %s", [title.pk])
    assert labels(title) == ["insert", "update", "delete"]


def test_who_and_why_stand_beside_the_change_even_of_raw_sql() -> None:
    title = factories.TitleFactory()
    editor = factories.EditorFactory(username="kim")
    with acting(editor, "The gazette says so"), connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_title SET title = 'By hand' WHERE id = %s", [title.pk])
    assert contexts(title)[-1] == {"user": editor.pk, "name": "kim", "reason": "The gazette says so"}


def test_a_command_says_who_and_why_by_name() -> None:
    with acting("seed", "First load"):
        title = factories.TitleFactory()
    assert contexts(title) == [{"user": None, "name": "seed", "reason": "First load"}]


def test_a_reason_said_later_belongs_to_the_changes_after_it() -> None:
    with acting("seed"):
        because("It was wrong")
        title = factories.TitleFactory()
    assert contexts(title)[0]["reason"] == "It was wrong"


def test_a_reason_without_anybody_at_the_desk_is_ignored() -> None:
    because("Nobody is there")
    assert contexts(factories.TitleFactory()) == [{}]


def test_history_survives_the_deletion_of_its_user() -> None:
    editor = factories.EditorFactory(username="kim")
    with acting(editor, "To be kept"):
        evidence = factories.AgreementEvidenceFactory(confirmed_by=editor)
    editor.delete()
    assert contexts(evidence)[0]["name"] == "kim"
    assert labels(evidence) == ["insert", "update"], "the confirmation lost its user, which is a change too"


def test_history_survives_the_deletion_of_its_record() -> None:
    agreement = factories.AgreementFactory(title="Gone tomorrow")
    key = agreement.pk
    agreement.delete()
    event = history_of(Agreement)._default_manager.filter(pgh_obj_id=key).get(pgh_label="delete")
    assert event.slug


@pytest.mark.parametrize("statement", ["UPDATE {table} SET pgh_label = 'x'", "DELETE FROM {table}"])
@pytest.mark.parametrize("model", tracked_models(), ids=lambda m: m.__name__)
def test_history_is_never_changed(model: type[models.Model], statement: str) -> None:
    getattr(factories, f"{model.__name__}Factory")()
    table = history_of(model)._meta.db_table
    refusal = pytest.raises(ProgrammingError, match="Cannot update or delete rows")
    with refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table=table))


def test_what_machines_write_is_no_history() -> None:
    agreement = factories.publishable_agreement()
    before = labels(agreement)
    publishing.settle_working(agreement)
    factories.TitleFactory(agreement=agreement)
    Agreement.objects.filter(pk=agreement.pk).update(published_revision=3)
    agreement.save()
    assert labels(agreement) == before


def test_a_change_of_stage_is_history_because_somebody_published() -> None:
    agreement = factories.AgreementFactory()
    Agreement.objects.filter(pk=agreement.pk).update(stage="published", published_revision=1)
    assert labels(agreement) == ["insert", "update"]
