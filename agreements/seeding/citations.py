"""Read the places that a file gives for a value, and make evidence rows of them.

A place is ``{ paragraph = 3, start = 303, end = 312, words = "January 5" }``: where it is in the source for a person,
the characters from ``start`` up to, not including, ``end`` for a machine, and at most a few words of the source.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from agreements.codelists import BasisCode, LocatorKind, Stance
from agreements.loading.errors import nearest
from agreements.loading.lines import Path
from agreements.loading.merging import EVIDENCE, RowId
from agreements.loading.records import Cited, GivenRecord

LOCATORS = tuple(LocatorKind.values)
WORDS = (
    "source",
    *LOCATORS,
    "start",
    "end",
    "words",
    "value",
    "basis",
    "reasoning",
    "stance",
    "preferred",
    "lost_reason",
    "last_checked",
)
#: Facts and locators are kept with the seeds, not the sentences of a protected text (the domain rules, section 9).
MOST_WORDS = 80
VALUE_LENGTH = 400


class CitationReader:
    """Turns each ``from`` of one record into evidence rows and cited places."""

    def __init__(
        self, record: GivenRecord, source: object, fault: Callable[[Path, str], None], line: Callable[[Path], int]
    ) -> None:
        self.record, self.source, self.fault, self.line = record, source, fault, line
        self.checked = ""
        self.waiting: list[tuple[Path, RowId, str, str | None, dict[str, Any]]] = []

    def read(self, path: Path, row: RowId, field: str, value: str | None, said: object) -> None:
        """Take one place or a list of places for a field (``""`` for the row itself).

        ``value`` is ``None`` where the record takes no value: then every place gives one, and says why it lost.
        """
        allowed = self.record.shape.citable.get(row[0], ())
        if field not in allowed:
            what = f"'{field}' of '{row[0] or self.record.shape.kind}'" if field else f"a row of '{row[0]}'"
            self.fault(path, f"{what} cannot be cited{nearest(field or '-', allowed)}")
            return
        if said == []:
            self.fault(path, "the list of places is empty: leave it out where there is none.")
        for number, place in enumerate(said if isinstance(said, list) else [said]):
            where = (*path, number) if isinstance(said, list) else path
            if isinstance(place, dict):
                self.waiting.append((where, row, field, value, place))
            else:
                self.fault(where, 'a place is a table: { paragraph = 3, start = 303, end = 312, words = "…" }.')

    def finish(self) -> None:
        """Make the rows, in the order of the file."""
        for path, row, field, value, place in self.waiting:
            self.place(path, row, field, value, place)

    def place(self, path: Path, row: RowId, field: str, value: str | None, said: dict[str, Any]) -> None:
        """Make one evidence row and one cited place."""
        for word in said:
            if word not in WORDS:
                self.fault((*path, word), f"unknown word '{word}'{nearest(word, WORDS, most=20)}")
                return
        cited = self.cited(path, said)
        if cited is None:
            return
        texts: dict[str, str] = {}
        for word in ("words", "value", "basis", "reasoning", "stance", "lost_reason", "last_checked"):
            if not isinstance(text := said.get(word, ""), str) or "\x00" in text or (word in said and not text.strip()):
                self.fault((*path, word), f"{word} is a text, between quotation marks and not empty.")
                return
            texts[word] = text
        for word, codes in (("basis", BasisCode.values), ("stance", Stance.values)):
            if texts[word] and texts[word] not in codes:
                self.fault((*path, word), f"unknown code '{texts[word]}' for {word}{nearest(texts[word], codes)}")
                return
        if message := self.refused(texts, said):
            self.fault((*path, message[0]), message[1])
            return
        if value is None and (not texts["value"] or said.get("preferred", True)):
            self.fault(path, "no value is taken here: a place gives its own value, preferred = false and lost_reason.")
            return
        self.record.cited.append(cited)
        self.add(row, field, texts["value"] or value or "", texts, said, cited)

    def refused(self, texts: dict[str, str], said: dict[str, Any]) -> tuple[str, str] | None:
        """Say which word of a place is wrong, and how."""
        if len(texts["words"]) > MOST_WORDS:
            return "words", f"words are at most {MOST_WORDS} characters: the value's own words, not the sentence."
        if texts["basis"] == "inferred" and not texts["reasoning"]:
            return "basis", "an inferred value needs its reasoning."
        if not isinstance(preferred := said.get("preferred", True), bool):
            return "preferred", "preferred is true or false."
        if preferred == bool(texts["lost_reason"]):
            return "preferred", "a value that is not preferred has a lost_reason, and no other has."
        if texts["last_checked"]:
            try:
                date.fromisoformat(texts["last_checked"])
            except ValueError:
                return "last_checked", "last_checked is a full day: YYYY-MM-DD."
        return None

    def cited(self, path: Path, said: dict[str, Any]) -> Cited | None:
        """Read where the place is; ``None`` after a fault."""
        source = said.get("source", self.source)
        kinds = [kind for kind in LOCATORS if kind in said]
        start, end = said.get("start"), said.get("end")
        if not isinstance(source, str):
            self.fault(path, "name the source: here, or once for the file as 'source' in its first table.")
        elif len(kinds) != 1 or isinstance(said[kinds[0]], bool) or not isinstance(said[kinds[0]], int | str):
            self.fault(path, f"say where in the source, with one of {', '.join(LOCATORS)}.")
        elif not _numbers_or_neither(start, end):
            self.fault(path, "start and end are whole numbers from 0; give both or neither.")
        elif start is not None and end is not None and end <= start:
            self.fault((*path, "end"), f"the range is reversed or empty: start {start}, end {end}.")
        elif not 0 < len(str(said[kinds[0]])) <= 60:
            self.fault((*path, kinds[0]), f"{kinds[0]} is empty or longer than 60 characters.")
        else:
            words = str(said.get("words", ""))
            return Cited(source, kinds[0], str(said[kinds[0]]), start, end, words, self.record.file, self.line(path))
        return None

    def add(
        self, row: RowId, field: str, value: str, texts: dict[str, str], said: dict[str, Any], cited: Cited
    ) -> None:
        """Add the evidence row, under a key of its own."""
        stem = "-".join(w.replace("_", "-") for w in (row[0] or "record", row[1], field) if w)[:70].strip("-")
        number = 1
        while (EVIDENCE, key := f"{stem}-{number}") in self.record.rows:
            number += 1
        position = sum(1 for name, _key in self.record.rows if name == EVIDENCE) + 1
        self.record.lines[(EVIDENCE, key), ""] = cited.line
        self.record.rows[EVIDENCE, key] = {
            "position": position,
            "part": row[0],
            "item": row[1],
            "field": field,
            "stance": texts["stance"] or Stance.SUPPORTS.value,
            "passage": f"{cited.source}#{cited.key}",
            "value": value if len(value) <= VALUE_LENGTH else "",
            "stated_value": texts["words"],
            "basis": texts["basis"] or BasisCode.STATED.value,
            "reasoning": texts["reasoning"],
            "preferred": said.get("preferred", True),
            "lost_reason": texts["lost_reason"],
            "last_checked": texts["last_checked"] or self.checked or None,
        }


def _numbers_or_neither(start: object, end: object) -> bool:
    if start is None and end is None:
        return True
    return all(isinstance(n, int) and not isinstance(n, bool) and n >= 0 for n in (start, end))
