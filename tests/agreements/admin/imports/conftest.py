"""An invented register of lighthouses, and people who may or may not bring it in."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import CountryAliasFactory, CountryFactory, EditorFactory
from tracker.roles import make_roles

Sit = Callable[[str], Client]
LIST = "/admin/imports/"
HEAD = "No;Name of the arrangement;With;Done on;Ends;Follows"
PROFILE = """
[register]
scheme = "lighthouse-office"
title = "Register of the Lighthouse Office"
publish = true
reason = "Imported from the register of the Lighthouse Office."
edition = "2024-05-31"

[source]
slug = "lighthouse-office-2024"
title = "Register of the Lighthouse Office, 2024"
language = "en"

[format]
delimiter = ";"

[dates]
formats = ["D/M/Y", "Y"]

[key]
column = "No"

[titles]
en = { column = "Name of the arrangement", basis = "authentic" }

[fields.kind]
constant = "arrangement"
reasoning = "The Office concludes arrangements only."

[[parties]]
constant = "South Korea"
reasoning = "The register lists what the Office concluded."

[[parties]]
column = "With"

[acts]
signed = "Done on"

[clause]
until_date = "Ends"

[relations]
renews = "Follows"
"""


def table(rows: int, *more: str, title: str = "Arrangement on the lighthouse of islet {}") -> str:
    """Return a register of so many rows, then the rows given."""
    lines = [f"L-{n};{title.format(n)};Japan;{n % 28 + 1:02}/04/{1990 + n % 30};;" for n in range(1, rows + 1)]
    return "\n".join([HEAD, *lines, *more, ""])


def upload(client: Client, content: str | bytes, *, name: str = "lights.csv", profile: str = PROFILE) -> str:
    """Give a file with a profile and return the address of its run."""
    raw = content.encode() if isinstance(content, str) else content
    given = {"file": SimpleUploadedFile(name, raw)}
    if profile:
        given["own"] = SimpleUploadedFile("lights.toml", profile.encode())
    answer = client.post(LIST, given)
    assert answer.status_code == 302, answer.text
    return str(answer["Location"])


def preview(client: Client, run: str, profile: str = PROFILE) -> str:
    """Ask what would happen, and return the page that says it."""
    page = client.post(run, {"profile": profile, "preview": "1"}, follow=True)
    assert page.status_code == 200, page.text
    return page.text


def digest(page: str) -> str:
    """Return the digest that a page's confirmation carries."""
    found = re.search(r'name="digest" value="(\w+)"', page)
    assert found, page
    return found[1]


def counts(page: str) -> dict[str, int]:
    """Return the small facts of a page: the numbers by outcome."""
    found = re.findall(r'class="desk-import-(\w+)(?: desk-import-none)?">(?:<a[^>]*>|<span>)<b>(\d+)</b>', page)
    return {code: int(number) for code, number in found if int(number)}


@pytest.fixture
def desk(db: None) -> Sit:
    """Seat ann, an editor, rex and rita, reviewers, or olga, who only looks; Korea and Japan are known."""
    make_roles()
    for name, role in (("ann", "editor"), ("bob", "editor"), ("rex", "reviewer"), ("rita", "reviewer")):
        EditorFactory(username=name).groups.add(Group.objects.get(name=role))
    korea, japan = CountryFactory(code="KR", name_en="South Korea"), CountryFactory(code="JP", name_en="Japan")
    CountryAliasFactory(country=korea, name="Republic of Korea")
    CountryAliasFactory(country=japan, name="Nippon")

    def sit(name: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(username=name))
        return client

    return sit
