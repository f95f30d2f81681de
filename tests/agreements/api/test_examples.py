"""The examples of the description are answers that were really given: each is asked for again and compared.

``EXAMPLES=write pytest tests/agreements/api/test_examples.py`` takes them down anew after a change that was meant.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from typing import Any

import factory
import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from agreements.api.responses import EXAMPLES, examples
from agreements.asof import today
from agreements.publishing import withdraw
from tests.agreements.pages.world import NEW, OLD, PLAN, REPORT, VISIT, World, build

DAY, MOMENT, SITE = "2026-11-22", "2026-11-22T09:30:00.000000Z", "https://register.example"
NAMES = {
    "agreement_id": OLD,
    "program_id": PLAN,
    "number": "1",
    "code": "gone",
    "countries": "kr",
    "institutions": "kr-mss",
    "sectors": "startups",
    "occasions": VISIT,
    "sources": REPORT,
}


def every_factory(kind: type = factory.django.DjangoModelFactory) -> Iterator[Any]:
    for each in kind.__subclasses__():
        yield each
        yield from every_factory(each)


@pytest.fixture(scope="module")
def published(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Publish the two memoranda with names that do not depend on what was made before."""
    for each in every_factory():
        each.reset_sequence(0, force=True)
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def address_of(path: str, operation: dict[str, Any]) -> str:
    parts = path.split("/")
    named = [
        NAMES.get(part.strip("{}"), NAMES.get(parts[at - 1], "")) if "{" in part else part
        for at, part in enumerate(parts)
    ]
    taken = {row["name"] for row in operation["parameters"]}
    asked = [text for text in (f"as_of={DAY}", "page_size=1") if text.partition("=")[0] in taken]
    return "/".join(named) + ("?" + "&".join(asked) if asked else "")


def settled(answer: Any) -> Any:
    """Give an answer as the file keeps it: instants, signed cursors and today's date are never twice the same."""
    text = json.dumps(answer, ensure_ascii=False)
    text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", MOMENT, text)
    text = re.sub(r"cursor=[^&\"]+", "cursor=as-given-by-the-register", text)
    return json.loads(text.replace("http://testserver", SITE).replace(f'"{today()}"', f'"{DAY}"'))


def taken_down(client: Client, world: World) -> dict[str, Any]:
    described = client.get("/api/schema/").json()
    found = {}
    for path, item in described["paths"].items():
        response = client.get(address_of(path, item["get"]))
        assert response.status_code == 200, (path, response.content[:300])
        found[path] = response.json()
    listed, one = "/api/v1/agreements/", "/api/v1/agreements/{agreement_id}/"
    found[f"400 {listed}"] = client.get(f"{listed}?secter=startups").json()
    found[f"405 {listed}"] = client.post(listed).json()
    found[f"406 {listed}"] = client.get(listed, headers={"Accept": "text/csv"}).json()
    found[f"301 {one}"] = client.get(f"{listed}{OLD.upper()}/").json()
    found[f"404 {one}"] = client.get(f"{listed}no-such-agreement/").json()
    withdraw([world.new], reason="Entered twice by mistake", by="an editor")
    found[f"410 {one}"] = client.get(f"{listed}{NEW}/").json()
    return {name: settled(answer) for name, answer in found.items()}


def test_every_example_is_what_is_answered(client: Client, published: World, db: None) -> None:
    answered = taken_down(client, published)
    if os.environ.get("EXAMPLES") == "write":
        EXAMPLES.write_text(json.dumps(answered, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        examples.cache_clear()
    given = examples()
    assert sorted(given) == sorted(answered), "write them anew: EXAMPLES=write"
    for name, answer in answered.items():
        assert given[name] == answer, name


def test_examples_stand_in_the_description(client: Client, db: None) -> None:
    paths = client.get("/api/schema/").json()["paths"]
    for path, item in paths.items():
        assert item["get"]["responses"]["200"]["content"]["application/json"]["example"], path
    refused = paths["/api/v1/agreements/"]["get"]["responses"]["400"]["content"]["application/problem+json"]["example"]
    assert refused["errors"][0]["parameter"] == "secter"


def test_no_example_tells_of_a_machine(db: None) -> None:
    text = EXAMPLES.read_text(encoding="utf-8")
    assert "testserver" not in text
    assert "localhost" not in text
