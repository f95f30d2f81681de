"""A profile, read and checked: what a register is, how its file is written, and what each field is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from agreements.importing.profile.patterns import Pattern
from agreements.importing.profile.rules import REFUSE, Rules, Test
from agreements.loading.errors import Fault, Faults, nearest


@dataclass(frozen=True, slots=True)
class Register:
    """``scheme`` names the register's numbers and is the origin of loads; ``edition`` is the day (EDTF) on which what
    the file says of states was observed.
    """

    scheme: str
    title: str
    publish: bool
    reason: str
    edition: str = ""


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """The source record of this edition; empty texts are unknown."""

    slug: str
    title: str
    language: str
    kind: str = "data-file"
    publisher: str = ""
    author: str = ""
    url: str = ""
    licence: str = ""
    published: str = ""
    retrieved: str = ""
    public_notes: str = ""


@dataclass(frozen=True, slots=True)
class FormatSpec:
    """How the file is written. ``type`` is csv, xlsx, json or ndjson; empty settings are found out (``type`` by the
    file's name). With ``columns`` the file names none itself, and ``header_row`` is 0.
    """

    type: str = ""
    encodings: tuple[str, ...] = ("utf-8",)
    delimiter: str = ","
    quote: str = '"'
    sheet: str | int = 1
    header_row: int = 1
    columns: tuple[str, ...] = ()
    path: str = ""
    files: str = "*.json"


@dataclass(frozen=True, slots=True)
class Extract:
    """Pieces of ``column`` as columns of their own: a named group ``g`` of the first pattern that finds anything is the
    column ``name.g``.
    """

    name: str
    column: str
    patterns: tuple[Pattern, ...]
    when: tuple[Test, ...] = ()
    line: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it makes."""
        groups = dict.fromkeys(group for pattern in self.patterns for group in pattern.groups)
        return tuple(f"{self.name}.{group}" for group in groups)


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Rows that are left out, and why."""

    when: tuple[Test, ...]
    why: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Key:
    """The natural key of a row, and the address of a new record (a template; ``{key}`` is the key)."""

    rules: Rules
    address: str = ""


@dataclass(frozen=True, slots=True)
class TitleSpec:
    """A title in ``language``; ``basis`` says whose words it is."""

    key: str
    language: str
    basis: str
    rules: Rules
    prevails: bool = False


@dataclass(frozen=True, slots=True)
class PartySpec:
    """Parties by what names them: ``names`` (the table of names), ``alpha-2`` or ``alpha-3`` (ISO 3166-1 codes), or
    ``institution`` (addresses of institutions). ``institution`` and the like are rules for the same party.
    """

    rules: Rules
    role: str = "party"
    named_by: str = "names"
    unresolved: str = REFUSE
    institution: Rules = ()
    person: Rules = ()
    office: Rules = ()


@dataclass(frozen=True, slots=True)
class ActSpec:
    """An act: its ``rules`` give the day (for *observed* the state), ``fields`` everything else that is said of it."""

    key: str
    type: str
    rules: Rules
    fields: Mapping[str, Rules] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IdentifierSpec:
    """A further number, under another scheme."""

    key: str
    scheme: str
    rules: Rules


@dataclass(frozen=True, slots=True)
class AmountSpec:
    """A sum of money: both amount and currency, or it is none."""

    key: str
    amount: Rules
    currency: Rules
    note: Rules = ()


@dataclass(frozen=True, slots=True)
class RelationSpec:
    """Relations to other rows of the register, whose keys the rules give; ``inverse``: the other row acts on this."""

    code: str
    rules: Rules
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that a profile says. ``named`` lists every column that it names, with the line; ``sectors`` and
    ``institutions`` every record of these kinds, for whoever can look whether they exist.
    """

    name: str
    file: str
    register: Register
    source: SourceSpec
    format: FormatSpec
    key: Key
    extracts: tuple[Extract, ...] = ()
    leave_out: tuple[LeaveOut, ...] = ()
    may_differ: tuple[str, ...] = ()
    fields: Mapping[str, Rules] = field(default_factory=dict)
    titles: tuple[TitleSpec, ...] = ()
    parties: tuple[PartySpec, ...] = ()
    sectors: Rules = ()
    forms: Rules = ()
    acts: tuple[ActSpec, ...] = ()
    clause: Mapping[str, Rules] = field(default_factory=dict)
    identifiers: tuple[IdentifierSpec, ...] = ()
    amounts: tuple[AmountSpec, ...] = ()
    relations: tuple[RelationSpec, ...] = ()
    open_ended_is: str = "indefinite"
    aliases: Mapping[str, str] = field(default_factory=dict)
    alias_lines: Mapping[str, int] = field(default_factory=dict)
    named: tuple[tuple[str, int], ...] = ()
    sector_lines: Mapping[str, int] = field(default_factory=dict)
    institution_lines: Mapping[str, int] = field(default_factory=dict)

    def check_columns(self, columns: Iterable[str]) -> None:
        """Raise ``Faults`` for every column that the profile names and the file does not have."""
        have = set(columns)
        made = {column for extract in self.extracts for column in extract.columns}
        faults = [
            Fault(self.file, line, f"the file has no column '{column}'{nearest(column, have)}")
            for column, line in self.named
            if column not in have and column not in made
        ]
        if faults:
            raise Faults(faults)

    def check_records(self, kind: str, known: Iterable[str]) -> None:
        """Raise ``Faults`` for every sector (or institution) that the profile names and the register does not have."""
        have = set(known)
        named = self.sector_lines if kind == "sector" else self.institution_lines
        faults = [
            Fault(self.file, line, f"the register has no {kind} '{name}'{nearest(name, have)}")
            for name, line in named.items()
            if name not in have
        ]
        if faults:
            raise Faults(faults)
