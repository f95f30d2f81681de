"""The roles of the desk: exactly what follows from the rule, by one command that changes nothing the second time."""

from __future__ import annotations

from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.core.management import CommandError, call_command

from tests.factories import EditorFactory

pytestmark = pytest.mark.django_db
RECORDS = (
    *("agreements.agreement", "agreements.country", "agreements.institution", "agreements.occasion"),
    *("agreements.sector", "agreements.source", "programs.program"),
)


def run(**options: str) -> str:
    said = StringIO()
    call_command("make_roles", stdout=said, **options)
    return said.getvalue()


def held(role: str) -> set[str]:
    rows = Group.objects.get(name=role).permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in rows}


def test_the_roles_have_exactly_the_permissions_of_their_rule_and_a_second_run_changes_nothing() -> None:
    assert run().count(": made; ") == 3
    working = {
        model._meta.label_lower
        for app in ("agreements", "programs")
        for model in apps.get_app_config(app).get_models()
        if hasattr(model, "pgh_event_model")
    }
    assert {"agreements.passage", "agreements.clause", "programs.activity", *RECORDS} <= working
    edit = {
        f"{label.split('.')[0]}.{verb}_{label.split('.')[1]}"
        for label in working
        for verb in ("view", "add", "change", "delete")
    }
    desk = {f"desk.view_{model._meta.model_name}" for model in apps.get_app_config("desk").get_models()}
    editor = edit | desk | {"reports.view_report", "desk.add_importrun"}
    reviewer = editor | {f"{label.split('.')[0]}.publish_{label.split('.')[1]}" for label in RECORDS}
    accounts = {f"auth.{verb}_{model}" for verb in ("view", "add", "change", "delete") for model in ("user", "group")}
    own = {"reports.change_report", "reports.delete_report", "agreements.view_loadedrecord", "desk.add_auditrun"}
    assert held("editor") == editor
    assert held("reviewer") == reviewer
    assert held("administrator") == reviewer | accounts | own
    assert run() == ""


def test_a_stray_permission_is_taken_away_and_said_and_a_lost_one_given_back() -> None:
    run()
    group = Group.objects.get(name="editor")
    group.permissions.add(Permission.objects.get(codename="publish_agreement"))
    group.permissions.remove(Permission.objects.get(codename="change_agreement"))
    said = run()
    assert "editor: agreements.publish_agreement is not of this role and was taken away." in said
    assert "editor: put right; 1 permissions given." in said
    assert "reviewer" not in said
    assert run() == ""


def test_an_account_is_put_into_one_role_and_into_the_desk() -> None:
    person = EditorFactory(username="ann", is_staff=False)
    person.groups.add(Group.objects.create(name="readers of minutes"))
    run(user="ann", role="reviewer")
    assert "ann is editor." in run(user="ann", role="editor")
    assert set(person.groups.values_list("name", flat=True)) == {"editor", "readers of minutes"}
    ann = User.objects.get(username="ann")
    assert ann.is_staff
    assert ann.has_perm("agreements.change_agreement")
    assert not ann.has_perm("agreements.publish_agreement")
    with pytest.raises(CommandError, match="no account"):
        run(user="nobody", role="editor")
    with pytest.raises(CommandError, match="Name both"):
        run(user="ann")
