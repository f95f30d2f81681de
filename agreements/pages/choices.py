"""The filter form of the list of agreements: what may be chosen, and what is.

The form offers what the read layer filters by, under the names of the contract, so the address of a list is the
question itself and can be shared. Codes with few values are boxes to tick, because several may be chosen; countries
are those that the register knows agreements of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.codelists import GROUP_LABELS, STATE_LABELS, Form, Kind, LegalForceCode, Level
from agreements.register.models import AgreementEntry
from agreements.register.names import country_name, documents
from agreements.register.query import Query
from agreements.register.reading import Reading
from agreements.register.records import name_of, names_of

Labels = Mapping[str, Any]

CODED: Final[dict[str, tuple[Any, Labels]]] = {
    "state": (gettext_lazy("State on the day"), {**GROUP_LABELS, **STATE_LABELS}),
    "kind": (gettext_lazy("Kind"), dict(Kind.choices)),
    "legal_force": (gettext_lazy("Legal force"), dict(LegalForceCode.choices)),
    "level": (gettext_lazy("Level"), dict(Level.choices)),
    "form": (gettext_lazy("Form of cooperation"), dict(Form.choices)),
}
FLAGS: Final = {
    "lapsed": (
        gettext_lazy("Lapse"),
        {"true": gettext_lazy("ended, and nothing has followed"), "false": gettext_lazy("none on this day")},
    ),
    "certain": (
        gettext_lazy("How sure"),
        {"true": gettext_lazy("the state is certain"), "false": gettext_lazy("the state is not certain")},
    ),
    "has_successor": (
        gettext_lazy("Successor"),
        {"true": gettext_lazy("has a successor"), "false": gettext_lazy("has no known successor")},
    ),
}
DAYS: Final = {
    "signed_after": gettext_lazy("Signed in or after"),
    "signed_before": gettext_lazy("Signed in or before"),
    "effective_after": gettext_lazy("In effect from, or later"),
    "effective_before": gettext_lazy("In effect from, or earlier"),
    "ends_after": gettext_lazy("Last day in or after"),
    "ends_before": gettext_lazy("Last day in or before"),
}
SPANS: Final = {
    "ends_within": gettext_lazy("Ends within"),
    "decision_within": gettext_lazy("Must be decided within"),
}
SPAN_CHOICES: Final = {
    "P90D": gettext_lazy("90 days"),
    "P180D": gettext_lazy("180 days"),
    "P1Y": gettext_lazy("one year"),
    "P3Y": gettext_lazy("three years"),
}
ORDERS: Final = {
    "-signed": gettext_lazy("signature, latest first"),
    "signed": gettext_lazy("signature, earliest first"),
    "-effective": gettext_lazy("first day in effect, latest first"),
    "ends": gettext_lazy("last day in effect, earliest first"),
    "title": gettext_lazy("title"),
    "-updated_at": gettext_lazy("latest change first"),
    "relevance": gettext_lazy("best match first"),
}
NAMES: Final = {
    **{name: term for name, (term, _labels) in (*CODED.items(), *FLAGS.items())},
    **DAYS,
    **SPANS,
    "q": gettext_lazy("Words"),
    "party": gettext_lazy("Takes part"),
    "country": gettext_lazy("Any of the countries"),
    "institution": gettext_lazy("Institution"),
    "sector": gettext_lazy("Subject"),
    "sector_match": gettext_lazy("Subjects taken together"),
    "year": gettext_lazy("Year of signature"),
    "identifier": gettext_lazy("Number"),
    "occasion": gettext_lazy("Occasion"),
    "source": gettext_lazy("Source"),
    "program": gettext_lazy("Programme"),
    "updated_since": gettext_lazy("Changed since"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One value that may be chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One parameter of the form; ``shape`` is how it is asked for: boxes, select or text."""

    name: str
    term: str
    options: tuple[Option, ...] = ()
    value: str = ""

    @property
    def chosen(self) -> int:
        """Count the values that are chosen."""
        return sum(option.chosen for option in self.options) + bool(self.value)


@dataclass(frozen=True, slots=True)
class Filters:
    """The whole form."""

    words: Group
    partners: tuple[Group, Group]
    boxes: tuple[Group, ...]
    flags: tuple[Group, ...]
    days: tuple[Group, ...]
    spans: tuple[Group, ...]
    order: Group
    kept: tuple[tuple[str, str], ...]

    @property
    def more_chosen(self) -> int:
        """Count what is chosen among the days and spans of time."""
        return sum(group.chosen for group in (*self.days, *self.spans))


def filters(query: Query, reading: Reading) -> Filters:
    """Make the form for a query, whether or not the query can be read."""
    countries = countries_taking_part(reading)
    parties = [value.upper() for value in query.all("party")]
    partners = tuple(
        Group("party", term, _options(countries, parties[n : n + 1]))
        for n, term in enumerate((_("Partner"), _("Other partner")))
    )
    sectors = names_of("sector", reading)
    boxes = (
        Group("sector", str(NAMES["sector"]), _options(sectors, query.all("sector"))),
        *(Group(name, str(term), _options(labels, query.all(name))) for name, (term, labels) in CODED.items()),
    )
    shown = {group.name for group in boxes} | {*FLAGS, *DAYS, *SPANS, "q", "ordering", "as_of", "cursor", "lang"}
    in_selects = {p for p in parties[:2] if p in countries}
    kept = [(n, v) for n, v in query.pairs if n not in shown and not (n == "party" and v.upper() in in_selects)]
    return Filters(
        words=Group("q", str(NAMES["q"]), value=query.one("q") or ""),
        partners=(partners[0], partners[1]),
        boxes=boxes,
        flags=tuple(Group(n, str(t), _options(labels, query.all(n))) for n, (t, labels) in FLAGS.items()),
        days=tuple(Group(name, str(term), value=query.one(name) or "") for name, term in DAYS.items()),
        spans=tuple(
            Group(n, str(t), _with_given(_options(SPAN_CHOICES, query.all(n)), query.one(n))) for n, t in SPANS.items()
        ),
        order=_order(query),
        kept=tuple(kept),
    )


def _order(query: Query) -> Group:
    """Ask for the order; none chosen is the best match where words are sought, else the latest signature."""
    usual = "relevance" if query.one("q") else "-signed"
    offered = {code: label for code, label in ORDERS.items() if code not in (usual, "relevance")}
    chosen = query.one("ordering") or usual
    return Group("ordering", _("Order"), _options({"": ORDERS[usual], **offered}, ["" if chosen == usual else chosen]))


def countries_taking_part(reading: Reading) -> dict[str, str]:
    """Give the countries of the agreements that are public, by code, sorted by name."""
    entries: Any = AgreementEntry.objects.at(reading.number)
    found = entries.values_list("countries", flat=True).distinct()
    codes = {code.lower() for codes in found for code in codes}
    names = {doc["code"]: country_name(doc, reading.language) for doc in documents("country", codes, reading).values()}
    return dict(sorted(names.items(), key=lambda item: item[1]))


def chosen_names(query: Query, reading: Reading) -> dict[tuple[str, str], str]:
    """Say every chosen value of the list as a reader would: codes by labels, records by names."""
    found: dict[tuple[str, str], str] = {}
    countries = documents("country", [v.lower() for n, v in query.pairs if n in ("party", "country")], reading)
    wanted: dict[str, set[str]] = {}
    for name, value in query.pairs:
        for record_type in {"party": ("institution",)}.get(name, (name,)):
            if record_type in ("institution", "sector", "occasion", "source"):
                wanted.setdefault(record_type, set()).add(value.lower())
    records = {kind: documents(kind, ids, reading) for kind, ids in wanted.items()}
    labels = {**CODED, **FLAGS, **{name: (term, SPAN_CHOICES) for name, term in SPANS.items()}}
    for name, value in query.pairs:
        words = value
        if name in labels:
            words = str(labels[name][1].get(value, value))
        elif name in ("party", "country") and value.lower() in countries:
            words = country_name(countries[value.lower()], reading.language)
        else:
            kind = "institution" if name == "party" else name
            if value.lower() in records.get(kind, {}):
                words = name_of(kind, records[kind][value.lower()], reading)
        found[name, value] = words
    return found


def _options(labels: Mapping[str, Any], chosen: Iterable[str]) -> tuple[Option, ...]:
    kept = set(chosen)
    return tuple(Option(value, str(text), value in kept) for value, text in labels.items())


def _with_given(options: tuple[Option, ...], given: str | None) -> tuple[Option, ...]:
    """Keep a length of time that the form does not offer but the address asks for."""
    if given is None or any(option.chosen for option in options):
        return options
    return (*options, Option(given, given, True))
