"""A reading of the register: both clocks and the language, fixed once for everything that one answer says.

*Legal time* (``as_of``) is the day on which states are read; *record time* is the number of the newest publication that
the reading can see (domain section 10). The number is fixed at the start even for the present, so that an answer made
by several queries, or a crawl over many pages, sees one register although editors go on publishing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.utils.translation import get_supported_language_variant
from django.utils.translation import gettext_lazy as _
from django.utils.translation.trans_real import parse_accept_lang_header

from agreements.asof import instant, today
from agreements.partial_dates.days import PartialDateError, parse_full_day
from agreements.register.date_words import date_words
from agreements.register.models import Publication
from agreements.register.moments import read_instant, write_instant
from agreements.register.problems import BadParametersError, BadValueError, ParameterProblem, said, shown
from agreements.register.query import Query

DAY_FORM: Final = _("a full day as YYYY-MM-DD")


@dataclass(frozen=True, slots=True)
class Reading:
    """What an answer is read with.

    ``number`` is the newest publication that can be seen, 0 when there is none; ``known_at`` is its time. The flags say
    whether the reader chose the clocks. ``base`` is put before every address in the answer ("" for pages).
    """

    as_of: date
    number: int
    known_at: datetime | None
    language: str = "en"
    as_of_given: bool = False
    known_at_given: bool = False
    base: str = ""

    @property
    def clocks(self) -> dict[str, str | None]:
        """Give both clocks as every answer echoes them."""
        return {"as_of": self.as_of.isoformat(), "known_at": write_instant(self.known_at) if self.known_at else None}

    def on(self, day: date) -> Reading:
        """Give the same reading on another day."""
        return replace(self, as_of=day, as_of_given=True)


def newest(until: datetime | None = None, number: int | None = None) -> tuple[int, datetime | None]:
    """Give number and time of the newest publication, of those up to an instant or a number; (0, None) for none."""
    rows = Publication.objects.order_by("-number")
    if until is not None:
        rows = Publication.objects.filter(time__lte=until).order_by("-time")
    if number is not None:
        rows = rows.filter(number__lte=number)
    return rows.values_list("number", "time").first() or (0, None)


def read_day(text: str) -> date:
    """Read ``as_of``; ``BadValueError`` for anything but a full day that exists."""
    try:
        return parse_full_day(text)
    except PartialDateError as error:
        raise BadValueError(date_words(error), (DAY_FORM,)) from None


def read_language(text: str) -> str:
    """Read ``lang`` (any case); ``BadValueError`` for a language that the register does not speak."""
    codes = language_codes()
    if text.lower() not in codes:
        raise BadValueError(said(_("{typed} is not a language of the register."), typed=shown(text)), codes)
    return text.lower()


def language_codes() -> tuple[str, ...]:
    """Give the languages in which the register answers."""
    return tuple(code for code, _name in settings.LANGUAGES)


def accepted_language(header: str) -> str:
    """Choose the language by an ``Accept-Language`` header; English when it names none of ours."""
    codes = language_codes()
    for tag, quality in parse_accept_lang_header(header[:500].lower()):
        if tag == "*" or not quality:
            continue
        try:
            found = get_supported_language_variant(tag)
        except (LookupError, ValueError):
            continue
        if found in codes:
            return found
    return codes[0]


def open_reading(query: Query, *, accept_language: str = "", base: str = "") -> Reading:
    """Make the reading that ``as_of``, ``known_at`` and ``lang`` of ``query`` ask for.

    Raises ``BadParametersError`` naming every one of the three that cannot be read; a ``known_at`` in the future is
    one of these, because the register cannot know what it will say.
    """
    problems: list[ParameterProblem] = []
    day, moment, language = today(), None, ""
    as_of, known_at, lang = query.one("as_of"), query.one("known_at"), query.one("lang")
    try:
        day = read_day(as_of) if as_of else day
    except BadValueError as error:
        problems.append(error.of("as_of"))
    try:
        language = read_language(lang) if lang else accepted_language(accept_language)
    except BadValueError as error:
        problems.append(error.of("lang"))
    try:
        moment = read_instant(known_at) if known_at else None
    except BadValueError as error:
        problems.append(error.of("known_at"))
    if problems:
        raise BadParametersError(problems)
    number, time = newest()
    if moment is not None:
        # Times strictly increase, so the last one may be ahead of the clock by a moment: it is not the future.
        if moment > max(filter(None, (instant(), time))):
            sentence = said(_("known_at: {typed} is in the future."), typed=shown(known_at or ""))
            raise BadParametersError([ParameterProblem("known_at", sentence, (_("an instant up to now"),))])
        number, time = newest(until=moment, number=number)
    return Reading(day, number, time, language, bool(as_of), moment is not None, base)


def best_for(language: str, offered: Sequence[str]) -> int | None:
    """Give the place of the language that serves a reader of ``language`` best: theirs, English, then the first.

    Tags are matched by their first part (``zh`` serves ``zh-hans``), a full match before a partial one.
    """
    tags = [tag.lower() for tag in offered]
    for wanted in dict.fromkeys((language, "en")):
        first = wanted.split("-")[0]
        parts = [tag.split("-")[0] for tag in tags]
        for match, among in ((wanted, tags), (first, tags), (first, parts)):
            if match in among:
                return among.index(match)
    return 0 if tags else None
