"""The sequence of publications as a list: complete, gapless, resumable by number (contract, ``changes/``).

Without a filter nothing is ever left out, so a client that goes on after its last number misses nothing. Narrowed by
words, types or time it is a part of the sequence, and goes on by number all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from django.db.models import Q
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


def list_changes(asked: Mapping[str, Any], reading: Reading) -> tuple[list[Document], int, int | None]:
    """Give the publications that were asked for, how many there are in all, and the number after which to go on.

    That number is ``None`` where nothing follows.
    """
    after, size = asked.get("after", 0), asked.get("page_size", DEFAULT_SIZE)
    rows = Publication.objects.filter(number__gt=after, number__lte=reading.number).order_by("number")
    narrowed = [condition(asked[name]) for name, condition in CONDITIONS.items() if name in asked]
    for condition in narrowed:
        rows = rows.filter(condition)
    found = list(rows.defer("facts", "document", "by")[: size + 1])
    count = rows.count() if narrowed else max(0, reading.number - after)
    chosen = asked.get("fields") or FIELDS
    shown = [{name: value for name, value in change_of(row, reading).items() if name in chosen} for row in found[:size]]
    return shown, count, found[size - 1].number if len(found) > size else None


def changes(reading: Reading, after: int, size: int) -> tuple[list[Document], int, bool]:
    """Give the whole sequence: ``size`` publications after a number, how many there are, and whether more follow."""
    rows, count, following = list_changes({"after": after, "page_size": size}, reading)
    return rows, count, following is not None


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
