"""The acts of a row, and what it says on duration: dates as they are written, never with more precision than that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import models as db
from django.utils.translation import gettext_noop as _

from agreements import models
from agreements.importing.mapping.drafting import Making
from agreements.importing.mapping.finding import Cells, Finders, Found
from agreements.importing.profile.kebab import kebab
from agreements.importing.profile.profiles import ActSpec, Profile
from agreements.loading.merging import Row, RowId
from agreements.partial_dates.days import PartialDate

#: What must stand beside a code of the clause, and the sentence where it does not (the constraints of the table).
_NEEDS = (
    ("duration_kind", "fixed-term", ("initial_term",), _("a fixed term needs its length.")),
    ("duration_kind", "until-date", ("until_date",), _("a duration until a date needs the date.")),
    ("counting_start", "date", ("counting_date",), _("terms that count from a date need the date.")),
    (
        "renewal_kind",
        "tacit-fixed-periods",
        ("renewal_term", "initial_term"),
        _("a tacit renewal needs its period: renewal_term, or the initial_term it repeats; not-stated needs none."),
    ),
)
#: What a duration without end does not have: a length, a last day, a renewal.
_TERMS = frozenset({"until_date", "initial_term", "renewal_term", "max_renewals"})
_RENEWALS = frozenset({"tacit-fixed-periods", "express", "once-only"})
#: What is told of a word for *open-ended*, by what the profile takes it for.
_ENDLESS = {
    "indefinite": _("means open-ended: the duration is indefinite, and there is no last day."),
    "not-stated": _("means open-ended: the duration is not-stated, and there is no last day."),
    "unknown": _("means open-ended: the duration is unknown, and there is no last day."),
}
CLAUSE: RowId = ("clause", "")


def _finders(model: type[db.Model], rules: Mapping[str, Any], origins: Mapping[str, str]) -> list[tuple[str, Finders]]:
    found = []
    for name, of_field in rules.items():
        target = model._meta.get_field(name)
        assert isinstance(target, db.Field), "rules fill plain columns"
        found.append((name, Finders(of_field, target, origins)))
    return found


def _late(first: object, last: object) -> bool:
    """Whether the last of two days surely lies before the first; what is unknown is in order."""
    if not isinstance(first, str) or not isinstance(last, str):
        return False
    return PartialDate.parse(last).surely_before(PartialDate.parse(first))


class ActMaker:
    """One act of a profile, compiled. An observation is keyed by its day, so that each edition adds its own."""

    def __init__(self, spec: ActSpec, edition: str, origins: Mapping[str, str]) -> None:
        self.spec, self.edition = spec, edition
        reasoning = f"The register showed this state in its edition of {edition}."
        self.day = Found(edition, "", "", "inferred", reasoning)
        self.row: RowId = ("act", f"{spec.key}-{kebab(edition)}")
        self.main = _finders(models.Act, {"observed_state" if self.observes else "date": spec.rules}, origins)[0][1]
        self.fields = _finders(models.Act, spec.fields, origins)

    @property
    def observes(self) -> bool:
        """Whether the act is an observation of a state."""
        return self.spec.type == "observed"

    def make(self, cells: Cells, making: Making) -> None:
        """Add the act to a draft, once for every date that the row gives."""
        result = self.main.find(cells)
        if self.observes:
            if (found := making.one(result, "the state observed")) is not None:
                self.observe(found, cells, making)
            return
        making.heard(result, f"the date of '{self.spec.type}'")
        for found in {found.value: found for found in result.found}.values():
            taken = making.draft.rows
            keys = (self.spec.key, *(f"{self.spec.type}-{number}" for number in range(2, len(taken) + 3)))
            row = ("act", next(key for key in keys if ("act", key) not in taken))
            making.row(row)["type"] = self.spec.type
            making.put(row, "date", found)
            self.describe(row, cells, making, found)

    def observe(self, found: Found, cells: Cells, making: Making) -> None:
        """Add the state seen on a day: the row's own, or that of the edition."""
        own = next((making.one(f.find(cells), name) for name, f in self.fields if name == "date"), None)
        row = self.row if own is None else ("act", f"{self.spec.key}-{kebab(str(own.value))}")
        making.row(row)["type"] = "observed"
        making.put(row, "observed_state", found)
        if own is None:
            own = self.day
            making.row(row)["date_basis"] = "inferred"
        making.put(row, "date", own)
        self.describe(row, cells, making, found)

    def describe(self, row: RowId, cells: Cells, making: Making, found: Found) -> None:
        """Add what else the row says of the act."""
        for name, finders in self.fields:
            if name != "date" and (value := making.one(finders.find(cells), name)) is not None:
                making.put(row, name, value)
        values = making.row(row)
        if _late(values.get("takes_effect") or None, values.get("until")):
            making.problem(found, _("the last day that the act fixes lies before the first day of its effect."))


class ClauseMaker:
    """[clause] of a profile, compiled."""

    def __init__(self, profile: Profile, origins: Mapping[str, str]) -> None:
        self.open_ended_is = profile.open_ended_is
        self.fields = _finders(models.Clause, profile.clause, origins)

    def make(self, cells: Cells, making: Making) -> None:
        """Add to a draft what the row says on duration and renewal; without any word of it there is no clause."""
        said: dict[str, Found] = {}
        endless = False
        for name, finders in self.fields:
            result = finders.find(cells)
            if result.open_ended is not None and name in ("until_date", "initial_term"):
                endless = True
                making.heard(result)
                self.open_ended(result.open_ended, said, making)
            elif (found := making.one(result, name)) is not None:
                said[name] = found
        if "duration_kind" not in said:
            kind = "until-date" if "until_date" in said else "fixed-term" if "initial_term" in said else ""
            origin = said.get("until_date") or said.get("initial_term")
            if kind and origin is not None:
                said["duration_kind"] = replace(origin, value=kind)
        for name, found in said.items():
            making.put(CLAUSE, name, found)
            if endless and found.column and (name in _TERMS or found.value in _RENEWALS):
                making.note(found, _("stands beside a word that means open-ended; both are kept as they are."))
        if said:
            self.check(making.row(CLAUSE), said, making)

    def open_ended(self, words: Found, said: dict[str, Found], making: Making) -> None:
        """Take a word for *open-ended* as the profile says, and tell."""
        making.note(words, _ENDLESS[self.open_ended_is])
        if self.open_ended_is != "unknown" and "duration_kind" not in said:
            said["duration_kind"] = Found(self.open_ended_is, words.column, words.words)

    def check(self, values: Row, said: Mapping[str, Found], making: Making) -> None:
        """Refuse what the constraints of the table would refuse, at the cell that asks for more."""
        for name, code, needed, why in _NEEDS:
            if values.get(name) == code and not any(values.get(other) for other in needed):
                making.problem(said[name], why)
        if _late(values.get("counting_date"), values.get("until_date")):
            making.problem(said["until_date"], _("the first term ends before the day from which it counts."))
        if values.get("max_renewals") == 0:
            making.problem(said["max_renewals"], _("for no renewal at all renewal_kind is none."))
