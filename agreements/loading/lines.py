"""On which line of a TOML text each key stands.

``tomllib`` reads strictly but forgets places. This walks over a text that ``tomllib`` has accepted, so it need not
judge syntax, only follow it: headers, dotted and quoted keys, strings of four kinds, arrays, inline tables. A path is
the keys and list positions that lead to a value, as in ``("act", "signed", "date", "from", 0, "words")``.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}\r\n#]+")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}(?!")' r"|'''.*?'{3,5}(?!')" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'",
    re.DOTALL,
)


def lines_of(text: str) -> dict[Path, int]:
    """Map every path of a valid TOML text to the line, from 1, on which its key (or list item) begins."""
    return _Walk(text.replace("\r\n", "\n")).run()


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.starts = [0, *(m.end() for m in re.finditer("\n", text))]
        self.found: dict[Path, int] = {}
        self.lists: dict[Path, int] = {}

    def run(self) -> dict[Path, int]:
        base: Path = ()
        self.skip(_BLANK)
        while self.at < len(self.text):
            if self.text.startswith("[[", self.at):
                base = self.header(2)
            elif self.text[self.at] == "[":
                base = self.header(1)
            else:
                self.pair(base)
            self.skip(_BLANK)
        return self.found

    def skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        assert match is not None, "the text was not read by tomllib before"
        self.at = match.end()
        return match.group()

    def note(self, path: Path, place: int) -> None:
        self.found.setdefault(path, bisect_right(self.starts, place))

    def keys(self) -> list[str]:
        keys = []
        while True:
            self.skip(_SPACE)
            if self.text[self.at] in "\"'":
                keys.append(next(iter(tomllib.loads(f"{self.skip(_STRING)} = 0"))))
            else:
                keys.append(self.skip(_BARE_KEY))
            self.skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return keys
            self.at += 1

    def header(self, brackets: int) -> Path:
        place = self.at
        self.at += brackets
        path: Path = ()
        keys = self.keys()
        for depth, key in enumerate(keys, 1):
            path = (*path, key)
            self.note(path, place)
            if brackets == 2 and depth == len(keys):
                self.lists[path] = self.lists.get(path, -1) + 1
            if path in self.lists:
                path = (*path, self.lists[path])
                self.note(path, place)
        self.at += brackets
        return path

    def pair(self, base: Path) -> None:
        place = self.at
        path = base
        for key in self.keys():
            path = (*path, key)
            self.note(path, place)
        self.at += 1  # the equals sign
        self.skip(_SPACE)
        self.value(path)

    def value(self, path: Path) -> None:
        sign = self.text[self.at]
        if sign in "\"'":
            self.skip(_STRING)
        elif sign == "[":
            self.items(path)
        elif sign == "{":
            self.inline(path)
        else:
            self.skip(_SCALAR)

    def items(self, path: Path) -> None:
        self.at += 1
        number = 0
        while True:
            self.skip(_BLANK)
            if self.text[self.at] == "]":
                break
            self.note((*path, number), self.at)
            self.value((*path, number))
            number += 1
            self.skip(_BLANK)
            if self.text[self.at] == ",":
                self.at += 1
        self.at += 1

    def inline(self, path: Path) -> None:
        self.at += 1
        while True:
            self.skip(_BLANK)
            if self.text[self.at] == "}":
                break
            self.pair(path)
            self.skip(_BLANK)
            if self.text[self.at] == ",":
                self.at += 1
        self.at += 1
