"""Read what was typed into a form strictly: text is kept as it was typed, and what is no text is refused in words.

Django puts replacement characters for broken UTF-8 in silence, and a NUL or an unpaired surrogate would be refused by
the database only. Here both are problems, and what can be shown of the text is shown again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final
from urllib.parse import unquote_to_bytes

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _

from agreements.register.problems import ParameterProblem

FORM_TYPE: Final = "application/x-www-form-urlencoded"
LONGEST_FORM: Final = 100_000
LINE_BREAKS: Final = "\n\t"


@dataclass(slots=True)
class Typed:
    """The values of a form by name, what is wrong with them, and the status to answer when that is the whole form."""

    values: dict[str, str] = field(default_factory=dict)
    problems: list[ParameterProblem] = field(default_factory=list)
    status: HTTPStatus = HTTPStatus.OK


def read_form(request: HttpRequest) -> Typed:
    """Read the body of a sent form; line breaks become ``\\n``."""
    found = Typed()
    if request.content_type != FORM_TYPE:
        return _refused(found, HTTPStatus.UNSUPPORTED_MEDIA_TYPE, _("Only what the form on this page sends is read."))
    try:
        body = request.body
    except RequestDataTooBig:
        body = b"x" * (LONGEST_FORM + 1)
    except UnreadablePostError:
        return _refused(found, HTTPStatus.BAD_REQUEST, _("The form did not arrive whole. Send it again."))
    if len(body) > LONGEST_FORM:
        text = _("The form is longer than %(longest)s bytes. Nothing was stored; shorten it and send again.")
        return _refused(found, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, text % {"longest": LONGEST_FORM})
    for part in filter(None, body.split(b"&")):
        raw_name, _equals, raw_value = part.partition(b"=")
        name = unquote_to_bytes(raw_name.replace(b"+", b" ")).decode("utf-8", "replace")
        raw = unquote_to_bytes(raw_value.replace(b"+", b" "))
        if name in found.values:
            found.problems.append(ParameterProblem(name, _("A field was sent twice.")))
        found.values[name] = _text(name, raw, found)
    return found


def _text(name: str, raw: bytes, found: Typed) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        found.problems.append(ParameterProblem(name, _("What was typed has characters that are no text (not UTF-8).")))
        text = raw.decode("utf-8", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if any(_is_control(c) for c in text):
        found.problems.append(ParameterProblem(name, _("What was typed has a control character in it, such as NUL.")))
        text = "".join("\N{REPLACEMENT CHARACTER}" if _is_control(c) else c for c in text)
    return text


def _is_control(character: str) -> bool:
    return (character < " " and character not in LINE_BREAKS) or character == "\x7f"


def _refused(found: Typed, status: HTTPStatus, words: str) -> Typed:
    found.status = status
    found.problems.append(ParameterProblem("", words))
    return found
