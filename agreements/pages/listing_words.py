"""What was asked of the list of agreements, in phrases: where "term: values" would not say what was meant.

Several subjects may be asked for together; a state with or without certainty; a date from one end, from the other, or
between both. Days are said with exactly the precision that was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.pages.saying import words_of
from agreements.partial_dates.days import PartialDateError
from agreements.partial_dates.duration import DurationError
from agreements.register.moments import read_instant
from agreements.register.periods import period_words
from agreements.register.query import Query
from agreements.register.reading import Reading

BOUNDED: Final = {
    "signed": gettext_lazy("Signed"),
    "effective": gettext_lazy("In effect from"),
    "ends": gettext_lazy("Last day in effect"),
}
TERMS: Final = {
    "q": gettext_lazy("Words"),
    "party": gettext_lazy("Takes part"),
    "country": gettext_lazy("Any of the countries"),
    "institution": gettext_lazy("Institution"),
    "kind": gettext_lazy("Kind"),
    "legal_force": gettext_lazy("Legal force"),
    "level": gettext_lazy("Level"),
    "form": gettext_lazy("Form of cooperation"),
    "year": gettext_lazy("Year of signature"),
    "identifier": gettext_lazy("Number"),
    "lapsed": gettext_lazy("Lapse"),
    "has_successor": gettext_lazy("Successor"),
    "occasion": gettext_lazy("Occasion"),
    "source": gettext_lazy("Source"),
    "program": gettext_lazy("Programme"),
}
#: Said together with another parameter.
SAID_ELSEWHERE: Final = ("certain", "sector_match")


def agreement_phrases(by_name: Mapping[str, list[str]], query: Query, reading: Reading) -> list[str]:
    """Give a phrase for every choice; ``by_name`` holds the values in words."""
    found = []
    for name, values in by_name.items():
        part, bound, _side = name.partition("_")
        if name in ("state", "sector"):
            found.append(_states(values, query) if name == "state" else _sectors(values, query))
        elif part in BOUNDED and bound and _side in ("after", "before"):
            found.append(_between(part, by_name))
        elif name in ("ends_within", "decision_within", "updated_since"):
            found.append(_from_the_day(name, values[0], reading))
        elif name not in SAID_ELSEWHERE:
            joint = _(" and ") if name == "party" else _(" or ")
            found.append(_("%(term)s: %(values)s") % {"term": TERMS.get(name, name), "values": joint.join(values)})
    if "certain" in by_name and "state" not in by_name:
        found.append(_("on that day %(state)s") % {"state": by_name["certain"][0]})
    return list(dict.fromkeys(found))


def _states(values: list[str], query: Query) -> str:
    said = {"states": _(" or ").join(values)}
    certain = query.one("certain")
    if certain == "true":
        return _("State: certainly %(states)s") % said
    if certain == "false":
        return _("State: maybe, but not certainly %(states)s") % said
    return _("State: %(states)s, or may be") % said


def _sectors(values: list[str], query: Query) -> str:
    if len(values) > 1 and query.one("sector_match") == "all":
        return _("Subjects, all of them: %(subjects)s") % {"subjects": _(" and ").join(values)}
    return _("Subject: %(subjects)s") % {"subjects": _(" or ").join(values)}


def _between(part: str, by_name: Mapping[str, list[str]]) -> str:
    """Say a date from both of its bounds, wherever they stand in the question."""
    first, last = (by_name.get(f"{part}_{side}", [""])[0] for side in ("after", "before"))
    said = {"term": BOUNDED[part], "first": first, "last": last}
    if first and last:
        return _("%(term)s: may lie between %(first)s and %(last)s") % said
    return _("%(term)s: %(first)s or later") % said if first else _("%(term)s: %(last)s or earlier") % said


def _from_the_day(name: str, value: str, reading: Reading) -> str:
    said = {"value": value, "day": words_of(reading.as_of.isoformat(), reading.language)}
    if name == "ends_within":
        return _("ends within %(value)s from %(day)s") % said
    if name == "decision_within":
        return _("must be decided within %(value)s from %(day)s") % said
    return _("changed in the register since %(value)s") % said


def said_day(values: Iterable[str], reading: Reading) -> Mapping[str, str]:
    """Say partial dates."""
    return {value: words_of(value, reading.language) for value in values}


def said_instant(values: Iterable[str], reading: Reading) -> Mapping[str, str]:
    """Say instants: their day, with the time as it was asked for; one after the last day that dates have, as typed."""
    found = {}
    for value in values:
        with suppress(PartialDateError):
            day = words_of(read_instant(value).date().isoformat(), reading.language)
            found[value] = f"{day}, {value.partition('T')[2] or value}"
    return found


def said_span(labels: Mapping[str, Any]) -> Callable[[Iterable[str], Reading], Mapping[str, str]]:
    """Say lengths of time: by the labels that are offered, others in numbers and units, and what is none as typed.

    The form comes back with what was typed, so a label must not refuse what the filter refused.
    """

    def said(values: Iterable[str], reading: Reading) -> Mapping[str, str]:
        return {value: str(labels.get(value) or _span(value)) for value in values}

    return said


def _span(value: str) -> str:
    try:
        return period_words(value)
    except DurationError:
        return value
