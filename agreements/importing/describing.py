"""Describe an unknown file, and write a profile to start from: what `import_agreements --describe FILE` prints.

All of it is TOML: what was seen stands in comments, what needs a person is marked TODO, and the profile loads as it
stands, so that the first dry run can follow at once. Proposals come from the values; nothing is imported by them until
somebody has read them.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from agreements.importing.columns import Column, Resolve
from agreements.importing.profile.kebab import kebab
from agreements.importing.profile.profiles import FormatSpec
from agreements.importing.reading.guessing import guess_format
from agreements.importing.reading.opening import open_table
from agreements.importing.reading.rows import Table

MOST_ROWS: Final = 20_000
#: Words in the name of a column of dates, and the act that they speak of; the first that is found counts.
_ACTS: Final = (
    ("effective", r"effect|force|vigor|vigu?eur|발효|생효|生效|in_?kraft|start|commence"),
    ("signed", r"sign|assin|firma|celebra|서명|체결|签|簽|done|conclu|date$|^data$|fecha|datum|day"),
    ("published", r"publi|gazette|고시|관보|公布|发布"),
    ("terminated", r"termina|denounc|denuncia|종료|终止"),
)
_KEYS: Final = r"(^|[^a-z])(id|no|nr|num|key|serial|number)s?($|[^a-z])"
_ENDS: Final = r"\bend|_end|expir|until|t[eé]rmino|venc|caduc|\bfim\b|만료|失效|到期|hasta|valid_?to"
_TITLES: Final = r"title|t[ií]tulo|name|nome|제목|조약명|명칭|名称|标题|arrangement|agreement"


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that the proposals are made from."""

    table: Table
    form: FormatSpec
    columns: list[Column]
    key: Column | None
    dates: dict[str, tuple[list[str], str]]
    parties: dict[str, tuple[float, str]]
    codes: dict[str, tuple[str, str]]
    pointing: dict[str, tuple[float, str]]
    title: Column


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
    seen = _look(table, guess.form, list(columns.values()), resolve)
    rows = f"{count} rows" if count < MOST_ROWS else f"the first {count} rows"
    lines = [
        f"# {_printable(path.name)}: {len(columns)} columns, {rows} looked at.",
        *(f"# {_printable(sentence)}" for sentence in guess.seen),
        "#",
        *(f"#   {line}" for column in seen.columns for line in _describe(column, seen)),
        "",
        *_starter(path, seen),
    ]
    return "\n".join(lines) + "\n"


def _look(table: Table, form: FormatSpec, columns: list[Column], resolve: Resolve | None) -> Seen:
    keys = [column for column in columns if column.is_key]
    key = next((column for column in keys if re.search(_KEYS, column.name, re.IGNORECASE)), keys[0] if keys else None)
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
        if key is not None and c is not key and c.name not in dates and (share := c.points_to(key.values))[0] >= 0.8
    }
    taken = {*dates, *parties, *codes}
    texts = [c for c in columns if c.name not in taken and not c.is_url and not c.is_number and c.filled]
    title = max(
        texts or columns,
        key=lambda c: (bool(re.search(_TITLES, c.name, re.I)), not c.is_code, c.length / max(c.filled, 1)),
    )
    return Seen(table, form, columns, key, dates, parties, codes, pointing, title)


def _describe(column: Column, seen: Seen) -> Iterator[str]:
    what = []
    if column.name in seen.dates:
        forms, doubt = seen.dates[column.name]
        what.append(
            "dates" + (f" as {', '.join(forms)}" if forms else " of a spreadsheet") + (f" ({doubt})" if doubt else "")
        )
    elif column.is_url:
        what.append("addresses on the web")
    elif column.name in seen.parties:
        what.append(f"names, of which {seen.parties[column.name][0]:.0%} are known")
    elif column.name in seen.codes:
        what.append(f"codes of countries ({seen.codes[column.name][0]})")
    elif column.is_code:
        what.append(f"codes: {', '.join(_shown(word) for word in column.words[:12])}")
    elif column.is_number:
        what.append("numbers")
    if column.is_key:
        what.append("could be the key")
    if column.name in seen.pointing:
        what.append(f"{seen.pointing[column.name][0]:.0%} are keys of rows: a relation?")
    found = seen.parties.get(column.name) or seen.codes.get(column.name) or seen.pointing.get(column.name)
    if column.lists:
        what.append("lists")
    elif found is not None:
        what += [f"several in a cell between {found[1]!r}"] * bool(found[1])
    elif column.name not in seen.dates and not column.is_url and (sign := column.separator()):
        what.append(f"several values between {sign!r}?")
    if column.unknown:
        what.append(f"unknown: {', '.join(map(_shown, column.unknown))}")
    if column.open_ended:
        what.append(f"open-ended: {', '.join(map(_shown, column.open_ended[:5]))}")
    if not what and column.words:
        what.append(f"text, such as {_shown(column.words[0])}")
    yield f"{_shown(column.name)}: {column.share:.0%} filled; {'; '.join(what) or 'nothing'}"


def _starter(path: Path, seen: Seen) -> Iterator[str]:
    name = kebab(path.stem) or "register"
    title = _text(path.stem)
    yield "[register]"
    yield f"scheme = {_text(name[:60].strip('-'))}  # TODO names this register's numbers for good"
    yield f"title = {title}  # TODO"
    yield "publish = false  # TODO true publishes what comes in, and needs a reason"
    yield f"reason = {_text('Imported from ' + path.stem + '.')}"
    yield '# edition = "2024-05-31"  # TODO the day on which the states in the file were seen; [acts.observed] needs it'
    yield from ("", "[source]", f"slug = {_text(name[:100].strip('-') + '-edition')}  # TODO one for each edition")
    yield from (
        f"title = {title}  # TODO",
        'language = "en"  # TODO of the file',
        "# publisher, url, licence, retrieved",
    )
    yield from ("", *_format(seen.form))
    yield from ("", *_words(seen))
    yield from ("", *_key(seen))
    yield from ("", "[titles]", "# TODO the title's language, and basis: authentic, official-translation, ours")
    if seen.title.is_code or seen.title.is_number:
        yield '# TODO no column reads like a title: make one, as in { template = "Notes {number} with {partner}" }'
    yield f'en = {{ column = {_text(seen.title.name)}, basis = "authentic" }}'
    yield from _parties(seen)
    yield from _acts(seen)
    if seen.pointing:
        yield from ("", "# TODO what do these columns say? replaces, renews, amends, supplements, mirrors, ...")
        yield from (
            "# [relations]",
            *(f"# {_relation(name)} = {_rule(name, sign)}" for name, (_share, sign) in seen.pointing.items()),
        )
    yield from _codes(seen)


def _format(form: FormatSpec) -> Iterator[str]:
    yield "[format]"
    yield f"type = {_text(form.type)}"
    if form.type == "csv":
        yield f"encoding = {_text(form.encodings[0])}"
        yield f"delimiter = {_text(form.delimiter)}"
    if form.type == "xlsx":
        yield f"sheet = {_text(str(form.sheet)) if isinstance(form.sheet, str) else form.sheet}"
    if form.type in ("csv", "xlsx"):
        yield f"header_row = {form.header_row}"
    if form.path:
        yield f"path = {_text(form.path)}"


def _words(seen: Seen) -> Iterator[str]:
    unknown = sorted({word for column in seen.columns for word in column.unknown})
    open_ended = sorted({word for column in seen.columns if column.name in seen.dates for word in column.open_ended})
    forms = list(dict.fromkeys(form for found, _doubt in seen.dates.values() for form in found))
    yield "[words]"
    yield f"unknown = {_list(unknown)}"
    yield f"open_ended = {_list(open_ended)}"
    if forms:
        yield from ("", "[dates]")
        for column, (_forms, doubt) in seen.dates.items():
            if doubt:
                yield f"# TODO {_shown(column)}: {doubt}"
        yield f"formats = {_list(forms)}  # tried in this order"
        yield 'languages = ["en", "pt", "es", "fr", "de", "ko", "zh"]'


def _key(seen: Seen) -> Iterator[str]:
    yield "[key]"
    if seen.key is not None:
        yield f"column = {_text(seen.key.name)}"
        return
    names = [c.name for c in seen.columns if c is seen.title or c.name in seen.dates or c.name in seen.parties][:6]
    yield "# TODO no column is filled everywhere and nowhere twice: which columns tell rows apart?"
    yield from (f"columns = {_list(names)}", 'join = " "', "digest = true")


def _parties(seen: Seen) -> Iterator[str]:
    for name, (_share, sign) in seen.parties.items():
        yield from ("", "[[parties]]", f"column = {_text(name)}")
        if sign:
            yield f"split = {_text(sign)}"
    for name, (how, sign) in seen.codes.items():
        yield from ("", "[[parties]]", f"column = {_text(name)}", f"named_by = {_text(how)}")
        if sign:
            yield f"split = {_text(sign)}"
    if not (seen.parties or seen.codes):
        yield from ("", "# TODO no column of names was found", "# [[parties]]", '# column = "..."')
    yield from ("", "# TODO a party that stands in no column, such as the country that keeps the register:")
    yield from ("# [[parties]]", '# constant = "..."', '# reasoning = "The register lists what ... concluded."')


def _acts(seen: Seen) -> Iterator[str]:
    acts: dict[str, str] = {}
    ends = ""
    for name in seen.dates:
        if re.search(_ENDS, name, re.IGNORECASE):
            ends = ends or name
        else:
            act = next((code for code, words in _ACTS if re.search(words, name, re.IGNORECASE)), "")
            if act and act not in acts:
                acts[act] = name
    others = [name for name in seen.dates if name not in acts.values() and name != ends]
    if acts:
        yield from (
            "",
            "[acts]  # TODO check by the names of the columns",
            *(f"{a} = {_text(n)}" for a, n in acts.items()),
        )
    for name in others:
        yield f"# TODO dates too: {_shown(name)}"
    if ends:
        yield from ("", "[clause]  # TODO an end fixed in advance; one that happened is the act 'expired'")
        yield f"until_date = {_text(ends)}"


def _codes(seen: Seen) -> Iterator[str]:
    taken = {*seen.dates, *seen.parties, *seen.codes, *seen.pointing, seen.title.name}
    for column in seen.columns:
        if column.is_code and not column.is_number and column.name not in taken:
            yield from (
                "",
                f"# TODO is {_shown(column.name)} a kind, a state or a sector? Then, with our codes on the right:",
            )
            yield "# [fields.kind] or [acts.observed] or [sectors]"
            sign = column.separator()
            yield f"# column = {_text(column.name)}"
            if sign:
                yield f"# split = {_text(sign)}"
            yield "# [fields.kind.map] or the like"
            yield from (f'# {_text(word)} = ""' for word in column.pieces(sign)[:40])


def _relation(name: str) -> str:
    """Return the relation that the name of a column may speak of."""
    words = (("mirrors", "recipro|mirror"), ("replaces", "replac|supersed|substit"), ("amends", "amend|alter|modif"))
    return next((code for code, pattern in words if re.search(pattern, name, re.IGNORECASE)), "renews")


def _rule(column: str, sign: str) -> str:
    return f"{{ column = {_text(column)}, split = {_text(sign)} }}" if sign else _text(column)


def _printable(text: str) -> str:
    """Return a text for a comment, in which no control character may stand."""
    return "".join(sign if sign.isprintable() else "·" for sign in text)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(values: list[str]) -> str:
    return f"[{', '.join(map(_text, values))}]"


def _shown(text: str) -> str:
    line = _printable(" ".join(text.split()))
    return f"'{line if len(line) <= 40 else line[:39] + '…'}'"
