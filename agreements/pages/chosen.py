"""What was chosen, said to a reader: chips, the sentence that says what a list shows, its title, and what to loosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.pages.asking import ListForm
from agreements.pages.saying import words_of
from agreements.pages.visiting import with_query
from agreements.register.listing import EVERY_LIST, Listing
from agreements.register.problems import BadParametersError
from agreements.register.query import Query
from agreements.register.reading import Reading

Document = dict[str, Any]

#: The clocks are chosen like filters, and a chip takes them back to now.
CLOCKS: Final = {"as_of": gettext_lazy("Read for the day"), "known_at": gettext_lazy("As it stood at")}
MOST_IN_TITLE: Final = 3
MOST_LOOSENED: Final = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that was chosen, in words."""

    name: str
    value: str
    term: str
    words: str


def choices(form: ListForm, query: Query, reading: Reading) -> list[Choice]:
    """Say every chosen value of a list as a reader would: codes by labels, records by names."""
    found = []
    for name in dict.fromkeys(name for name, _value in query.pairs if name not in EVERY_LIST):
        values, asked = query.all(name), form.ask(name)
        said = asked.label(values, reading) if asked else {}
        found += [Choice(name, value, form.term(name), str(said.get(value, value))) for value in values]
    return found


def clock_choices(form: ListForm, query: Query, reading: Reading) -> list[Choice]:
    """Say the clocks that the reader chose."""
    said = {"as_of": words_of(reading.as_of.isoformat(), reading.language)}
    return [
        Choice(name, value, str(term), said.get(name, value))
        for name, term in CLOCKS.items()
        if (value := query.one(name)) and name in form.kind.single
    ]


def chips(found: Sequence[Choice], query: Query, path: str) -> list[Document]:
    """Give each chosen value with the address of the list without it."""
    return [
        {"term": one.term, "value": one.words, "address": with_query(path, without(query, one.name, one.value))}
        for one in found
    ]


def without(query: Query, name: str, value: str) -> Query:
    """Give the question without one value, from its first page."""
    return Query(tuple(pair for pair in query.pairs if pair != (name, value) and pair[0] != "cursor"))


def grouped(found: Sequence[Choice]) -> dict[str, list[str]]:
    """Give the words of what was chosen by parameter."""
    by_name: dict[str, list[str]] = {}
    for one in found:
        by_name.setdefault(one.name, []).append(one.words)
    return by_name


def joined(values: Sequence[str], *, all_of: bool = False) -> str:
    """Join the values of one parameter: all of them hold, or one does."""
    return (_(" and ") if all_of else _(" or ")).join(values)


def plain_phrases(form: ListForm, by_name: Mapping[str, list[str]]) -> list[str]:
    """Say each parameter as "term: values"."""
    return [
        _("%(term)s: %(values)s") % {"term": form.term(name), "values": joined(values, all_of=name in form.all_of)}
        for name, values in by_name.items()
    ]


def sentence(form: ListForm, listing: Listing, found: Sequence[Choice]) -> str:
    """Say in one sentence what the list shows: how many, of what, read on which day, in which order."""
    code = ("-" if listing.order.descending else "") + listing.order.name
    said = {
        "count": counted(form, listing),
        "kept": "; ".join(_phrases(form, listing, found)) or _("everything in the register"),
        "day": words_of(listing.reading.as_of.isoformat(), listing.reading.language),
        "order": form.orders.get(code, code),
    }
    if form.dated:
        return _("%(count)s – %(kept)s. States are those of %(day)s; order: %(order)s.") % said
    return _("%(count)s – %(kept)s. Order: %(order)s.") % said


def counted(form: ListForm, listing: Listing) -> str:
    """Say how many records the list has."""
    words = form.how_many(listing.count)
    return _("at least %(count)s") % {"count": words} if listing.count_is_minimum else words


def title(form: ListForm, listing: Listing, found: Sequence[Choice]) -> str:
    """Name the list for the title of the page: what it is of, and what was chosen."""
    by_name = grouped(found)
    parts = [joined(values, all_of=name in form.all_of) for name, values in by_name.items()]
    kept = "; ".join(parts[:MOST_IN_TITLE]) + ("…" if len(parts) > MOST_IN_TITLE else "")
    return _("%(heading)s: %(kept)s") % {"heading": form.heading, "kept": kept} if kept else str(form.heading)


def _phrases(form: ListForm, listing: Listing, found: Sequence[Choice]) -> list[str]:
    by_name = grouped(found)
    if form.phrases is not None:
        return form.phrases(by_name, listing.query, listing.reading)
    return plain_phrases(form, by_name)


def looser(
    form: ListForm, found: Sequence[Choice], query: Query, answer: Callable[[Query], Listing], path: str
) -> list[Document]:
    """Say for every chosen value how many records there would be without it; the best first."""
    rows = []
    for one in found[:MOST_LOOSENED]:
        wider = without(query, one.name, one.value)
        try:
            count = answer(wider.having(page_size="1")).count
        except BadParametersError:  # what is left asks for nothing by itself (an order by relevance without words)
            continue
        rows.append(
            {
                "term": one.term,
                "value": one.words,
                "count": count,
                "words": form.how_many(count),
                "address": with_query(path, wider),
            }
        )
    return sorted((row for row in rows if row["count"]), key=lambda row: -row["count"])
