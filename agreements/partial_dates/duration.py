"""A period as clauses state it: years, months, weeks and days, as ISO 8601 writes them.

The four numbers are kept apart, so that "five years" stays P5Y and is not answered as sixty months; counting uses only
``month_count`` and ``day_count`` (domain section 7). A period that is empty, negative, broken or has hours is refused
here, so that no rule that counts terms has to ask whether its term moves at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

ALLOWED_DURATIONS: Final = "Write P, then years, months, weeks, days: P5Y, P36M, P1Y6M, P2W, P90D."
LONGEST: Final = 32
LARGEST: Final = 999_999

_PERIOD = re.compile(r"P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)W)?(?:([0-9]+)D)?", re.ASCII)


class DurationError(ValueError):
    """A text or numbers that are no period; the message is a sentence for whoever typed it.

    ``code`` is ``empty``, ``characters``, ``too-long``, ``time``, ``negative``, ``fraction``, ``too-large``, ``form``.
    """

    def __init__(self, message: str, code: str = "form") -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Duration:
    """A period of at least one day. Equal when written alike: P12M and P1Y count alike but are two values.

    Raises ``DurationError`` when all numbers are zero, one is negative, or one is above ``LARGEST``.
    """

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0

    def __post_init__(self) -> None:
        numbers = (self.years, self.months, self.weeks, self.days)
        if min(numbers) < 0:
            raise DurationError(f"A period cannot be negative. {ALLOWED_DURATIONS}", "negative")
        if max(numbers) > LARGEST:
            raise DurationError(f"A period has numbers up to {LARGEST}.", "too-large")
        if not any(numbers):
            raise DurationError(f"A period has at least one day. {ALLOWED_DURATIONS}", "empty")

    @classmethod
    def parse(cls, text: str) -> Duration:
        """Read an ISO 8601 period of years, months, weeks and days; anything else raises ``DurationError``."""
        if not isinstance(text, str):
            raise DurationError(f"A period is a text. {ALLOWED_DURATIONS}", "form")
        if not text:
            raise DurationError(f"There is no period. {ALLOWED_DURATIONS}", "empty")
        if len(text) > LONGEST:
            raise DurationError(f"A period has at most {LONGEST} characters, this text has {len(text)}.", "too-long")
        if any(not "!" <= character <= "~" for character in text):
            raise DurationError(
                f"A period has only digits and the letters P Y M W D. {ALLOWED_DURATIONS}", "characters"
            )
        if "-" in text and "P" in text:
            raise DurationError(f"A period cannot be negative. {ALLOWED_DURATIONS}", "negative")
        if "." in text or "," in text:
            raise DurationError(f"A period has whole numbers only. {ALLOWED_DURATIONS}", "fraction")
        if "T" in text:
            raise DurationError(f"A period has no hours, minutes or seconds. {ALLOWED_DURATIONS}", "time")
        match = _PERIOD.fullmatch(text)
        if match is None:
            raise DurationError(f"{text} is not a period as it is written here. {ALLOWED_DURATIONS}", "form")
        return cls(*(int(number or 0) for number in match.groups()))

    @property
    def iso(self) -> str:
        """The ISO 8601 text without zero parts; ``parse`` gives the value back."""
        parts = ((self.years, "Y"), (self.months, "M"), (self.weeks, "W"), (self.days, "D"))
        return "P" + "".join(f"{number}{unit}" for number, unit in parts if number)

    @property
    def month_count(self) -> int:
        """Months to count: a year is twelve of them."""
        return 12 * self.years + self.months

    @property
    def day_count(self) -> int:
        """Days to count after the months: a week is seven of them."""
        return 7 * self.weeks + self.days

    def __str__(self) -> str:
        return self.iso
