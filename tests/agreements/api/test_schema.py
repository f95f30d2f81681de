"""The description of the API: valid OpenAPI 3.1, complete, and true of real answers."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from agreements.api.problems import PROBLEMS
from agreements.register.agreements import AGREEMENTS
from agreements.register.catalog import KINDS
from agreements.register.deadlines import DEADLINES
from agreements.register.events import EVENTS
from agreements.register.relations import RELATIONS
from programs.register.activities import ACTIVITIES
from programs.register.programs import PROGRAMS
from tests.agreements.register.building import NEW, OLD, TACIT
from tests.programs.api.conftest import PLAN, programs, published_programs

__all__ = ["programs", "published_programs"]
pytestmark = pytest.mark.usefixtures("programs")


@pytest.fixture
def described(client: Client) -> dict[str, Any]:
    return dict(client.get("/api/schema/").json())


@pytest.mark.thorough
def test_the_description_is_valid_openapi_3_1(described: dict[str, Any]) -> None:
    validate_schema(described)
    OpenAPIV31SpecValidator(described).validate()
    assert described["openapi"].startswith("3.1")
    names = [operation["get"]["operationId"] for operation in described["paths"].values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("agreements", AGREEMENTS),
        ("programs", PROGRAMS),
        ("relations", RELATIONS),
        ("events", EVENTS),
        ("deadlines", DEADLINES),
        ("activities", ACTIVITIES),
    ],
)
def test_a_list_describes_exactly_the_parameters_that_it_reads(described: dict[str, Any], path: str, kind: Any) -> None:
    parameters = described["paths"][f"/api/v1/{path}/"]["get"]["parameters"]
    assert {row["name"] for row in parameters} == kind.single | kind.many
    assert all(row["description"] for row in parameters)
    assert {row["name"] for row in parameters if row["schema"].get("type") == "array"} == kind.many


def test_every_status_is_described(described: dict[str, Any]) -> None:
    for path, operation in described["paths"].items():
        statuses = set(operation["get"]["responses"])
        assert {"200", "304", "400", "405", "406", "429", "500", "503"} <= statuses
        assert ("404" in statuses) == ("{" in path)
        assert ({"301", "410"} <= statuses) == ("_id}" in path)


def test_every_header_that_an_answer_carries_is_described(client: Client, described: dict[str, Any]) -> None:
    asked = [
        ("/api/v1/agreements/", "200", client.get("/api/v1/agreements/?page_size=1")),
        ("/api/v1/agreements/{agreement_id}/", "200", client.get(f"/api/v1/agreements/{OLD}/")),
        ("/api/v1/agreements/{agreement_id}/", "301", client.get(f"/api/v1/agreements/{OLD.upper()}/")),
        ("/api/v1/agreements/", "304", client.get("/api/v1/agreements/?lang=ko", headers={"If-None-Match": "*"})),
        ("/api/v1/agreements/", "405", client.post("/api/v1/agreements/")),
    ]
    everywhere = {"Content-Type", "Content-Length", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy"}
    everywhere |= {"Cross-Origin-Opener-Policy", "Content-Security-Policy"}
    for path, status, response in asked:
        assert str(response.status_code) == status
        told = set(described["paths"][path]["get"]["responses"][status]["headers"])
        given = {name for name in response.headers if not name.startswith("Access-Control-")} - everywhere
        assert given - told <= {"Vary", "Allow"}, (path, status)
        assert told - given <= {"Link"}, (path, status)
    assert asked[3][2]["Content-Language"] == "ko"


def test_every_operation_says_what_it_is_for(described: dict[str, Any]) -> None:
    tags = {tag["name"]: tag.get("description") for tag in described["tags"]}
    for path, item in described["paths"].items():
        operation = item["get"]
        assert operation["summary"].endswith("."), path
        assert all(row["description"] for row in operation["parameters"]), path
        assert all(tags[name] for name in operation["tags"]), path
        assert all(each["description"] for each in operation["responses"].values()), path


def test_linked_data_is_described_where_it_is_offered(client: Client, described: dict[str, Any]) -> None:
    for path, item in described["paths"].items():
        told = "application/ld+json" in item["get"]["responses"]["200"]["content"]
        assert told == (path not in ("/api/v1/", "/api/problems/", "/api/problems/{code}/")), path


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_every_type_of_problem_is_explained_at_its_address(client: Client, code: str) -> None:
    body = client.get(f"/api/problems/{code}/").json()
    assert body["status"] == PROBLEMS[code][0]
    assert body["meaning"].endswith(".")
    assert {"type": body["type"], "title": body["title"]}.items() <= body.items()
    assert body in client.get("/api/problems/").json()["results"]


PATHS = [
    ("/api/v1/", "/api/v1/"),
    ("/api/v1/agreements/", "/api/v1/agreements/?as_of=2026-11-01"),
    ("/api/v1/agreements/", "/api/v1/agreements/?as_of=2024-06-15&page_size=2&expand=evidence,events"),
    ("/api/v1/agreements/", "/api/v1/agreements/?q=memorandum&facets=true&lang=ko"),
    ("/api/v1/agreements/", "/api/v1/agreements/?q=memorandom"),
    ("/api/v1/institutions/", "/api/v1/institutions/?q=중소"),
    ("/api/v1/programs/", "/api/v1/programs/?q=train"),
    *(("/api/v1/agreements/{agreement_id}/", f"/api/v1/agreements/{name}/") for name in (NEW, OLD, TACIT)),
    *(
        (f"/api/v1/agreements/{{agreement_id}}/{part}/", f"/api/v1/agreements/{OLD}/{part}/")
        for part in ("standings", "evidence", "history")
    ),
    ("/api/v1/programs/", "/api/v1/programs/"),
    ("/api/v1/relations/", "/api/v1/relations/?lang=ko"),
    ("/api/v1/events/", "/api/v1/events/"),
    ("/api/v1/deadlines/", "/api/v1/deadlines/?from=2000-01-01&page_size=500"),
    ("/api/v1/activities/", "/api/v1/activities/"),
    ("/api/v1/programs/{program_id}/", f"/api/v1/programs/{PLAN}/?lang=ko"),
    *((f"/api/v1/{name}/", f"/api/v1/{name}/") for name, _, _ in KINDS.values()),
    ("/api/v1/countries/{record_id}/", "/api/v1/countries/kr/"),
    ("/api/v1/institutions/{record_id}/", "/api/v1/institutions/kr-mss/"),
    ("/api/v1/sources/{record_id}/", "/api/v1/sources/article/"),
    ("/api/v1/codelists/", "/api/v1/codelists/"),
    ("/api/v1/changes/", "/api/v1/changes/?page_size=3"),
    ("/api/v1/publications/{number}/", "/api/v1/publications/1/"),
    ("/api/problems/{code}/", "/api/problems/gone/"),
]


@pytest.mark.parametrize(("path", "address"), PATHS)
def test_a_real_answer_has_the_shape_that_is_described(
    client: Client, described: dict[str, Any], path: str, address: str
) -> None:
    response = client.get(address)
    assert response.status_code == 200, response.content[:500]
    content = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    schema = {**content.get("anyOf", [content])[0], "components": described["components"]}
    errors = [
        f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(response.json())
    ]
    assert errors == []


@pytest.mark.parametrize(
    ("address", "status"), [("/api/v1/agreements/?x=1", "400"), ("/api/v1/agreements/none/", "404")]
)
def test_a_problem_has_the_shape_that_is_described(
    client: Client, described: dict[str, Any], address: str, status: str
) -> None:
    path = "/api/v1/agreements/" if status == "400" else "/api/v1/agreements/{agreement_id}/"
    content = described["paths"][path]["get"]["responses"][status]["content"]["application/problem+json"]["schema"]
    schema = {**content, "components": described["components"]}
    body = client.get(address).json()
    assert [error.message for error in Draft202012Validator(schema).iter_errors(body)] == []
