"""Periods in words: "three years" is said in the reader's language from the ISO 8601 text."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.partial_dates.duration import Duration


def period_words(iso: str) -> str:
    """Say a period; its parts are kept as the text has them (twelve months are not called a year)."""
    period = Duration.parse(iso)
    parts = [
        ngettext("%(n)s year", "%(n)s years", period.years) % {"n": period.years} if period.years else "",
        ngettext("%(n)s month", "%(n)s months", period.months) % {"n": period.months} if period.months else "",
        ngettext("%(n)s week", "%(n)s weeks", period.weeks) % {"n": period.weeks} if period.weeks else "",
        ngettext("%(n)s day", "%(n)s days", period.days) % {"n": period.days} if period.days else "",
    ]
    return _(" and ").join(part for part in parts if part)
