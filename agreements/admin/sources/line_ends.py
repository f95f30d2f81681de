"""A text through a browser's field and back, byte for byte.

A field sends every line end as CR LF, whatever the text had. So the form carries the pattern of line ends that the text
had when it was shown ("n12r1": twelve times LF, then once CR LF; "c" is a lone CR) and they are put back. Decided:

* a text that was not edited is itself, whatever its line ends;
* an edited one with as many lines keeps the pattern; one with more or fewer keeps its kind of line end where it has one
  kind only, else it gets LF;
* a pasted text gets LF, because no browser tells what it had; only where the sum of the text is recorded and CR LF
  gives it, it gets those. A file is taken as it is.
"""

from __future__ import annotations

import re
from itertools import groupby

_END = re.compile("\r\n|\n|\r")
_CODES = {"\n": "n", "\r\n": "r", "\r": "c"}
_ENDS = {code: end for end, code in _CODES.items()}
_RUN = re.compile("([nrc])([0-9]{1,7})")


def ends_of(text: str) -> str:
    """Return the pattern of line ends of a text; empty where all are LF."""
    codes = [_CODES[end] for end in _END.findall(text)]
    return "" if set(codes) <= {"n"} else "".join(f"{code}{len(list(run))}" for code, run in groupby(codes))


def with_unix_ends(text: str) -> str:
    """Return a text with every line end as LF."""
    return _END.sub("\n", text)


def with_ends(text: str, pattern: str) -> str:
    """Return a text with the line ends of a pattern, as far as they fit it."""
    plain = with_unix_ends(text)
    runs = [(code, int(count)) for code, count in _RUN.findall(pattern)]
    lines = plain.split("\n")
    if sum(count for _code, count in runs) == len(lines) - 1:
        ends = [_ENDS[code] for code, count in runs for _one in range(count)]
        return "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))
    kinds = {code for code, _count in runs}
    return _ENDS[kinds.pop()].join(lines) if len(kinds) == 1 else plain
