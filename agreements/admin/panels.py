"""What the desk sees beside a form: the state that follows from the working facts, and what is missing to publish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.admin.helpers import InlineAdminFormSet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from agreements.codelists import GROUP_LABELS, STATE_LABELS
from agreements.lifecycle import lookup
from agreements.lifecycle.results import Settlement, Standing, StateOnDay
from agreements.lifecycle.settling import settle
from agreements.models import Agreement
from agreements.models.evidence import ROWS
from agreements.partial_dates.display import in_words
from agreements.publishing.facts import incoming_of, instrument_of
from agreements.register.phrases import because

#: Where a path of the door names rows otherwise than the form does.
_ROWS_OF_PATH = {"sectors": "sector_rows", "forms": "form_rows"}


def settlement_of(agreement: Agreement) -> Settlement:
    """Settle an agreement from its working facts; nothing is stored."""
    return settle(instrument_of(agreement), incoming_of(agreement))


def state_on(settlement: Settlement, day: date) -> StateOnDay:
    """Look the state up on ``day`` (domain section 4)."""
    return lookup.state_on(settlement.standings, day)


def state_words(state: StateOnDay) -> str:
    """Return the possible states in words, with a mark where the first of them is not certain."""
    words = " / ".join(str(STATE_LABELS[code]) for code in state.possible)
    return words if state.certain else f"{words} ({_('not certain')})"


@dataclass(frozen=True, slots=True)
class StandingLine:
    """One standing as a line of the table beside the form."""

    label: str
    may: str
    surely: str
    basis: str
    why: str


def standing_lines(standings: Iterable[Standing]) -> Iterator[StandingLine]:
    """Yield standings in words."""
    language = get_language() or "en"
    for standing in standings:
        label = {**STATE_LABELS, **GROUP_LABELS}[str(standing.code)]
        yield StandingLine(
            str(label),
            days_words(standing.may.ranges),
            days_words(standing.surely.ranges),
            str(standing.basis),
            because(standing.reason, language),
        )


def days_words(ranges: Iterable[tuple[date | None, date | None]]) -> str:
    """Return a set of days as text: ISO dates, both ends included, an ellipsis for an open side."""
    return ", ".join(f"{first or '…'} – {last or '…'}" for first, last in ranges) or "–"


def date_words(value: Any) -> str:
    """Return a partial date in words, a dash where it is unknown."""
    return "–" if value is None else in_words(value, get_language() or "en")


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing to publish, with the place in the form where it is entered."""

    message: str
    anchor: str


def gaps(missing: Iterable[Any], record: Any, formsets: Iterable[InlineAdminFormSet]) -> list[Gap]:
    """Return what is missing as links into the form; what another record lacks links to that record's form."""
    by_prefix = {inline.formset.prefix: inline.formset for inline in formsets}
    return [
        Gap(str(problem.message), _anchor(problem.path, by_prefix) if problem.record == record else "")
        for problem in missing
    ]


def _anchor(path: str, formsets: dict[str, Any]) -> str:
    part, _slash, rest = path.partition("/")
    if not rest:
        prefix = _ROWS_OF_PATH.get(path, path)
        return f"#{prefix}-group" if prefix in formsets else f"#id_{path}"
    prefix = ROWS.get(part, part)
    item = rest.split("/")[0]
    formset = formsets.get(prefix)
    for index, form in enumerate(formset.forms if formset is not None else ()):
        if getattr(form.instance, "key", None) == item:
            return f"#{prefix}-{index}"
    return f"#{prefix}-group"
