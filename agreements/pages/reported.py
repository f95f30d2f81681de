"""What a report is about: a record named ``kind:id`` and a fact in it, both said in words as a reader saw them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from agreements.pages.record_words import RecordWords
from agreements.register.fact_paths import fact_at, facts_of
from agreements.register.names import best_title
from agreements.register.outcomes import Gone, Moved
from agreements.register.problems import BadValueError, shown
from agreements.register.reading import Reading
from agreements.register.records import name_of
from agreements.register.versions import latest_state

KINDS: Final = ("agreement", "program", "institution", "source", "occasion", "country", "sector")
RECORD: Final = re.compile(r"([a-z]+):([a-z0-9][a-z0-9-]{0,119})")
#: The longest list of statements that the form offers to choose from.
MOST_FACTS: Final = 300
LONGEST_WORDS: Final = 160


@dataclass(frozen=True, slots=True)
class About:
    """The record and the fact; everything is empty for the register as a whole.

    ``facts`` are the choices of the form: paths with their words. ``gone`` says that the record was withdrawn.
    """

    record_type: str = ""
    record_id: str = ""
    title: str = ""
    fact: str = ""
    words: str = ""
    facts: list[tuple[str, str]] = field(default_factory=lambda: [("", _("The register as a whole"))])
    gone: bool = False
    moved_to: str = ""
    unknown_fact: str = ""

    @property
    def record(self) -> str:
        """Give the record as the address names it."""
        return f"{self.record_type}:{self.record_id}" if self.record_type else ""

    @property
    def address(self) -> str:
        """Give the address of the record's page."""
        folder = {"country": "countries", "": ""}.get(self.record_type, f"{self.record_type}s")
        return f"/{folder}/{self.record_id}/" if folder else ""


def about(record: str, path: str, reading: Reading) -> About:
    """Find record and fact; ``BadValueError`` for a record that never was public."""
    if not record:
        return About(unknown_fact=path)
    match = RECORD.fullmatch(record.lower())
    if match is None or match[1] not in KINDS:
        raise BadValueError(
            _("record: %(record)s is not a kind of record and an id.") % {"record": shown(record)},
            tuple(f"{kind}:…" for kind in KINDS),
        )
    found = latest_state(match[1], match[2], reading)
    if found is None:
        raise BadValueError(_("record: there is no %(record)s in the register.") % {"record": shown(record)})
    if isinstance(found, Gone | Moved):
        whole = [("", _("The record as a whole"))]
        target = found.target if isinstance(found, Moved) else ""
        return About(match[1], match[2], match[2], facts=whole, gone=True, moved_to=target)
    return _of_document(match[1], match[2], found, path, reading)


def _of_document(record_type: str, record_id: str, document: dict[str, Any], path: str, reading: Reading) -> About:
    words = RecordWords([document], reading)
    facts = [("", _("The record as a whole"))]
    facts += [(fact.path, _short(words.fact(fact))) for fact in facts_of(document)][:MOST_FACTS]
    titles = document.get("titles")
    title = best_title(titles, reading.language) if titles else name_of(record_type, document, reading)
    chosen = fact_at(document, path) if path else None
    if path and chosen is None:
        return About(record_type, record_id, title, facts=facts, unknown_fact=path)
    said = words.fact(chosen) if chosen else ""
    if chosen and chosen.path not in dict(facts):
        facts.insert(1, (chosen.path, _short(said)))
    return About(record_type, record_id, title, chosen.path if chosen else "", said, facts)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_WORDS else f"{text[: LONGEST_WORDS - 1]}…"
