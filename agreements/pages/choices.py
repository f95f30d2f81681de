"""What may be asked of the list of agreements: every parameter of the contract, the common ones open.

Codes, subjects, countries, institutions and years are boxes with counts, because several may be chosen; the countries
of the two partners are those that the register knows agreements of. Ids of records that no form can offer whole
(occasions, sources, programmes) are typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy, ngettext

from agreements.codelists import GROUP_LABELS, STATE_LABELS, Form, Kind, LegalForceCode, Level
from agreements.lifecycle.facts import GROUP_OF
from agreements.pages.asking import PAGE_SIZES, Asked, Labeller, ListForm
from agreements.pages.listing_words import agreement_phrases, said_day, said_instant, said_span
from agreements.register.agreements import AGREEMENTS
from agreements.register.facets import coded, itself, named
from agreements.register.models import AgreementEntry
from agreements.register.names import country_name, documents
from agreements.register.reading import Reading
from agreements.register.references import above

STATES: Final = {**GROUP_LABELS, **STATE_LABELS}
FLAGS: Final = {
    "lapsed": {"true": gettext_lazy("ended, and nothing has followed"), "false": gettext_lazy("none on this day")},
    "certain": {
        "true": gettext_lazy("the state is certain"),
        "false": gettext_lazy("the state is not certain"),
    },
    "has_successor": {"true": gettext_lazy("has a successor"), "false": gettext_lazy("has no known successor")},
}
MATCHES: Final = {"": gettext_lazy("any of them"), "all": gettext_lazy("all of them")}
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
    "effective": gettext_lazy("first day in effect, earliest first"),
    "ends": gettext_lazy("last day in effect, earliest first"),
    "-ends": gettext_lazy("last day in effect, latest first"),
    "title": gettext_lazy("title"),
    "-title": gettext_lazy("title, from the end"),
    "-updated_at": gettext_lazy("latest change first"),
    "updated_at": gettext_lazy("earliest change first"),
    "relevance": gettext_lazy("best match first"),
    "-relevance": gettext_lazy("worst match first"),
}
DAYS: Final = gettext_lazy("Days")
MORE: Final = gettext_lazy("More")
EXACTLY: Final = gettext_lazy("As exactly as you know: 2024, 2024-06 or 2024-06-15.")


def countries_taking_part(reading: Reading) -> dict[str, str]:
    """Give the countries of the agreements that are public, by code, sorted by name."""
    entries: Any = AgreementEntry.objects.at(reading.number)
    found = entries.values_list("countries", flat=True).distinct()
    codes = {code.lower() for codes in found for code in codes}
    names = {doc["code"]: country_name(doc, reading.language) for doc in documents("country", codes, reading).values()}
    return dict(sorted(names.items(), key=lambda item: item[1]))


def parties(values: Iterable[str], reading: Reading) -> Mapping[str, str]:
    """Name countries and institutions, whichever each value is."""
    given = list(values)
    found = dict(named("country")(given, reading))
    rest = [value for value in given if value not in found]
    return {**found, **(named("institution")(rest, reading) if rest else {})}


def states_in_groups(reading: Reading) -> Mapping[str, str]:
    """Put each state under its group."""
    return {str(state): str(group) for state, group in GROUP_OF.items()}


def offered(labels: Mapping[str, Any]) -> Callable[[Reading], Mapping[str, Any]]:
    """Offer the same values at every reading."""
    return lambda reading: labels


def boxes(
    name: str, term: Any, labels: Mapping[str, Any] | None = None, *, label: Labeller | None = None, **more: Any
) -> Asked:
    """Ask by boxes; ``labels`` are offered where the list cannot be counted because the question cannot be read."""
    return Asked(
        name, term, "boxes", label or coded(labels or {}), offered(labels or {}), **more
    )  # fmt: skip


def one_of(name: str, term: Any, labels: Mapping[str, Any], section: Any, label: Labeller | None = None) -> Asked:
    """Ask for one of a few values."""
    return Asked(name, term, "select", label or coded(labels), offered(labels), section)


def typed(name: str, term: Any, label: Labeller = itself, hint: Any = "") -> Asked:
    """Ask for a value that is typed, among the rarer ones."""
    return Asked(name, term, "text", label, section=MORE, hint=hint)


def a_day(name: str, term: Any) -> Asked:
    """Ask for a partial date."""
    return Asked(name, term, "text", said_day, section=DAYS, hint=EXACTLY)


ASKED: Final = (
    Asked("q", gettext_lazy("Words"), "search"),
    Asked("party", gettext_lazy("Partner"), "select", parties, countries_taking_part, slot=0),
    Asked("party", gettext_lazy("Other partner"), "select", parties, countries_taking_part, slot=1),
    Asked("as_of", gettext_lazy("Read for the day"), "date"),
    boxes("state", gettext_lazy("State on the day"), STATES, spread=True, above=states_in_groups, shown=None),
    boxes("sector", gettext_lazy("Subject"), label=named("sector"), spread=True, above=above("sector"), shown=12),
    Asked("sector_match", gettext_lazy("Of several subjects"), "radio", coded(MATCHES), offered(MATCHES)),
    boxes("kind", gettext_lazy("Kind"), dict(Kind.choices)),
    boxes("country", gettext_lazy("Any of the countries"), label=named("country")),
    boxes("institution", gettext_lazy("Institution"), label=named("institution")),
    boxes("year", gettext_lazy("Year of signature"), label=itself),
    boxes("level", gettext_lazy("Level"), dict(Level.choices)),
    boxes("legal_force", gettext_lazy("Legal force"), dict(LegalForceCode.choices)),
    boxes("form", gettext_lazy("Form of cooperation"), dict(Form.choices)),
    a_day("signed_after", gettext_lazy("Signed in or after")),
    a_day("signed_before", gettext_lazy("Signed in or before")),
    a_day("effective_after", gettext_lazy("In effect from, or later")),
    a_day("effective_before", gettext_lazy("In effect from, or earlier")),
    a_day("ends_after", gettext_lazy("Last day in or after")),
    a_day("ends_before", gettext_lazy("Last day in or before")),
    one_of("ends_within", gettext_lazy("Ends within"), SPAN_CHOICES, DAYS, said_span(SPAN_CHOICES)),
    one_of("decision_within", gettext_lazy("Must be decided within"), SPAN_CHOICES, DAYS, said_span(SPAN_CHOICES)),
    one_of("lapsed", gettext_lazy("Lapse"), FLAGS["lapsed"], MORE),
    one_of("certain", gettext_lazy("How sure"), FLAGS["certain"], MORE),
    one_of("has_successor", gettext_lazy("Successor"), FLAGS["has_successor"], MORE),
    typed("identifier", gettext_lazy("Number"), hint=gettext_lazy("As scheme:value, for example unts:12345.")),
    typed("occasion", gettext_lazy("Occasion"), named("occasion"), gettext_lazy("The last part of its address.")),
    typed("source", gettext_lazy("Source"), named("source"), gettext_lazy("The last part of its address.")),
    typed("program", gettext_lazy("Programme"), hint=gettext_lazy("The last part of its address.")),
    typed("updated_since", gettext_lazy("Changed since"), said_instant, gettext_lazy("As 2026-01-05T00:00:00Z.")),
    typed("known_at", gettext_lazy("As the register stood at"), hint=gettext_lazy("As 2026-01-05T00:00:00Z.")),
    one_of("page_size", gettext_lazy("Rows on a page"), {size: size for size in PAGE_SIZES if size != "50"}, MORE),
)
AGREEMENTS_FORM: Final = ListForm(
    kind=AGREEMENTS,
    heading=gettext_lazy("Agreements"),
    how_many=lambda n: ngettext("%(n)s agreement", "%(n)s agreements", n) % {"n": n},
    asked=ASKED,
    orders=ORDERS,
    folder="/agreements/",
    terms={"party": gettext_lazy("Takes part")},
    phrases=agreement_phrases,
    all_of=frozenset({"party"}),
    facets=tuple(AGREEMENTS.facets),
    facet_pages=True,
    dated=True,
)
