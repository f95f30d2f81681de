"""A list: one question in, one page of rows out, with both clocks, the exact count and the neighbouring pages.

A ``ListKind`` says what is special about agreements or programmes; everything that makes a list honest is here once:
the strict reading of the query, the reading of the register that a cursor keeps, filters, order, page and fields.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Expression, F, QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.register.facets import Facet, remembered_facets
from agreements.register.keyset import (
    DEFAULT_SIZE,
    MOST_COUNTED,
    NOT_THE_QUESTION,
    Cursor,
    Order,
    page_of,
    read_order,
    read_size,
)
from agreements.register.problems import BadParametersError, BadValueError, ParameterProblem, Words, unknown_word
from agreements.register.query import Query, names_checked
from agreements.register.reading import Reading, open_reading
from agreements.register.searching import RELEVANCE, SearchFilters, Sought
from agreements.register.suggesting import suggestions
from agreements.register.values import flag

#: What every list takes beside its filters.
EVERY_LIST = ("as_of", "known_at", "ordering", "page_size", "cursor", "fields", "expand", "facets", "lang")


@dataclass(frozen=True, slots=True)
class ListKind:
    """What one kind of list is made of.

    ``rows`` gives the entries at a reading, ``present`` their dictionaries (a fixed number of queries), ``orders`` the
    keys of ``ordering``; ``expandable`` the parts that ``expand`` may add; ``fields`` all that may be asked for;
    ``facets`` the parameters whose values are counted on request.
    """

    name: str
    filters: type[SearchFilters]
    orders: Mapping[str, Expression | F]
    default_order: str
    rows: Callable[[Reading], QuerySet[Any]]
    present: Callable[[list[Any], Reading, tuple[str, ...]], list[dict[str, Any]]]
    fields: tuple[str, ...] = ()
    expandable: tuple[str, ...] = ()
    facets: Mapping[str, Facet] = field(default_factory=dict)
    #: The column that names a row and breaks ties, where rows are less than records.
    tie: str = "record_id"
    #: The entries whose words ``q`` looks for, where the rows have no words of their own.
    worded: Callable[[Reading], QuerySet[Any]] | None = None
    #: What the rows of all pages come to together, by the name of the part of ``expand`` that asks for it.
    totals: Mapping[str, Callable[[QuerySet[Any], Reading], Any]] = field(default_factory=dict)

    @property
    def single(self) -> frozenset[str]:
        """Name the parameters that may be given once only; ``fields`` and ``expand`` take commas."""
        offered = {"expand": self.expandable, "facets": self.facets}
        return self.filters.single() | {name for name in EVERY_LIST if offered.get(name, True)}

    @property
    def many(self) -> frozenset[str]:
        """Name the parameters that may be repeated."""
        return self.filters.many()


@dataclass(frozen=True, slots=True)
class Listing:
    """The answer to a list: its rows as dictionaries, and what is needed to say what it shows and where it goes on.

    ``count`` is exact unless ``count_is_minimum``; ``facets`` are given where they were asked for, ``suggestions``
    (texts to search for instead) where a search found nothing.
    """

    results: list[dict[str, Any]]
    count: int
    reading: Reading
    query: Query
    order: Order
    next: Query | None
    previous: Query | None
    count_is_minimum: bool = False
    facets: dict[str, list[dict[str, Any]]] | None = None
    suggestions: list[str] | None = None
    #: What ``q`` came to, for those who mark it in texts.
    sought: Sought | None = None
    #: What the rows of all pages come to, by name, where it was asked for.
    totals: dict[str, Any] = field(default_factory=dict)

    @property
    def chosen(self) -> dict[str, list[str]]:
        """Give the filters that were chosen, for chips and sentences."""
        names = dict.fromkeys(n for n, _ in self.query.pairs if n not in EVERY_LIST)
        return {name: self.query.all(name) for name in names}


@dataclass(frozen=True, slots=True)
class Steering:
    """What steers a list beside its filters: order, page, and which parts of a row are given."""

    order: Order
    size: int
    cursor: Cursor | None
    fields: tuple[str, ...]
    expand: tuple[str, ...]
    facets: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A list's question as it was understood: what is kept (``found``), at which reading, in which order."""

    query: Query
    reading: Reading
    filters: SearchFilters
    order: Order
    found: QuerySet[Any]
    steering: Steering
    question: str


def read_question(kind: ListKind, query: Query, *, accept_language: str = "", base: str = "") -> Asked:
    """Read a list's question without answering it; ``BadParametersError`` as ``list_entries`` raises it."""
    given, problems = names_checked(query, kind.single, kind.many)
    settled = _settled(kind, given, problems)
    filters = kind.filters(given.without(*EVERY_LIST))
    problems += filters.problems()
    try:
        reading = open_reading(given, accept_language=accept_language, base=base)
    except BadParametersError as error:
        raise BadParametersError([*problems, *error.problems]) from None
    question = f"{kind.name}:{given.digest(*NOT_THE_QUESTION)}"
    if settled.cursor is not None and not problems:
        try:
            reading = settled.cursor.reading(reading, question)
        except BadValueError as error:
            problems.append(error.of("cursor"))
    if problems:
        raise BadParametersError(problems)
    found = filters.kept(kind.rows(reading), reading)
    order = settled.order
    if order.name == RELEVANCE:
        order = replace(order, key=filters.relevance())
    return Asked(given, reading, filters, order, found, settled, question)


def list_entries(
    kind: ListKind,
    query: Query,
    *,
    accept_language: str = "",
    base: str = "",
    whole: bool = False,
    counted: Collection[str] = (),
) -> Listing:
    """Answer a list; ``BadParametersError`` with every problem that can be told without asking the register.

    ``whole`` gives every field of a row whatever ``fields`` asks for: a page shares the question with its twins, and
    ``fields`` is checked there as well, but a page shows what it shows. ``counted`` names the facets that a page
    counts whether or not the question asks for facets.
    """
    asked = read_question(kind, query, accept_language=accept_language, base=base)
    given, reading, filters, order, settled = asked.query, asked.reading, asked.filters, asked.order, asked.steering
    most = MOST_COUNTED if filters.sought else None
    page = page_of(asked.found, order, settled.size, settled.cursor, reading, asked.question, most_counted=most)
    results = kind.present(list(page.rows), reading, settled.expand)

    wanted = {name: f for name, f in kind.facets.items() if settled.facets or name in counted}

    def without(name: str) -> QuerySet[Any]:
        return filters.kept(kind.rows(reading), reading, without=name)

    worded = kind.worded or kind.rows

    def finds(text: str) -> bool:
        other = kind.filters(given.having(q=text).without(*EVERY_LIST))
        return not other.problems() and bool(other.kept(kind.rows(reading), reading).exists())

    return Listing(
        results=results if whole else [only_fields(row, settled.fields) for row in results],
        count=page.count,
        count_is_minimum=page.count_is_minimum,
        facets=remembered_facets(kind.name, given, reading, without, wanted) if wanted else None,
        suggestions=suggestions(given.one("q") or "", filters.sought.words, worded(reading), reading, finds)
        if filters.sought and not page.count
        else None,
        sought=filters.sought,
        totals={name: sum_up(asked.found, reading) for name, sum_up in kind.totals.items() if name in settled.expand},
        reading=reading,
        query=given,
        order=order,
        next=given.having(cursor=page.next.signed()) if page.next else None,
        previous=given.having(cursor=page.previous.signed()) if page.previous else None,
    )


def _settled(kind: ListKind, query: Query, problems: list[ParameterProblem]) -> Steering:
    """Read what steers the list; what cannot be read is added to ``problems`` and stands at its default."""

    def read(name: str, reader: Callable[[str], Any], default: Any) -> Any:
        text = query.one(name)
        if text is None or name not in kind.single:
            return default
        try:
            return reader(text)
        except BadValueError as error:
            problems.append(error.of(name))
            return default

    fields = read("fields", lambda text: words(text, _("a field of this list"), (*kind.fields, *kind.expandable)), ())
    expand = read("expand", lambda text: words(text, _("a part that can be added here"), kind.expandable), ())
    by_words = query.one("q") and RELEVANCE in kind.orders
    default = read_order(RELEVANCE if by_words else kind.default_order, kind.orders)
    order = read("ordering", lambda text: read_order(text, kind.orders), default)
    if order.name == RELEVANCE and not query.one("q"):
        allowed = [name for name in kind.orders if name != RELEVANCE]
        problems.append(BadValueError(_("there is relevance only to words: give q as well."), allowed).of("ordering"))
    return Steering(
        order=replace(order, tie=kind.tie),
        size=read("page_size", read_size, DEFAULT_SIZE),
        cursor=read("cursor", Cursor.read, None),
        fields=fields,
        # A part that is asked for as a field is wanted, whether or not it is also asked to be added.
        expand=tuple(part for part in kind.expandable if part in expand or part in fields),
        facets=read("facets", flag, False),
    )


def words(text: str, what: Words, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Read names with commas between them, each one of ``allowed``."""
    found = tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))
    for word in found:
        if word not in allowed:
            raise unknown_word(word, what, allowed)
    return found


def only_fields(row: dict[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    """Give the fields of a row that are asked for; all where none are named."""
    return {name: value for name, value in row.items() if name in fields} if fields else row
