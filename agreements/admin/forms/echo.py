"""What was typed, said back in words: beside the field when a form is shown, and by one small address while typing.

Reading back is the editor's only proof that "2024-06" was understood as a month. The same parsers and the same words
serve both, so that the echo cannot say another thing than what is saved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponseBadRequest, JsonResponse
from django.utils.translation import get_language

from agreements.partial_dates.days import PartialDate, PartialDateError
from agreements.partial_dates.display import LANGUAGES, in_words
from agreements.partial_dates.duration import Duration, DurationError
from agreements.partial_dates.typed import parse_typed
from agreements.partial_dates.typed_duration import parse_typed_duration
from agreements.register.periods import period_words

LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Echo:
    """What was understood, or why nothing was; one of the two is empty, both where nothing was typed."""

    words: str = ""
    error: str = ""


def date_echo(value: Any) -> Echo:
    """Say a date, typed or read, in the reader's language, with exactly the precision that it has."""
    return _echo(value, PartialDate, parse_typed, _date_words)


def duration_echo(value: Any) -> Echo:
    """Say a length of time, typed or read, in the reader's language."""
    return _echo(value, Duration, parse_typed_duration, lambda period: period_words(period.iso))


ECHOES: Final[dict[str, Callable[[Any], Echo]]] = {"date": date_echo, "duration": duration_echo}


def echo_view(request: HttpRequest) -> JsonResponse | HttpResponseBadRequest:
    """Answer ``?kind=date&text=June 2024`` with what was understood; nothing is written."""
    echo = ECHOES.get(request.GET.get("kind", ""))
    text = request.GET.get("text", "")
    if echo is None or len(text) > LONGEST:
        return HttpResponseBadRequest()
    said = echo(text)
    return JsonResponse({"words": said.words, "error": said.error})


def _echo(value: Any, kind: type, parse: Callable[[str], Any], words: Callable[[Any], str]) -> Echo:
    if value is None or (isinstance(value, str) and not value.strip()):
        return Echo()
    try:
        return Echo(words=words(value if isinstance(value, kind) else parse(value)))
    except (PartialDateError, DurationError) as error:
        return Echo(error=str(error))


def _date_words(value: PartialDate) -> str:
    language = get_language() or "en"
    return in_words(value, language if language in LANGUAGES else "en")
