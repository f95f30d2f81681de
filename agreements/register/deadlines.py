"""The list of deadlines: last days in effect, decision dates, ends of suspensions, sessions, planned ends.

Agreements and programmes in one list, in the order of their days, each with the rule and the inputs that gave it and,
once it is past, how it turned out (scenario A10). Without ``from`` the list begins on ``as_of``; a partial date belongs
to a span of days if any of its days does. Decision dates stand in it up to the end of 2100, as in documents (domain
section 7). ``uid`` names a deadline for good: it is made of the record, the type and a key or the number of a term.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from agreements.codelists import Kind
from agreements.partial_dates.days import PartialDate
from agreements.register.agreements import readable
from agreements.register.deadline_outcomes import OUTCOMES, outcome_of, when_of
from agreements.register.deadline_rules import Life, rule_of
from agreements.register.entries import entries_at
from agreements.register.extensions import agreements_of_program, entry_models
from agreements.register.facets import Facet, code_of, coded, named, wider_members_of
from agreements.register.filters import all_take_part, among, any_country, any_institution
from agreements.register.listing import Listing, ListKind, list_entries
from agreements.register.mergers import mergers
from agreements.register.models import AgreementEntry, DeadlineRow
from agreements.register.moments import write_instant
from agreements.register.names import agreement_titles, best_name, best_text, best_title, documents, language_of
from agreements.register.problems import BadValueError, ParameterProblem, reversed_bounds, said
from agreements.register.query import Query
from agreements.register.reading import DAY_FORM, Reading, read_day
from agreements.register.references import checked, no_such, takes_part, with_descendants
from agreements.register.row_lists import (
    ORDERS,
    Document,
    RowFilters,
    agreement_named,
    in_entries,
    rows_at,
    same_agreement,
    with_documents,
)
from agreements.register.strict import Many, One
from agreements.register.values import one_of, slug

#: type -> what a deadline of it is called.
TYPES: Final[dict[str, Any]] = {
    "end": _("Last day in effect"),
    "decision": _("Last day for a notice"),
    "term-end": _("End of a term that was renewed or extended"),
    "suspension-end": _("Last day of a suspension"),
    "session": _("Session"),
    "program-end": _("Planned end of a programme"),
    "activity-end": _("Planned end of an activity"),
}
FIELDS: Final = (
    *("uid", "type", "label", "date", "earliest", "latest", "when", "record", "item", "kind", "countries"),
    *("institutions", "sectors", "agreements", "rule", "term", "tacit_renewal", "basis", "outcome"),
    *("updated_at", "publication"),
)


def _wider(own: Q, condition: Q, reading: Reading) -> Q:
    """Keep what has it itself, and programmes that rest on an agreement which has it.

    The deadlines of agreements carry what their agreement has; programmes are few enough to ask what they rest on.
    """
    agreements = entries_at(AgreementEntry, reading).filter(condition).order_by().values("record_id")
    return own | (~Q(record_type="agreement") & Q(agreements__overlap=ArraySubquery(agreements)))


def all_concerned(values: list[str], reading: Reading) -> Q:
    """Keep what concerns every one of the countries and institutions."""
    own = Q()
    for names in takes_part(values, reading):
        column = "countries" if names[0].isupper() else "institutions"  # codes are in upper case, ids never
        own &= Q(**{f"{column}__overlap": names})
    return _wider(own, all_take_part(values, reading), reading)


def country_concerned(values: list[str], reading: Reading) -> Q:
    """Keep what concerns one of the countries."""
    own = Q(countries__overlap=[code.upper() for code in checked("country", values)])
    return _wider(own, any_country(values, reading), reading)


def institution_concerned(values: list[str], reading: Reading) -> Q:
    """Keep what concerns one of the institutions, or one that it succeeded."""
    condition = any_institution(values, reading)
    return _wider(condition, condition, reading)


def of_program(value: str, reading: Reading) -> Q:
    """Keep the sessions and planned ends of a programme; ``BadValueError`` for one that never was public."""
    if agreements_of_program(value, reading) is None:
        raise no_such("a programme", value)
    heirs = mergers("program", reading)
    meant = heirs.get(value, value)
    names = {value, meant, *(name for name, heir in heirs.items() if heir == meant)}
    return Q(record_type="program", record_id__in=names)


def beginning(value: date, reading: Reading) -> Q:
    """Keep what may lie on the day or later."""
    return Q(date__since=value)


def ending(value: date, reading: Reading) -> Q:
    """Keep what may lie on the day or earlier."""
    return Q(date__until=value)


class DeadlineFilters(RowFilters):
    """What deadlines can be narrowed by. A programme's also belong to the parties of the agreements it rests on."""

    type = Many(one_of("a type of deadline", TYPES), among("type"), help_text="What ends or is due; one of them.")
    party = Many(slug, all_concerned, help_text="Country code (any case) or institution; it concerns all of them.")
    country = Many(slug, country_concerned, help_text="Country code (any case); it concerns one of them.")
    institution = Many(slug, institution_concerned, help_text="Institution; it concerns one of them.")
    kind = Many(one_of("a kind of instrument", Kind.values), among("kind"), help_text="What the agreement is called.")
    agreement = One(
        slug,
        lambda value, reading: Q(agreements__overlap=same_agreement(value, reading)),
        help_text="Of this agreement, or of a programme that rests on it.",
    )
    program = One(slug, of_program, help_text="Of this programme and its activities.")

    class Meta:
        model = DeadlineRow
        fields: list[str] = []

    def in_record(self, condition: Q, reading: Reading) -> Q:
        """Keep the deadlines of agreements and programmes whose entry satisfies a condition."""
        kept = Q()
        for model in entry_models():
            kept |= in_entries(model, condition, reading)
        return kept

    def contradictions(self, cleaned: dict[str, Any]) -> list[ParameterProblem]:
        """Refuse a reversed span."""
        first, last = cleaned["from"], cleaned["to"]
        if first and last and first > last:
            return [reversed_bounds("from", first, "to", last)]
        return []

    def conditions(self, reading: Reading) -> dict[str, Q]:
        """Give the condition of every parameter; without ``from`` the list begins on ``as_of``."""
        if self._conditions is None:
            cleaned = self.form.cleaned_data
            if cleaned["from"] is None and cleaned["to"] is not None and cleaned["to"] < reading.as_of:
                self.filters["to"].keep = _before_its_beginning
            found = super().conditions(reading)
            self._conditions = {"from": beginning(reading.as_of, reading), **found}
        return self._conditions


def _before_its_beginning(value: date, reading: Reading) -> Q:
    sentence = _("{day} is before {begin}, where the list begins without from; give from as well.")
    allowed = said(_("{form}, from {begin} on"), form=DAY_FORM, begin=reading.as_of)
    raise BadValueError(said(sentence, day=value, begin=reading.as_of), (allowed,))


# Words of Python cannot be attributes.
DeadlineFilters.base_filters |= {
    "from": One(read_day, beginning, help_text="First full day of the span; default as_of."),
    "to": One(read_day, ending, help_text="Last full day of the span; default open."),
}


def readable_deadlines(reading: Reading) -> QuerySet[DeadlineRow]:
    """Give every deadline that is public at the reading's number, of any day."""
    return rows_at(DeadlineRow, reading)


def present(rows: list[DeadlineRow], reading: Reading, expand: tuple[str, ...] = ()) -> list[Document]:
    """Give the deadlines of a page; three queries, whatever their number."""
    rows, found = with_documents(rows)
    lives = {number: Life(document) for number, document in found.items()}
    titles = agreement_titles({name for row in rows for name in row.agreements}, reading)
    institutions = documents("institution", {name for row in rows for name in row.institutions}, reading)
    with override(reading.language):
        return [_deadline(row, lives[row.publication_id], titles, institutions, reading) for row in rows]


def _deadline(
    row: DeadlineRow, life: Life, titles: dict[str, str], institutions: dict[str, Document], reading: Reading
) -> Document:
    rule = rule_of(row, life, reading.language)
    outcome = outcome_of(row, life, rule, reading.as_of)
    return {
        "uid": row.row_id,
        "type": row.type,
        "label": str(TYPES[row.type]),
        "date": row.date.edtf,
        "earliest": row.date.first.isoformat(),
        "latest": row.date.last.isoformat(),
        "when": when_of(row, reading.as_of),
        "record": _record(row, life.document, reading),
        "item": _item(row, life.document, reading),
        "kind": row.kind or None,
        "countries": row.countries,
        "institutions": [_institution(name, institutions, reading) for name in row.institutions],
        "sectors": row.sectors,
        "agreements": [agreement_named(name, titles, reading) for name in row.agreements],
        "rule": {"code": rule.code, "words": rule.words, "inputs": rule.inputs},
        "term": rule.term,
        "tacit_renewal": rule.tacit_renewal,
        "basis": rule.basis,
        "outcome": outcome
        and {
            "code": outcome.code,
            "label": str(OUTCOMES[outcome.code]),
            "certain": outcome.certain,
            "on": outcome.on,
            "successors": _successors(row, life.document, reading.as_of),
        },
        "updated_at": write_instant(row.updated_at),
        "publication": row.first_number,
    }


def _record(row: DeadlineRow, document: Document, reading: Reading) -> Document:
    folder = f"{row.record_type}s"
    title = best_title(document["titles"], reading.language) or row.record_id
    return {
        "type": row.record_type,
        "id": row.record_id,
        "title": title,
        "language": language_of(title, document["titles"]) or None,
        "url": f"{reading.base}/api/v1/{folder}/{row.record_id}/",
        "html_url": f"{reading.base}/{folder}/{row.record_id}/",
    }


def _item(row: DeadlineRow, document: Document, reading: Reading) -> Document | None:
    """Name the session or activity that a programme's deadline is about."""
    part = {"session": "sessions", "activity-end": "activities"}.get(row.type)
    if part is None:
        return None
    found = next(each for each in document[part] if each["key"] == row.key)
    return {"key": row.key, "title": best_text(found["title"], reading.language)}


def _institution(name: str, found: dict[str, Document], reading: Reading) -> Document:
    called, acronym = best_name(found.get(name, {"id": name}), reading.language, reading.as_of)
    return {"id": name, "name": called, "acronym": acronym}


def _successors(row: DeadlineRow, document: Document, day: date) -> list[str]:
    """Give the agreements that had replaced or renewed one whose end this is by a day."""
    if row.type != "end":
        return []
    followed = [lapse for lapse in document["lapses"] if lapse["predecessor"] == row.record_id]
    return sorted({lapse["successor"] for lapse in followed if PartialDate.parse(lapse["first_day"]).first <= day})


DEADLINES: Final = ListKind(
    name="deadlines",
    filters=DeadlineFilters,
    orders={**ORDERS, "date": F("date")},
    default_order="date",
    rows=readable_deadlines,
    present=present,
    fields=FIELDS,
    facets={
        "type": Facet(code_of("type"), coded(TYPES)),
        "sector": Facet(wider_members_of("sectors", with_descendants, "sector"), named("sector"), str.lower),
        "kind": Facet(code_of("kind"), coded(dict(Kind.choices))),
    },
    tie="row_id",
    worded=readable,
)


def list_deadlines(query: Query, *, accept_language: str = "", base: str = "", whole: bool = False) -> Listing:
    """Answer the list of deadlines; ``BadParametersError`` with every problem of the query."""
    return list_entries(DEADLINES, query, accept_language=accept_language, base=base, whole=whole)
