"""What every address can answer, status by status, with its headers: the part of the description that all share.

Examples are real answers, kept in ``examples.json``; a test asks for each again and compares.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from agreements.api.components import ref

Document = dict[str, Any]

EXAMPLES: Final = Path(__file__).with_name("examples.json")
TEXT: Final[Document] = {"type": "string"}
HEADERS: Final[dict[str, tuple[str, Document]]] = {
    "ETag": ("Names this very answer; send it back as If-None-Match.", TEXT),
    "Last-Modified": ("When the register last changed, or when the day began for which it answers by default.", TEXT),
    "Content-Language": ("The language of labels and reasons.", TEXT),
    "Vary": ("What the answer depends on besides its address.", TEXT),
    "Cache-Control": ("Kept as long as you like, but asked about again before use.", TEXT),
    "Link": ("The next and previous page (RFC 8288), as in the body.", TEXT),
    "Location": ("Where it is now.", {"type": "string", "format": "uri-reference"}),
    "Allow": ("The methods that are offered.", TEXT),
    "Retry-After": ("Seconds to wait.", {"type": "integer", "minimum": 1}),
}
OF_AN_ANSWER: Final = ("ETag", "Last-Modified", "Content-Language", "Vary", "Cache-Control")

#: status -> (component, meaning, headers beside Content-Language)
ANYWHERE: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    "400": ("ParameterProblem", "A parameter is unknown, repeated or has a bad value.", ()),
    "405": (
        "Problem",
        "The register is read here; this is the answer to other methods than GET, HEAD, OPTIONS.",
        ("Allow",),
    ),
    "406": ("Problem", "The format asked for is not offered.", ()),
    "429": ("Problem", "Too many requests; wait for Retry-After seconds.", ("Retry-After",)),
    "500": ("Problem", "A fault of the server.", ()),
    "503": ("Problem", "The database does not answer.", ("Retry-After",)),
}
#: Said by the web server, before the register reads anything.
TOO_LONG: Final[Document] = {
    "description": "The address is longer than the web server reads (8,190 bytes as shipped).",
    "content": {"text/html": {"schema": TEXT}},
}
ABSENT: Final = {"404": ("Problem", "There is nothing of this name, or was not at the instant asked for.", ())}
OF_A_RECORD: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    "301": ("Problem", "The record was merged into another, or its id is written in lower case.", ("Location",)),
    **ABSENT,
    "410": ("Problem", "The record was withdrawn; the reason is given.", ()),
}


def responses(view: Any, path: str, *, of_one: bool, sparse: bool) -> Document:
    """Describe every status that an address can answer.

    ``of_one`` says that the address names something; where that is a record (the view knows of which type), it may
    also have been merged or withdrawn. ``sparse`` says that it takes ``fields``, and then may give less.
    """
    told = dict(ANYWHERE)
    if of_one:
        told |= OF_A_RECORD if view.record_type else ABSENT
    formats = [renderer.media_type for renderer in view.renderer_classes]
    whole = ref(view.answers)
    body: Document = {name: {"schema": {"anyOf": [whole, ref("Sparse")]} if sparse else whole} for name in formats}
    if "application/ld+json" in body:
        body["application/ld+json"] = {"schema": ref("LinkedData")}
    given = examples()
    if path in given:
        body["application/json"]["example"] = given[path]
    headers = (*OF_AN_ANSWER, *(("Link",) if getattr(view, "has_pages", False) else ()))
    found: Document = {
        "414": TOO_LONG,
        "200": {"description": "The answer.", "headers": _headers(headers), "content": body},
        "304": {
            "description": "What the client has is still what would be answered.",
            "headers": _headers(OF_AN_ANSWER),
        },
    }
    for status, (component, meaning, extra) in told.items():
        content: Document = {"schema": ref(component)}
        if f"{status} {path}" in given:
            content["example"] = given[f"{status} {path}"]
        found[status] = {
            "description": meaning,
            "headers": _headers(("Content-Language", *extra)),
            "content": {"application/problem+json": content},
        }
    return dict(sorted(found.items()))


@cache
def examples() -> Document:
    """Give the examples: path, or status and path, as the description writes it -> what was answered."""
    return dict(json.loads(EXAMPLES.read_text(encoding="utf-8"))) if EXAMPLES.exists() else {}


def _headers(names: tuple[str, ...]) -> Document:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def header_components() -> Document:
    """Give the headers as components."""
    return {name: {"description": meaning, "schema": schema} for name, (meaning, schema) in HEADERS.items()}
