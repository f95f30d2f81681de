"""Write a profile to start from: it loads as it stands, and what needs a person is marked TODO."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from agreements.importing.profile.kebab import kebab
from agreements.importing.profile.profiles import FormatSpec
from agreements.importing.seen import Seen, Signs, listed, printable, shown, text

#: Words in the name of a column of lengths of time, and what of the clause they speak of.
_LENGTHS: Final = (
    ("notice_period", r"notice|pr[ée]avi|aviso|k[üu]ndigung|통보|通知"),
    ("renewal_term", r"renew|reco?ndu|prorrog|renov|verl[äa]nger|연장|갱신|续|續|延"),
    ("initial_term", ""),
)
#: Words in the name of a column of dates, and the act that they speak of; the first that is found counts.
_ACTS: Final = (
    ("effective", r"effect|force|vigor|vigu?eur|발효|생효|生效|in.?kraft|wej[śs]ci|start|commence"),
    ("signed", r"sign|assin|firma|celebra|unterz|podpis|서명|체결|签|簽|done|conclu|date$|^data$|fecha|datum|day"),
    ("published", r"publi|gazette|고시|관보|公布|发布"),
    ("terminated", r"termina|denounc|denuncia|종료|终止"),
)
_ENDS: Final = "|".join(
    (
        r"\bend|_end|expir|until|t[eé]rmino|venc|caduc|\bfim\b|만료|失效|到期|hasta|valid_?to",
        r"g[üu]ltig bis|ablauf|jusqu|scad|[ée]ch[ée]ance|\bfin\b",
    )
)


def starter(path: Path, seen: Seen) -> Iterator[str]:
    """Give the lines of a profile for a file."""
    name = kebab(path.stem) or "register"
    title = text(path.stem)
    yield "[register]"
    yield f"scheme = {text(name[:60].strip('-'))}  # TODO names this register's numbers for good"
    yield f"title = {title}  # TODO"
    yield "publish = false  # TODO true publishes what comes in, and needs a reason"
    yield f"reason = {text('Imported from ' + path.stem + '.')}"
    yield '# edition = "2024-05-31"  # TODO the day on which the states in the file were seen; [acts.observed] needs it'
    yield from ("", "[source]", f"slug = {text(name[:100].strip('-') + '-edition')}  # TODO one for each edition")
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
    yield f'en = {{ column = {text(seen.title.name)}, basis = "authentic" }}'
    yield from _parties(seen)
    yield from _acts(seen)
    if seen.pointing:
        yield from ("", "# TODO what do these columns say? replaces, renews, amends, supplements, mirrors, ...")
        yield from (
            "# [relations]",
            *(f"# {_relation(name)} = {_rule(name, signs)}" for name, (_share, signs) in seen.pointing.items()),
        )
    yield from _codes(seen)


def _format(form: FormatSpec) -> Iterator[str]:
    yield "[format]"
    yield f"type = {text(form.type)}"
    if form.type == "csv":
        yield f"encoding = {text(form.encodings[0])}"
        yield f"delimiter = {text(form.delimiter)}"
    if form.type == "xlsx":
        yield f"sheet = {text(str(form.sheet)) if isinstance(form.sheet, str) else form.sheet}"
    if form.type in ("csv", "xlsx"):
        yield f"header_row = {form.header_row}"
    if form.path:
        yield f"path = {text(form.path)}"


def _words(seen: Seen) -> Iterator[str]:
    unknown = sorted({word for column in seen.columns for word in column.unknown})
    lasting = {*seen.dates, *seen.lengths}
    open_ended = sorted({word for column in seen.columns if column.name in lasting for word in column.open_ended})
    forms = list(dict.fromkeys(form for found, _doubt in seen.dates.values() for form in found))
    yield "[words]"
    yield f"unknown = {listed(unknown)}"
    yield f"open_ended = {listed(open_ended)}"
    if forms:
        yield from ("", "[dates]")
        for column, (_forms, doubt) in seen.dates.items():
            if doubt:
                yield f"# TODO {shown(column)}: {printable(doubt)}"
        yield f"formats = {listed(forms)}  # tried in this order"
        yield 'languages = ["en", "pt", "es", "fr", "de", "ko", "zh"]'


def _key(seen: Seen) -> Iterator[str]:
    yield "[key]"
    if seen.key is not None:
        if again := seen.key.again:
            twice = ", ".join(map(shown, again[:5]))
            yield f"# TODO these stand twice: {twice}. Exact copies come in once; see [duplicates] for a running number"
        yield f"column = {text(seen.key.name)}"
        return
    names = [c.name for c in seen.columns if c is seen.title or c.name in seen.dates or c.name in seen.parties][:6]
    yield "# TODO no column is filled everywhere and nowhere twice: which columns tell rows apart?"
    yield from (f"columns = {listed(names)}", 'join = " "', "digest = true")


def _parties(seen: Seen) -> Iterator[str]:
    for name, (_share, signs) in seen.parties.items():
        yield from ("", "[[parties]]", f"column = {text(name)}")
        if signs:
            yield f"split = {_signs(signs)}"
    for name, (how, signs) in seen.codes.items():
        yield from ("", "[[parties]]", f"column = {text(name)}", f"named_by = {text(how)}")
        if signs:
            yield f"split = {_signs(signs)}"
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
            *(f"{a} = {text(n)}" for a, n in acts.items()),
        )
    for name in others:
        yield f"# TODO dates too: {shown(name)}"
    if ends or seen.lengths:
        yield from ("", "[clause]  # TODO an end fixed in advance; one that happened is the act 'expired'")
    if ends:
        yield f"until_date = {text(ends)}"
    given: dict[str, str] = {}
    for name in seen.lengths:
        given.setdefault(next(code for code, words in _LENGTHS if re.search(words, name, re.IGNORECASE)), name)
    yield from (f"{code} = {text(name)}" for code, name in given.items())
    yield from (f"# TODO a length of time too: {shown(n)}" for n in seen.lengths if n not in given.values())


def _codes(seen: Seen) -> Iterator[str]:
    taken = {*seen.dates, *seen.parties, *seen.codes, *seen.pointing, *seen.lengths, seen.title.name}
    for column in seen.columns:
        if column.is_code and not column.is_number and column.name not in taken:
            yield from (
                "",
                f"# TODO is {shown(column.name)} a kind, a state or a sector? Then, with our codes on the right:",
            )
            yield "# [fields.kind] or [acts.observed] or [sectors]"
            sign = column.separator()
            yield f"# column = {text(column.name)}"
            if sign:
                yield f"# split = {text(sign)}"
            yield "# [fields.kind.map] or the like"
            yield from (f'# {text(word)} = ""' for word in column.pieces((sign,) if sign else ())[:40])


def _relation(name: str) -> str:
    """Return the relation that the name of a column may speak of."""
    words = (("mirrors", "recipro|mirror"), ("replaces", "replac|supersed|substit"), ("amends", "amend|alter|modif"))
    return next((code for code, pattern in words if re.search(pattern, name, re.IGNORECASE)), "renews")


def _rule(column: str, signs: Signs) -> str:
    return f"{{ column = {text(column)}, split = {_signs(signs)} }}" if signs else text(column)


def _signs(signs: Signs) -> str:
    return text(signs[0]) if len(signs) == 1 else listed(list(signs))
