"""The visibility matrix: every address of the desk and its accounts, for a stranger, an outsider and each role.

The addresses are walked out of the resolver, so that a page added anywhere is here the same day. What each role may
open is stated by rule, from the roles as agreed, not read off what happens; a page for which no rule is stated fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache as once
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import models
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import timezone

import tests.factories as factories
from agreements.models import Agreement
from agreements.models.base import Record
from agreements.reports.models import Report
from tests.agreements.admin.who import ADMINISTRATOR, ANYBODY, DECIDING, EDITOR, ROLES, TO_LOGIN, WRITTEN_BY, least_role
from tracker.roles import make_roles

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Place:
    """An address of the desk with its name, and the least role that opens it."""

    name: str
    address: str
    least: int

    def is_open_to(self, role: str) -> bool:
        return ROLES.index(role) >= self.least


def named_routes(patterns: Any, route: str = "", name: str = "") -> Iterator[tuple[str, str]]:
    """Walk a resolver: the name and the route of every address under it."""
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{name}{pattern.namespace}:" if pattern.namespace else name
            yield from named_routes(pattern.url_patterns, here, inner)
        else:
            yield f"{name}{pattern.name or ''}", here


def test_of_every_address_of_the_desk_it_is_stated_who_may_open_it() -> None:
    unstated = [(name, route) for name, route in _ours() if least_role(name) is None]
    assert unstated == [], "state in this file who may open these"
    assert len(list(_ours())) > 100, "the walk finds the desk"


def _ours() -> list[tuple[str, str]]:
    return [
        (name, route)
        for name, route in named_routes(get_resolver().url_patterns)
        if route.startswith(("admin/", "accounts/"))
    ]


@once
def _report() -> dict[str, Any]:
    return {"reference": "ABCDE-23456", "received_at": timezone.now()}


def make(model: type[models.Model]) -> models.Model:
    """Make a row of a kind; records are drafts."""
    if model is Report:
        return Report.objects.create(**_report())
    if model is Group:
        return Group.objects.create(name="a group")
    if model is User:
        return factories.EditorFactory()
    made: models.Model = getattr(factories, f"{model.__name__}Factory")()
    return made


@pytest.fixture
def places() -> list[Place]:
    """Write out every address, with rows that are there."""
    cache.clear()
    rows = {f"{m._meta.app_label}/{m._meta.model_name}/": make(m) for m in admin.site._registry}
    found = []
    for name, route in _ours():
        row = next((row for part, row in rows.items() if f"admin/{part}" in route), None)
        least = least_role(name)
        if least is None:
            continue  # the test above fails for these
        for address in _written(route, row):
            label = re.search(r"^admin/auth/$", address)
            hidden = ADMINISTRATOR if label and name == "admin:app_list" else least
            found.append(Place(name, f"/{address}", hidden))
    return found


def _written(route: str, row: models.Model | None) -> list[str]:
    if labels := re.search(r"\(\?P<app_label>([^)]*)\)", route):
        return [f"admin/{label}/" for label in labels.group(1).split("|")]
    key = str(row.pk) if row is not None else "1"
    kind = str(ContentType.objects.get_for_model(Agreement).pk)
    for part, value in (
        ("<path:content_type_id>", kind),
        ("(?P<url>.*)$", "nowhere/"),
        ("(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)", "1-wrong"),
        ("^", ""),
        ("$", ""),
    ):
        route = route.replace(part, value)
    written = re.sub(r"<(?:\w+:)?\w+>", key, route)
    if written == "admin/autocomplete/":
        written += "?app_label=agreements&model_name=agreement&field_name=occasion&term="
    return [written]


@pytest.fixture
def people(db: None) -> dict[str, User | None]:
    """Make one person for each role, as the roles are agreed."""
    make_roles()
    password = "a long enough password"
    outsider = User.objects.create_user("outsider", password=password)
    made: dict[str, User | None] = {"stranger": None, "outsider": outsider}
    for role in ROLES[EDITOR:]:
        made[role] = User.objects.create_user(role, password=password, is_staff=True)
        made[role].groups.add(Group.objects.get(name__iexact=role))  # type: ignore[union-attr]
    return made


def sit(person: User | None, **options: Any) -> Client:
    """Sit down at the desk as somebody."""
    client = Client(raise_request_exception=False, **options)
    if person is not None:
        client.force_login(person)
    return client


def outcome(answer: Any) -> str:
    """Say in a word what an answer is: opened, refused, or led to the login."""
    if answer.status_code >= 500:
        return f"failed ({answer.status_code})"
    if answer.status_code == 403:
        return "refused"
    if answer.status_code in (301, 302) and answer.url.startswith(TO_LOGIN):
        return "login"
    return "opened"


def expected(place: Place, role: str, method: str) -> set[str]:
    """Return what an address may answer somebody: strangers are led to the login and nobody else is let in."""
    if method == "post" and ROLES.index(role) < WRITTEN_BY.get(place.name, ANYBODY):
        return {"login"} if role == "stranger" else {"refused", "login"}
    if place.is_open_to(role):
        if method == "post" and place.name.endswith(DECIDING):
            return {"opened", "refused"}
        if place.name == "admin:login" and role == "outsider":
            return {"refused"}
        confirms = place.name.startswith(("mfa_", "account_")) or place.name == "admin:login"
        return {"opened", "login"} if confirms else {"opened"}
    return {"login"} if role == "stranger" else {"refused", "login"}


def wrong(places: list[Place], role: str, person: User | None, method: str) -> str:
    """Ask every address with one method; return those that do not answer as the rules say, a line each."""
    found = []
    client = sit(person)
    for place in places:
        if method == "post" and place.name.endswith("logout"):
            continue
        answer = getattr(client, method)(place.address)
        said = outcome(answer)
        hidden = place.name == "admin:app_list" and answer.status_code == 404 and not place.is_open_to(role)
        if said not in expected(place, role, method) and not hidden:
            found.append(f"{role} {method} {place.address}: {said}")
    return "\n".join(found)


@pytest.mark.parametrize("role", ["stranger", pytest.param("outsider", marks=pytest.mark.thorough)])
def test_whoever_does_not_work_at_the_desk_is_led_to_the_login(
    places: list[Place], people: dict[str, User | None], role: str
) -> None:
    closed = [place for place in places if not place.is_open_to(role)]
    assert len(closed) > 100
    assert wrong(closed, role, people[role], "get") == ""


@pytest.mark.thorough
def test_a_stranger_does_not_learn_what_there_is(places: list[Place]) -> None:
    client = Client()
    for place in places:
        if place.is_open_to("stranger"):
            continue
        there = client.get(place.address)
        nowhere = client.get(re.sub(r"/\d+/", "/987654/", place.address))
        assert there.content == nowhere.content == b"", place
        assert (there.status_code, len(there.headers)) == (nowhere.status_code, len(nowhere.headers)), place


def test_an_editor_does_not_publish_and_does_not_see_accounts(
    places: list[Place], people: dict[str, User | None]
) -> None:
    closed = [place for place in places if not place.is_open_to("editor")]
    assert {"publish", "withdraw", "restore"} <= {place.name.rpartition("_")[2] for place in closed}
    assert any("/auth/user/" in place.address for place in closed)
    for method in ("get", "post"):
        assert wrong(closed, "editor", people["editor"], method) == ""


@pytest.mark.thorough
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_each_role_as_the_rules_say(
    places: list[Place], people: dict[str, User | None], role: str, method: str
) -> None:
    before = {model: model._default_manager.count() for model in admin.site._registry}
    assert wrong(places, role, people[role], method) == ""
    after = {model: model._default_manager.count() for model in admin.site._registry}
    assert after == before, "nothing is written by asking, nor by a form without a word in it"


@pytest.mark.thorough
@pytest.mark.parametrize("role", ROLES)
def test_a_form_that_another_site_sends_is_refused_everywhere(
    places: list[Place], people: dict[str, User | None], role: str
) -> None:
    client = sit(people[role], enforce_csrf_checks=True)
    for place in places:
        answer = client.post(place.address, {"post": "yes", "confirmed": "1", "reason": "from elsewhere"})
        assert answer.status_code in (302, 403, 404, 405), place
        assert answer.status_code != 302 or answer.url.startswith(TO_LOGIN) or not answer.url, place
    assert all(
        record.stage == "draft" for m in admin.site._registry if issubclass(m, Record) for record in m.objects.all()
    )
