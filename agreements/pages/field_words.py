"""Fields and values of records in words: what each field is called, days, periods and codes as a reader says them.

Evidence, comparisons and reports of mistakes name the same fields; they take the words from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy, pgettext_lazy

from agreements.codelists import (
    COUNTING_START_LABELS,
    DURATION_LABELS,
    END_CONVENTION_LABELS,
    RELATION_LABELS,
    RENEWAL_LABELS,
    STATE_LABELS,
    TERMINATION_RIGHT_LABELS,
    Extent,
    Form,
    InstitutionKind,
    Kind,
    LegalForceCode,
    Level,
    OccasionKind,
    ProgramKind,
    ProgressState,
    Role,
    SourceKind,
)
from agreements.pages.saying import words_of
from agreements.register.periods import period_words

FIELDS: Final = {
    "kind": gettext_lazy("Kind"),
    "original_designation": gettext_lazy("Original designation"),
    "legal_force": gettext_lazy("Legal force"),
    "level": gettext_lazy("Level"),
    "summary": gettext_lazy("Summary"),
    "occasion": gettext_lazy("Occasion"),
    "territorial_scope": gettext_lazy("Territorial scope"),
    "official_text_url": gettext_lazy("Official text"),
    "title": gettext_lazy("Title"),
    "basis": gettext_lazy("Basis of the title"),
    "prevails": gettext_lazy("Prevailing text"),
    "value": gettext_lazy("Number"),
    "role": gettext_lazy("Role"),
    "country": gettext_lazy("Country"),
    "institution": gettext_lazy("Institution"),
    "person": gettext_lazy("Person"),
    "office": gettext_lazy("Office"),
    "amount": gettext_lazy("Amount"),
    "currency": gettext_lazy("Currency"),
    "date": gettext_lazy("Date"),
    "takes_effect": gettext_lazy("Takes effect"),
    "until": gettext_lazy("Until"),
    "ground": gettext_lazy("Ground"),
    "place": gettext_lazy("Place"),
    "actor": gettext_lazy("Acting party"),
    "observed_state": gettext_lazy("State observed"),
    "code": gettext_lazy("Relation"),
    "extent": gettext_lazy("Extent"),
    "duration_kind": gettext_lazy("Duration"),
    "initial_term": gettext_lazy("First term"),
    "until_date": gettext_lazy("Until"),
    "counting_start": gettext_lazy("Counted from"),
    "counting_date": gettext_lazy("Counted from"),
    "renewal_kind": gettext_lazy("Renewal"),
    "renewal_term": gettext_lazy("Further terms"),
    "max_renewals": gettext_lazy("Number of renewals"),
    "notice_period": gettext_lazy("Notice"),
    "termination_right": gettext_lazy("Right to end it"),
    "survival_term": gettext_lazy("Obligations survive for"),
    "end_convention": gettext_lazy("End of a term"),
    "name": gettext_lazy("Name"),
    "name_en": gettext_lazy("Name in English"),
    "name_ko": gettext_lazy("Name in Korean"),
    "name_zh": gettext_lazy("Name in Chinese"),
    "acronym": gettext_lazy("Acronym"),
    "since": gettext_lazy("Since"),
    "parent": gettext_lazy("Part of"),
    "website": gettext_lazy("Web site"),
    "what": gettext_lazy("Change"),
    "successor": gettext_lazy("Successor"),
    "how": gettext_lazy("How it follows"),
    "part": gettext_lazy("Part in it"),
    "form": gettext_lazy("Form of cooperation"),
    "stated_state": gettext_lazy("Stated state"),
    "planned_start": gettext_lazy("Planned beginning"),
    "planned_end": gettext_lazy("Planned end"),
    "actual_start": gettext_lazy("Actual beginning"),
    "actual_end": gettext_lazy("Actual end"),
    "id": gettext_lazy("Record"),
    "type": gettext_lazy("Kind of act"),
    "titles": gettext_lazy("Titles"),
    "signed": gettext_lazy("Signed"),
    "effective": gettext_lazy("In effect since"),
    "ends": gettext_lazy("Last day in effect"),
    "ends_status": gettext_lazy("How the end is known"),
    "parties_status": gettext_lazy("Whether parties are known"),
    "acts_status": gettext_lazy("Whether acts are known"),
    "sectors_status": gettext_lazy("Whether subjects are known"),
    "public_notes": gettext_lazy("Notes"),
    "note": gettext_lazy("Note"),
    "notes": gettext_lazy("Notes"),
    "scheme": gettext_lazy("Scheme"),
    "language": gettext_lazy("Language"),
    "published": gettext_lazy("Published"),
    "retrieved": gettext_lazy("Retrieved"),
    "publisher": gettext_lazy("Publisher"),
    "author": gettext_lazy("Author"),
    "url": gettext_lazy("Address"),
    "licence": gettext_lazy("Licence"),
    "preferred": gettext_lazy("Preferred"),
    "lost_reason": gettext_lazy("Why it was not preferred"),
    "wording": gettext_lazy("In the words of the source"),
    "stance": gettext_lazy("For or against"),
    "stated_value": gettext_lazy("In these words"),
    "column": gettext_lazy("Column"),
    "reasoning": gettext_lazy("Reasoning"),
    "confirmed": gettext_lazy("Confirmed by an editor"),
    "confirmed_by": gettext_lazy("Confirmed by"),
    "last_checked": gettext_lazy("Last checked"),
    "source": gettext_lazy("Source"),
    "passage": pgettext_lazy("within a source", "Place"),
    "days": gettext_lazy("Days"),
    "last_day": gettext_lazy("Last day of the first"),
    "first_day": gettext_lazy("First day of the second"),
    "other": gettext_lazy("Other instrument"),
    "unsourced": gettext_lazy("Values without evidence"),
    "lapses": gettext_lazy("Days without an instrument"),
    "articles": gettext_lazy("Articles"),
    "en": gettext_lazy("in English"),
    "ko": gettext_lazy("in Korean"),
    "zh": gettext_lazy("in Chinese"),
}
PARTS: Final = {
    "title": gettext_lazy("Title"),
    "identifier": gettext_lazy("Number"),
    "party": gettext_lazy("Party"),
    "participant": gettext_lazy("Participant"),
    "sector": gettext_lazy("Subject"),
    "form": gettext_lazy("Form of cooperation"),
    "amount": gettext_lazy("Amount"),
    "act": gettext_lazy("Act"),
    "relation": gettext_lazy("Relation"),
    "name": gettext_lazy("Name"),
    "change": gettext_lazy("Change"),
    "basis": gettext_lazy("Rests on"),
    "lead": gettext_lazy("Lead"),
    "activity": gettext_lazy("Activity"),
    "session": gettext_lazy("Session"),
    "clause": gettext_lazy("Duration and renewal"),
    "passage": gettext_lazy("Passage"),
    "evidence": gettext_lazy("Evidence"),
    "lapse": gettext_lazy("Days without an instrument"),
    "summary": gettext_lazy("Summary"),
    "names": gettext_lazy("Names"),
    "articles": gettext_lazy("Articles"),
}
CODES: Final[dict[str, Mapping[str, Any]]] = {
    "kind": {
        code: words
        for kinds in (SourceKind, InstitutionKind, ProgramKind, OccasionKind, Kind)
        for code, words in kinds.choices
    },
    "form": dict(Form.choices),
    "legal_force": dict(LegalForceCode.choices),
    "level": dict(Level.choices),
    "role": dict(Role.choices),
    "extent": dict(Extent.choices),
    "code": {code: verb for code, (verb, _reverse) in RELATION_LABELS.items()},
    "observed_state": STATE_LABELS,
    "stated_state": dict(ProgressState.choices),
    "duration_kind": DURATION_LABELS,
    "counting_start": COUNTING_START_LABELS,
    "end_convention": END_CONVENTION_LABELS,
    "renewal_kind": RENEWAL_LABELS,
    "termination_right": TERMINATION_RIGHT_LABELS,
}
DAYS: Final = (
    *("date", "takes_effect", "until", "until_date", "counting_date", "since"),
    *("planned_start", "planned_end", "actual_start", "actual_end"),
)
#: Fields whose value is the id of another record, which says nothing to a reader.
IDS: Final = ("occasion", "institution", "parent", "actor", "successor")
PERIODS: Final = ("initial_term", "renewal_term", "notice_period", "survival_term")


def field_words(field: str) -> str:
    """Name a field of a record."""
    return str(FIELDS.get(field, field))


def part_words(part: str) -> str:
    """Name what a row of a record is."""
    return str(PARTS.get(part, part))


def value_said(field: str, value: Any, language: str) -> str:
    """Say a value: days at their precision, periods and codes by their labels, anything else as it stands."""
    try:
        if field in DAYS:
            return words_of(value, language)
        if field in PERIODS:
            return period_words(value)
    except ValueError:
        return str(value)
    return str(CODES.get(field, {}).get(value, value))
