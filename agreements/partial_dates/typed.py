"""Read the dates that editors type: EDTF, and the written forms of English, Korean and Chinese.

Only the desk uses this; the API and the importers read EDTF alone. A written form is accepted when it can be read in
one way only. 03/04/2024 is March or April depending on the reader, so numbers between slashes or full stops are refused
with that reason rather than read by a rule that half of the editors do not share. Two-digit years and dates relative
to a day ("last June") are not read here: resolving them is an inference and needs evidence.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from agreements.partial_dates.days import ALLOWED, PartialDate, PartialDateError
from agreements.partial_dates.display import MONTHS
from agreements.partial_dates.edtf import LONGEST

ALLOWED_TYPED: Final = f"{ALLOWED} Also read: June 2024, 15 June 2024, 2024년 6월, 2024年6月5日."

_MONTH_NUMBERS: Final = {name.lower(): number for number, name in enumerate(MONTHS, 1)} | {
    name[:length].lower(): number
    for number, name in enumerate(MONTHS, 1)
    for length in ((3, 4) if name == "September" else (3,))
}
_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_MONTH = "(?P<month>[a-z]+)"
_YEAR = "(?P<year>[0-9]{4})"
_DAY = "(?P<day>[0-9]{1,2})"
_ENGLISH = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"{_MONTH}\.?,? {_YEAR}",
        rf"{_DAY}(?:st|nd|rd|th)? (?:of )?{_MONTH}\.?,? {_YEAR}",
        rf"{_MONTH}\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
    )
)
_EASTERN = re.compile(
    r"(?P<year>[0-9]{4}) ?(?:년|年)(?: ?(?P<month>[0-9]{1,2}) ?(?:월|月)(?: ?(?P<day>[0-9]{1,2}) ?(?:일|日|号))?)?"
)
_NUMBERS = re.compile(r"[0-9]{1,4}([/.])[0-9]{1,2}\1[0-9]{1,4}\.?|[0-9]{1,2}-[0-9]{1,2}-[0-9]{2,4}", re.ASCII)
_DAY_ALONE = re.compile(r"[0-9]{1,2}(?: [a-z]+)?", re.ASCII)
_SPAN = (
    re.compile(r"between (.+) and (.+)"),
    re.compile(r"from (.+) to (.+)"),
    re.compile(r"(.+) (?:to|-|–|~) (.+)"),
    re.compile(r"(.+)부터 (.+?)(?: 사이|까지)"),
    re.compile(r"(.+)至(.+?)(?:之间)?"),
)


def parse_typed(text: str) -> PartialDate:
    """Read what an editor typed; ``PartialDateError`` says why it cannot be read and what can.

    White space around and full-width digits are forgiven, as input methods produce them; nothing else is repaired.
    """
    if not isinstance(text, str):
        raise PartialDateError(f"A date is a text. {ALLOWED_TYPED}", "form")
    if len(text) > 2 * LONGEST:
        raise PartialDateError(f"A date has at most {2 * LONGEST} characters.", "too-long")
    if any(unicodedata.category(character) in ("Cc", "Cs", "Cf", "Co", "Cn") for character in text.strip()):
        raise PartialDateError(f"The text has characters that cannot be printed. {ALLOWED_TYPED}", "characters")
    plain = " ".join(unicodedata.normalize("NFC", text).translate(_FULL_WIDTH).split())
    if not plain:
        raise PartialDateError(f"There is no date. {ALLOWED_TYPED}", "empty")
    if _NUMBERS.fullmatch(plain):
        raise PartialDateError(
            "Such numbers can be read as day, month and year in more than one order: write 2024-04-03 or 3 April 2024.",
            "ambiguous",
        )
    return _written(plain.lower()) or _written_span(plain.lower()) or _edtf(plain)


def _edtf(plain: str) -> PartialDate:
    try:
        return PartialDate.parse(re.sub(r"\s*/\s*", "/", plain))
    except PartialDateError as error:
        if error.code in ("form", "characters"):
            raise PartialDateError(f"This is not a date that can be read. {ALLOWED_TYPED}", error.code) from None
        raise


def _written(text: str) -> PartialDate | None:
    """Read one written date; ``None`` when it has no such form, ``PartialDateError`` when there is no such day."""
    found = _EASTERN.fullmatch(text)
    if found:
        return _made(found["year"], int(found["month"]) if found["month"] else None, found["day"])
    for pattern in _ENGLISH:
        found = pattern.fullmatch(text)
        if found and found["month"] in _MONTH_NUMBERS:
            return _made(found["year"], _MONTH_NUMBERS[found["month"]], found.groupdict().get("day"))
    return None


def _written_span(text: str) -> PartialDate | None:
    """Read two dates that are joined by words; what one of two days leaves out, the other says."""
    for pattern in _SPAN:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        one, other = (part.strip() for part in found.groups())
        start, end = _whole(one), _whole(other)
        if start is None and end is not None and end.is_exact and _DAY_ALONE.fullmatch(one):
            start = _written(f"{one} {end.last.year}") or _written(
                f"{one} {MONTHS[end.last.month - 1].lower()} {end.last.year}"
            )
        if end is None and start is not None and start.is_exact:
            end = _written(f"{start.first.year}년 {other}") or _written(
                f"{start.first.year}년 {start.first.month}월 {other}"
            )
        if start and end:
            if end.last < start.first:
                raise PartialDateError("The span ends before it begins: give the earlier date first.", "reversed")
            return PartialDate.span(start.first, end.last)
    return None


def _whole(text: str) -> PartialDate | None:
    try:
        return _written(text) or PartialDate.parse(text)
    except PartialDateError:
        return None


def _made(year: str, month: int | None, day: str | None) -> PartialDate:
    if month is None:
        return PartialDate.parse(year)
    if not 1 <= month <= 12:
        raise PartialDateError(f"There is no month {month}: months are 1 to 12.", "no-such-day")
    return PartialDate.parse(f"{year}-{month:02d}" if day is None else f"{year}-{month:02d}-{int(day):02d}")
