"""Cells of a CSV file: how values become text, and what keeps a spreadsheet from running one.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` (full-width ones too), a tab or a line break
for a formula. Such a cell gets one apostrophe before it, which is data to whoever reads the file with a program: take
one away where a cell begins with an apostrophe and one of these. Plain numbers are left alone, because ``-31`` is the
length of an overlap and runs nothing; dates here never begin with a sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

SEPARATOR: Final = "|"
RUN_BY_SPREADSHEETS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER: Final = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def cell(value: Any) -> str:
    """Write one value: nothing for null, ``true`` or ``false``, a list joined, and no text that could be run."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        value = joined(value)
    text = str(value)
    return f"'{text}" if text.startswith(RUN_BY_SPREADSHEETS) and not NUMBER.fullmatch(text) else text


def joined(values: Iterable[Any]) -> str:
    """Join several values; the separator inside a value is written ``\\|``."""
    return SEPARATOR.join(str(value).replace(SEPARATOR, rf"\{SEPARATOR}") for value in values)
