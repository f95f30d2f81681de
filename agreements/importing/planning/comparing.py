"""Records of a file against the register: what is new, what differs, and what editors changed since the last load.

A record that the same origin brought with the same values, and that nobody touched since, is not read again. The rest
is compared by thousands. What stood in an earlier edition of the register stays: a value that did not change keeps the
evidence of that edition, and an observation of another day is not taken back because a newer edition has its own.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from agreements.codelists import Stage
from agreements.importing.reports import Change
from agreements.loading.held import Head, Held, blank
from agreements.loading.merging import EVIDENCE, OWN, Plan, Row, RowId, Rows, merge
from agreements.loading.plain import Plain
from agreements.loading.records import GivenRecord
from agreements.loading.remembering import Loaded, digest_of, untouched
from agreements.loading.state import Name, unpacked
from agreements.loading.writing import Task
from agreements.models import LoadedRecord

CHUNK = 1000
#: What of a piece of evidence is the value that it speaks for; the rest is where and in which words.
_VALUE = ("part", "item", "field", "value")
#: What the key of an observation says already.
_OF_ITS_KEY = ("type", "date", "date_basis")
#: What says whether it counts against other evidence.
_COUNTS = ("preferred", "lost_reason")


@dataclass(slots=True)
class Batch:
    """Records that change, with what the register holds of them."""

    held: Held
    tasks: list[Task] = field(default_factory=list)


@dataclass(slots=True)
class Compared:
    """``new`` and ``batches`` are to be written, ``loaded`` is to be remembered; all others stay untouched.

    ``heads`` say how the records that are there stood before, ``changes`` and ``kept`` what a report says of them.
    ``names`` are all that were compared.
    """

    names: Collection[Name] = ()
    new: list[GivenRecord] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)
    loaded: list[Loaded] = field(default_factory=list)
    heads: dict[Name, Head] = field(default_factory=dict)
    changes: dict[Name, tuple[Change, ...]] = field(default_factory=dict)
    kept: dict[Name, tuple[str, ...]] = field(default_factory=dict)
    deleted: set[Name] = field(default_factory=set)

    @property
    def changed(self) -> set[Name]:
        """The records that are there and will differ."""
        return {task.name for batch in self.batches for task in batch.tasks}

    def cells_of(self, name: Name, row: RowId, field: str = "") -> dict[str, str]:
        """Give the columns, with their words, from which a row of a record (or one field of it) was to be written.

        Of the record's own row, in which most columns end, nothing is given without the field.
        """
        records = (*self.new, *(task.record for batch in self.batches for task in batch.tasks))
        rows = next((one.rows for one in records if (one.shape.kind, one.id) == name), {})
        return {
            str(said["column"]): str(said["stated_value"])
            for (part, _key), said in rows.items()
            if part == EVIDENCE and said["column"] and (said["part"], said["item"]) == row
            if said["field"] in ("", field) or (not field and row != OWN)
        }


@dataclass(frozen=True, slots=True)
class Silence:
    """What the file cannot speak of, so that what an earlier load brought stays.

    ``refused`` are records whose rows were refused: relations to them stay. ``rows`` are rows by the address of their
    record. ``day`` is the edition's: what it says of any other day is not for this file to take back.
    """

    refused: Container[str] = ()
    rows: Mapping[str, Container[RowId]] = field(default_factory=dict)
    day: str = ""

    def covers(self, address: str, row: RowId, values: Row) -> bool:
        """Whether a row of an earlier load stays for want of a word."""
        if row[0] == "act" and values.get("type") == "observed" and values.get("date") != self.day:
            return True
        return (row[0] == "relation" and values.get("object") in self.refused) or row in self.rows.get(address, ())


def compare(records: list[GivenRecord], origin: str, silence: Silence | None = None) -> Compared:
    """Compare records with the register; nothing is written."""
    silence = silence or Silence()
    digests = {(record.shape.kind, record.id): digest_of(record.rows) for record in records}
    found = Compared(digests.keys())
    known = untouched(origin, digests)
    open_ones = (record for record in records if (record.shape.kind, record.id) not in known)
    while some := list(islice(open_ones, CHUNK)):
        _compare(some, origin, digests, silence, found)
    return found


def _compare(
    records: list[GivenRecord], origin: str, digests: dict[Name, str], silence: Silence, found: Compared
) -> None:
    names = [(record.shape.kind, record.id) for record in records]
    held = Held(names)
    before = {
        (row.record_type, row.record_id): (unpacked(row.values), row.revision)
        for row in LoadedRecord.objects.filter(origin=origin, record_id__in=[address for _kind, address in names])
    }
    batch = Batch(held)
    for record, name in zip(records, names, strict=True):
        loaded, left_at = before.get(name, (None, None))
        rows = record.rows if loaded is None else _going_on(name[1], record.rows, loaded, silence)
        plan = _plan(name, rows, loaded, held)
        if (head := held.heads.get(name)) is None:
            if loaded is not None:
                found.deleted.add(name)
                title = next((f"“{row['title']}” " for (part, _), row in rows.items() if part == "title"), "")
                found.kept[name] = (f"{title}was deleted after an earlier import, and stays deleted",)
                continue
            found.new.append(record)
        else:
            found.heads[name] = head
            if head.stage in (Stage.WITHDRAWN, Stage.MERGED):
                continue
            if plan.changes:
                batch.tasks.append(Task(record, plan))
                found.changes[name] = tuple(_changes(plan, held.rows[name]))
        if plan.kept:
            found.kept[name] = tuple(str(kept) for kept in plan.kept)
        seen = None if head is None or plan.changes else head.revision
        edited = head is not None and head.stage == Stage.DRAFT and head.revision != left_at
        found.loaded.append(Loaded(name, plan.remember, digests[name], edited or bool(plan.kept), seen))
    if batch.tasks:
        found.batches.append(batch)


def _plan(name: Name, rows: Rows, loaded: Rows | None, held: Held) -> Plan:
    if loaded is None and name not in held.heads:
        return Plan(create=rows, remember=rows)
    return merge(rows, loaded, held.rows.get(name), lambda part, field: blank(name[0], part, field))


def _going_on(address: str, rows: Rows, loaded: Rows, silence: Silence) -> Rows:
    """Return what the file says now, with what of the last load goes on beside it."""
    going: Rows = dict(rows)
    past = {row for row, values in loaded.items() if row not in rows and silence.covers(address, row, values)}
    for row in past:
        going[row] = loaded[row]
    if any(row[0] == "act" for row in past) and going.get(OWN, {}).get("acts_status") == "not-stated":
        going[OWN] = {**going[OWN], "acts_status": "given"}
    for row, values in loaded.items():
        if row[0] == "passage" and row not in going:
            going[row] = values
        if row[0] != EVIDENCE:
            continue
        late = row not in going and (values.get("part"), values.get("item")) in past
        if late:
            going[row] = values
        elif row in going and _same_value(going[row], values) and not _has_moved(going[row], values):
            # Whether it counts is decided anew: an editor may have given the file's value back.
            going[row] = {**values, **{name: going[row].get(name) for name in _COUNTS if name in values}}
    return going


def _has_moved(now: Row, before: Row) -> bool:
    """Whether evidence stands in another row of the same source, which was sorted anew."""
    here, there = str(now.get("passage")), str(before.get("passage"))
    return here != there and here.partition("#")[0] == there.partition("#")[0]


def _same_value(one: Row, other: Row) -> bool:
    """Whether evidence speaks for the same value; of a relation it is the words that say to whom."""
    said = (*_VALUE, "stated_value") if one.get("part") == "relation" else _VALUE
    return all(one.get(name) == other.get(name) for name in said)


def _changes(plan: Plan, now: Rows) -> Iterator[Change]:
    """Say what differs, evidence and passages last and in one word each."""
    for row, values in plan.update.items():
        for name, value in values.items():
            if row[0] not in (EVIDENCE, "passage"):
                yield Change(_path(row, name), now[row].get(name), value)
    for row, values in plan.create.items():
        if row[0] not in (EVIDENCE, "passage"):
            before = _seen_before(values, now)
            for name, value in values.items():
                if before is None or name not in _OF_ITS_KEY:
                    yield Change(_path(row, name), before if name == "observed_state" else None, value)
    for row in plan.delete:
        if row[0] not in (EVIDENCE, "passage"):
            yield Change(_path(row, ""), _path(row, ""), None)
    told = {*plan.update, *plan.create, *plan.delete}
    for part in (EVIDENCE, "passage"):
        if count := sum(1 for row in told if row[0] == part):
            yield Change(part, None, count)


def _seen_before(values: Row, now: Rows) -> Plain:
    """Return the state that the register has as seen last before a new observation, if this is one."""
    if values.get("type") != "observed":
        return None
    seen = (row for id_, row in now.items() if id_[0] == "act" and row.get("type") == "observed" and row.get("date"))
    last = max(seen, key=lambda row: str(row["date"]), default=None)
    return None if last is None else last.get("observed_state")


def _path(row: RowId, name: str) -> str:
    return "/".join(word for word in (*row, name) if word)
