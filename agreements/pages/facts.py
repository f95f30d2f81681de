"""The key facts of an agreement, in a fixed order; what is not known stands in its place and says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from agreements.codelists import (
    DURATION_LABELS,
    RENEWAL_LABELS,
    TERMINATION_RIGHT_LABELS,
    Form,
    Kind,
    LegalForceCode,
    Level,
    Role,
    TitleBasis,
)
from agreements.pages.lead import act_mark
from agreements.pages.marking import Marks
from agreements.pages.saying import Fact, Said, day, label, marks, unknown
from agreements.register.periods import period_words
from agreements.register.reading import Reading

Document = dict[str, Any]
Names = Mapping[str, str]

KINDS: Final = dict(Kind.choices)
LEVELS: Final = dict(Level.choices)
FORCES: Final = dict(LegalForceCode.choices)
FORMS: Final = dict(Form.choices)
ROLES: Final = dict(Role.choices)
TITLE_BASES: Final = dict(TitleBasis.choices)


def key_facts(agreement: Document, sectors: Names, seen: Marks, reading: Reading) -> list[Fact]:
    """Give what the record says, each value with its marker."""
    language = reading.language

    def lost(*types: str) -> tuple[Said, ...]:
        return tuple(_lost_days(agreement, types, seen, language))

    return [
        Fact(_("Signed"), tuple(_days(agreement, ("signed", "adopted"), "signed", seen, language))),
        Fact(_("In effect since"), (*_since(agreement, seen, language), *lost("effective"))),
        Fact(_("Last day in effect"), (*_end(agreement, seen, language), *lost("expired", "terminated"))),
        Fact(_("Duration"), tuple(_duration(agreement, seen, language))),
        Fact(_("Kind"), tuple(_kind(agreement, seen))),
        Fact(_("Legal force"), (_code(agreement, "legal_force", FORCES, seen, _("Legal force")),)),
        Fact(_("Level"), (_code(agreement, "level", LEVELS, seen, _("Level")),)),
        Fact(_("Subjects"), tuple(_sectors(agreement, sectors, seen))),
        Fact(_("Forms of cooperation"), tuple(_forms(agreement, seen))),
        *_where_given(agreement, seen, language),
    ]


def _days(agreement: Document, types: tuple[str, ...], field: str, seen: Marks, language: str) -> Iterator[Said]:
    found = [e for e in agreement["events"] if e["type"] in types and e["preferred"] and e["date"]]
    for event in found:
        place = marks(act_mark(seen, event, "place")) if event["place"] else ()
        yield day(event["date"], language, act_mark(seen, event), note="")
        if event["place"]:
            yield Said(event["place"], place)
    if not found:
        yield day(agreement[field], language) if agreement[field] else unknown()
    yield from _lost_days(agreement, types, seen, language)


def _lost_days(agreement: Document, types: tuple[str, ...], seen: Marks, language: str) -> Iterator[Said]:
    """Give the days that other sources name for acts of these types, each with why it was not preferred."""
    for event in agreement["events"]:
        if event["type"] in types and not event["preferred"] and event["date"]:
            note = _("not preferred: %(reason)s") % {"reason": event["lost_reason"]}
            yield day(event["date"], language, act_mark(seen, event), note=note)


def _since(agreement: Document, seen: Marks, language: str) -> Iterator[Said]:
    found = [e for e in agreement["events"] if e["type"] == "effective" and e["preferred"]]
    dated = [(e, e["takes_effect"] or e["date"]) for e in found if e["takes_effect"] or e["date"]]
    for event, edtf in dated:
        yield day(edtf, language, act_mark(seen, event))
    if dated:
        return
    if agreement["effective"]:
        yield day(agreement["effective"], language)
        return
    presumed = next((row for row in agreement["standings"] if row["basis"] == "presumed" and row["since"]), None)
    if presumed is not None:
        yield Said(_("Presumed from its signature; not stated in our sources"), unknown=True)
        return
    yield unknown()


def _end(agreement: Document, seen: Marks, language: str) -> Iterator[Said]:
    if agreement["ends"]:
        events = [e for e in agreement["events"] if e["type"] in ("expired", "terminated") and e["preferred"]]
        own = marks(*(act_mark(seen, event) for event in events))
        note = _("computed from the clause") if agreement["ends_status"] == "computed" and not own else ""
        yield day(agreement["ends"], language, *own, note=note)
    elif agreement["ends_status"] == "open-ended":
        yield Said(_("No end is fixed"))
    else:
        yield unknown()


def _duration(agreement: Document, seen: Marks, language: str) -> Iterator[Said]:
    clause = agreement["clause"]
    if clause is None or clause["duration_kind"] == "unknown":
        yield unknown(_("Duration not known from our sources"))
        return
    text = label(DURATION_LABELS, clause["duration_kind"])
    mark = seen.mark("clause", "", "duration_kind", _("Duration"))
    if clause["initial_term"]:
        yield Said(period_words(clause["initial_term"]), marks(seen.mark("clause", "", "initial_term", _("Duration"))))
    elif clause["until_date"]:
        yield day(clause["until_date"], language, seen.mark("clause", "", "until_date", _("Duration")))
    else:
        yield Said(text, marks(mark))


def clause_facts(clause: Document | None, seen: Marks, language: str) -> list[Fact]:
    """Give what the text says on duration and renewal, each with its article; nothing for a text that was not seen."""
    if clause is None:
        return []
    said: list[Fact] = []

    def add(term: str, field: str, value: Said | None, article: str = "") -> None:
        if value is not None:
            note = clause.get("articles", {}).get(article, "")
            said.append(Fact(term, (Said(value.text, value.marks, edtf=value.edtf, note=note, unknown=value.unknown),)))

    def coded(term: str, field: str, labels: Mapping[str, Any], article: str = "") -> None:
        if code := clause[field]:
            mark = marks(seen.mark("clause", "", field, term))
            add(term, field, Said(label(labels, code), mark, unknown=code in ("unknown", "not-stated")), article)

    def timed(term: str, field: str, article: str = "") -> None:
        if clause[field]:
            add(term, field, Said(period_words(clause[field]), marks(seen.mark("clause", "", field, term))), article)

    coded(_("Duration"), "duration_kind", DURATION_LABELS, "duration")
    timed(_("First term"), "initial_term", "duration")
    if clause["until_date"]:
        add(
            _("Until"),
            "until_date",
            day(clause["until_date"], language, seen.mark("clause", "", "until_date", _("Until"))),
        )
    coded(_("Renewal"), "renewal_kind", RENEWAL_LABELS, "renewal")
    timed(_("Further terms"), "renewal_term", "renewal")
    timed(_("Notice"), "notice_period", "notice")
    coded(_("Right to end it"), "termination_right", TERMINATION_RIGHT_LABELS, "termination")
    timed(_("Obligations survive for"), "survival_term", "survival")
    return said


def _kind(agreement: Document, seen: Marks) -> Iterator[Said]:
    yield _code(agreement, "kind", KINDS, seen, _("Kind"))
    if agreement["original_designation"]:
        mark = seen.mark("", "", "original_designation", _("Original designation"))
        yield Said(agreement["original_designation"], marks(mark), note=_("as the source calls it"))


def _code(agreement: Document, field: str, labels: Mapping[str, Any], seen: Marks, about: str) -> Said:
    code = agreement[field]
    if code in ("not-stated", "", None):
        return unknown(_("Not stated in our sources"))
    return Said(label(labels, code), marks(seen.mark("", "", field, about)))


def _sectors(agreement: Document, names: Names, seen: Marks) -> Iterator[Said]:
    for slug in agreement["sectors"]:
        name = names.get(slug, slug)
        yield Said(name, marks(seen.mark("sector", slug, "", name)), href=f"/agreements/?sector={slug}")
    if not agreement["sectors"]:
        yield unknown(_("Unclassified"))


def _forms(agreement: Document, seen: Marks) -> Iterator[Said]:
    for code in agreement["forms"]:
        name = label(FORMS, code)
        yield Said(name, marks(seen.mark("form", code, "", name)), href=f"/agreements/?form={code}")
    if not agreement["forms"]:
        yield unknown()


def _where_given(agreement: Document, seen: Marks, language: str) -> Iterator[Fact]:
    """Give what few records have; it is left out where there is nothing to say."""
    if occasion := agreement["occasion"]:
        mark = marks(seen.mark("", "", "occasion", _("Occasion")))
        yield Fact(_("Occasion"), (Said(occasion["name"], mark, href=occasion["html_url"]),))
    if agreement["identifiers"]:
        values = [
            Said(
                f"{row['scheme']} {row['value']}",
                marks(seen.mark("identifier", row.get("key", ""), "value", row["value"])),
            )
            for row in agreement["identifiers"]
        ]
        yield Fact(_("Numbers"), tuple(values))
    if agreement["amounts"]:
        yield Fact(
            _("Amounts"), tuple(Said(f"{a['amount']} {a['currency']}", note=a["note"]) for a in agreement["amounts"])
        )
    if scope := agreement["territorial_scope"]:
        mark = marks(seen.mark("", "", "territorial_scope", _("Territorial scope")))
        yield Fact(_("Territorial scope"), (Said(scope, mark),))
    if link := agreement["official_text_url"]:
        mark = marks(seen.mark("", "", "official_text_url", _("Official text")))
        yield Fact(_("Official text"), (Said(link, mark, href=link),))


def title_values(agreement: Document, seen: Marks) -> list[Said]:
    """Give every title with its language and the authority that it has."""
    return [
        Said(
            row["title"],
            marks(seen.mark("title", row.get("key", ""), "title", _("Title"))),
            lang=row["language"],
            note=label(TITLE_BASES, row["basis"]) + (" · " + _("prevails") if row.get("prevails") else ""),
        )
        for row in agreement["titles"]
    ]
