"""The description of the API (OpenAPI 3.1), made from the same tables that read the parameters.

drf-spectacular finds the addresses and writes the document; what each takes comes from its list kind or its set of
parameters, so that a parameter cannot be offered without being described, nor described without being offered.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any, Final

from drf_spectacular.openapi import AutoSchema

from agreements.api.components import COMPONENTS, ref
from agreements.register import values
from agreements.register.keyset import DEFAULT_SIZE, LARGEST_SIZE
from agreements.register.listing import ListKind
from agreements.register.reading import language_codes
from agreements.register.searching import read_words
from agreements.register.strict import Many, One

Document = dict[str, Any]

TEXT: Final[Document] = {"type": "string"}
READERS: Final[dict[Any, Document]] = {
    values.flag: {"type": "string", "enum": ["true", "false"]},
    values.edtf: {"type": "string", "examples": ["2024", "2024-06", "2024-06-15"]},
    values.year: {"type": "string", "pattern": "^[0-9]{4}$"},
    values.duration: {"type": "string", "examples": ["P180D", "P1Y6M"]},
    values.identifier: {"type": "string", "examples": ["unts:12345"]},
    values.slug: {"type": "string", "maxLength": 120},
    read_words: {"type": "string", "maxLength": 1000, "examples": ["trade", "중소", "创新"]},
}
STATUSES: Final[dict[str, tuple[str, str]]] = {
    "400": ("ParameterProblem", "A parameter is unknown, repeated or has a bad value."),
    "406": ("Problem", "The format asked for is not offered."),
    "429": ("Problem", "Too many requests; wait for Retry-After seconds."),
    "500": ("Problem", "A fault of the server."),
    "503": ("Problem", "The database does not answer."),
}
OF_A_RECORD: Final[dict[str, tuple[str, str]]] = {
    "301": ("Problem", "The record was merged into another, or its id is written in lower case."),
    "404": ("Problem", "There is no such record, or was not at the instant asked for."),
    "410": ("Problem", "The record was withdrawn; the reason is given."),
}


def general() -> dict[str, tuple[Document, str]]:
    """Give schema and meaning of the parameters that many addresses take."""
    return {
        "as_of": ({"type": "string", "format": "date"}, "The full day on which states are read; default today."),
        "known_at": ({"type": "string", "format": "date-time"}, "RFC 3339 instant: the register as it stood then."),
        "lang": ({"type": "string", "enum": list(language_codes())}, "Language of labels; else Accept-Language."),
        "ordering": (TEXT, "What to sort by; - before it for descending. Unknown values come last."),
        "page_size": (
            {"type": "integer", "minimum": 1, "maximum": LARGEST_SIZE, "default": DEFAULT_SIZE},
            "Rows on a page.",
        ),
        "cursor": (TEXT, "Where a page begins, as given in next or previous."),
        "facets": (
            READERS[values.flag],
            "true: say for each value of the filters how many rows there would be with it.",
        ),
        "fields": (TEXT, "Names of fields with commas between them; only these are given."),
        "expand": (TEXT, "Names of parts with commas between them, to be added to each row."),
        "after": ({"type": "integer", "minimum": 0}, "Publications after this number of the sequence."),
    }


class RegisterSchema(AutoSchema):
    """Describes one address of the register; the view says its ``answers`` component and what it takes."""

    def get_operation(
        self, path: str, path_regex: str, path_prefix: str, method: str, registry: Any
    ) -> Document | None:
        """Give the operation; only reading is offered, so only GET is described."""
        if method.upper() != "GET":
            return None
        view: Any = self.view
        kind: ListKind | None = getattr(view, "kind", None)
        names = re.findall(r"{(\w+)}", path)
        lines = [line.strip() for line in (type(view).__doc__ or "").strip().splitlines()]
        parameters = [{"name": name, "in": "path", "required": True, "schema": TEXT} for name in names]
        parameters += _of_list(kind) if kind else [_general(name) for name in sorted(getattr(view, "parameters", ()))]
        return {
            "operationId": re.sub(r"\W+", "_", path.removeprefix("/api/").replace("{", "").replace("}", "")).strip("_"),
            "summary": lines[0],
            "tags": [next((part for part in path.split("/")[3:] if part), "index").strip("{}")],
            "parameters": parameters,
            "responses": _responses(view.answers, of_a_record=bool(names)),
        }


def _general(name: str) -> Document:
    schema, meaning = general()[name]
    return {"name": name, "in": "query", "description": meaning, "schema": schema}


def _of_list(kind: ListKind) -> list[Document]:
    found = []
    for name, each in kind.filters.base_filters.items():
        found.append(_filter(name, each))
    for name in sorted(kind.single - kind.filters.single()):
        row = _general(name)
        if name == "ordering":
            codes = [*kind.orders, *(f"-{key}" for key in kind.orders)]
            row["schema"] = {"type": "string", "enum": codes, "default": kind.default_order}
        elif name == "expand":
            row["schema"] = {**TEXT, "examples": [",".join(kind.expandable)]}
        found.append(row)
    return found


def _filter(name: str, each: One) -> Document:
    reader = each.extra["reader"]
    codes = getattr(reader, "codes", None)
    if codes:
        schema: Document = {"type": "string", "enum": list(codes)}
    elif isinstance(reader, partial):
        schema = {"type": "string", "format": "date-time"}
    else:
        schema = READERS[reader]
    row = {"name": name, "in": "query", "description": each.extra["help_text"], "schema": schema}
    if isinstance(each, Many):
        row |= {"schema": {"type": "array", "items": schema}, "style": "form", "explode": True}
    return row


def _responses(component: str, *, of_a_record: bool) -> Document:
    problems = {**STATUSES, **(OF_A_RECORD if of_a_record else {})}
    return {
        "200": {
            "description": "The answer.",
            "headers": {
                "ETag": {"schema": TEXT},
                "Last-Modified": {"schema": TEXT},
                "Content-Language": {"schema": TEXT},
            },
            "content": {"application/json": {"schema": ref(component)}},
        },
        "304": {"description": "What the client has is still what would be answered."},
        **{
            status: {"description": meaning, "content": {"application/problem+json": {"schema": ref(name)}}}
            for status, (name, meaning) in sorted(problems.items())
        },
    }


def add_components(result: Document, generator: Any = None, **kwargs: Any) -> Document:
    """Add the shapes of agreements to the description (a hook of drf-spectacular)."""
    result.setdefault("components", {}).setdefault("schemas", {}).update(COMPONENTS)
    return result
