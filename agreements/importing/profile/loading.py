"""Load a profile by its name (one that comes with the register) or by the path of a TOML file.

A profile with any fault is refused as a whole, with all of them: file, line, nearest right name.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from agreements.codelists import SourceKind
from agreements.importing.profile.keys import NEEDED, TABLES
from agreements.importing.profile.parts import PartsReader
from agreements.importing.profile.profiles import (
    Extract,
    FormatSpec,
    Key,
    LeaveOut,
    Profile,
    Register,
    SourceSpec,
)
from agreements.importing.profile.rule_reading import RuleReader, braced
from agreements.importing.profile.tables import Tables
from agreements.loading.errors import Fault, Faults, nearest
from agreements.loading.plain import Unfit, read
from agreements.models import Source

SHIPPED: Final = FilePath(__file__).parent.parent / "profiles"
FORMATS: Final = ("csv", "xlsx", "json", "ndjson")
#: What words for open-ended may mean for a clause on duration.
OPEN_ENDED: Final = ("indefinite", "not-stated", "unknown")
_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LARGEST: Final = 1_000_000
#: Codecs of Python that are no encodings of files, or give what is no character.
_NO_TEXT: Final = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}


def shipped() -> dict[str, FilePath]:
    """Return the profiles that come with the register, by name."""
    return {path.stem: path for path in sorted(SHIPPED.glob("*.toml"))}


def shipped_text(name: str) -> str:
    """Return the text of a profile that comes with the register; ``KeyError`` where there is none of that name."""
    return shipped()[name].read_text("utf-8")


def load_profile(name_or_path: str | FilePath) -> Profile:
    """Load a profile; ``Faults`` with all that is wrong, or that there is none of that name."""
    known = shipped()
    path = known.get(str(name_or_path)) or FilePath(name_or_path)
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= _LARGEST else b""
    except OSError:
        near = nearest(str(name_or_path), known)
        raise Faults([Fault(str(name_or_path), 0, f"there is no such profile and no such file{near}")]) from None
    if size > _LARGEST:
        raise Faults([Fault(path.name, 0, f"a profile has at most {_LARGEST} bytes, this file has {size}.")])
    return read_profile(path.name, data)


def read_profile(file: str, data: bytes) -> Profile:
    """Read the bytes of a profile; ``file`` is the name by which faults call it."""
    return read_tables(Tables(file, data))


def read_tables(tables: Tables) -> Profile:
    """Read a parsed profile."""
    if not tables.faults:
        profile = _read(tables)
    if tables.faults:
        raise Faults(tables.faults)
    return profile


def _read(tables: Tables) -> Profile:
    top = tables.table((), tables.document, TABLES)
    for name in NEEDED:
        if name not in top:
            tables.fault((), f"a profile needs the table [{name}].")
    words = tables.table(("words",), top.get("words", {}), TABLES["words"])
    dates = tables.table(("dates",), top.get("dates", {}), TABLES["dates"])
    rules = RuleReader(tables)
    rules.defaults(words, dates)
    parts = PartsReader(tables, rules)
    register = _register(tables, top.get("register", {}))
    extracts = tuple(_extracts(tables, rules, top.get("extract", {})))
    duplicates = tables.table(("duplicates",), top.get("duplicates", {}), TABLES["duplicates"])
    may_differ = tables.texts(("duplicates",), duplicates, "may_differ")
    for column in may_differ:
        rules.name(column, ("duplicates", "may_differ"))
    key = _key(tables, rules, top.get("key", {}))
    leave_out = tuple(_leave_out(tables, rules, top.get("leave_out", [])))
    aliases = _aliases(tables, top.get("aliases", {}))
    profile = Profile(
        name=FilePath(tables.file).stem,
        file=tables.file,
        register=register,
        source=_source(tables, top.get("source", {})),
        format=_format(tables, top.get("format", {})),
        key=key,
        extracts=extracts,
        leave_out=leave_out,
        may_differ=may_differ,
        fields=parts.fields(top.get("fields", {})),
        titles=tuple(parts.titles(top.get("titles", {}))),
        parties=tuple(parts.parties(top.get("parties", []))),
        sectors=parts.sectors(top.get("sectors", [])),
        forms=parts.forms(top.get("forms", [])),
        acts=tuple(parts.acts(top.get("acts", {}))),
        clause=parts.clause(top.get("clause", {})),
        identifiers=tuple(parts.identifiers(top.get("identifiers", {}), register.scheme)),
        amounts=tuple(parts.amounts(top.get("amounts", []))),
        relations=tuple(parts.relations(top.get("relations", {}))),
        open_ended_is=tables.code(("words",), words, "open_ended_is", OPEN_ENDED, "indefinite"),
        aliases=aliases,
        alias_lines={name: tables.line(("aliases", name)) for name in aliases},
        named=tuple(dict.fromkeys(rules.named)),
        sector_lines=parts.sector_lines,
        institution_lines=parts.institution_lines,
    )
    if not register.edition and any(act.type == "observed" for act in profile.acts):
        tables.fault(("acts", "observed"), "an observation stands on the edition's day: give edition in [register].")
    return _with_extracts_checked(tables, profile)


def _register(tables: Tables, value: Any) -> Register:
    table = tables.table(("register",), value, TABLES["register"])
    scheme = tables.text(("register",), table, "scheme", needed=True)
    if scheme and (not _KEBAB.fullmatch(scheme) or len(scheme) > 60):
        tables.fault(("register", "scheme"), "scheme is lower-case words with hyphens, at most 60 characters.")
    edition = tables.text(("register",), table, "edition")
    _fits(tables, ("register", "edition"), edition, "published")
    publish = tables.flag(("register",), table, "publish") if table else False
    return Register(
        scheme,
        tables.text(("register",), table, "title", needed=True),
        publish,
        tables.text(("register",), table, "reason", needed=publish),
        edition,
    )


def _source(tables: Tables, value: Any) -> SourceSpec:
    path = ("source",)
    table = tables.table(path, value, TABLES["source"])
    texts = {name: tables.text(path, table, name) for name in TABLES["source"] if name != "kind"}
    for name in ("slug", "title", "language"):
        if not texts[name].strip():
            tables.fault(path, f"[source] needs {name}.")
    if texts["slug"] and not _KEBAB.fullmatch(texts["slug"]):
        tables.fault(("source", "slug"), "slug is lower-case words with hyphens.")
    if texts["language"] and not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", texts["language"]):
        tables.fault(("source", "language"), "language is a tag in lower case, such as en or zh-hans.")
    if texts["url"]:
        try:
            URLValidator(schemes=["http", "https"])(texts["url"])
        except ValidationError:
            tables.fault(("source", "url"), "url is no address on the web.")
    for name in ("title", "publisher", "author", "licence", "published", "retrieved"):
        _fits(tables, ("source", name), texts[name], name)
    return SourceSpec(kind=tables.code(path, table, "kind", SourceKind.values, "data-file"), **texts)


def _fits(tables: Tables, path: tuple[str, str], value: str, field: str) -> None:
    """Note a fault unless a field of a source takes the value."""
    if value:
        try:
            read(value, Source._meta.get_field(field))  # type: ignore[arg-type]  # all of these are plain fields
        except Unfit as error:
            tables.fault(path, str(error))


def _format(tables: Tables, value: Any) -> FormatSpec:
    path = ("format",)
    table = tables.table(path, value, TABLES["format"])
    sheet = table.get("sheet", 1)
    if isinstance(sheet, bool) or not isinstance(sheet, str | int) or (isinstance(sheet, int) and sheet < 1):
        tables.fault(("format", "sheet"), "sheet is a name, or a number from 1.")
        sheet = 1
    columns = tables.texts(path, table, "columns")
    if len(set(columns)) < len(columns) or "" in columns:
        tables.fault(("format", "columns"), "columns are names, each once, for a file without a row of names.")
    header_row = table.get("header_row", 0 if columns else 1)
    if isinstance(header_row, bool) or not isinstance(header_row, int) or header_row < (0 if columns else 1):
        tables.fault(("format", "header_row"), "header_row is a whole number from 1; rows up to it are passed over.")
        header_row = 1
    delimiter = tables.text(path, table, "delimiter", ",")
    quote = tables.text(path, table, "quote", '"')
    for name, sign in (("delimiter", delimiter), ("quote", quote)):
        if (len(sign) != 1 or sign in "\r\n\0") and not (name == "quote" and sign == ""):
            tables.fault(("format", name), f"{name} is one character, and none that ends a line.")
    if delimiter == quote or quote == " ":
        tables.fault(("format", "quote"), "quote is another character than what parts cells, and no space.")
    encodings = tables.texts(path, table, "encoding", ("utf-8",))
    for encoding in encodings:
        try:
            known = codecs.lookup(encoding).name not in _NO_TEXT and "".encode(encoding) is not None
        except (LookupError, ValueError):
            known = False
        if not known:
            tables.fault(("format", "encoding"), f"no encoding of text is called '{encoding}'.")
    if not encodings:
        tables.fault(("format", "encoding"), "encoding is one, or a list of some.")
    files = tables.text(path, table, "files", "*.json")
    if not files.strip("./ ") or "/" in files or ".." in files:
        tables.fault(("format", "files"), "files is a pattern of names in one folder, such as *.json.")
    return FormatSpec(
        tables.code(path, table, "type", FORMATS, ""),
        encodings,
        delimiter,
        quote,
        sheet,
        header_row,
        columns,
        tables.text(path, table, "path"),
        files,
    )


def _extracts(tables: Tables, rules: RuleReader, value: Any) -> Iterator[Extract]:
    for name, content in tables.table(("extract",), value, None).items():
        path = ("extract", name)
        table = tables.table(path, content, TABLES["extract"])
        column = tables.text(path, table, "column", needed=True)
        rules.name(column, (*path, "column"))
        patterns = tables.patterns(path, table)
        if not any(pattern.groups for pattern in patterns):
            tables.fault(path, "an extract needs a pattern with a named group, as in (?P<partner>.+).")
        yield Extract(name, column, patterns, rules.tests(path, table), tables.line(path))


def _leave_out(tables: Tables, rules: RuleReader, value: Any) -> Iterator[LeaveOut]:
    for number, item in enumerate(value if isinstance(value, list) else [value]):
        path = ("leave_out", number) if isinstance(value, list) else ("leave_out",)
        table = tables.table(path, item, TABLES["leave_out"])
        tests = rules.tests(path, table)
        if not tests:
            tables.fault(path, "say which rows are left out: when = { column = value }.")
        yield LeaveOut(tests, tables.text(path, table, "why", needed=True), tables.line(path))


def _key(tables: Tables, rules: RuleReader, value: Any) -> Key:
    address = ""
    if isinstance(value, dict):
        address = tables.text(("key",), value, "address")
        value = {name: content for name, content in value.items() if name != "address"}
        for column in braced(address):
            if column != "key":
                rules.name(column, ("key", "address"))
    return Key(rules.rules(("key",), value, None, extra=("digest",)), address)


def _aliases(tables: Tables, value: Any) -> dict[str, str]:
    table = tables.table(("aliases",), value, None)
    return {name: tables.text(("aliases",), table, name, needed=True) for name in table}


def _with_extracts_checked(tables: Tables, profile: Profile) -> Profile:
    """Note every column ``extract.group`` that no pattern makes; what the file has is seen when it is opened."""
    made = {column for extract in profile.extracts for column in extract.columns}
    names = {extract.name for extract in profile.extracts}
    for column, line in profile.named:
        prefix = column.partition(".")[0]
        if prefix in names and column not in made:
            tables.faults.append(
                Fault(tables.file, line, f"no pattern makes the column '{column}'{nearest(column, made)}")
            )
    return profile
