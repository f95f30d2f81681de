"""The first lines of an agreement's page: its state on the day, and its life in phrases, each with its marker.

What a reader came for stands here within one screen (scenario P1): when it ended, what came after, and for how many
days there was nothing. Phrases carry their own days and hold whatever day is read, only the state belongs to the day;
a phrase of a later day says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.codelists import STATE_LABELS
from agreements.pages import lineage
from agreements.pages.marking import Mark, Marks
from agreements.pages.saying import Said, basis_word, label, marks, when, words_of
from agreements.partial_dates.days import PartialDate

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase, its markers, and the record that it names; ``kind`` chooses its sign."""

    text: str
    marks: tuple[Mark, ...] = ()
    by: Said | None = None
    kind: str = ""
    note: str = ""


def phrases(agreement: Document, others: Mapping[str, Document], seen: Marks, language: str) -> list[Phrase]:
    """Say the life of an agreement, from its beginning to what came after it."""
    return [
        *_before(agreement, others, seen, language),
        *_beginnings(agreement, seen, language),
        *_ends(agreement, seen, language),
        *_after(agreement, others, seen, language),
        *_ahead(agreement, seen, language),
    ]


def _events(agreement: Document, *types: str) -> Iterator[Document]:
    return (event for event in agreement["events"] if event["type"] in types and event["preferred"])


def act_mark(seen: Marks, event: Document, field: str = "date") -> Mark | None:
    """Give the marker of a field of an act."""
    return seen.mark("act", event["key"], field, event["label"])


def _later(day: str | None, agreement: Document) -> str:
    """Say that something lies after the day that is read, where it surely does."""
    if day and PartialDate.parse(day).first > date.fromisoformat(agreement["state"]["as_of"]):
        return _("after the day read")
    return ""


def _inferred(mark: Mark | None) -> str:
    return _("inferred") if mark is not None and mark.basis == "inferred" else ""


def _beginnings(agreement: Document, seen: Marks, language: str) -> Iterator[Phrase]:
    for event in _events(agreement, "signed", "adopted"):
        if event["date"]:
            text = _("Signed %(when)s") if event["type"] == "signed" else _("Adopted %(when)s")
            mark = act_mark(seen, event)
            yield Phrase(
                text % {"when": when(event["date"], language)}, marks(mark), note=_inferred(mark), kind="begin"
            )
    for event in _events(agreement, "effective"):
        if day := event["takes_effect"] or event["date"]:
            text = _("Took effect %(when)s") % {"when": when(day, language)}
            yield Phrase(text, marks(act_mark(seen, event)), kind="begin")


def _ends(agreement: Document, seen: Marks, language: str) -> Iterator[Phrase]:
    told = False
    for event in _events(agreement, "denounced"):
        if event["date"]:
            mark = act_mark(seen, event)
            text = _("Notice of denunciation given %(when)s") % {"when": when(event["date"], language)}
            yield Phrase(text, marks(mark), note=_inferred(mark), kind="end")
    for event in _events(agreement, "expired", "terminated", "denounced"):
        day, field = event["date"], "date"
        if event["type"] != "expired" and event["takes_effect"]:
            day, field = event["takes_effect"], "takes_effect"
        if day is None or (event["type"] == "denounced" and field == "date"):
            continue  # the day of a denunciation is that of its notice; its effect is stated, or follows as ``ends``
        text = {
            "expired": _("Expired %(day)s"),
            "terminated": _("Terminated with effect from %(day)s"),
            "denounced": _("Denounced with effect from %(day)s"),
        }[event["type"]]
        mark = act_mark(seen, event, field)
        told = True
        yield Phrase(text % {"day": words_of(day, language)}, marks(mark), note=_inferred(mark), kind="end")
    if not told and agreement["ends"]:
        text = _("Last day in effect: %(day)s") % {"day": words_of(agreement["ends"], language)}
        yield Phrase(text, marks(clause_mark(agreement, seen)), kind="end")
    for lapse in agreement["lapses"]:
        if lapse["predecessor"] == lapse["successor"]:  # between the old end and a later first day of its own extension
            mended = [act_mark(seen, event) for event in _events(agreement, "extended", "renewed-expressly")]
            yield lapse_phrase(lapse, seen, mended, language)


def clause_mark(agreement: Document, seen: Marks) -> Mark | None:
    """Give the marker of what the clause says on duration, if it says anything."""
    for field in ("until_date", "initial_term", "duration_kind"):
        if (agreement["clause"] or {}).get(field) and (mark := seen.mark("clause", "", field, _("Duration"))):
            return mark
    return None


def _after(agreement: Document, others: Mapping[str, Document], seen: Marks, language: str) -> Iterator[Phrase]:
    """Say what replaced or renewed it, and for how many days there was nothing."""
    for relation in lineage.preferred(agreement["relations"], "in"):
        other = others.get(relation["other"]["id"])
        lapse = lineage.lapse_with(agreement, relation["other"]["id"])
        day = relation["date"] or (lapse and lapse["first_day"]) or _standing_since(agreement, relation["key"])
        mark = lineage.relation_mark(relation, seen)
        fixed = lineage.beginning(other, day, seen) if other and not relation["date"] else None
        by = Said(relation["other"]["title"], href=relation["other"]["html_url"])
        if day and relation["code"] == "replaces":
            text = _("Replaced %(when)s") % {"when": when(day, language)}
        elif day:
            text = _("Renewed %(when)s") % {"when": when(day, language)}
        else:
            text = _("Replaced") if relation["code"] == "replaces" else _("Renewed")
        yield Phrase(text, marks(mark, fixed), by=by, kind="after", note=_later(day, agreement))
        if lapse:
            ended = next((act_mark(seen, event) for event in _events(agreement, "expired", "terminated")), None)
            yield lapse_phrase(lapse, seen, [ended, mark, fixed], language)


def _before(agreement: Document, others: Mapping[str, Document], seen: Marks, language: str) -> Iterator[Phrase]:
    """Say what it replaces or renews, and for how many days before it there was nothing."""
    for relation in lineage.preferred(agreement["relations"], "out"):
        other = others.get(relation["other"]["id"])
        lapse = lineage.lapse_with(agreement, relation["other"]["id"])
        mark = lineage.relation_mark(relation, seen)
        by = Said(relation["other"]["title"], href=relation["other"]["html_url"])
        text = (
            _("Replaces an earlier instrument") if relation["code"] == "replaces" else _("Renews an earlier instrument")
        )
        ended = lineage.ending(other, seen) if other else None
        note = ""
        if lapse:
            note = _("last day in effect %(day)s") % {"day": words_of(lapse["last_day"], language)}
        yield Phrase(text, marks(mark, ended), by=by, kind="before", note=note)
        if lapse:
            begun = next(
                (act_mark(seen, event) for event in _events(agreement, "effective", "signed", "adopted")), None
            )
            yield lapse_phrase(lapse, seen, [ended, mark, begun], language, before=True)


def lapse_phrase(
    lapse: Document, seen: Marks, see: list[Mark | None], language: str, *, before: bool = False
) -> Phrase:
    """Say a lapse, with a note that shows how the days are counted (domain section 4, "Lapse")."""
    text = lapse_words(lapse)
    values = {
        "last": words_of(lapse["last_day"], language),
        "first": words_of(lapse["first_day"], language),
    }
    reckoning = [
        _(
            "Counted from the last day in effect, %(last)s, to the first day of what came after, %(first)s; "
            "neither day counts."
        )
        % values
    ]
    if lapse["days"]["min"] != lapse["days"]["max"]:
        reckoning.append(_("The count is a range because a day is known to the month or year only."))
    mark = seen.reckoned(f"lapse-{lapse['predecessor']}-{lapse['successor']}", text, reckoning, see)
    notes = [_("before it was made")] if before else []
    if lapse["basis"] != "stated":
        notes.append(basis_word(lapse["basis"]))
    return Phrase(text, marks(mark), kind="lapse", note=", ".join(notes))


def lapse_words(lapse: Document) -> str:
    """Say how many days there was nothing, or for how many days two instruments overlapped."""
    least, most = lapse["days"]["min"], lapse["days"]["max"]
    if most < 0:
        if least == most:
            return ngettext("Overlap of %(n)s day", "Overlap of %(n)s days", -most) % {"n": -most}
        return _("Overlap of %(min)s to %(max)s days") % {"min": -most, "max": -least}
    if most == 0 and least == 0:
        return _("No day without an instrument")
    if least <= 0:
        return ngettext("No instrument for at most %(n)s day", "No instrument for at most %(n)s days", most) % {
            "n": most
        }
    if least == most:
        return ngettext("No instrument for %(n)s day", "No instrument for %(n)s days", most) % {"n": most}
    return _("No instrument for %(min)s to %(max)s days") % {"min": least, "max": most}


def _ahead(agreement: Document, seen: Marks, language: str) -> Iterator[Phrase]:
    """Say, of what runs on the day, how long it does."""
    state = agreement["state"]
    if state["group"] == "running":
        if state["until"] and state["until"] != agreement["ends"]:
            text = _("The current term ends %(when)s") % {"when": when(state["until"], language)}
            yield Phrase(text, marks(clause_mark(agreement, seen)), kind="ahead")
        elif state["until_status"] == "open-ended" and not agreement["ends"]:
            yield Phrase(_("No end is fixed"), marks(clause_mark(agreement, seen)), kind="ahead")
        elif state["until"] is None and not agreement["ends"]:
            yield Phrase(_("End not known from our sources"), kind="unknown")
        if agreement["next_decision"]:
            text = _("Notice must be given by %(day)s") % {"day": words_of(agreement["next_decision"], language)}
            yield Phrase(text, marks(seen.mark("clause", "", "notice_period", _("Notice"))), kind="ahead")


def _standing_since(agreement: Document, key: str) -> str | None:
    rows = [row for row in agreement["standings"] if row["began_by"] == {"kind": "relation", "key": key}]
    return next((row["since"] for row in rows if row["code"] == "replaced"), None)


def state_words(state: Document) -> str:
    """Name every state that may hold on the day: "In effect or expired"."""
    names = [label(STATE_LABELS, code) for code in state["possible_states"]]
    if len(names) == 1:
        return names[0]
    joint = _(" or ")
    return joint.join([names[0], *(name[:1].lower() + name[1:] for name in names[1:])])
