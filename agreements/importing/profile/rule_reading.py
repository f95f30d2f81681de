"""Read the rules of a profile: a column's name, a table, or a list of tables of which the first that gives wins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models as db

from agreements.importing.profile.dates import EDTF, MONTH_NAMES, DateFormat, UnknownForm, compile_format
from agreements.importing.profile.keys import RULE
from agreements.importing.profile.patterns import Pattern
from agreements.importing.profile.rules import POLICIES, REFUSE, Number, Rule, Rules, Test, ValueMap, Words
from agreements.importing.profile.tables import Table, Tables
from agreements.loading.errors import nearest
from agreements.loading.lines import Path
from agreements.loading.plain import Plain, Unfit, read
from agreements.partial_dates.fields import PartialDateField

#: What is done with the words of a cell.
_OF_CELLS = {"join", "pattern", "patterns", "split", "map", "formats", "prefix", "unknown", "open_ended"}
_BRACED = re.compile(r"\{([^{}]+)\}")
type AnyField = db.Field[Any, Any]


def filled(template: str, words: Mapping[str, str]) -> str:
    """Put words in the place of a template's columns; braces within the words stay what they are."""
    return _BRACED.sub(lambda match: words[match[1]], template)


def braced(template: str) -> tuple[str, ...]:
    """Return the columns that a template names."""
    return tuple(dict.fromkeys(_BRACED.findall(template)))


@dataclass(slots=True)
class RuleReader:
    """Reads rules and remembers every column and every target of a map that they name."""

    tables: Tables
    words: Words = field(default_factory=Words)
    formats: tuple[DateFormat, ...] = ()
    languages: tuple[str, ...] = ("en", "pt", "ko", "zh")
    years_from: int | None = None
    named: list[tuple[str, int]] = field(default_factory=list)
    targets: list[tuple[str, Path]] = field(default_factory=list)

    def defaults(self, words: Table, dates: Table) -> None:
        """Take what holds for all rules: [words] and [dates]."""
        tables = self.tables
        self.words = Words(
            frozenset({"", *tables.texts(("words",), words, "unknown")}),
            frozenset(tables.texts(("words",), words, "open_ended")),
        )
        self.languages = tables.texts(("dates",), dates, "languages", self.languages)
        for language in self.languages:
            if language not in MONTH_NAMES:
                tables.fault(
                    ("dates", "languages"),
                    f"no names of months are known in '{language}'{nearest(language, MONTH_NAMES)}",
                )
        start = dates.get("two_digit_years_from")
        if start is None or (isinstance(start, int) and not isinstance(start, bool) and 1 <= start <= 9898):
            self.years_from = start
        else:
            tables.fault(("dates", "two_digit_years_from"), "two_digit_years_from is a year, a whole number.")
        self.formats = self.read_formats(("dates",), dates) or (compile_format(EDTF),)

    def read_formats(self, path: Path, table: Table) -> tuple[DateFormat, ...]:
        """Compile the forms of dates that a table lists."""
        found = []
        for number, text in enumerate(self.tables.texts(path, table, "formats")):
            try:
                found.append(compile_format(text, self.languages, short_years_from=self.years_from))
            except UnknownForm as error:
                at = (*path, "formats", number) if isinstance(table["formats"], list) else (*path, "formats")
                self.tables.fault(at, f"'{text}' {error}")
        return tuple(found)

    def rules(self, path: Path, value: Any, target: AnyField | None, *, extra: Iterable[str] = ()) -> Rules:
        """Read one rule or several; ``target`` is the field that they fill, ``None`` for what is no plain field."""
        if isinstance(value, list):
            return tuple(
                rule
                for number, item in enumerate(value)
                if (rule := self.rule((*path, number), item, target, extra=extra)) is not None
            )
        rule = self.rule(path, value, target, extra=extra)
        return () if rule is None else (rule,)

    def rule(
        self,
        path: Path,
        value: Any,
        target: AnyField | None,
        *,
        extra: Iterable[str] = (),
        number: Number | None = None,
    ) -> Rule | None:
        """Read one rule; ``None`` and a fault where it says nothing of where the value comes from."""
        tables = self.tables
        if isinstance(value, str):
            value = {"column": value}
        if not isinstance(value, dict):
            tables.fault(path, "a rule is the name of a column, or a table with column, columns, template or constant.")
            return None
        extras = tuple(extra)
        table = tables.table(path, value, (*RULE, *extras))
        origins = [name for name in ("column", "columns", "template", "constant") if name in table]
        if len(origins) != 1:
            tables.fault(path, "a rule has exactly one of column, columns, template and constant.")
            return None
        self.check_company(path, table, number)
        columns = self.columns(path, table)
        template = tables.text(path, table, "template")
        if template:
            columns = braced(template)
            for column in columns:
                self.name(column, (*path, "template"))
            if not columns:
                tables.fault((*path, "template"), "a template names columns in braces; for words alone use constant.")
        constant = self.constant(path, table, target) if "constant" in table else None
        return Rule(
            columns=columns,
            join=tables.text(path, table, "join") if "join" in table else None,
            template=template,
            constant=constant,
            reasoning=tables.text(path, table, "reasoning", needed="constant" in table),
            patterns=tables.patterns(path, table),
            split=self.split(path, table),
            map=self.map(path, table, target),
            formats=(self.read_formats(path, table) or self.formats) if self.takes_dates(path, table, target) else (),
            words=Words(
                frozenset({"", *tables.texts(path, table, "unknown")}) if "unknown" in table else self.words.unknown,
                frozenset(tables.texts(path, table, "open_ended")) if "open_ended" in table else self.words.open_ended,
            ),
            number=number,
            prefix=tables.text(path, table, "prefix"),
            digest=tables.flag(path, table, "digest", False) if "digest" in extras else False,
            when=self.tests(path, table),
            line=tables.line(path),
        )

    def check_company(self, path: Path, table: Table, number: Number | None) -> None:
        """Note what a rule says to no purpose: a constant is not parted or mapped, and only columns are joined."""
        if "constant" in table:
            for name in _OF_CELLS & table.keys():
                self.tables.fault((*path, name), f"{name} is for what stands in a cell; a constant is what it is.")
            if number is not None:
                self.tables.fault((*path, "constant"), "an amount stands in a column.")
        if "join" in table and "columns" not in table:
            self.tables.fault((*path, "join"), "join is for several columns.")
        if "template" in table and table["template"] == "":
            self.tables.fault((*path, "template"), "a template names columns in braces.")

    def takes_dates(self, path: Path, table: Table, target: AnyField | None) -> bool:
        """Whether the field is a date; forms of dates on any other are a fault."""
        is_date = isinstance(target, PartialDateField)
        if "formats" in table and not is_date:
            self.tables.fault((*path, "formats"), "formats are for dates; this field is none.")
        return is_date

    def columns(self, path: Path, table: Table) -> tuple[str, ...]:
        """Give the columns of a rule, and remember their names."""
        found: list[str] = []
        for name in ("column", "columns"):
            for number, column in enumerate(self.tables.texts(path, table, name)):
                self.name(column, (*path, name, number) if isinstance(table[name], list) else (*path, name))
                found.append(column)
        if isinstance(table.get("column"), list):
            self.tables.fault((*path, "column"), "column is one name; for several write columns.")
        return tuple(found)

    def name(self, column: str, path: Path) -> None:
        """Remember that the profile names a column."""
        self.named.append((column, self.tables.line(path)))

    def constant(self, path: Path, table: Table, target: AnyField | None) -> Plain:
        """Give a constant; one that the field cannot take is a fault."""
        value = table["constant"]
        if not isinstance(value, str | int | bool) or value == "":
            self.tables.fault((*path, "constant"), "a constant is a text, a whole number or a truth value.")
            return None
        self.targets.append((str(value), (*path, "constant")))
        return self.fits((*path, "constant"), value, target)

    def fits(self, path: Path, value: Plain, target: AnyField | None) -> Plain:
        """Give a value as the field takes it, or note why it cannot."""
        if target is None:
            return value
        try:
            return read(value, target)
        except Unfit as error:
            self.tables.fault(path, str(error))
            return value

    def split(self, path: Path, table: Table) -> Pattern | None:
        """Compile the separators of a cell with several values: texts, or patterns between slashes."""
        texts = self.tables.texts(path, table, "split")
        pieces = []
        for text in texts:
            compiled = self.tables.slashed((*path, "split"), text)
            pieces.append(compiled.text if compiled else re.escape(text))
        if "" in texts:
            self.tables.fault((*path, "split"), "a separator cannot be empty.")
        return self.tables.pattern((*path, "split"), "|".join(f"(?:{piece})" for piece in pieces)) if pieces else None

    def map(self, path: Path, table: Table, target: AnyField | None) -> ValueMap | None:
        """Read a map of words to codes; every code must be one that the field takes."""
        if "map" not in table:
            if "unmapped" in table:
                self.tables.fault((*path, "unmapped"), "unmapped says what becomes of a word outside map; give a map.")
            return None
        exact: dict[str, tuple[str, ...]] = {}
        patterns: list[tuple[Pattern, tuple[str, ...]]] = []
        for word in self.tables.table((*path, "map"), table["map"], None):
            at = (*path, "map", word)
            codes = self.codes(at, table["map"], word, target)
            if word.startswith("/") and word.endswith("/") and len(word) > 2:
                if (compiled := self.tables.slashed(at, word)) is not None:
                    patterns.append((compiled, codes))
            else:
                exact[word.strip()] = codes
        unmapped = self.tables.text(path, table, "unmapped", REFUSE)
        if unmapped not in POLICIES:
            self.targets.append((unmapped, (*path, "unmapped")))
            self.fits((*path, "unmapped"), unmapped, target)
        return ValueMap(exact, tuple(patterns), unmapped)

    def codes(self, path: Path, table: Table, word: str, target: AnyField | None) -> tuple[str, ...]:
        """Read what a word stands for: a code, several, or none (an empty text or list)."""
        codes = tuple(code for code in self.tables.texts(path[:-1], table, word) if code)
        for code in codes:
            self.targets.append((code, path))
            self.fits(path, code, target)
        return codes

    def tests(self, path: Path, table: Table) -> tuple[Test, ...]:
        """Read ``when`` (all must hold) and ``unless`` (none may hold)."""
        found = []
        for name in ("when", "unless"):
            if name not in table:
                continue
            for column in self.tables.table((*path, name), table[name], None):
                at = (*path, name, column)
                self.name(column, at)
                exact, patterns = set(), []
                for text in self.tables.texts((*path, name), table[name], column):
                    compiled = self.tables.slashed(at, text)
                    if compiled is not None:
                        patterns.append(compiled)
                    else:
                        exact.add(text.strip())
                found.append(Test(column, frozenset(exact), tuple(patterns), name == "unless"))
        return tuple(found)
