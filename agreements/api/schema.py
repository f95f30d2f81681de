"""The description of the API (OpenAPI 3.1), made from the same tables that read the parameters.

drf-spectacular finds the addresses and writes the document; what each takes comes from its list kind or its set of
parameters, so that a parameter cannot be offered without being described, nor described without being offered.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any, Final

from drf_spectacular.openapi import AutoSchema

from agreements.api.components import COMPONENTS
from agreements.api.problems import PROBLEMS
from agreements.api.responses import header_components, responses
from agreements.api.row_components import ROW_COMPONENTS
from agreements.codelists import PublicationType
from agreements.register import values
from agreements.register.changes import RECORD_TYPES
from agreements.register.keyset import DEFAULT_SIZE, LARGEST_SIZE
from agreements.register.listing import ListKind
from agreements.register.reading import language_codes, read_day
from agreements.register.searching import read_words
from agreements.register.strict import Many, One

Document = dict[str, Any]

TEXT: Final[Document] = {"type": "string"}
#: Ids of records; lower case is theirs, any case is read.
ID: Final = "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"
READERS: Final[dict[Any, Document]] = {
    values.flag: {"type": "string", "enum": ["true", "false"]},
    values.edtf: {"type": "string", "examples": ["2024", "2024-06", "2024-06-15"]},
    values.year: {"type": "string", "pattern": "^[0-9]{4}$"},
    values.duration: {"type": "string", "examples": ["P180D", "P1Y6M"]},
    values.identifier: {"type": "string", "examples": ["unts:12345"]},
    values.slug: {"type": "string", "maxLength": 120, "pattern": ID},
    values.text: {"type": "string"},
    values.language_tag: {"type": "string", "examples": ["en", "ko", "zh-hans"]},
    read_day: {"type": "string", "format": "date"},
    read_words: {"type": "string", "maxLength": 1000, "examples": ["trade", "중소", "创新"]},
}
#: What a part of a path names.
IN_PATHS: Final[dict[str, tuple[str, Document]]] = {
    "number": ("The number of a publication in the sequence.", {"type": "string", "pattern": "^[0-9]+$"}),
    "code": ("The code of a type of problem.", {"type": "string", "enum": list(PROBLEMS)}),
}
#: What a name in a path may be, by the folder before it.
IDS: Final[dict[str, str]] = {
    "agreements": "kr-cn-sme-innovation-mou-2026",
    "programs": "kr-cn-startup-follow-up-programmes",
    "countries": "kr",
    "institutions": "kr-mss",
    "sectors": "startups",
    "occasions": "kr-cn-state-visit-2026",
    "publications": "1",
    "problems": "bad-parameter",
}
TAGS: Final[dict[str, str]] = {
    "agreements": "Agreements: lists, one agreement, its standings, evidence and public history.",
    "relations": "Relations between agreements, each once.",
    "events": "Acts and observations in the lives of agreements.",
    "deadlines": "What ends, must be decided, meets or was planned to be done, with the rule that gives the day.",
    "programs": "Working programmes with their activities and sessions.",
    "activities": "The activities of all working programmes.",
    "countries": "Partners, former states among them.",
    "institutions": "Ministries and organisations, under every name they had.",
    "sectors": "The tree of subjects.",
    "occasions": "Visits and meetings on which something was signed or agreed.",
    "sources": "Documents and the passages of them that are used.",
    "codelists": "Every code that answers use, with labels in three languages.",
    "changes": "The sequence of publications: complete, gapless, resumable.",
    "publications": "One publication as it was made.",
    "index": "Where everything is.",
    "problems": "What the types of problem documents mean.",
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
        "q": (READERS[read_words], "Words in the public reason or in the record's id; all must occur."),
        "updated_since": ({"type": "string", "format": "date-time"}, "Published at this RFC 3339 instant or later."),
        "type": ({"type": "string", "enum": PublicationType.values}, "What the publication did."),
        "record_type": ({"type": "string", "enum": list(RECORD_TYPES)}, "Publications of records of this type."),
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
        parameters = [_in_path(name, path) for name in names]
        parameters += _of_list(kind) if kind else _of_record(view)
        return {
            "operationId": re.sub(r"\W+", "_", path.removeprefix("/api/").replace("{", "").replace("}", "")).strip("_"),
            "summary": lines[0],
            "tags": [_tag(path)],
            "parameters": parameters,
            "responses": responses(
                view, path, of_one=bool(names), sparse=any(row["name"] == "fields" for row in parameters)
            ),
        }


def _tag(path: str) -> str:
    parts = [part for part in path.removeprefix("/api/").split("/") if part and part != "v1"]
    return parts[0] if parts else "index"


def _in_path(name: str, path: str) -> Document:
    record = ("The id of the record; it never changes. Upper case leads to lower case.", READERS[values.slug])
    meaning, schema = IN_PATHS.get(name, record)
    found: Document = {"name": name, "in": "path", "required": True, "description": meaning, "schema": schema}
    example = IDS.get(next((part for part in path.split("/") if part in IDS), ""))
    return {**found, "example": example} if example else found


def _general(name: str) -> Document:
    schema, meaning = general()[name]
    return _in_query(name, meaning, schema)


def _in_query(name: str, meaning: str, schema: Document) -> Document:
    """Describe a parameter of the query; an empty value counts as absent (contract, "List parameters")."""
    return {"name": name, "in": "query", "description": meaning, "allowEmptyValue": True, "schema": schema}


def _names(of: tuple[str, ...]) -> Document:
    one = f"({'|'.join(of)})"
    return {"type": "string", "pattern": f"^{one}(,{one})*$", "examples": [",".join(of[:2])]}


def _of_record(view: Any) -> list[Document]:
    found = [_general(name) for name in sorted(getattr(view, "parameters", ()))]
    for row in found:
        if row["name"] in getattr(view, "offered", {}):
            row["schema"] = _names(view.offered[row["name"]])
    return found


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
            row["schema"] = _names(kind.expandable) if kind.expandable else TEXT
        elif name == "fields":
            row["schema"] = _names((*kind.fields, *kind.expandable))
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
    row = _in_query(name, each.extra["help_text"], schema)
    if isinstance(each, Many):
        row |= {"schema": {"type": "array", "items": schema}, "style": "form", "explode": True}
    return row


def add_components(result: Document, generator: Any = None, **kwargs: Any) -> Document:
    """Add what the operations refer to, and what is said once for all of them (a hook of drf-spectacular)."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {}).update(COMPONENTS | ROW_COMPONENTS)
    components["headers"] = header_components()
    used = {tag for item in result["paths"].values() for each in item.values() for tag in each.get("tags", ())}
    result["tags"] = [{"name": name, "description": TAGS[name]} for name in TAGS if name in used]
    result["tags"] += [{"name": name} for name in sorted(used - TAGS.keys())]
    result["servers"] = [{"url": "/", "description": "This register."}]
    result["security"] = []
    result["externalDocs"] = {"url": "/api/docs/", "description": "The same for people, with a guide."}
    return result
