"""Pages of a list by keyset: a page begins after the last row of the one before, wherever that row now stands.

A cursor carries the key of one row, the direction, both clocks of the first page and a digest of what was asked, and is
signed: so a crawl sees one register while editors publish, a deep page costs what the first one costs, and a cursor
from elsewhere, or for another question, is refused instead of answered with the wrong rows. Unknown values come last in
both directions; ties are broken by id, ascending (contract, ``ordering``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.core import signing
from django.db.models import Expression, F, OrderBy, Q, QuerySet, Value
from django.db.models.functions import Collate, Left, Lower
from django.utils.translation import gettext_lazy as _

from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.fields import PartialDateField
from agreements.register.moments import read_instant, write_instant
from agreements.register.problems import BadValueError, said, unknown_word
from agreements.register.reading import Reading, newest
from agreements.register.searching import RELEVANCE

DEFAULT_SIZE: Final = 50
LARGEST_SIZE: Final = 500
CURSOR_SALT: Final = "register.cursor"
#: Characters of a title that sort it; a cursor carries them, so they are few. Beyond them the id decides.
LONGEST_TITLE_KEY: Final = 60
#: Parameters that may change from page to page; everything else belongs to the question. The clocks are not part of it
#: because a cursor carries both and refuses others: so the clocks of a page can be written out, for a bookmark.
NOT_THE_QUESTION: Final = ("cursor", "page_size", "fields", "expand", "facets", "lang", "as_of", "known_at")
#: A search is counted up to here; beyond, the count is a minimum and says so (contract, "API").
MOST_COUNTED: Final = 10_000
ELSEWHERE: Final = _("this cursor is not one of this list's; begin again without it.")


@dataclass(frozen=True, slots=True)
class Order:
    """By what a list is sorted, and which way; ``key`` is the expression that is compared.

    ``tie`` is the column that names a row and breaks ties.
    """

    name: str
    key: Expression | F
    descending: bool = False
    tie: str = "record_id"


def title_key() -> Expression:
    """Sort titles by their letters in lower case, the same on every server whatever its collation."""
    return Collate(Left(Lower("title"), LONGEST_TITLE_KEY), "C")


def read_order(text: str, keys: Mapping[str, Expression | F]) -> Order:
    """Read ``ordering``: a name of ``keys``, ``-`` before it for descending."""
    name = text.removeprefix("-")
    if name not in keys:
        raise unknown_word(text, _("an ordering of this list"), [*keys, *(f"-{k}" for k in keys)])
    return Order(name, keys[name], text.startswith("-"))


def read_size(text: str) -> int:
    """Read ``page_size``."""
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and 1 <= int(text) <= LARGEST_SIZE):
        raise BadValueError(
            said(_("a page has 1 to {most} rows."), most=LARGEST_SIZE), (said(_("1 to {most}"), most=LARGEST_SIZE),)
        )
    return int(text)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list: the key and id of one row, and whether the page lies before it."""

    question: str
    as_of: date
    number: int
    key: str | None
    id: str
    back: bool = False

    def signed(self) -> str:
        """Write the cursor as the client gets it."""
        parts = [self.question, self.as_of.isoformat(), self.number, self.key, self.id, self.back]
        return signing.Signer(salt=CURSOR_SALT).sign_object(parts)

    @classmethod
    def read(cls, text: str) -> Cursor:
        """Read a cursor; ``BadValueError`` for one that this register did not write."""
        try:
            question, as_of, number, key, row, back = signing.Signer(salt=CURSOR_SALT).unsign_object(text)
            return cls(question, date.fromisoformat(as_of), number, key, row, back)
        except (signing.BadSignature, ValueError, TypeError):
            raise BadValueError(ELSEWHERE, (_("a cursor as given in next or previous"),)) from None

    def reading(self, reading: Reading, question: str) -> Reading:
        """Give the reading of the crawl's first page; ``BadValueError`` when another question was asked then."""
        number, time = newest(number=self.number)
        same_day = not reading.as_of_given or reading.as_of == self.as_of
        same_register = not reading.known_at_given or reading.number == self.number
        if self.question != question or number != self.number or not (same_day and same_register):
            raise BadValueError(ELSEWHERE, (_("a cursor as given in next or previous"),))
        return replace(reading, as_of=self.as_of, number=number, known_at=time)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rows, the count of the whole list, whether there may be more, and the neighbouring pages' cursors."""

    rows: Sequence[Any]
    count: int
    count_is_minimum: bool
    next: Cursor | None
    previous: Cursor | None


def page_of(
    found: QuerySet[Any],
    order: Order,
    size: int,
    cursor: Cursor | None,
    reading: Reading,
    question: str,
    *,
    most_counted: int | None = None,
) -> Page:
    """Cut one page out of ``found``: two queries, whatever its length and wherever the page lies.

    Rows are counted up to ``most_counted``; all of them where it is None.
    """
    count = found.count() if most_counted is None else found[: most_counted + 1].count()
    capped = most_counted is not None and count > most_counted
    count = most_counted if capped and most_counted is not None else count
    rows, more = _cut(found.annotate(sort_key=order.key), order, size, cursor)
    back = cursor is not None and cursor.back

    def at(row: Any, backwards: bool) -> Cursor:
        key, name = _written(row.sort_key), getattr(row, order.tie)
        return Cursor(question, reading.as_of, reading.number, key, name, backwards)

    following = bool(rows) and (more if not back else True)
    preceding = bool(rows) and (more if back else cursor is not None)
    after, before = at(rows[-1], False) if following else None, at(rows[0], True) if preceding else None
    return Page(rows, count, capped, after, before)


def _cut(found: QuerySet[Any], order: Order, size: int, cursor: Cursor | None) -> tuple[list[Any], bool]:
    """Give the rows of one page, and whether there are more in its direction; ``found`` has the key as ``sort_key``."""
    back = cursor is not None and cursor.back
    part = found if cursor is None else found.filter(_beyond(cursor, order))
    # Going back, the list is read the other way round: unknown values first, ids descending.
    descending = order.descending != back
    nulls = {"nulls_first": True} if back else {"nulls_last": True}
    by_key = OrderBy(F("sort_key"), descending=descending, **nulls)
    rows = list(part.order_by(by_key, OrderBy(F(order.tie), descending=back))[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    if back:
        rows.reverse()
    return rows, more


def every_page(
    found: QuerySet[Any], order: Order, reading: Reading, *, size: int = LARGEST_SIZE
) -> Iterator[list[Any]]:
    """Give all rows, ``size`` at a time, each page when it is asked for and by one query; nothing is counted.

    What is published meanwhile changes nothing, because ``found`` is read at the reading's number.
    """
    found = found.annotate(sort_key=order.key)
    cursor, more = None, True
    while more:
        rows, more = _cut(found, order, size, cursor)
        if rows:
            key, name = _written(rows[-1].sort_key), getattr(rows[-1], order.tie)
            cursor = Cursor("", reading.as_of, reading.number, key, name)
            yield rows


def _beyond(cursor: Cursor, order: Order) -> Q:
    """Give the condition of the rows after the cursor's, or before it when it looks back."""
    step = "lt" if cursor.back else "gt"
    later = "lt" if order.descending != cursor.back else "gt"
    if cursor.key is None:
        tied = Q(sort_key__isnull=True, **{f"{order.tie}__{step}": cursor.id})
        return tied | Q(sort_key__isnull=False) if cursor.back else tied
    value = _value(cursor.key, order)
    kept = Q(**{f"sort_key__{later}": value}) | Q(sort_key=value, **{f"{order.tie}__{step}": cursor.id})
    return kept if cursor.back else kept | Q(sort_key__isnull=True)


def _written(key: Any) -> str | None:
    if isinstance(key, datetime):
        return write_instant(key)
    return None if key is None else str(key)


def _value(key: str, order: Order) -> Any:
    """Give the key as the database compares it."""
    if order.name == "updated_at":
        return read_instant(key)
    if order.name in ("title", "id"):
        return key
    if order.name == RELEVANCE:
        return int(key)
    return Value(PartialDate.parse(key), output_field=PartialDateField())
