"""What an address of the history asks for: filters, a page, two states, a wish. What cannot be read is a 400."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext

from agreements.admin.history.line import OUTSIDE, PUBLICATIONS, REVIEWS, Wanted
from agreements.admin.history.planning import Wish
from agreements.admin.history.tables import Model, tables_of
from agreements.admin.wording import field_words, model_words

#: Pages beyond this are not asked of the database.
_LAST_PAGE = 100_000


def moment(text: str | None) -> datetime:
    """Read what ``stamp_of`` wrote; ``BadRequest`` for anything else."""
    try:
        found = parse_datetime((text or "").replace(" ", "+"))
        found = None if found is None or found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise BadRequest(gettext("This is not a moment of the history."))
    return found


def wish_of(values: Any) -> Wish:
    """Read what is to be restored."""
    return Wish(moment(values.get("at")), _plain(values.get("row")), _plain(values.get("field")))


def page_number(request: HttpRequest) -> int:
    """Read the number of the page, 1 where none is given."""
    text = request.GET.get("page", "") or "1"
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:9]) <= _LAST_PAGE:
        raise BadRequest(gettext("There is no such page."))
    return int(text[:9])


def wanted_of(model: Model, request: HttpRequest) -> tuple[Wanted, list[str]]:
    """Read the filter; what is wrong in it is said in the second part, and not applied."""
    wrong: list[str] = []
    table, _sep, field = _plain(request.GET.get("what")).partition("/")
    if request.GET.get("what") and _plain(request.GET.get("what")) not in {
        c for _g, cs in choices(model) for c, _l in cs
    }:
        wrong.append(gettext("This record has no such part or field; all are shown."))
        table = field = ""
    since, until = (_day(request, name, wrong) for name in ("since", "until"))
    after = None if until is None or until == date.max else until + timedelta(days=1)
    return Wanted(_plain(request.GET.get("who")), table, field, _start(since), _start(after)), wrong


def choices(model: Model) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what the line can be narrowed to: publications, reviews, every table and every field of it."""
    groups = [
        ("", [("", gettext("everything")), (PUBLICATIONS, gettext("publications")), (REVIEWS, gettext("reviews"))])
    ]
    for table in tables_of(model):
        name = capfirst(model_words(table.model))
        options = [(table.code, gettext("%s: anything") % name)]
        options += [(f"{table.code}/{f.name}", f"{name}: {field_words(table.model, f.name)}") for f in table.fields]
        groups.append((name, options))
    return groups


def people_choices(names: list[str]) -> list[tuple[str, str]]:
    """Return by whom the line can be narrowed."""
    return [("", gettext("anybody")), (OUTSIDE, gettext("outside the desk")), *((name, name) for name in names)]


def _plain(text: str | None) -> str:
    if "\x00" in (text or ""):
        raise BadRequest(gettext("A NUL byte occurs in no record."))
    return text or ""


def _day(request: HttpRequest, name: str, wrong: list[str]) -> date | None:
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        wrong.append(gettext("“%s” is not a day; write it as in 2026-01-05.") % text[:40])
        return None


def _start(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time.min, UTC)
