"""Walk over a profile's TOML and collect every fault with its line: typed access, so that no reader checks itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from agreements.importing.profile.patterns import NoPatternError, Pattern
from agreements.loading.errors import Fault, nearest
from agreements.loading.lines import Path, lines_of

_PLACE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_SLASHED = re.compile(r"/(.+)/", re.DOTALL)
Table = dict[str, Any]


class Tables:
    """A parsed profile; whatever is wrong joins ``faults``."""

    def __init__(self, file: str, data: bytes) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.document: Table = {}
        self.lines: dict[Path, int] = {}
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            self.faults.append(Fault(file, data[: error.start].count(b"\n") + 1, "this is not UTF-8 text."))
            return
        try:
            self.document = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            place = _PLACE.search(str(error))
            line = int(place[1]) if place and place[1] else text.count("\n") + 1
            self.faults.append(Fault(file, line, f"this is not TOML: {_PLACE.sub('', str(error)).strip()}."))
            return
        except (ValueError, RecursionError):
            self.faults.append(
                Fault(file, 0, "this is no TOML that can be read: a number is too long, or it is too deep.")
            )
            return
        if any("\x00" in text for text in _texts(self.document)):
            self.faults.append(Fault(file, 0, "a text holds a NUL character, which nothing here can keep."))
            self.document = {}
            return
        self.lines = lines_of(text)

    def line(self, path: Path) -> int:
        """Return the line of a path, or of the nearest thing above it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, path: Path, message: str) -> None:
        """Note what is wrong there."""
        self.faults.append(Fault(self.file, self.line(path), message))

    def table(self, path: Path, value: Any, allowed: Iterable[str] | None) -> Table:
        """Give a table; names outside ``allowed`` are faults (``None``: any name)."""
        if not isinstance(value, dict):
            self.fault(path, f"{_name(path)} is a table.")
            return {}
        if allowed is None:
            return value
        names = list(allowed)
        for name in value:
            if name not in names:
                self.fault((*path, name), f"unknown name '{name}' in {_name(path)}{nearest(name, names, most=20)}")
        return {name: content for name, content in value.items() if name in names}

    def text(self, path: Path, table: Table, name: str, default: str = "", *, needed: bool = False) -> str:
        """Give a text; an empty one counts as left out."""
        value = table.get(name, default)
        if not isinstance(value, str):
            self.fault((*path, name), f"{name} is a text: write it between quotation marks.")
            return default
        if needed and not value.strip():
            self.fault((*path, name) if name in table else path, f"{_name(path)} needs {name}.")
        return value

    def texts(self, path: Path, table: Table, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Give a list of texts; one text is a list of one."""
        value = table.get(name)
        if value is None:
            return default
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.fault((*path, name), f"{name} is a text or a list of texts.")
        return default

    def flag(self, path: Path, table: Table, name: str, default: bool | None = None) -> bool:
        """Give a truth value; without ``default`` it must be written."""
        value = table.get(name, default)
        if isinstance(value, bool):
            return value
        self.fault((*path, name) if name in table else path, f"{_name(path)} needs {name}, true or false.")
        return bool(default)

    def code(self, path: Path, table: Table, name: str, codes: Iterable[str], default: str) -> str:
        """Give one of some codes."""
        value = self.text(path, table, name, default)
        allowed = list(codes)
        if value in allowed or value == default:
            return value
        self.fault((*path, name), f"unknown {name} '{value}'{nearest(value, allowed, most=20)}")
        return default

    def pattern(self, path: Path, text: str) -> Pattern | None:
        """Compile a regular expression."""
        try:
            return Pattern.of(text, self.file, self.line(path))
        except NoPatternError as error:
            self.fault(path, f"'{text}' is no pattern: {error}.")
            return None

    def patterns(self, path: Path, table: Table) -> tuple[Pattern, ...]:
        """Give ``pattern`` and ``patterns`` of a table, in order."""
        found = []
        for name in ("pattern", "patterns"):
            for number, text in enumerate(self.texts(path, table, name)):
                at = (*path, name, number) if isinstance(table[name], list) else (*path, name)
                if (compiled := self.pattern(at, text)) is not None:
                    found.append(compiled)
        return tuple(found)

    def slashed(self, path: Path, text: str) -> Pattern | None:
        """Compile a text between slashes, ``/^Em /``; any other text is no pattern and gives ``None``."""
        match = _SLASHED.fullmatch(text)
        return self.pattern(path, match[1]) if match else None


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _name(path: Path) -> str:
    names = [str(step) if isinstance(step, str) else f"item {step + 1}" for step in path]
    return f"[{'.'.join(names)}]" if names else "the profile"
