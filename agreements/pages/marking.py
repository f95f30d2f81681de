"""Markers: every value on a page carries one, and it leads to the passages that speak for or against the value.

Rows of evidence are gathered in *notes*, one for each row of the record (an act, a party, a relation) or field of the
record itself, and numbered in the order in which the page uses them, like the notes of a printed book. A value without
evidence is marked as unsourced (domain section 9).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Row = dict[str, Any]


@dataclass(slots=True)
class Note:
    """The evidence for one thing that the record says; ``about`` is what it says, for the heading of the note.

    ``reckoning`` are sentences for a value that was worked out, ``see`` the notes that it was worked out from. ``fact``
    is the path of the thing, ``record`` the other record that says it (``agreement:id``; empty for the page's own).
    """

    anchor: str
    rows: list[Row] = field(default_factory=list)
    number: int = 0
    about: str = ""
    reckoning: list[str] = field(default_factory=list)
    see: list[Mark] = field(default_factory=list)
    fact: str = ""
    record: str = ""

    @property
    def statements(self) -> list[list[Row]]:
        """Give the rows by what they say: the same field, the same value, for or against it."""
        alike: dict[tuple[Any, ...], list[Row]] = {}
        for row in self.rows:
            says = (row["field"], row["value"], row["stance"], row["basis"], row["preferred"])
            alike.setdefault(says, []).append(row)
        return list(alike.values())

    @property
    def disputed(self) -> bool:
        """Whether a passage speaks against the value, or for another one that was not preferred."""
        return any(_speaks_against(row) for row in self.rows)

    def against(self, field: str) -> list[Row]:
        """Give the rows that speak against the value of a field, or for another one."""
        return [row for row in self.rows if _speaks_against(row) and row["field"] in (field, "")]


@dataclass(frozen=True, slots=True)
class Mark:
    """A marker beside a value: the note that it leads to, or none where the value is unsourced."""

    note: Note | None
    basis: str = ""
    field: str = ""

    @property
    def against(self) -> list[Row]:
        """Give the rows that speak against this value."""
        return self.note.against(self.field) if self.note else []

    @property
    def dissent(self) -> str:
        """Say how many sources disagree; where it is the very source of the value, that it says otherwise too."""
        rows = self.against
        if self.note is None or not rows:
            return ""
        sources = {row["source"]["id"] for row in rows}
        speaking_for = {row["source"]["id"] for row in self.note.rows if not _speaks_against(row)}
        if sources <= speaking_for:
            return _("the same source also says otherwise")
        count = len(sources - speaking_for)
        return ngettext("%(n)s source disagrees", "%(n)s sources disagree", count) % {"n": count}

    @property
    def label(self) -> str:
        """Say what the marker is to somebody who does not see it."""
        if self.note is None:
            return _("No evidence is recorded for this value")
        text = _("Evidence %(number)s: %(about)s") % {"number": self.note.number, "about": self.note.about}
        count = len(self.note.rows)
        if count > 1:
            text += " (" + ngettext("%(n)s passage", "%(n)s passages", count) % {"n": count} + ")"
        return text + (" – " + _("one source disagrees") if self.note.disputed else "")


class Marks:
    """The notes of one page. Ask for marks in the order in which the page shows its values."""

    def __init__(self, evidence: Iterable[Row], unsourced: Iterable[str] = ()) -> None:
        self._notes: dict[tuple[str, str], Note] = {}
        self._used: list[Note] = []
        self._unsourced = set(unsourced)
        for row in evidence:
            self._note(row["part"], row["item"], row["field"]).rows.append(row)

    def mark(self, part: str, item: str, field: str, about: object) -> Mark | None:
        """Give the marker of a value; ``None`` where it needs none (nothing is said that could be proved).

        A note that speaks for the row also stands for its fields, except for those that are listed as unsourced.
        """
        path = "/".join(piece for piece in (part, item, field) if piece)
        note = self._notes.get(_place(part, item, field))
        if path in self._unsourced and not (note and any(row["field"] == field for row in note.rows)):
            return Mark(None)
        if note is None:
            return None
        return Mark(self._use(note, about), self._basis(note, field), field)

    def reckoned(self, anchor: str, about: object, sentences: Sequence[str], see: Iterable[Mark | None]) -> Mark:
        """Give the marker of a value that was worked out; its note shows how, and from which notes."""
        note = self._notes.setdefault(("reckoned", anchor), Note(f"e-{_plain(anchor)}"))
        note.reckoning, note.see = list(sentences), [mark for mark in see if mark and mark.note]
        return Mark(self._use(note, about), "computed")

    def add(self, anchor: str, about: object, rows: Sequence[Row], record: str = "", fact: str = "") -> Mark | None:
        """Give the marker of a value that another record's evidence speaks for; ``None`` when it has none."""
        if not rows:
            return None
        made = Note(f"e-{_plain(anchor)}", rows=list(rows), record=record, fact=fact)
        note = self._notes.setdefault(("added", anchor), made)
        return Mark(self._use(note, about))

    @property
    def notes(self) -> list[Note]:
        """Give every note, first those that the page used, then the rest."""
        for note in self._notes.values():
            if note not in self._used and note.rows:
                self._use(note, note.rows[0]["path"])
        return self._used

    def _use(self, note: Note, about: object) -> Note:
        if note.number == 0:
            self._used.append(note)
            note.number, note.about = len(self._used), str(about)
        return note

    def _note(self, part: str, item: str, field: str) -> Note:
        place = _place(part, item, field)
        made = Note(_anchor(place), fact="/".join(filter(None, place)))
        return self._notes.setdefault(place, made)

    @staticmethod
    def _basis(note: Note, field: str) -> str:
        rows = [row for row in note.rows if row["field"] == field and row["preferred"] and row["stance"] == "supports"]
        bases = {row["basis"] for row in rows}
        return "" if not bases or "stated" in bases else sorted(bases)[0]


def anchor_of(row: Row) -> str:
    """Give the anchor of the note in which a row of evidence stands, on the page of its record."""
    return _anchor(_place(row["part"], row["item"], row["field"]))


def _anchor(place: tuple[str, str]) -> str:
    return "e-" + _plain("-".join(filter(None, place)))


def _speaks_against(row: Row) -> bool:
    return row["stance"] == "contradicts" or not row["preferred"]


def _place(part: str, item: str, field: str) -> tuple[str, str]:
    """Give the note to which a path belongs: the row's own, or the field's where the record has no rows."""
    return (part, item) if item else (part, field)


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "-", text.lower())
