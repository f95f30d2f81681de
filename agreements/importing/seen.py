"""What an unknown file seems to hold as a whole: its key, its title, and what each column is for.

Proposals for a person, made from the values; ``describing`` tells them, ``starter`` makes a profile of them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final

from agreements.importing.columns import Column, Resolve
from agreements.importing.profile.profiles import FormatSpec
from agreements.importing.reading.rows import Table

Signs = tuple[str, ...]
_TITLES: Final = r"title|t[ií]tulo|name|nome|제목|조약명|명칭|名称|标题|arrangement|agreement"


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that the proposals are made from."""

    table: Table
    form: FormatSpec
    columns: list[Column]
    key: Column | None
    dates: dict[str, tuple[list[str], str]]
    parties: dict[str, tuple[float, Signs]]
    codes: dict[str, tuple[str, Signs]]
    pointing: dict[str, tuple[float, Signs]]
    lengths: list[str]
    title: Column


def look(table: Table, form: FormatSpec, columns: list[Column], resolve: Resolve | None) -> Seen:
    """Find out what the columns of a file are for; ``resolve`` says whom a name means."""
    key = _key_of(columns)
    dates = {c.name: found for c in columns if c is not key and ((found := c.date_forms())[0] or c.days)}
    parties = {
        c.name: share
        for c in columns
        if resolve is not None and c is not key and c.name not in dates and (share := c.names(resolve))[0] >= 0.3
    }
    codes = {c.name: how for c in columns if (how := c.codes_of_countries())[0]}
    parties = {name: found for name, found in parties.items() if name not in codes}
    pointing = {
        c.name: share
        for c in columns
        if key is not None and c is not key and c.name not in dates and (share := c.points_to(key.values))[0] >= 0.6
    }
    lengths = [c.name for c in columns if c.name not in dates and c.is_length]
    taken = {*dates, *parties, *codes, *lengths}
    texts = [c for c in columns if c.name not in taken and not c.is_url and not c.is_number and c.filled]
    title = max(
        texts or columns,
        key=lambda c: (bool(re.search(_TITLES, c.name, re.I)), not c.is_code, c.length / max(c.filled, 1)),
    )
    return Seen(table, form, columns, key, dates, parties, codes, pointing, lengths, title)


def _key_of(columns: list[Column]) -> Column | None:
    """Return the likeliest key: a column whose name says so, and before one that only counts rows a file's number."""
    keys = [column for column in columns if column.is_key]
    likely = [*keys, *(column for column in columns if column.again)]
    key = next((column for column in likely if column.is_named_key), keys[0] if keys else None)
    if key is not None and not key.is_running:
        return key
    numbered = [column for column in columns if column.is_numbered and (column.is_key or column.again)]
    return numbered[0] if numbered else key


def printable(text: str) -> str:
    """Return a text for a comment, in which no control character may stand."""
    return "".join(sign if sign.isprintable() else "·" for sign in text)


def text(value: str) -> str:
    """Write a text as TOML."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def listed(values: list[str]) -> str:
    """Write a list of texts as TOML."""
    return f"[{', '.join(map(text, values))}]"


def shown(text: str) -> str:
    """Return a text for a comment between quotes, cut to forty characters."""
    line = printable(" ".join(text.split()))
    return f"'{line if len(line) <= 40 else line[:39] + '…'}'"
