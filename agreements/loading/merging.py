"""Whose value is whose: what the file says, what the last load brought, and what the record holds now.

A value that nobody touched since the last load follows the file. One that an editor changed is kept: the file's value
stays beside it as evidence that lost, and the difference is reported at every load (the domain rules, section 9). The
same holds for rows: an editor's deletion is not undone, and a row that left the file goes only while it is untouched.
Pure: three mappings in, one plan out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from agreements.loading.plain import Plain

RowId = tuple[str, str]
"""Part and key; ``("", "")`` is the record's own row."""
Row = dict[str, Plain]
Rows = dict[RowId, Row]

OWN: RowId = ("", "")
EVIDENCE = "evidence"
LOST = "An editor gave another value after this one was loaded from the file."


@dataclass(frozen=True, slots=True)
class Kept:
    """A value that an editor changed: ``file`` is what the file says, ``now`` what stands. An empty field is a row."""

    row: RowId
    field: str
    file: Plain
    now: Plain

    def __str__(self) -> str:
        where = "/".join(name for name in (*self.row, self.field) if name)
        if not self.field:
            return f"{where} stays deleted" if self.now is None else f"{where} stays, though it left the file"
        return f"{where} stays {shown(self.now)}; the file says {shown(self.file)}"


@dataclass(slots=True)
class Plan:
    """What to write for one record, and what was left to its editors."""

    create: Rows = field(default_factory=dict)
    update: Rows = field(default_factory=dict)
    delete: list[RowId] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    remember: Rows = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.create or self.update or self.delete)


Blank = Callable[[str, str], Plain]
"""Gives what a field of a part holds when nobody said anything."""


def merge(file: Rows, loaded: Rows | None, now: Rows | None, blank: Blank) -> Plan:
    """Plan one record. ``loaded`` is ``None`` before the first load, ``now`` when the record does not exist."""
    plan = Plan(remember={row: dict(values) for row, values in file.items()})
    if now is None:
        if loaded is not None:
            plan.kept.append(Kept(OWN, "", True, None))
        else:
            plan.create = plan.remember
        return plan
    before = loaded or {}
    gone = {row for row in file if row not in now and row in before and row[0] != EVIDENCE}
    for row in file:
        if row[0] != EVIDENCE:
            _merge_row(row, plan.remember[row], before, now, blank, plan)
    _yield_evidence(plan, now)
    for row, values in file.items():
        if row[0] == EVIDENCE and (str(values["part"]), str(values["item"])) in gone and row not in now:
            del plan.remember[row]
        elif row[0] == EVIDENCE:
            _merge_row(row, plan.remember[row], before, now, blank, plan)
    leaving = [row for row in before if row not in file and row in now]
    staying = {row for row in leaving if row[0] != EVIDENCE and _is_edited(row, before, now, blank)}
    for row in leaving:
        proves = row[0] == EVIDENCE and _still_proves(before[row], staying, before, now)
        if proves or row in staying or (row[0] == EVIDENCE and not _is_as_loaded(row, before, now)):
            plan.remember[row] = before[row]
            plan.kept += [] if proves else [Kept(row, "", None, True)]
        else:
            plan.delete.append(row)
    _keep_statuses(plan, now)
    return plan


def _still_proves(evidence: Row, staying: set[RowId], before: Rows, now: Rows) -> bool:
    """Whether evidence is for a value that stands in a row that stays."""
    about, name = (str(evidence.get("part")), str(evidence.get("item"))), str(evidence.get("field"))
    return about in staying and now[about].get(name) == before[about].get(name)


def _keep_statuses(plan: Plan, now: Rows) -> None:
    """Let a status such as ``acts_status`` not say that there is none where a row stays."""
    there = {row[0] for row in (*now, *plan.create) if row not in plan.delete}
    own = plan.update.get(OWN, {})
    for part in there & {"act", "party", "sector"}:
        name = {"act": "acts_status", "party": "parties_status", "sector": "sectors_status"}[part]
        if name in own and own[name] != "given":
            del own[name]
            plan.remember[OWN][name] = now[OWN][name]
    if OWN in plan.update and not own:
        del plan.update[OWN]


def _is_as_loaded(row: RowId, before: Rows, now: Rows) -> bool:
    return all(now[row].get(name) == value for name, value in before[row].items())


def _is_edited(row: RowId, before: Rows, now: Rows, blank: Blank) -> bool:
    """Whether an editor changed a row, said more in it, or gave evidence of their own for it."""
    more = any(name not in before[row] and value != blank(row[0], name) for name, value in now[row].items())
    own = any(
        other[0] == EVIDENCE and other not in before and (str(said.get("part")), str(said.get("item"))) == row
        for other, said in now.items()
    )
    return more or own or not _is_as_loaded(row, before, now)


def _merge_row(row: RowId, file: Row, before: Rows, now: Rows, blank: Blank, plan: Plan) -> None:
    if row not in now:
        if row in before:
            plan.kept.append(Kept(row, "", True, None))
        else:
            plan.create[row] = file
        return
    held, last = now[row], before.get(row, {})
    change: Row = {}
    for name, value in file.items():
        current = held.get(name)
        if current == value:
            continue
        if current == (last[name] if name in last else blank(row[0], name)):
            change[name] = value
        else:
            plan.kept.append(Kept(row, name, value, current))
    for name, value in last.items():
        if name not in file and held.get(name) == value and value != blank(row[0], name):
            change[name] = blank(row[0], name)
    if change:
        plan.update[row] = change


def _yield_evidence(plan: Plan, now: Rows) -> None:
    """Let the file's evidence for a kept value lose; a reason that an editor wrote stands."""
    kept = {(k.row, k.field) for k in plan.kept if k.field}
    for row, values in plan.remember.items():
        about = (str(values.get("part")), str(values.get("item")))
        if row[0] == EVIDENCE and values["stance"] == "supports" and (about, str(values["field"])) in kept:
            held: Mapping[str, Plain] = now.get(row, {})
            values["preferred"] = False
            values["lost_reason"] = (held.get("lost_reason") if held.get("preferred") is False else None) or LOST


def shown(value: Plain) -> str:
    """Give a value as it is written in a report."""
    if value is None or value == "":
        return "unknown"
    text = str(value)
    return f"“{text if len(text) <= 60 else text[:57] + '…'}”"
