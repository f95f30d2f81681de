"""The public history of a record, and two of its published states beside one another (scenario P9).

Both pages are the same for every kind of record: who has one says how it is read and in which folder it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from agreements.codelists import PublicationType
from agreements.pages.addresses import in_language
from agreements.pages.field_words import field_words, part_words
from agreements.pages.record_words import RecordWords, field_name
from agreements.pages.saying import label, words_of
from agreements.pages.visiting import CLOCKS, Visit, found, lower_case, visit
from agreements.register.agreements import Step, history
from agreements.register.comparing import Difference, compare
from agreements.register.names import language_of
from agreements.register.outcomes import Gone, Moved
from agreements.register.problems import ParameterProblem, shown
from agreements.register.reading import Reading
from agreements.register.versions import published_states

Document = dict[str, Any]
TYPES: Final = dict(PublicationType.choices)
#: What the rules derive for every day; a reader is told that it was derived anew, and reads it on the record's page.
DERIVED: Final = frozenset({"standings", "lapsed", "decisions", "terms", "findings"})
NUMBER: Final = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)


@dataclass(frozen=True, slots=True)
class RecordPages:
    """Where a kind of record stands (``agreements``) and how one is read; ``get`` as ``found`` takes it."""

    record_type: str
    folder: str
    get: Callable[[str, Reading], Document | Gone | Moved | None]


@dataclass(slots=True)
class Told:
    """One row of a comparison, or a field of the record itself: what happened to it, and its fields before and after.

    ``lines`` are (what, before, after); a side that said nothing is empty.
    """

    about: str
    what: str
    lines: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def word(self) -> str:
        """Say what happened to it."""
        return {"added": _("added"), "removed": _("removed"), "changed": _("changed")}[self.what]


def history_page(request: HttpRequest, slug: str, kind: RecordPages) -> HttpResponse:
    """Show every publication of a record with number, time, type and reason, and the form to compare two of them."""
    opened = _opened(request, slug, kind, CLOCKS)
    if isinstance(opened, HttpResponse):
        return opened
    visited, context = opened
    return visited.show("agreements/agreement_history.html", context)


def compare_page(request: HttpRequest, slug: str, kind: RecordPages) -> HttpResponse:
    """Compare two published states; without numbers the last two. Numbers that cannot be compared answer 400."""
    opened = _opened(request, slug, kind, (*CLOCKS, "from", "to"))
    if isinstance(opened, HttpResponse):
        return opened
    visited, context = opened
    first, second, problems = _asked(visited, context["steps"])
    context |= {"problems": problems, "asked_from": visited.query.one("from"), "asked_to": visited.query.one("to")}
    if problems or first is None or second is None:
        return visited.show("agreements/agreement_compare.html", context, status=400 if problems else 200)
    states = published_states(kind.record_type, slug, (first, second), visited.reading)
    differences = compare(states[first], states[second])
    rows = {row["number"]: row for row in context["rows"]}
    context |= {
        "asked_from": str(first), "asked_to": str(second), "before": rows[first], "after": rows[second],
        "told": told_between(states[first], states[second], RecordWords(states.values(), visited.reading)),
        "derived": any(_is_derived(d) for d in differences),
    }  # fmt: skip
    return visited.show("agreements/agreement_compare.html", context)


def steps_told(steps: Sequence[Step], address: str, visited: Visit) -> list[Document]:
    """Give the steps of a history as pages show them: each with its moment and where to read it and its changes."""
    readable = [step.number for step in steps if step.readable]
    before, compared = dict(pairwise(readable)), f"{address}compare/"
    return [
        {
            "number": step.number,
            "type": label(TYPES, step.type),
            "time": step.time,
            "moment": moment_words(step.time, visited.language),
            "reason": step.reason,
            "readable": step.readable,
            "stood": _as_it_stood(address, step, visited.reading),
            "compare": f"{compared}?from={before[step.number]}&to={step.number}" if step.number in before else "",
        }
        for step in steps
    ]


def moment_words(time: str, language: str) -> str:
    """Say an instant of the register: day and time in UTC."""
    moment = datetime.fromisoformat(time)
    day = words_of(moment.date().isoformat(), language)
    return _("%(day)s, %(time)s UTC") % {"day": day, "time": f"{moment:%H:%M}"}


def _as_it_stood(address: str, step: Step, reading: Reading) -> str:
    """Give the address of a record read as the register stood after one of its publications."""
    then = replace(reading, known_at=datetime.fromisoformat(step.time), known_at_given=True)
    return in_language(address, then)


def told_between(before: Document, after: Document, words: RecordWords) -> list[Told]:
    """Say what differs between two states, without what the rules derive; ``words`` may be those of many states."""
    return told([d for d in compare(before, after) if not _is_derived(d)], (before, after), words)


def told(differences: Iterable[Difference], states: Sequence[Document], words: RecordWords) -> list[Told]:
    """Say the differences between two states in words, those of one row together."""
    rows: dict[tuple[str, str], Told] = {}
    for one in differences:
        if one.part and not one.field:
            made = Told(words.row(one.part, one.item, one.row), one.what)
            if one.row:
                gone = one.what == "removed"
                made.lines = [
                    (n, said if gone else "", "" if gone else said) for n, said in words.lines(one.part, one.row)
                ]
            rows[one.part, one.item] = made
            continue
        place = (one.part, one.item) if one.part else ("", one.field)
        if place not in rows:
            about = words.row(one.part, one.item, one.row) if one.part and one.item else part_words(one.part)
            rows[place] = Told(about if one.part else field_words(one.field), one.what)
        rows[place].what = one.what if rows[place].what == one.what else "changed"
        rows[place].lines.append(_line(one, words, states))
    return list(rows.values())


def _line(one: Difference, words: RecordWords, states: Sequence[Document]) -> tuple[str, str, str]:
    before, after = one.before or (), one.after or ()
    if one.field == "unsourced":  # two lists that share nearly everything
        gone = "; ".join(words.path(states[0], path) for path in before if path not in after)
        return ("", gone, "; ".join(words.path(states[-1], path) for path in after if path not in before))
    before, after = one.before, one.after
    said = [
        "" if value in (None, "", [], {}) else words.value(one.field, value, one.part, one.row)
        for value in (before, after)
    ]
    return (field_name(one.field, one.part) if one.part else "", said[0], said[1])


def _is_derived(one: Difference) -> bool:
    return one.part in DERIVED or (not one.part and one.field in DERIVED)


def _opened(
    request: HttpRequest, slug: str, kind: RecordPages, names: tuple[str, ...]
) -> HttpResponse | tuple[Visit, Document]:
    lower_case(request, slug)
    visited = visit(request, names=names)
    record = found(visited, kind.get(slug, visited.reading), kind.folder)
    if isinstance(record, HttpResponse):
        return record
    address = f"/{kind.folder}/{slug}/"
    steps = history(kind.record_type, slug, visited.reading)
    title = record.get("title") or record["name"]
    language = language_of(title, record.get("titles", ()))
    plain = replace(visited.reading, as_of_given=False, known_at_given=False)
    return visited, {
        "compare_action": in_language(f"{address}compare/", plain),
        "title": title, "title_language": language, "address": address, "steps": steps,
        "rows": steps_told(steps, address, visited), "comparable": [step for step in steps if step.readable],
    }  # fmt: skip


def _asked(visited: Visit, steps: list[Step]) -> tuple[int | None, int | None, list[ParameterProblem]]:
    """Read which two numbers are asked for; of those not given, the last one and the one before the other."""
    readable = [step.number for step in steps if step.readable]
    problems: list[ParameterProblem] = []
    numbers: dict[str, int | None] = {}
    for name in ("from", "to"):
        text = visited.query.one(name)
        numbers[name] = None
        if text is None:
            continue
        if not NUMBER.fullmatch(text):
            sentence = _("%(name)s: %(text)s is not the number of a publication.")
        elif int(text) not in {step.number for step in steps}:
            sentence = _("%(name)s: %(text)s is not a publication of this record.")
        elif int(text) not in readable:
            sentence = _("%(name)s: publication %(text)s can no longer be read, because the record was withdrawn.")
        else:
            numbers[name] = int(text)
            continue
        said = sentence % {"name": name, "text": shown(text)}
        problems.append(ParameterProblem(name, said, tuple(str(number) for number in readable[:20])))
    if problems or not readable:
        return None, None, problems
    second = numbers["to"] or readable[0]
    first = numbers["from"] or next((number for number in readable if number < second), None)
    if first is not None and first > second:
        sentence = _("from: the earlier publication comes first; %(first)s is later than %(second)s.")
        problems.append(ParameterProblem("from", sentence % {"first": first, "second": second}))
        return None, None, problems
    return first, second, problems
