"""What a rule is, the list of them, and how they are run. The package imports the modules that add to the list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

#: So many records are held in memory at once.
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect: on which record, in which column or field, in words. A note is printed and is no defect."""

    record: str
    column: str
    words: str
    is_note: bool = False

    def __str__(self) -> str:
        place = f"{self.record}, {self.column}" if self.column else self.record
        return f"{place}: {self.words}"


Rule = Callable[[], Iterator[Finding]]
_RULES: list[Rule] = []


def rule(function: Rule) -> Rule:
    """Add a rule to the audit."""
    _RULES.append(function)
    return function


def rules() -> list[Rule]:
    """Return every rule, in the order in which they are run."""
    return list(_RULES)


def sentence(of_rule: Rule) -> str:
    """Return the rule in words: the first paragraph of its docstring on one line."""
    return " ".join((of_rule.__doc__ or of_rule.__name__).split("\n\n")[0].split())


def audit() -> Iterator[tuple[Rule, list[Finding]]]:
    """Run every rule in one snapshot of the database; yield each with its findings, none where it holds."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for one in rules():
            yield one, list(one())


def chunks[T](items: Iterable[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """Cut a list into parts of at most ``size``."""
    all_items = list(items)
    for start in range(0, len(all_items), size):
        yield all_items[start : start + size]
