"""What the columns of the exported tables mean, by name; columns of one name mean the same in every table.

Only English, as the commands: a column's name and its description do not depend on who asks.
"""

from __future__ import annotations

from typing import Any, Final

from agreements import codelists
from agreements.exports.bulk.shape import Said
from agreements.lifecycle.results import By, DateStatus
from agreements.register.changes import RECORD_TYPES

EDTF: Final = "EDTF: a year, month, day or an interval of these, never more exact than known; empty is unknown"
SETS: Final = "sets of days as first/last, both included, .. for an open side"


def codes(choices: Any) -> tuple[str, ...]:
    """Give the codes of a list in its order: of choices, of an enumeration, or of labels by code."""
    return tuple(str(code) for code in (choices.values if hasattr(choices, "choices") else choices))


def text(words: str, *, required: bool = False) -> Said:
    """Say that a column holds text."""
    return Said("string", words, required)


def several(words: str) -> Said:
    """Say that a column holds any number of values."""
    return Said("string", words, several=True)


def day(words: str) -> Said:
    """Say that a column holds a partial date."""
    return Said("string", f"{words} ({EDTF}).")


def code(words: str, choices: Any, *, required: bool = False) -> Said:
    """Say that a column holds one of a list of codes."""
    return Said("string", words, required, codes(choices))


def label(of: str) -> Said:
    """Say that a column puts the codes of another into English words."""
    return text(f"English label of {of}, in the same order.")


DATES: Final = {
    name: day(f"{'Planned' if name.startswith('planned') else 'Actual'} {'start' if 'start' in name else 'end'}")
    for name in ("planned_start", "planned_end", "actual_start", "actual_end")
}
WORDS: Final[dict[str, Said]] = {
    "id": text("The record's address; it never changes.", required=True),
    "title": text("Title for a reader of English: English where there is one, else another."),
    "title_en": text("English title; of several the prevailing or more authentic one."),
    "title_ko": text("Korean title."),
    "title_zh": text("Chinese title."),
    "titles_other": several("Titles in further languages, as `language: title`."),
    "name": text("Name for a reader of English."),
    "name_en": text("English name."),
    "name_ko": text("Korean name."),
    "name_zh": text("Chinese name."),
    "names_en": several("English names, former ones too."),
    "names_ko": several("Korean names, former ones too."),
    "names_zh": several("Chinese names, former ones too."),
    "legal_force": code("Whether it binds; the title decides nothing.", codelists.LegalForceCode),
    "level": code("Between whom it was made.", codelists.Level),
    "countries": several("ISO 3166-1 codes (and EU, XK) of the countries that take part."),
    "institutions": several("Ids of the institutions on the record."),
    "parties": several("Parties as `role: country institution person`; the table `parties` has them one by one."),
    "parties_status": code("Whether the sources state the parties.", codelists.GivenStatus),
    "acts_status": code("Whether the sources state any act.", codelists.GivenStatus),
    "sectors_status": code("Whether the sectors were given.", codelists.SectorsStatus),
    "sectors": several("Ids of sectors."),
    "forms": several("Codes of forms of cooperation."),
    "identifiers": several("Numbers under schemes, as `scheme:value`."),
    "signed": day("Day of signature, derived from the acts"),
    "effective": day("First day in effect"),
    "ends": day("Last day in effect, where no further tacit renewal is possible; see ends_status"),
    "ends_status": code("How the end is known.", DateStatus),
    "lapses": several("Days without an instrument, as `predecessor successor relation min..max`, counted in days."),
    "updated_at": Said("datetime", "Time of the publication that this is (UTC).", True),
    "publication": Said("integer", "Number of the publication that this is.", True),
    "url": text("Address in the API."),
    "html_url": text("Address of the page."),
    "record_type": code("Type of the record.", RECORD_TYPES, required=True),
    "record_id": text("Id of the record.", required=True),
    "key": text("The row's name within its record; it does not change.", required=True),
    "part": text("Part of the record that the evidence is about, empty for the record's own fields."),
    "item": text("Key of the row that the evidence is about."),
    "field": text("Field that the evidence is about, empty for the row as a whole."),
    "stance": code("Whether the passage supports or contradicts the value.", codelists.Stance),
    "value": text("The value that the passage gives, as the register writes it."),
    "stated_value": text("The value in the source's own words."),
    "column": text("Column of the source, where the source is a table."),
    "basis": code("How it is known.", codelists.BasisCode),
    "reasoning": text("How an inferred or computed value follows."),
    "preferred": Said("boolean", "Whether this is the value that the register takes; a value that lost is kept."),
    "lost_reason": text("Why a value lost."),
    "confirmed": Said("boolean", "Whether somebody confirmed the row."),
    "confirmed_by": text("Who confirmed it, where the account has a person's name."),
    "last_checked": Said("date", "Day on which it was last compared with the source."),
    "source": text("Id of the source.", required=True),
    "passage": text("Key of the passage in the source.", required=True),
    "agreement": text("Id of the agreement.", required=True),
    "program": text("Id of the programme.", required=True),
    "date": day("Day"),
    "takes_effect": day("First day of its effect"),
    "until": day("Last day that it fixes; in standings the last day of the state, where it has one"),
    "observed_state": code("State that was observed on the day.", codelists.STATE_LABELS),
    "ground": code("Ground of an end.", codelists.GROUND_LABELS),
    "place": text("Place."),
    "occasion": text("Id of the occasion."),
    "actor": text("Key of the party that acted: a row of the table `parties` of the same agreement."),
    "note": text("Public note."),
    "subject": text("Id of the agreement to which the relation belongs.", required=True),
    "object": text("Id of the agreement on which it acts.", required=True),
    "code": text("Code.", required=True),
    "extent": code("Whether it acts on all of its object or a part.", codelists.Extent),
    "wording": text("How the source words it."),
    "country": text("Code of the country."),
    "institution": text("Id of the institution."),
    "role": code("Role of the party.", codelists.Role),
    "person": text("Name of the person."),
    "office": text("Office of the person."),
    "number": Said("integer", "Number of the publication in the sequence.", True),
    "group": Said("boolean", "Whether the code is that of a group of states (running, ended)."),
    "may": several(f"Days on which the state may hold: {SETS}."),
    "surely": several(f"Days on which the state surely holds: {SETS}."),
    "by": code("How the state came.", By),
    "since": day("First day of the state, where it has one"),
    "until_status": code("How the last day is known.", DateStatus),
    "began_by": text("Kind and key of the act, relation or clause that began it."),
    "stated_state": code("State that a source states, which is not what the dates imply.", codelists.ProgressState),
    "parent": text("Id of the record of which it is a part."),
    "agreements": several("Ids of the agreements on which it rests."),
    "form": code("Form of cooperation.", codelists.Form),
    "activities_total": Said("integer", "How many activities it has."),
    "activities_done": Said("integer", "Activities that are stated as completed or have an actual end."),
    "activities_without_evidence": Said("integer", "Activities that no passage supports."),
    "ended": day("Last day on which the state existed, of former states"),
    "successors": several("Codes of the countries that came after."),
    "website": text("Address of its site."),
    "publisher": text("Publisher."),
    "author": text("Author."),
    "language": text("Language (BCP 47)."),
    "published": day("Day of publication"),
    "source_url": text("Where it was published."),
    "sha256": text("Sha-256 of its text or file, in hexadecimal."),
    "locator_kind": code("What the locator counts.", codelists.LocatorKind),
    "locator": text("Where it is, for a person."),
    "start": Said("integer", "First character of the text, from 0."),
    "end": Said("integer", "First character after it."),
    "time": Said("datetime", "Time of the publication (UTC).", True),
    "reason": text("Public reason."),
    "target": text("Record into which a merged one went."),
    "list": text("The list of codes.", required=True),
    "label_en": text("English label."),
    "label_ko": text("Korean label."),
    "label_zh": text("Chinese label."),
    "reverse_label_en": text("English label of a relation read from its object."),
    "summary_en": text("English summary."),
    **DATES,
}  # fmt: skip
