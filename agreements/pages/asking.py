"""How a list asks for its parameters: the specification of a form, and the form as it is filled in by a query.

The names are those of the contract, so the address of a list is the question itself and can be shared. ``Asked`` is one
parameter; ``ListForm`` all of one list; ``form_of`` the form of one visit. What the form does not ask for is kept in
hidden fields, so that it never loses a part of the question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.pages.addresses import in_language
from agreements.pages.facet_boxes import Box, boxes_of
from agreements.partial_dates.days import PartialDateError, parse_full_day
from agreements.register.facets import itself
from agreements.register.listing import ListKind
from agreements.register.query import Query
from agreements.register.reading import Reading

Labels = Mapping[str, Any]
#: Says values as a reader would; the same as a facet's ``label``.
Labeller = Callable[[Iterable[str], Reading], Mapping[str, str]]
#: Offers the values of a parameter with their labels; every label in the language of the page.
Offer = Callable[[Reading], Labels]
FacetRows = Mapping[str, list[dict[str, Any]]]

PAGE_SIZES: Final = ("20", "50", "100", "500")
#: Never carried over by a form: a new question begins on its first page, and the path has the language.
NOT_KEPT: Final = ("cursor", "lang")


def _nothing(reading: Reading) -> Labels:
    return {}


def _is_day(text: str) -> bool:
    try:
        return bool(parse_full_day(text))
    except PartialDateError:
        return False


@dataclass(frozen=True, slots=True)
class Asked:
    """One parameter of a form.

    ``shape`` is search, text, date, select, radio or boxes; boxes have counts where the list counts the parameter.
    ``section`` is the heading under which it is folded away; none for the common ones. ``slot`` is the place among
    several values that a select asks for. ``spread`` boxes stand open though nothing is chosen in them.
    """

    name: str
    term: Any
    shape: str = "text"
    label: Labeller = itself
    offer: Offer = _nothing
    section: Any = ""
    hint: Any = ""
    slot: int | None = None
    spread: bool = False
    #: How many values with counts stand in the form, None for all; the page of all values has the others.
    shown: int | None = 8
    #: Gives the value above each value, where they make a tree.
    above: Callable[[Reading], Mapping[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class ListForm:
    """What a list page asks and how it speaks of itself.

    ``heading`` is what the list is of, ``how_many`` says a number of them, ``phrases`` says what was chosen where more
    is to be said than "term: values". ``folder`` is the address of the list, under which each facet has its page.
    ``all_of`` are the parameters whose values must all hold. ``dated``: the rows depend on the day read.
    """

    kind: ListKind
    heading: Any
    how_many: Callable[[int], str]
    asked: tuple[Asked, ...]
    orders: Labels
    folder: str
    #: Names of parameters in sentences and chips, where the form asks for them by other words.
    terms: Labels = field(default_factory=dict)
    phrases: Callable[[Mapping[str, list[str]], Query, Reading], list[str]] | None = None
    all_of: frozenset[str] = frozenset()
    facets: tuple[str, ...] = ()
    #: Whether every facet has a page of all its values (``filtering.facet_page``); else the form shows them all.
    facet_pages: bool = False
    dated: bool = False

    def term(self, name: str) -> str:
        """Name a parameter as the form does."""
        asked = self.ask(name)
        return str(self.terms.get(name) or (asked.term if asked else name))

    def ask(self, name: str) -> Asked | None:
        """Give how a parameter is asked for."""
        return next((asked for asked in self.asked if asked.name == name), None)


@dataclass(frozen=True, slots=True)
class Group:
    """One parameter of a form as it is filled in."""

    asked: Asked
    id: str
    options: tuple[Box, ...] = ()
    value: str = ""
    #: Where all values stand that the form has no room for.
    all_address: str = ""
    all_count: int = 0
    #: How the values of the boxes are taken together.
    beside: Group | None = None

    @property
    def name(self) -> str:
        """Give the name of the parameter."""
        return self.asked.name

    @property
    def term(self) -> str:
        """Name the parameter."""
        return str(self.asked.term)

    @property
    def typed_as(self) -> str:
        """Give the type of the input; what was typed for a day and is none stays readable as text."""
        shape = self.asked.shape
        return "text" if shape == "date" and self.value and not _is_day(self.value) else shape

    @property
    def chosen(self) -> int:
        """Count the values that are chosen."""
        return sum(option.chosen for option in self.options if option.value) + bool(self.value)


@dataclass(frozen=True, slots=True)
class Section:
    """Parameters that are folded away under one heading."""

    term: str
    groups: tuple[Group, ...]

    @property
    def chosen(self) -> int:
        """Count what is chosen in it."""
        return sum(group.chosen for group in self.groups)


@dataclass(frozen=True, slots=True)
class Form:
    """The whole form of one visit."""

    common: tuple[Group, ...] = ()
    sections: tuple[Section, ...] = ()
    order: Group | None = None
    kept: tuple[tuple[str, str], ...] = field(default_factory=tuple)


def form_of(form: ListForm, query: Query, reading: Reading, counted: FacetRows | None = None) -> Form:
    """Fill in the form for a query, whether or not the query can be read; ``counted`` are the facets of the list."""
    offers: dict[Offer, dict[str, str]] = {}
    for asked in form.asked:
        if asked.offer not in offers:
            offers[asked.offer] = {value: str(text) for value, text in asked.offer(reading).items()}
    groups = [_group(form, asked, query, reading, counted or {}, offers) for asked in form.asked]
    shown = _beside([group for group in groups if _answerable(group)])
    sections: dict[str, list[Group]] = {}
    for group in shown:
        if group.asked.section:
            sections.setdefault(str(group.asked.section), []).append(group)
    return Form(
        common=tuple(group for group in shown if not group.asked.section),
        sections=tuple(Section(term, tuple(held)) for term, held in sections.items()),
        order=_order(form, query),
        kept=_kept(query, groups),
    )


def _answerable(group: Group) -> bool:
    return group.asked.shape not in ("boxes", "select") or len(group.options) > (group.asked.shape == "select")


def _beside(groups: list[Group]) -> list[Group]:
    """Put the choice of how several values are taken together into the boxes that it follows."""
    found: list[Group] = []
    for group in groups:
        if group.asked.shape != "radio":
            found.append(group)
        elif found and found[-1].asked.shape == "boxes":
            found[-1] = replace(found[-1], beside=group)
    return found


def _group(
    form: ListForm,
    asked: Asked,
    query: Query,
    reading: Reading,
    counted: FacetRows,
    offers: Mapping[Offer, Mapping[str, str]],
) -> Group:
    given = query.all(asked.name)
    name = f"filter-{asked.name}" if asked.slot is None else f"{asked.name}-{asked.slot + 1}"
    if asked.shape == "boxes":
        rows = counted.get(asked.name)
        if rows is None:
            return Group(asked, name, _plain_boxes(asked, given, reading, offers[asked.offer]))
        shown = asked.shown if form.facet_pages else None
        boxes = boxes_of(rows, shown, asked.above(reading) if asked.above else None)
        left_out = len(rows) > len(boxes)
        question = query.without(*NOT_KEPT, "as_of", "known_at").encoded()
        address = in_language(f"{form.folder}facets/{asked.name}/{question and '?'}{question}", reading)
        has_page = left_out and form.facet_pages
        return Group(asked, name, boxes, all_address=address if has_page else "", all_count=len(rows))
    if asked.shape in ("select", "radio"):
        return Group(asked, name, _choices(asked, given, reading, offers[asked.offer]))
    return Group(asked, name, value=given[0] if given else "")


def _plain_boxes(asked: Asked, given: list[str], reading: Reading, offers: Mapping[str, str]) -> tuple[Box, ...]:
    offered = dict(offers)
    missing = [value for value in given if value not in offered]
    offered |= asked.label(missing, reading) if missing else {}
    return tuple(Box(value, offered.get(value, value), value in given) for value in dict.fromkeys([*offered, *given]))


def _choices(asked: Asked, given: list[str], reading: Reading, offers: Mapping[str, str]) -> tuple[Box, ...]:
    """Offer one value: any first; a value that the form does not offer but the address asks for is kept."""
    offered = dict(offers)
    if asked.slot is None:
        value = given[0] if given else ""
    else:
        inside = _in_selects(given, offered)
        value = inside[asked.slot] if asked.slot < len(inside) else ""
    if value and value not in offered:
        offered[value] = dict(asked.label([value], reading)).get(value, value)
    first = {} if "" in offered else {"": _("any")}
    return tuple(Box(each, text, each == value) for each, text in {**first, **offered}.items())


def _in_selects(given: list[str], offered: Labels) -> list[str]:
    """Give the values that selects can show: those that they offer, in the case in which they offer them."""
    return [value.upper() if value.upper() in offered else value for value in given if value.upper() in offered]


def _kept(query: Query, groups: list[Group]) -> tuple[tuple[str, str], ...]:
    """Give what the fields of the form do not hold."""
    held = {(group.name, option.value) for group in groups for option in group.options if option.chosen}
    held |= {(group.name, group.value) for group in groups}
    cased = {group.name for group in groups if group.asked.slot is not None or group.asked.shape == "boxes"}
    held |= {(name, value.lower()) for name, value in held if name in cased}
    return tuple(
        (name, value)
        for name, value in query.pairs
        if name not in (*NOT_KEPT, "ordering")
        and (name, value) not in held
        and not (name in cased and (name, value.lower()) in held)
    )


def usual_order(form: ListForm, query: Query) -> str:
    """Give the order of a list of which none is asked: the best match where words are sought, else the list's own."""
    by_words = query.one("q") and "relevance" in form.kind.orders
    return "relevance" if by_words else form.kind.default_order


def _order(form: ListForm, query: Query) -> Group:
    usual = usual_order(form, query)
    offered = {code: str(label) for code, label in form.orders.items() if code not in (usual, "relevance")}
    chosen = query.one("ordering") or usual
    boxes = {"": str(form.orders.get(usual, usual)), **offered}
    if chosen != usual and chosen not in boxes:
        boxes[chosen] = chosen
    options = tuple(Box(code, text, code == ("" if chosen == usual else chosen)) for code, text in boxes.items())
    return Group(Asked("ordering", gettext_lazy("Order"), "select"), "filter-order", options)
