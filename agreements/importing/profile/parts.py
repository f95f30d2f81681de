"""Read what a profile says of the parts of an agreement: titles, parties, acts, clause, amounts, relations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models as db

from agreements import models
from agreements.codelists import ACT_LABELS, RELATION_LABELS, BasisCode, Role, TitleBasis
from agreements.importing.profile.kebab import kebab
from agreements.importing.profile.keys import RULE, TABLES
from agreements.importing.profile.profiles import (
    ActSpec,
    AmountSpec,
    IdentifierSpec,
    PartySpec,
    RelationSpec,
    TitleSpec,
)
from agreements.importing.profile.rule_reading import RuleReader
from agreements.importing.profile.rules import POLICIES, REFUSE, Number, Rule, Rules
from agreements.importing.profile.tables import Table, Tables
from agreements.loading.errors import nearest
from agreements.loading.lines import Path

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
NAMED_BY = ("names", "alpha-2", "alpha-3", "institution")


def _field(model: type[db.Model], name: str) -> db.Field[Any, Any]:
    found = model._meta.get_field(name)
    assert isinstance(found, db.Field), "parts have plain columns"
    return found


@dataclass(slots=True)
class PartsReader:
    """Reads part after part; remembers the sectors and institutions that are named."""

    tables: Tables
    rules: RuleReader
    sector_lines: dict[str, int] = field(default_factory=dict)
    institution_lines: dict[str, int] = field(default_factory=dict)

    def fields(self, value: Any) -> dict[str, Rules]:
        """Read [fields]."""
        table = self.tables.table(("fields",), value, TABLES["fields"])
        return {
            name: self.rules.rules(("fields", name), rule, _field(models.Agreement, name))
            for name, rule in table.items()
        }

    def clause(self, value: Any) -> dict[str, Rules]:
        """Read [clause]."""
        table = self.tables.table(("clause",), value, TABLES["clause"])
        return {
            name: self.rules.rules(("clause", name), rule, _field(models.Clause, name)) for name, rule in table.items()
        }

    def titles(self, value: Any) -> Iterator[TitleSpec]:
        """Read [titles]: by language, or by a key of one's own with ``language``."""
        text = _field(models.Title, "title")
        for key, content in self.tables.table(("titles",), value, None).items():
            path: Path = ("titles", key)
            own, rules = self.apart(path, content, "titles", text)
            language = self.tables.text(path, own, "language", key)
            if not _LANGUAGE.fullmatch(language) or len(language) > 12:
                self.tables.fault(path, f"'{language}' is no language tag such as en or zh-hans.")
            ours = bool(rules) and all(rule.template or rule.constant is not None for rule in rules)
            basis = self.tables.code(path, own, "basis", TitleBasis.values, "ours" if ours else "")
            if not basis:
                near = f"; allowed: {', '.join(sorted(TitleBasis.values))}."
                self.tables.fault(path, f"say with basis whose words the title is{near}")
            yield TitleSpec(
                f"title-{kebab(key) or language}",
                language,
                basis,
                rules,
                self.tables.flag(path, own, "prevails", False),
            )

    def parties(self, value: Any) -> Iterator[PartySpec]:
        """Read [[parties]]."""
        for path, content in self.listed(("parties",), value):
            own, rules = self.apart(path, content, "parties", None)
            inner = {
                name: self.rules.rules((*path, name), own[name], _field(models.Party, name) if name in _WORDS else None)
                for name in ("institution", "person", "office")
                if name in own
            }
            named_by = self.tables.code(path, own, "named_by", NAMED_BY, "names")
            if named_by == "institution":
                self.remember_institutions(path)
            yield PartySpec(
                rules,
                self.tables.code(path, own, "role", Role.values, "party"),
                named_by,
                self.tables.code(path, own, "unresolved", POLICIES, REFUSE),
                inner.get("institution", ()),
                inner.get("person", ()),
                inner.get("office", ()),
            )

    def sectors(self, value: Any) -> Rules:
        """Read [sectors], one rule or a list; every one of them gives what it finds."""
        found = self.rules.rules(("sectors",), value, None)
        for code, path in self.rules.targets:
            if path[0] == "sectors":
                self.sector_lines.setdefault(code, self.tables.line(path))
        return found

    def forms(self, value: Any) -> Rules:
        """Read [forms], one rule or a list; every one of them gives what it finds."""
        return self.rules.rules(("forms",), value, _field(models.AgreementForm, "form"))

    def acts(self, value: Any) -> Iterator[ActSpec]:
        """Read [acts]: by type, one or a list."""
        for kind, content in self.tables.table(("acts",), value, None).items():
            if kind not in ACT_LABELS:
                self.tables.fault(("acts", kind), f"unknown act '{kind}'{nearest(kind, ACT_LABELS, most=40)}")
                continue
            target = _field(models.Act, "observed_state" if kind == "observed" else "date")
            for number, (path, item) in enumerate(self.listed(("acts", kind), content), 1):
                own, rules = self.apart(path, item, "acts", target)
                fields: dict[str, Rules] = {
                    name: self.rules.rules((*path, name), own[name], _field(models.Act, name))
                    for name in ("takes_effect", "until", "place", "ground", "note", "date")
                    if name in own
                }
                if "date" in fields and kind != "observed":
                    self.tables.fault(
                        (*path, "date"), "the act's own rule gives its date; only an observation has two."
                    )
                basis = self.tables.code(path, own, "date_basis", BasisCode.values, "stated")
                if basis != "stated":
                    fields["date_basis"] = (Rule(constant=basis),)
                yield ActSpec(kind if number == 1 else f"{kind}-{number}", kind, rules, fields)

    def identifiers(self, value: Any, own_scheme: str) -> Iterator[IdentifierSpec]:
        """Read [identifiers]: by scheme, or by a key of one's own with ``scheme``."""
        for key, content in self.tables.table(("identifiers",), value, None).items():
            path: Path = ("identifiers", key)
            own, rules = self.apart(path, content, "identifiers", _field(models.Identifier, "value"))
            scheme = self.tables.text(path, own, "scheme", key)
            if scheme == own_scheme:
                self.tables.fault(path, f"the number under '{scheme}' is the key, which [key] gives already.")
            self.rules.fits(path, scheme, _field(models.Identifier, "scheme"))
            if not scheme.isprintable() or scheme != scheme.strip():
                self.tables.fault(path, "a scheme is one line without blanks around it.")
            yield IdentifierSpec(kebab(key) or "number", scheme, rules)

    def amounts(self, value: Any) -> Iterator[AmountSpec]:
        """Read [[amounts]]."""
        for number, (path, content) in enumerate(self.listed(("amounts",), value), 1):
            table = self.tables.table(path, content, TABLES["amounts"])
            for name in ("amount", "currency"):
                if name not in table:
                    self.tables.fault(path, f"an amount needs {name}.")
            form = self.number(path, table)
            amount = tuple(
                rule
                for at, item in self.listed((*path, "amount"), table.get("amount", []))
                if (rule := self.rules.rule(at, item, None, number=form)) is not None
            )
            currency = self.rules.rules(
                (*path, "currency"), table.get("currency", []), _field(models.Amount, "currency")
            )
            note = self.rules.rules((*path, "note"), table.get("note", []), _field(models.Amount, "note"))
            yield AmountSpec("amount" if number == 1 else f"amount-{number}", amount, currency, note)

    def number(self, path: Path, table: Table) -> Number:
        """Read how amounts are written."""
        scale = table.get("scale", 1)
        text = str(scale)
        if (
            isinstance(scale, bool)
            or not isinstance(scale, int | str)
            or not _NUMBER.fullmatch(text)
            or not float(text)
        ):
            self.tables.fault((*path, "scale"), "scale is a number, as 1000000 for millions.")
            text = "1"
        decimal = self.tables.text(path, table, "decimal", ".")
        thousands = self.tables.text(path, table, "thousands")
        if len(decimal) != 1 or decimal == thousands:
            self.tables.fault(path, "decimal is one sign, and another than thousands.")
        return Number(text, decimal, thousands)

    def relations(self, value: Any) -> Iterator[RelationSpec]:
        """Read [relations]: by code, one or a list."""
        for code, content in self.tables.table(("relations",), value, None).items():
            if code not in RELATION_LABELS:
                known = nearest(code, RELATION_LABELS, most=40)
                self.tables.fault(("relations", code), f"unknown relation '{code}'{known}")
                continue
            for path, item in self.listed(("relations", code), content):
                own, rules = self.apart(path, item, "relations", None)
                yield RelationSpec(code, rules, self.tables.flag(path, own, "inverse", False))

    def listed(self, path: Path, value: Any) -> Iterator[tuple[Path, Any]]:
        """Yield one thing, or the things of a list, each with its path."""
        if isinstance(value, list):
            yield from (((*path, number), item) for number, item in enumerate(value))
        else:
            yield path, value

    def apart(self, path: Path, content: Any, name: str, target: db.Field[Any, Any] | None) -> tuple[Table, Rules]:
        """Part what a table says of its row from the rule that it holds, and read the rule."""
        if not isinstance(content, dict):
            return {}, self.rules.rules(path, content, target)
        table = self.tables.table(path, content, (*RULE, *TABLES[name], "rules"))
        own = {key: value for key, value in table.items() if key in TABLES[name]}
        rule = {key: value for key, value in table.items() if key in RULE}
        if "rules" in table and not rule:
            return own, self.rules.rules((*path, "rules"), table["rules"], target)
        if "rules" in table:
            self.tables.fault((*path, "rules"), "rules stands for all rules of this row; move the others into it.")
        return own, self.rules.rules(path, rule, target)

    def remember_institutions(self, path: Path) -> None:
        """Keep the addresses of institutions that the rules under a path name."""
        for code, at in self.rules.targets:
            if at[: len(path)] == path:
                self.institution_lines.setdefault(code, self.tables.line(at))


#: What of a party is plain text; its institution is named by a rule of its own.
_WORDS = ("person", "office")
