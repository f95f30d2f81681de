"""The sequence of publications as a list: complete, gapless, resumable by number (contract, ``changes/``).

Without a filter nothing is ever left out, so a client that goes on after its last number misses nothing. Narrowed by
words, types or time it is a part of the sequence, and goes on by number all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.codelists import PublicationType
from agreements.register.keyset import DEFAULT_SIZE, read_size
from agreements.register.listing import words
from agreements.register.models import Publication
from agreements.register.moments import read_instant, write_instant
from agreements.register.problems import BadParametersError, BadValueError, ParameterProblem
from agreements.register.query import Query
from agreements.register.reading import Reading
from agreements.register.searching import read_words
from agreements.register.values import Reader, one_of, sequence_number

Document = dict[str, Any]

FIELDS: Final = ("number", "record_type", "id", "type", "time", "reason", "target", "url")
#: Where a record of a type has its page.
FOLDERS: Final = {
    "agreement": "agreements",
    "program": "programs",
    "occasion": "occasions",
    "source": "sources",
    "country": "countries",
    "institution": "institutions",
    "sector": "sectors",
}
RECORD_TYPES: Final = tuple(FOLDERS)


def reader_of_fields(text: str) -> tuple[str, ...]:
    """Read the names of fields."""
    return words(text, _("a field of this list"), FIELDS)


def read_text(text: str) -> list[str]:
    """Read the words that are sought; ``BadValueError`` where there is none."""
    read_words(text)
    return text.split()


def said_with(given: list[str]) -> Q:
    """Keep publications in whose reason or record's id every word occurs."""
    kept = Q()
    for word in given:
        kept &= Q(reason__icontains=word) | Q(record_id__icontains=word)
    return kept


READERS: Final[Mapping[str, Reader]] = {
    "after": sequence_number,
    "page_size": read_size,
    "fields": reader_of_fields,
    "q": read_text,
    "updated_since": partial(read_instant, round_up=True),
    "type": one_of(_("a type of publication"), PublicationType.values),
    "record_type": one_of(_("a type of record"), RECORD_TYPES),
}
#: What narrows the sequence.
CONDITIONS: Final[Mapping[str, Callable[[Any], Q]]] = {
    "q": said_with,
    "updated_since": lambda value: Q(time__gte=value),
    "type": lambda value: Q(type=value),
    "record_type": lambda value: Q(record_type=value),
}


def one_way() -> ParameterProblem:
    """Say that a list of the sequence was asked to go on in both directions."""
    return BadValueError(_("the list goes on from before a number or from after one, not both.")).of("after")


def read_question(query: Query) -> dict[str, Any]:
    """Read the list's own parameters; ``BadParametersError`` naming each that is wrong."""
    problems: list[ParameterProblem] = []
    found: dict[str, Any] = {}
    for name, reader in READERS.items():
        text = query.one(name)
        if text is None:
            continue
        try:
            found[name] = reader(text)
        except BadValueError as error:
            problems.append(error.of(name))
    if problems:
        raise BadParametersError(problems)
    return found


def kept_by(asked: Mapping[str, Any]) -> Q:
    """Give the condition of the publications that a question keeps, wherever in the sequence it goes on from."""
    kept = Q()
    for name, condition in CONDITIONS.items():
        if asked.get(name) is not None:
            kept &= condition(asked[name])
    return kept


def list_changes(asked: Mapping[str, Any], reading: Reading) -> tuple[list[Document], int | None]:
    """Give the publications that were asked for, and the number from which to go on, None where nothing follows.

    They go on after the number ``after``, or backwards from before the number ``before``.
    """
    size = asked.get("page_size") or DEFAULT_SIZE
    found = list(_between(asked, reading).filter(kept_by(asked)).defer("facts", "document", "by")[: size + 1])
    chosen = asked.get("fields") or FIELDS
    shown = [{name: value for name, value in change_of(row, reading).items() if name in chosen} for row in found[:size]]
    return shown, found[size - 1].number if len(found) > size else None


def count_changes(asked: Mapping[str, Any], reading: Reading) -> int:
    """Count the publications that were asked for, on all pages; without a condition no query is needed."""
    if kept := kept_by(asked):
        return _between(asked, reading).filter(kept).count()
    before: int = reading.number + 1 if asked.get("before") is None else asked["before"]
    return max(0, min(before - 1, reading.number) - (asked.get("after") or 0))


def _between(asked: Mapping[str, Any], reading: Reading) -> QuerySet[Publication]:
    rows = Publication.objects.filter(number__gt=asked.get("after") or 0, number__lte=reading.number)
    before = asked.get("before")
    return rows.order_by("number") if before is None else rows.filter(number__lt=before).order_by("-number")


def change_of(row: Publication, reading: Reading) -> Document:
    """Give one publication as the list shows it."""
    return {
        "number": row.number,
        "record_type": row.record_type,
        "id": row.record_id,
        "type": row.type,
        "time": write_instant(row.time),
        "reason": row.reason,
        "target": row.target or None,
        "url": f"{reading.base}/api/v1/publications/{row.number}/",
    }
