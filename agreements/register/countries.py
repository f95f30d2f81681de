"""Countries and pairs of countries: who they are, and every agreement in which both take part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from agreements.register.agreements import of_pair
from agreements.register.outcomes import Gone, Moved
from agreements.register.reading import Reading
from agreements.register.records import get_record

Document = dict[str, Any]


def get_country(code: str, reading: Reading) -> Document | Gone | Moved | None:
    """Give a country by its code in any case."""
    return get_record("country", code.lower(), reading)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two countries in alphabetical order of their codes, and the agreements between them, latest signature first."""

    first: Document
    second: Document
    agreements: list[Document]


def pair(first: str, second: str, reading: Reading) -> Pair | None:
    """Give what the register holds between two countries (codes in any case and order).

    ``None`` when one of them is not in the register, or both are the same; a pair without agreements has an empty
    list, which is an answer.
    """
    codes = sorted({first.lower(), second.lower()})
    if len(codes) != 2:
        return None
    one, other = (get_record("country", code, reading) for code in codes)
    if not isinstance(one, dict) or not isinstance(other, dict):
        return None
    return Pair(one, other, of_pair(codes[0], codes[1], reading))
