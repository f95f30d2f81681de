"""What a change says, for a reviewer: field by field, before and after, with the evidence given for it.

Two documents are compared as the public compares them (``register.comparing``) and said in the same words
(``pages.record_words``), so that a reviewer reads what readers will; names of records that are not public yet come from
the working records. What the rules derive (days, state today, lapses) is said apart from what was entered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agreements import asof, publishing
from agreements.admin.panels import state_words
from agreements.models import Passage
from agreements.pages.field_words import field_words, part_words
from agreements.pages.record_words import RecordWords, field_name, place_said, says
from agreements.pages.saying import basis_word, label
from agreements.publishing.sourcing import SAME_BREATH
from agreements.register.comparing import Difference, compare
from agreements.register.reading import Reading, newest
from agreements.register.standings import state_on

Document = Mapping[str, Any]

#: Fields of a document that follow from the others; those of ``SILENT`` are said by the state and the lapses.
FOLLOWS: Final = frozenset({"signed", "effective", "ends", "ends_status", "lapses", "lapse"})
SILENT: Final = frozenset({"standings", "lapsed", "decisions", "terms", "findings", "unsourced"})
EMPTY: Final[tuple[Any, ...]] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence: the words of the passage, where it stands, and by whom it was published."""

    words: str
    where: str
    publisher: str
    note: str
    against: bool


@dataclass(slots=True)
class Line:
    """One field of the record or of a row of it: what it was, what it becomes, and what is given for that."""

    what: str
    before: str
    after: str
    path: str = ""
    proofs: list[Proof] = field(default_factory=list)
    unsourced: bool = False
    remarks: list[Any] = field(default_factory=list)
    link: str = ""


@dataclass(slots=True)
class Row:
    """A row of the record, or the record itself, with the lines that change; ``path`` names the row."""

    title: str
    word: str
    path: str
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """The rows of one part."""

    title: str
    rows: list[Row] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Return how many lines there are."""
        return sum(len(row.lines) or 1 for row in self.rows)


class DeskWords(RecordWords):
    """Words for documents, with the working names of records that are not public."""

    def __init__(self, given: Iterable[Document], known: Mapping[str, str] | None = None) -> None:
        language = get_language() or "en"
        number, time = newest()
        super().__init__(given, Reading(asof.today(), number, time, language))
        self._working = dict(known or {})

    def name(self, record: str) -> str:
        """Give the name of another record; the working one where it is not public."""
        said = super().name(record)
        if said != record or not record:
            return said
        if record not in self._working:
            self._working[record] = _working_name(record)
        return self._working[record]


class Saying:
    """Say the changes of one proposal; names and passages are looked up once for all of them."""

    def __init__(self, proposal: publishing.Proposal) -> None:
        documents = [d for change in proposal.changes for d in (change.before, change.after) if d is not None]
        known = {ref.id: str(record) for ref, record in proposal.records.items()}
        self.words = DeskWords(documents, known)
        cited = {
            (row["source"], row["passage"])
            for change in proposal.changes
            if change.after is not None and not change.follows
            for row in change.after.get("evidence", ())
        }
        passages = Passage.objects.filter(
            source__slug__in={source for source, _key in cited}, key__in={key for _source, key in cited}
        ).select_related("source")
        self._passages = {(p.source.slug, p.key): p for p in passages if (p.source.slug, p.key) in cited}

    def groups(self, change: publishing.Change) -> list[Group]:
        """Say what a record will say otherwise than it does, by part; what follows from it last."""
        before, after = change.before or {}, change.after or {}
        found: dict[str, Group] = {}
        rows: dict[tuple[str, str, bool], Row] = {}
        shown: set[str] = set()
        differences = [d for d in compare(before, after) if not (d.field in SILENT or d.part in SILENT)]
        entered = [d for d in differences if d.part != "evidence" and not _follows(d)]
        later = [d for d in differences if d.part == "evidence"] + [d for d in differences if _follows(d)]
        for one in [*entered, *later]:
            if one.part == "evidence" and not one.field and one.what == "added" and _target(one.row) in shown:
                continue
            group = found.setdefault(*_group(one))
            place = (one.part, one.item, _follows(one))
            if place not in rows:
                rows[place] = Row(self._row_title(one), one.what, "/".join(p for p in (one.part, one.item) if p))
                group.rows.append(rows[place])
            for line in self._lines(one, after):
                rows[place].lines.append(line)
                shown |= {line.path, rows[place].path}
        groups = list(found.values())
        if state := self.state(change):
            follows = found.get("~follows") or Group(_("What follows"))
            follows.rows.append(Row(_("State today"), "changed", "", [Line(_("State"), *state)]))
            groups = [group for group in groups if group is not follows] + [follows]
        return groups

    def state(self, change: publishing.Change) -> tuple[str, str] | None:
        """Say an agreement's state today before and after, where one of them changes."""
        said = [
            state_words(state_on(dict(doc), asof.today())) if doc and "standings" in doc else ""
            for doc in (change.before, change.after)
        ]
        return (said[0], said[1]) if said[0] != said[1] else None

    def _row_title(self, one: Difference) -> str:
        if not one.part:
            return ""
        return self.words.row(one.part, one.item, one.row) if one.item else part_words(one.part)

    def _lines(self, one: Difference, after: Document) -> Iterator[Line]:
        if not one.part or one.field:
            path = "/".join(p for p in (one.part, one.item, one.field) if p)
            what = field_name(one.field, one.part) if one.part else field_words(one.field)
            said = [self._value(one, value) for value in (one.before, one.after)]
            yield self._proven(Line(what, said[0], said[1], path), one, one.field, after)
            return
        gone = one.what == "removed"
        for name, value in one.row.items():
            if not says(one.part, name) or value in EMPTY or (name == "preferred" and value):
                continue
            said_value = self.words.value(name, value, one.part, one.row)
            path = "/".join((one.part, one.item, name))
            line = Line(field_name(name, one.part), said_value if gone else "", "" if gone else said_value, path)
            yield line if gone or one.part == "evidence" else self._proven(line, one, name, after)
        if not one.row:
            said_item = self.words.row(one.part, one.item, {})
            line = Line(part_words(one.part), said_item if gone else "", "" if gone else said_item)
            line.path = f"{one.part}/{one.item}"
            yield line if gone else self._proven(line, one, "", after)

    def _value(self, one: Difference, value: Any) -> str:
        return "" if value in EMPTY else self.words.value(one.field, value, one.part, one.row)

    def _proven(self, line: Line, one: Difference, name: str, after: Document) -> Line:
        breath = SAME_BREATH.get(one.part, frozenset())
        speaking = {name, "", *breath} if name in breath else {name}
        line.proofs = [
            self._proof(row)
            for row in after.get("evidence", ())
            if row["part"] == one.part and row["item"] == one.item and row["field"] in speaking
        ]
        line.unsourced = line.path in after.get("unsourced", ())
        return line

    def _proof(self, row: Document) -> Proof:
        passage = self._passages.get((row["source"], row["passage"]))
        at = None if passage is None else {"locator_kind": passage.locator_kind, "locator": passage.locator}
        place = place_said(at, row.get("column", ""))
        source = self.words.name(row["source"])
        notes = [row["reasoning"]] if row["basis"] == "inferred" else []
        if row["basis"] != "stated":
            notes.insert(0, basis_word(row["basis"]))
        return Proof(
            (passage.quote if passage is not None else "") or row["stated_value"],
            ", ".join(text for text in (source, place) if text),
            passage.source.publisher if passage is not None else "",
            " · ".join(text for text in notes if text),
            row["stance"] != "supports",
        )


def count_of(groups: Sequence[Group]) -> int:
    """Return how many fields change."""
    return sum(group.count for group in groups)


def path_words(path: str) -> str:
    """Say the place that a remark names: the part with the key of its row, and the field."""
    part, *rest = path.split("/")
    if not rest:
        return field_words(part)
    item = f"{part_words(part)} “{rest[0]}”" if len(rest) > 1 and rest[0] else part_words(part)
    return f"{item} · {field_name(rest[-1], part)}" if rest[-1] else item


def type_words(change: publishing.Change | None) -> str:
    """Say what would become of a record."""
    if change is None:
        return _("nothing changes")
    words = {
        "created": _("new"),
        "updated": _("changed"),
        "restored": _("public again"),
        "withdrawn": _("withdrawn"),
        "merged": _("merged"),
    }
    return label(words, change.type)


def _follows(one: Difference) -> bool:
    return one.part in FOLLOWS or (not one.part and one.field in FOLLOWS)


def _group(one: Difference) -> tuple[str, Group]:
    """Return the name of the group of a difference, and the group as it begins."""
    if _follows(one):
        return "~follows", Group(_("What follows"))
    if not one.part:
        return "", Group(_("The record itself"))
    return one.part, Group(part_words(one.part))


def _target(row: Document) -> str:
    return "/".join(p for p in (row["part"], row["item"], row["field"]) if p)


def _working_name(record: str) -> str:
    for kind in publishing.kinds():
        found = kind.model._default_manager.filter(slug=record.lower()).first()
        if found is not None:
            return str(found)
    return record
