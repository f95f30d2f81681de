"""The description of the API (OpenAPI) as a page needs it: addresses by subject, each with what it takes and answers.

Nothing is written here that the description does not say, so that page and description cannot differ.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from django.utils.text import slugify
from drf_spectacular.generators import SchemaGenerator

from agreements.api.problems import PROBLEMS

Document = dict[str, Any]

#: Subjects whose addresses are listed first; the rest follow in the description's order.
EXAMPLE_SITE: Final = "https://register.example"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: where it stands, whether it may be repeated, and the values it takes in words."""

    name: str
    place: str
    meaning: str
    repeatable: bool
    codes: tuple[str, ...]
    form: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One status that may be answered."""

    status: str
    meaning: str
    headers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address that is read."""

    path: str
    anchor: str
    summary: str
    parameters: tuple[Parameter, ...]
    answers: tuple[Answer, ...]
    formats: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Subject:
    """The addresses of one kind of thing."""

    name: str
    anchor: str
    meaning: str
    endpoints: tuple[Endpoint, ...]


@dataclass(frozen=True, slots=True)
class ProblemType:
    """One type of problem document."""

    code: str
    status: int
    title: str
    meaning: str


def description() -> Document:
    """Give the description of the API as ``/api/schema/`` answers it."""
    generator: Any = SchemaGenerator
    return dict(generator().get_schema(request=None, public=True))


def subjects(described: Document, site: str) -> list[Subject]:
    """Give every address by subject; ``site`` stands in the examples where the register's own address does."""
    found: dict[str, list[Endpoint]] = {tag["name"]: [] for tag in described["tags"]}
    headers = described["components"]["headers"]
    for path, item in described["paths"].items():
        operation = item["get"]
        found[operation["tags"][0]].append(_endpoint(path, operation, set(headers), site))
    meanings = {tag["name"]: tag.get("description", "") for tag in described["tags"]}
    return [
        Subject(name, f"about-{slugify(name)}", meanings[name], tuple(rows)) for name, rows in found.items() if rows
    ]


def problem_types() -> list[ProblemType]:
    """Give every type of problem by its status."""
    rows = [ProblemType(code, *told) for code, told in PROBLEMS.items()]
    return sorted(rows, key=lambda row: row.status)


def _endpoint(path: str, operation: Document, known: set[str], site: str) -> Endpoint:
    answer = operation["responses"]["200"]["content"]
    example = answer["application/json"].get("example")
    return Endpoint(
        path=path,
        anchor=operation["operationId"],
        summary=operation["summary"],
        parameters=tuple(_parameter(row) for row in operation["parameters"]),
        answers=tuple(
            Answer(status, told["description"], tuple(sorted(known & told.get("headers", {}).keys())))
            for status, told in operation["responses"].items()
        ),
        formats=tuple(answer),
        example=json.dumps(example, ensure_ascii=False, indent=2).replace(EXAMPLE_SITE, site) if example else "",
    )


def _parameter(row: Document) -> Parameter:
    schema = row["schema"]
    repeatable = schema.get("type") == "array"
    values = schema["items"] if repeatable else schema
    return Parameter(
        name=row["name"],
        place=row["in"],
        meaning=row["description"],
        repeatable=repeatable,
        codes=tuple(values.get("enum", ())),
        form=_form(values),
    )


def _form(values: Document) -> str:
    """Say what a value looks like: its bounds, an instant or a day, or examples."""
    if "minimum" in values:
        bounds = (
            f"{values['minimum']} to {values['maximum']}" if "maximum" in values else f"{values['minimum']} or more"
        )
        return f"{bounds}, default {values['default']}" if "default" in values else bounds
    if values.get("format") in FORMATS:
        return FORMATS[values["format"]]
    return ", ".join(str(each) for each in values.get("examples", ()))


FORMATS: Final = {"date": "YYYY-MM-DD", "date-time": "2026-01-05T12:00:00Z"}
