"""Parties of a row: whom its names and codes mean, by the table of names, and never by likeness."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from django.utils.translation import gettext_noop as _

from agreements.codelists import TAKING_PART
from agreements.importing.drafts import Place, Problem
from agreements.importing.mapping.alpha3 import ALPHA3
from agreements.importing.mapping.drafting import Making
from agreements.importing.mapping.finding import Cells, Finders, Found, Result
from agreements.importing.mapping.naming import LONGEST_KEY, key_for
from agreements.importing.profile.kebab import kebab
from agreements.importing.profile.profiles import PartySpec, Profile
from agreements.importing.profile.rules import REFUSE
from agreements.loading.errors import Fault
from agreements.loading.merging import OWN, Row
from agreements.models import Party

_UNKNOWN = "The register that this record comes from names another party, who is not known here: “{name}”."
NAMELESS = _("nobody is named here, and the record has fewer than two parties.")
#: Who stands there: the code of a country, the address of an institution, or both.
Who = tuple[str | None, str | None]


class Side(Protocol):
    """Whom a name means."""

    @property
    def country(self) -> str | None:
        """The code of the country."""

    @property
    def institution(self) -> str | None:
        """The address of the institution."""


class Names(Protocol):
    """The table of names (``agreements.importing.parties``)."""

    def resolve(self, name: str) -> Side | None:
        """Say whom a name means, or ``None``."""

    def note_unresolved(self, name: str, column: str, place: Place) -> None:
        """Remember a name that means nobody known."""


class PartyMaker:
    """One ``[[parties]]`` of a profile, compiled."""

    def __init__(self, spec: PartySpec, profile: Profile, names: Names, origins: Mapping[str, str]) -> None:
        self.spec, self.names = spec, names
        self.aliases = profile.aliases
        self.origins = origins
        self.known: dict[str, Who | None] = {}
        self.keys: dict[str, str] = {}
        whole = self.is_known if spec.named_by == "names" else None
        self.who = Finders(spec.rules, None, origins, whole=whole)
        self.institution = Finders(spec.institution, None, origins)
        self.person = Finders(spec.person, Party._meta.get_field("person"), origins)
        self.office = Finders(spec.office, Party._meta.get_field("office"), origins)

    def constants_unknown(self, file: str) -> list[Fault]:
        """Return a fault for every constant that names nobody."""
        return [
            Fault(file, rule.line, f"no country or institution is known as '{rule.constant}'.")
            for rule in self.spec.rules
            if rule.constant is not None and self.resolve(str(rule.constant)) is None
        ]

    def is_known(self, name: str) -> bool:
        """Whether a text as a whole names somebody."""
        return self.resolve(name) is not None

    def resolve(self, name: str) -> Who | None:
        """Say whom a name means in this profile's way of naming; asked once for each name."""
        if name not in self.known:
            self.known[name] = self._resolve(name)
        return self.known[name]

    def _resolve(self, name: str) -> Who | None:
        if self.spec.named_by == "institution":
            return (None, name)
        if self.spec.named_by == "alpha-3" and name not in self.aliases:
            code = ALPHA3.get(name.upper())
            return (code, None) if code else None
        if self.spec.named_by == "alpha-2" and name not in self.aliases:
            code = name.upper()
            return (code, None) if code in ALPHA3.values() else None
        side = self.names.resolve(name)
        return None if side is None or not (side.country or side.institution) else (side.country, side.institution)

    def make(self, cells: Cells, making: Making) -> None:
        """Add to a draft the parties that the row names."""
        result = self.who.find(cells)
        making.heard(result, "a party")
        self.tell_silence(result, cells, making)
        if len(result.found) > 1 and not self.is_of_all(cells, making):
            return
        for found in result.found:
            who = self.resolve(str(found.value))
            if who is None:
                self.unresolved(found, making)
                continue
            self.add(who, found, cells, making)

    def tell_silence(self, result: Result, cells: Cells, making: Making) -> None:
        """Remember the columns that name nobody, and tell what stands beside them and so belongs to nobody."""
        asked = self.asked(cells)
        lists = [cell for cell in map(cells.get, asked) if isinstance(cell, tuple)]
        has_gap = any(not item.strip() for cell in lists for item in cell)
        if asked and self.spec.role in TAKING_PART and (result.silent or has_gap):
            making.nameless.append(", ".join(dict.fromkeys(self.origins.get(column, column) for column in asked)))
        for found in self.beside(cells) if result.silent else ():
            making.note(found, _("left out: no party is named beside it."))

    def asked(self, cells: Cells) -> list[str]:
        """Return the columns in which a party of this row was looked for.

        Those that an extract makes count where it was to be made of this row.
        """
        finders = [finder for finder in self.who.finders if finder.applies(cells)]
        columns = [column for finder in finders for column in finder.rule.columns]
        return [column for column in columns if column in cells or column not in self.origins]

    def is_of_all(self, cells: Cells, making: Making) -> bool:
        """Refuse the row where one of several parties has an institution or a person: whose it is cannot be told."""
        beside = self.beside(cells)
        for found in beside:
            making.problem(found, _("several parties stand there, and whose this is cannot be told."))
        return not beside

    def beside(self, cells: Cells) -> list[Found]:
        """Return what columns of the row say of a party: its institution, person and office."""
        rules = (self.institution, self.person, self.office)
        return [found for one in rules for found in one.find(cells).found if found.column]

    def unresolved(self, found: Found, making: Making) -> None:
        """Refuse the row, or leave the party out and keep its name in the notes, as the profile says."""
        self.names.note_unresolved(str(found.value), found.column, making.place)
        if self.spec.unresolved == REFUSE:
            making.problem(found, _("no country or institution is known by this name."))
            return
        making.note(found, _("the party is left out: no country or institution is known by this name."))
        own = making.row(OWN)
        own["public_notes"] = "\n".join(
            line for line in (str(own.get("public_notes") or ""), _UNKNOWN.format(name=found.value)) if line
        )

    def add(self, who: Who, found: Found, cells: Cells, making: Making) -> None:
        """Add one party with what the row says of it."""
        country, institution = who
        body = making.one(self.institution.find(cells), "institution")
        if body is not None:
            side = self.names.resolve(str(body.value))
            if side is None or side.institution is None:
                self.unresolved(body, making)
            else:
                institution = side.institution
        values: Row = {"role": self.spec.role}
        if country:
            values["country"] = country
        if institution:
            values["institution"] = institution
        person = making.one(self.person.find(cells), "person")
        if person is not None:
            values["person"] = person.value
        key = self.key(country, institution, str(values.get("person", "")))
        row = ("party", key)
        if row in making.draft.rows:
            making.note(found, _("this party stands on the row already, in the same role."))
            return
        making.draft.rows[row] = values
        making.cite(row, "", found, institution or country)
        if body is not None and values.get("institution"):
            making.cite(row, "institution", body, values["institution"])
        if person is not None:
            making.cite(row, "person", person, person.value)
        if (office := making.one(self.office.find(cells), "office")) is not None:
            making.put(row, "office", office)

    def key(self, country: str | None, institution: str | None, person: str) -> str:
        """Return the key of a party: who it is, and its role where it is no plain party."""
        who = institution or (country or "").lower()
        role = "" if self.spec.role == "party" else self.spec.role
        if not person and (kept := self.keys.get(who)) is not None:
            return kept
        parts = [who, role, key_for(person) if person else ""]
        key = kebab("-".join(part for part in parts if part))[:LONGEST_KEY].strip("-")
        if not person:
            self.keys[who] = key
        return key


def status(making: Making) -> str:
    """Return ``parties_status``: given where somebody takes part."""
    return "given" if _taking_part(making) else "not-stated"


def tell_nameless(making: Making) -> None:
    """Note the columns of parties that name nobody, where the record stands without a second party."""
    if _taking_part(making) < 2:
        making.draft.notes += [Problem(column, "", NAMELESS) for column in making.nameless]


def _taking_part(making: Making) -> int:
    return sum(row[0] == "party" and values["role"] in TAKING_PART for row, values in making.draft.rows.items())
