"""Pairs of records, what is said of them, and who looks for them: the leaf on which all finders stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from agreements.desk.models import Verdict

Only = list[int] | None
#: A group that is larger shares too little to be compared pair by pair.
LARGEST = 400


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two records that may be one, the smaller number first; ``score`` orders (1 is sure), ``reasons`` are words."""

    record_type: str
    first_pk: int
    second_pk: int
    score: float
    reasons: tuple[str, ...]
    remark: str = ""


def names_two(record_type: str, pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return those of the pairs, smaller number first, on which an editor said that they are two."""
    wanted = list(pairs)
    said = Verdict.objects.filter(
        record_type=record_type, first_pk__in={a for a, _b in wanted}, second_pk__in={b for _a, b in wanted}
    ).values_list("first_pk", "second_pk")
    return set(said) & set(wanted)


def made(record_type: str, said: Mapping[tuple[int, int], dict[str, float]]) -> list[Proposal]:
    """Return proposals of what was said of pairs, but for those that an editor called two."""
    two = names_two(record_type, said)
    return [
        Proposal(record_type, one, other, round(min(max(of.values()) + 0.05 * (len(of) - 1), 1.0), 4), tuple(of))
        for (one, other), of in said.items()
        if (one, other) not in two
    ]


def pairs(keyed: Iterable[tuple[Any, int]], only: Only) -> Iterator[tuple[int, int]]:
    """Yield each two records, smaller number first, that share a key; ``only`` narrows to pairs with one of these."""
    groups: dict[Any, set[int]] = defaultdict(set)
    for key, record in keyed:
        groups[key].add(record)
    wanted = None if only is None else set(only)
    for group in groups.values():
        if len(group) > LARGEST and wanted is None:
            continue
        for pair in combinations(sorted(group), 2):
            if wanted is None or wanted & set(pair):
                yield pair


#: Who looks for pairs, by kind of record.
FINDERS: dict[str, Callable[[Only], list[Proposal]]] = {}


def register_finder(record_type: str, finder: Callable[[Only], list[Proposal]]) -> None:
    """Add the finder of a kind of record; those of other applications from their ``AppConfig.ready()``."""
    FINDERS[record_type] = finder
