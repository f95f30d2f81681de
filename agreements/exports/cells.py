"""Cells of a CSV file: how values become text, and what keeps a spreadsheet from running one.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` (full-width ones too), a tab or a line break
for a formula. Such a cell gets one apostrophe before it, which is data to whoever reads the file with a program:
``bare`` takes it away again (imports do). A text that has apostrophes before one of these already gets one more, so
that nothing is lost on the way out and in. Plain numbers are left alone, because ``-31`` is the
length of an overlap and runs nothing; dates here never begin with a sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

SEPARATOR: Final = "|"
RUN_BY_SPREADSHEETS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: What the first character of a text is that ``cell`` looks at more closely.
BEFORE_RUN: Final = frozenset((*RUN_BY_SPREADSHEETS, "'"))
#: What is written with a backslash before it where several values stand in a cell.
ESCAPED: Final = re.compile(r"[\\|]")
NUMBER: Final = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def cell(value: Any) -> str:
    """Write one value: nothing for null, ``true`` or ``false``, a list joined, and no text that could be run."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = str(value)
    elif isinstance(value, bool):
        return "true" if value else "false"
    else:
        text = joined(value) if isinstance(value, (list, tuple)) else str(value)
    return f"'{text}" if text[:1] in BEFORE_RUN and is_run(text) else text


def bare(text: str) -> str:
    """Take away the apostrophe that ``cell`` put before a text, and no other."""
    return text[1:] if text.startswith("'") and is_run(text[1:]) else text


def is_run(text: str) -> bool:
    """Say whether a spreadsheet would run a text, apostrophes before it aside."""
    if not text.startswith(RUN_BY_SPREADSHEETS):
        if not text.startswith("'"):
            return False
        text = text.lstrip("'")
    return text.startswith(RUN_BY_SPREADSHEETS) and not NUMBER.fullmatch(text)


def joined(values: Iterable[Any]) -> str:
    """Join several values; inside a value the separator is written ``\\|`` and a backslash ``\\\\``.

    So whoever reads from left to right and takes what stands after a backslash as it is has the values again.
    """
    return SEPARATOR.join(ESCAPED.sub(r"\\\g<0>", str(value)) for value in values)
