"""Describe an unknown file, and write a profile to start from: what `import_agreements --describe FILE` prints.

All of it is TOML: what was seen stands in comments, what needs a person is marked TODO, and the profile loads as it
stands, so that the first dry run can follow at once. Proposals come from the values; nothing is imported by them until
somebody has read them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from agreements.importing.columns import Column, Resolve
from agreements.importing.reading.guessing import guess_format
from agreements.importing.reading.opening import open_table
from agreements.importing.seen import Seen, look, printable, shown
from agreements.importing.starter import starter

MOST_ROWS: Final = 20_000


def describe(path: str | Path, resolve: Resolve | None = None) -> str:
    """Describe a file as a TOML text; ``Unreadable`` where it cannot be read.

    ``resolve`` says whom a name means (``Parties.resolve``), so that columns of parties are recognised.
    """
    path = Path(path)
    guess = guess_format(path)
    table = open_table(path, guess.form)
    columns = {name: Column(name) for name in table.columns}
    count = 0
    for row in itertools.islice(table.rows(), MOST_ROWS):
        count += 1
        if row.problem:
            continue
        for name, column in columns.items():
            column.see("" if name in row.unfit else row.cells.get(name, ""))
    seen = look(table, guess.form, list(columns.values()), resolve)
    rows = f"{count} rows" if count < MOST_ROWS else f"the first {count} rows"
    lines = [
        f"# {printable(path.name)}: {len(columns)} columns, {rows} looked at.",
        *(f"# {printable(sentence)}" for sentence in guess.seen),
        "#",
        *(f"#   {line}" for column in seen.columns for line in _describe(column, seen)),
        "",
        *starter(path, seen),
    ]
    return "\n".join(lines) + "\n"


def _describe(column: Column, seen: Seen) -> Iterator[str]:
    what = []
    if column.name in seen.dates:
        forms, doubt = seen.dates[column.name]
        what.append(
            "dates"
            + (f" as {', '.join(forms)}" if forms else " of a spreadsheet")
            + (f" ({printable(doubt)})" if doubt else "")
        )
    elif column.is_url:
        what.append("addresses on the web")
    elif column.name in seen.parties:
        what.append(f"names, of which {seen.parties[column.name][0]:.0%} are known")
    elif column.name in seen.codes:
        what.append(f"codes of countries ({seen.codes[column.name][0]})")
    elif column.name in seen.lengths:
        what.append(f"lengths of time: {', '.join(shown(word) for word in column.words[:5])}")
    elif column.is_code:
        what.append(f"codes: {', '.join(shown(word) for word in column.words[:12])}")
    elif column.is_number:
        what.append("numbers")
    if column.is_key:
        what.append(f"could be the key{', though it only counts the rows' * column.is_running}")
    elif again := column.again:
        what.append(f"could be the key but for {', '.join(map(shown, again[:5]))}")
    if column.name in seen.pointing:
        what.append(f"{seen.pointing[column.name][0]:.0%} are keys of rows: a relation?")
    found = seen.parties.get(column.name) or seen.codes.get(column.name) or seen.pointing.get(column.name)
    if column.lists:
        what.append("lists")
    elif found is not None:
        what += [f"several in a cell between {', '.join(map(repr, found[1]))}"] * bool(found[1])
    elif column.name not in seen.dates and not column.is_url and (sign := column.separator()):
        what.append(f"several values between {sign!r}?")
    if column.unknown:
        what.append(f"unknown: {', '.join(map(shown, column.unknown))}")
    if column.open_ended:
        what.append(f"open-ended: {', '.join(map(shown, column.open_ended[:5]))}")
    if not what and column.words:
        what.append(f"text, such as {shown(column.words[0])}")
    yield f"{shown(column.name)}: {column.share:.0%} filled; {'; '.join(what) or 'nothing'}"
