"""Map rows to drafts: one ``Mapper`` per profile and run, compiled once.

All problems of a row are told at once. Constraints that the database holds between two values of a row (a fixed term
without length, an end before its beginning) are looked at here, so that one bad row is refused and named instead of
stopping the load. Values and words stand whole in ``Given``; whoever writes evidence cuts them to its columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models as db
from django.utils.translation import gettext_noop as _

from agreements import models
from agreements.importing.drafts import Draft, LeftOut, Link, Problem, Refused
from agreements.importing.mapping.drafting import Making
from agreements.importing.mapping.finding import Cells, Finder, Finders, Found
from agreements.importing.mapping.living import ActMaker, ClauseMaker
from agreements.importing.mapping.naming import LONGEST_ADDRESS, address_for
from agreements.importing.mapping.sides import Names, PartyMaker, status, tell_nameless
from agreements.importing.profile.kebab import kebab
from agreements.importing.profile.profiles import Profile
from agreements.importing.profile.rule_reading import braced, filled
from agreements.importing.profile.rules import Rules, hold
from agreements.importing.reading.rows import Cell, TableRow
from agreements.loading.errors import Faults
from agreements.loading.merging import OWN

UNCOVERED = _("left out: no rule of [relations] is for this row.")


def field_of(model: type[db.Model], name: str) -> db.Field[Any, Any]:
    """Return a plain column of a model."""
    found = model._meta.get_field(name)
    assert isinstance(found, db.Field), "rules fill plain columns"
    return found


class Mapper:
    """Maps the rows of one file; raises ``Faults`` where a constant party of the profile is nobody known."""

    def __init__(self, profile: Profile, parties: Names) -> None:
        self.profile = profile
        origins = {column: extract.column for extract in profile.extracts for column in extract.columns}
        self.origins: Mapping[str, str] = origins
        agreement = models.Agreement
        self.key = Finders(profile.key.rules, field_of(models.Identifier, "value"), origins)
        self.fields = [
            (name, Finders(rules, field_of(agreement, name), origins)) for name, rules in profile.fields.items()
        ]
        self.titles = [(spec, self.finders(spec.rules, models.Title, "title")) for spec in profile.titles]
        self.parties = [PartyMaker(spec, profile, parties, origins) for spec in profile.parties]
        self.sectors = Finders(profile.sectors, None, origins, all_of=True)
        self.forms = Finders(profile.forms, field_of(models.AgreementForm, "form"), origins, all_of=True)
        self.acts = [ActMaker(spec, profile.register.edition, origins) for spec in profile.acts]
        self.clause = ClauseMaker(profile, origins)
        self.identifiers = [(s, self.finders(s.rules, models.Identifier, "value")) for s in profile.identifiers]
        self.amounts = [
            (
                spec,
                Finders(spec.amount, None, origins),
                self.finders(spec.currency, models.Amount, "currency"),
                self.finders(spec.note, models.Amount, "note"),
            )
            for spec in profile.amounts
        ]
        self.relations = [(spec, Finders(spec.rules, None, origins, all_of=True)) for spec in profile.relations]
        self.linking: dict[tuple[str, ...], list[Finder]] = {}
        for finder in (finder for _spec, finders in self.relations for finder in finders.finders):
            self.linking.setdefault(finder.rule.columns, []).append(finder)
        self.named = {column for column, _line in profile.named}
        self.may_differ = frozenset(profile.may_differ)
        if faults := [fault for maker in self.parties for fault in maker.constants_unknown(profile.file)]:
            raise Faults(faults)

    def finders(self, rules: Rules, model: type[db.Model], name: str) -> Finders:
        """Compile the rules of a column."""
        return Finders(rules, field_of(model, name), self.origins)

    def copy_of(self, row: TableRow) -> tuple[tuple[str, Cell], ...]:
        """Return what is the same in two rows that are exact copies: all but the columns that may differ."""
        return tuple((column, cell) for column, cell in row.cells.items() if column not in self.may_differ)

    def draft(self, row: TableRow) -> Draft | Refused | LeftOut:
        """Map one row."""
        cells = self.extended(row.cells)
        for rule in self.profile.leave_out:
            if hold(rule.when, cells):
                return LeftOut(row.place, rule.why)
        if row.problem:
            return Refused(row.place, "", (Problem("", "", row.problem),))
        making = Making(Draft(row.place, "", ""))
        if row.unfit:
            asked = [Problem(c, _shown(row.cells[c]), why) for c, why in row.unfit.items() if c in self.named]
            if asked:
                return Refused(row.place, "", tuple(asked))
        self._key(cells, making)
        self._own(cells, making)
        self._titles(cells, making)
        for maker in self.parties:
            maker.make(cells, making)
        self._codes(cells, making)
        for act in self.acts:
            act.make(cells, making)
        self.clause.make(cells, making)
        self._amounts(cells, making)
        self._relations(cells, making)
        if making.problems:
            return Refused(row.place, making.draft.key, tuple(making.problems))
        own = making.row(OWN)
        own["parties_status"] = status(making)
        tell_nameless(making)
        parts = {part for part, _key in making.draft.rows}
        own["acts_status"] = "given" if "act" in parts else "not-stated"
        own["sectors_status"] = "given" if "sector" in parts else "unclassified"
        return making.draft

    def extended(self, cells: Mapping[str, Cell]) -> Cells:
        """Give the cells with those that the extracts make."""
        if not self.profile.extracts:
            return cells
        more = dict(cells)
        for extract in self.profile.extracts:
            if not hold(extract.when, more):
                continue
            cell = more.get(extract.column, "")
            text = cell if isinstance(cell, str) else "; ".join(cell)
            match = next((m for pattern in extract.patterns if (m := pattern.search(text))), None)
            more |= dict.fromkeys(extract.columns, "")
            if match is not None:
                more |= {f"{extract.name}.{group}": piece or "" for group, piece in match.groupdict().items()}
        return more

    def _key(self, cells: Cells, making: Making) -> None:
        scheme = self.profile.register.scheme
        found = making.one(self.key.find(cells), "the key")
        if found is None:
            if not making.problems:
                making.problems.append(Problem(self._columns(self.profile.key.rules), "", _("the row has no key.")))
            return
        draft = making.draft
        draft.key = str(found.value)
        draft.slug = self._address(draft.key, cells) or address_for(scheme, draft.key)
        row = ("identifier", kebab(scheme))
        making.row(row)["scheme"] = scheme
        making.put(row, "value", found)

    def _address(self, key: str, cells: Cells) -> str:
        template = self.profile.key.address
        words = {"key": key}
        for column in braced(template):
            cell = cells.get(column, "")
            words.setdefault(column, cell if isinstance(cell, str) else "-".join(cell))
        return kebab(filled(template, words))[:LONGEST_ADDRESS].strip("-")

    def _columns(self, rules: Rules) -> str:
        return ", ".join(dict.fromkeys(self.origins.get(c, c) for rule in rules for c in rule.columns))

    def _own(self, cells: Cells, making: Making) -> None:
        for name, finders in self.fields:
            if (found := making.one(finders.find(cells), name)) is not None:
                making.put(OWN, name, found)
                if name == "kind" and found.unmapped and "original_designation" not in self.profile.fields:
                    self._designation(found, making)
        making.row(OWN).setdefault("kind", "not-stated")

    def _designation(self, found: Found, making: Making) -> None:
        """Keep the words of a kind that the profile's map does not know, unless they are a whole sentence."""
        if len(found.words) <= 200:
            making.row(OWN)["original_designation"] = found.words
            making.cite(OWN, "original_designation", found, found.words)

    def _titles(self, cells: Cells, making: Making) -> None:
        given = False
        refused = len(making.problems)
        for spec, finders in self.titles:
            if (found := making.one(finders.find(cells), "a title")) is None:
                continue
            row = ("title", spec.key)
            values = making.row(row)
            values["language"], values["basis"] = spec.language, spec.basis
            if spec.prevails:
                values["prevails"] = True
            making.put(row, "title", found)
            given = True
        if not given and len(making.problems) == refused:
            columns = ", ".join(dict.fromkeys(self._columns(spec.rules) for spec, _finders in self.titles))
            making.problems.append(Problem(columns, "", _("the row has no title.")))

    def _codes(self, cells: Cells, making: Making) -> None:
        """Add sectors, forms and further numbers."""
        for part, finders in (("sector", self.sectors), ("form", self.forms)):
            result = finders.find(cells)
            making.heard(result, f"a {part}")
            for found in result.found:
                row = (part, kebab(str(found.value)))
                if row not in making.draft.rows:
                    making.row(row)[part] = found.value
                    making.cite(row, "", found, found.value)
        for spec, finders in self.identifiers:
            result = finders.find(cells)
            making.heard(result, "a number")
            for number, found in enumerate({found.value: found for found in result.found}.values(), 1):
                row = ("identifier", spec.key if number == 1 else f"{spec.key}-{number}")
                making.row(row)["scheme"] = spec.scheme
                making.put(row, "value", found)

    def _amounts(self, cells: Cells, making: Making) -> None:
        for spec, amounts, currencies, notes in self.amounts:
            amount = making.one(amounts.find(cells), "amount")
            currency = making.one(currencies.find(cells), "currency")
            if amount is None:
                continue
            row = ("amount", spec.key)
            code = str(currency.value) if currency is not None else ""
            if currency is None:
                making.note(amount, _("the amount is left out: the row names no currency for it."))
            elif not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
                making.problem(currency, _("a currency is three capital letters, as in ISO 4217."))
            else:
                making.put(row, "amount", amount)
                making.put(row, "currency", currency)
                if (note := making.one(notes.find(cells), "note")) is not None:
                    making.put(row, "note", note)

    def _relations(self, cells: Cells, making: Making) -> None:
        links: dict[tuple[str, str, bool], Link] = {}
        for spec, finders in self.relations:
            result = finders.find(cells)
            making.heard(result, "a relation")
            for found in result.found:
                key = str(found.value)
                link = Link(spec.code, key, found.column, found.words, spec.inverse)
                links.setdefault((spec.code, key, spec.inverse), link)
        making.draft.links += links.values()
        self._tell_uncovered(cells, making)

    def _tell_uncovered(self, cells: Cells, making: Making) -> None:
        """Note what stands in a column of relations where no rule that reads the column is for this row.

        What an ``unless`` excepts was thought of and is not told.
        """
        for finders in self.linking.values():
            if not any(finder.applies(cells, exceptions=False) for finder in finders):
                for found in finders[0].said(cells).found:
                    making.note(found, UNCOVERED)


def _shown(cell: Cell) -> str:
    """Return what can be shown of a cell that cannot be taken."""
    return cell if isinstance(cell, str) and cell.isprintable() else ""
