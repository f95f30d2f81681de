"""Three sheets compared: what the form was made from, what the record is now, and what was typed.

Only one side changed a field: that side is proposed. Both changed it to the same: nothing to choose. Both changed it
differently, or one took a row away that the other changed: somebody must choose, nothing is proposed. Rows added by
either side stay; the same row added twice is one row. When it is not known what the form was made from, every
difference must be chosen. Nothing here knows forms or the database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: One row: field -> text as a form writes it, in one spelling for one value.
Row = dict[str, str]
#: prefix of the rows ("" for the record's own fields) -> name of the row -> row, in order.
Sheet = dict[str, dict[str, Row]]

OWN = ""
THEIRS, YOURS = "theirs", "yours"
#: Names of rows that were typed and are not saved yet start with this.
NEW = "new-"
#: Fields by which two equal rows that were added apart may differ.
_NOT_CONTENT = ("key", "position")
_LONG = 300
_PACKED = "\x00sha256:"


def pack(text: str) -> str:
    """Return a text by which it can be recognised: itself, or the digest of a long one."""
    if len(text) <= _LONG or text.startswith(_PACKED):
        return text
    return f"{_PACKED}{hashlib.sha256(text.encode(errors='surrogatepass')).hexdigest()}"


def is_packed(text: str) -> bool:
    """Whether only the digest of a text is known."""
    return text.startswith(_PACKED)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field on which the sides differ; ``base`` is None where it is not known what the form was made from."""

    name: str
    base: str | None
    theirs: str
    yours: str
    proposed: str | None

    @property
    def alike(self) -> bool:
        """Whether both sides made the same of it."""
        return pack(self.theirs) == pack(self.yours)


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row on which the sides differ.

    ``what`` is *changed*, *added* (by ``side``, or by both where ``side`` is empty) or *taken-away* (by ``side``; empty
    where that is not known). ``twin`` names the typed row that is the same as the saved one. A row taken away carries
    the row that the other side has; its ``proposed`` is None where the other side changed it.
    """

    prefix: str
    row: str
    what: str
    side: str = ""
    twin: str = ""
    proposed: str | None = None
    fields: tuple[FieldChange, ...] = ()
    content: Row | None = None

    def choice(self, field: str = "") -> str:
        """Return the name under which a choice is sent; without a field the one about the row as a whole."""
        return f"_take-{self.prefix or 'record'}-{self.row}-{field or 'row'}"

    def choices(self) -> dict[str, str | None]:
        """Return what can be chosen, each with what is proposed."""
        if self.what == "taken-away":
            return {self.choice(): self.proposed}
        return {self.choice(f.name): f.proposed for f in self.fields if not f.alike}


def compare(
    base: Sheet | None, theirs: Sheet, yours: Sheet, blanks: Mapping[str, Row], single: Iterable[str] = ()
) -> list[RowChange]:
    """Return every difference. ``blanks`` are untouched new rows; ``single`` names parts of at most one row."""
    found: list[RowChange] = []
    for prefix in theirs:
        of_base = None if base is None else base.get(prefix, {})
        found += _part(prefix, of_base, theirs[prefix], yours.get(prefix, {}), blanks.get(prefix, {}), prefix in single)
    return found


def settle(changes: Iterable[RowChange], chosen: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return which side is taken for every choice, and the names of the choices that are still to be made."""
    takes: dict[str, str] = {}
    undecided: list[str] = []
    for change in changes:
        for name, proposed in change.choices().items():
            take = chosen.get(name) if chosen.get(name) in (THEIRS, YOURS) else proposed
            if take is None:
                undecided.append(name)
            else:
                takes[name] = take
    return takes, undecided


def _part(
    prefix: str, base: dict[str, Row] | None, theirs: dict[str, Row], yours: dict[str, Row], blank: Row, single: bool
) -> list[RowChange]:
    added_by_them = [row for row in theirs if base is not None and row not in base]
    twins = _twins(theirs, yours, added_by_them, blank, single)
    found = [
        change
        for row, saved in theirs.items()
        if (change := _saved(prefix, row, base, saved, yours, blank, twins.get(row, ""))) is not None
    ]
    for row, typed in yours.items():
        if row in theirs or row in twins.values():
            continue
        if row.startswith(NEW):
            found.append(RowChange(prefix, row, "added", YOURS, content=typed))
        else:
            touched = base is None or row not in base or differs(base[row], typed)
            proposed = None if touched else THEIRS
            found.append(RowChange(prefix, row, "taken-away", THEIRS, proposed=proposed, content=typed))
    return found


def _saved(
    prefix: str, row: str, base: dict[str, Row] | None, saved: Row, yours: dict[str, Row], blank: Row, twin: str
) -> RowChange | None:
    """Return how a row that is there now differs."""
    if twin:
        fields = _fields(blank, saved, yours[twin])
        return RowChange(prefix, row, "added", "", twin=twin, fields=fields, content=saved)
    if row in yours:
        fields = _fields(None if base is None else base.get(row, blank), saved, yours[row])
        return RowChange(prefix, row, "changed", fields=fields) if fields else None
    if base is not None and row not in base:
        return RowChange(prefix, row, "added", THEIRS, content=saved)
    proposed = None if base is None or differs(base[row], saved) else YOURS
    return RowChange(prefix, row, "taken-away", YOURS, proposed=proposed, content=saved)


def _fields(base: Row | None, theirs: Row, yours: Row) -> tuple[FieldChange, ...]:
    found = []
    for name, saved in theirs.items():
        typed = yours.get(name, saved)
        before = None if base is None else base.get(name, "")
        by_them = before is None or pack(saved) != pack(before)
        by_you = before is None or pack(typed) != pack(before)
        alike = pack(saved) == pack(typed)
        if alike and (before is None or not by_them):
            continue
        proposed = THEIRS if alike or not by_you else YOURS if not by_them else None
        found.append(FieldChange(name, before, saved, typed, proposed))
    return tuple(found)


def _twins(
    theirs: dict[str, Row], yours: dict[str, Row], added_by_them: list[str], blank: Row, single: bool
) -> dict[str, str]:
    """Return the rows that both sides added: saved row -> typed row; of a part of one row any two are the same."""
    typed = [row for row in yours if row.startswith(NEW)]
    if single:
        candidates = list(theirs)
        return {candidates[0]: typed[0]} if candidates and typed else {}
    twins: dict[str, str] = {}
    for row in added_by_them:
        same = (
            new for new in typed if new not in twins.values() and not _other_content(theirs[row], yours[new], blank)
        )
        if (found := next(same, None)) is not None:
            twins[row] = found
    return twins


def _other_content(saved: Row, typed: Row, blank: Row) -> bool:
    own_key = typed.get("key", "")
    if own_key and own_key not in (blank.get("key", ""), saved.get("key", "")):
        return True
    return differs(saved, typed, but=_NOT_CONTENT)


def differs(one: Row, other: Row, but: Iterable[str] = ()) -> bool:
    """Whether two rows say different things, some fields left aside."""
    left_out = set(but)
    return any(pack(text) != pack(other.get(name, text)) for name, text in one.items() if name not in left_out)
