"""Two editors, saves interleaved at random on one record: nothing is lost, and every conflict is shown.

Beside the record a model is kept in plain dictionaries: for every form that is open, what it showed; for the record,
what must be in it. What an editor types is unique, so that what is lost would be missed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import tests.factories as factories
from agreements.models import Agreement, Source
from tests.agreements.admin.desk import FormReader, fields_of

pytestmark = pytest.mark.django_db

#: A place in a record: prefix, key of the row, field; "" and "" for the record's own.
Place = tuple[str, str, str]
Values = dict[Place, str]


@dataclass(frozen=True)
class Kind:
    """What is edited of a kind of record: own fields, and for each part its fields with what a new row needs."""

    own: tuple[str, ...]
    parts: dict[str, tuple[tuple[str, ...], dict[str, str]]]


AGREEMENT = Kind(
    ("summary", "public_notes", "internal_notes", "territorial_scope"),
    {
        "titles": (("title",), {"language": "en", "basis": "ours"}),
        "acts": (("place", "note"), {"type": "negotiation-announced"}),
        "evidence": (("stated_value",), {"cites": "/level"}),
    },
)
SOURCE = Kind(
    ("publisher", "author", "public_notes"), {"passages": (("locator", "quote"), {"locator_kind": "paragraph"})}
)


@dataclass
class Editor:
    client: Client
    form: dict[str, Any] | None = None
    shown: Values = field(default_factory=dict)
    rows: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass
class Desk:
    record: Any
    kind: Kind
    chance: random.Random
    new_row: dict[str, str]
    must_be: Values = field(default_factory=dict)
    typed: int = 0
    stopped: int = 0
    chosen: int = 0

    def address(self) -> str:
        opts = self.record._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[self.record.pk])

    def is_in_the_database(self) -> Values:
        record = type(self.record).objects.get(pk=self.record.pk)
        found = {("", "", name): getattr(record, name) for name in self.kind.own}
        for prefix, (names, _needs) in self.kind.parts.items():
            rows = getattr(record, prefix).values_list("key", *names)
            found |= {(prefix, key, n): v for key, *values in rows for n, v in zip(names, values, strict=True)}
        return found

    def open(self, editor: Editor) -> None:
        editor.form = fields_of(editor.client, self.address())
        editor.shown = self.is_in_the_database()
        editor.rows = {}
        for prefix in self.kind.parts:
            for n in range(int(editor.form[f"{prefix}-INITIAL_FORMS"])):
                editor.rows[prefix, editor.form[f"{prefix}-{n}-key"]] = n

    def word(self) -> str:
        self.typed += 1
        return f"word {self.typed}"

    def type(self, editor: Editor) -> Values:
        """Change some fields, delete a row, add one; return what the record would be if nobody else had saved."""
        assert editor.form is not None
        mine = dict(editor.shown)
        for name in self.chance.sample(self.kind.own, self.chance.randrange(3)):
            mine["", "", name] = editor.form[name] = self.word()
        for prefix, (names, needs) in self.kind.parts.items():
            keys = [key for of, key in editor.rows if of == prefix]
            for key in self.chance.sample(keys, min(len(keys), self.chance.randrange(3))):
                name = self.chance.choice(names)
                mine[prefix, key, name] = editor.form[f"{prefix}-{editor.rows[prefix, key]}-{name}"] = self.word()
            if len(keys) > 2 and self.chance.random() < 0.3:
                gone = self.chance.choice(keys)
                editor.form[f"{prefix}-{editor.rows[prefix, gone]}-DELETE"] = "on"
                mine = {place: v for place, v in mine.items() if place[:2] != (prefix, gone)}
            if len(keys) < 5 and self.chance.random() < 0.4:
                n, key = editor.form[f"{prefix}-INITIAL_FORMS"], f"added-{self.typed}-{prefix.replace('_', '-')}"
                row = {"key": key, **needs, **{name: self.word() for name in names}}
                row |= {name: value for name, value in self.new_row.items() if prefix == "evidence"}
                editor.form |= {f"{prefix}-{n}-{name}": value for name, value in row.items()}
                editor.form[f"{prefix}-TOTAL_FORMS"] = str(max(int(n) + 1, int(editor.form[f"{prefix}-TOTAL_FORMS"])))
                mine |= {(prefix, key, name): row[name] for name in names}
        return mine

    def save(self, editor: Editor) -> None:
        mine, base = self.type(editor), editor.shown
        answer = editor.client.post(self.address(), editor.form)
        if base == self.must_be:
            assert answer.status_code == 302, answer.context["errors"]
            self.must_be = mine
        else:
            assert answer.status_code == 409
            self.stopped += 1
            answer = self.resolve(editor, answer, base, mine)
            assert answer.status_code == 302, answer.context["errors"]
        assert self.is_in_the_database() == self.must_be
        editor.form = None

    def resolve(self, editor: Editor, answer: Any, base: Values, mine: Values) -> Any:
        """Choose at random where both changed something, exactly there; the model says what must come of it."""
        choices = {n: v for n, v in FormReader(answer.text).fields.items() if n}
        asked = set(re.findall(r'name="(_take-[^"]+)"', answer.text))
        open_ = {name for name in asked if name not in choices}
        expected: set[str] = set()
        merged: Values = {}
        for row in dict.fromkeys(place[:2] for place in (*self.must_be, *mine)):
            before, theirs, yours = (
                {p: v for p, v in values.items() if p[:2] == row} for values in (base, self.must_be, mine)
            )
            if row[0] and not (theirs and yours):
                name = self.choice(editor, row, "row")
                if before and theirs != before and yours != before:
                    expected.add(name)
                    choices[name] = self.chance.choice(["theirs", "yours"])
                    merged |= {"theirs": theirs, "yours": yours}[choices[name]]
                elif not before:
                    merged |= theirs or yours
                continue
            for place in theirs:
                old, now, new = before[place], theirs[place], yours[place]
                merged[place] = now if new == old else new
                if len({old, now, new}) == 3:
                    name = self.choice(editor, row, place[2])
                    expected.add(name)
                    choices[name] = self.chance.choice(["theirs", "yours"])
                    merged[place] = {"theirs": now, "yours": new}[choices[name]]
                    for word in (now, new):
                        assert word in answer.text
        assert open_ == expected
        self.chosen += len(expected)
        self.must_be = merged
        return editor.client.post(self.address(), choices)

    def choice(self, editor: Editor, row: tuple[str, str], name: str) -> str:
        if not row[0]:
            return f"_take-record--{name}"
        assert editor.form is not None
        n = editor.rows.get(row)
        return f"_take-{row[0]}-{'new' if n is None else editor.form[f'{row[0]}-{n}-id']}-{name}"


def work(desk: Desk, saves: int) -> None:
    editors = []
    for _number in range(2):
        client = Client()
        client.force_login(factories.SuperuserFactory())
        editors.append(Editor(client))
    desk.must_be = desk.is_in_the_database()
    while saves:
        editor = desk.chance.choice(editors)
        if editor.form is None:
            desk.open(editor)
        else:
            desk.save(editor)
            saves -= 1


def agreement(seed: int) -> Desk:
    record = Agreement.objects.get(pk=factories.AgreementFactory(title="The first").pk)
    passage = factories.PassageFactory()
    for number in range(3):
        factories.ActFactory(agreement=record, type="negotiation-announced", date=None, key=f"act-{number}")
        factories.AgreementEvidenceFactory(agreement=record, passage=passage, field="level", key=f"level-{number}")
    new = {"passage": str(passage.pk), "stance": "supports", "basis": "stated", "preferred": "on"}
    return Desk(record, AGREEMENT, random.Random(seed), new)


def source(seed: int) -> Desk:
    passages = [factories.PassageFactory() for _ in range(1)]
    record = Source.objects.get(pk=passages[0].source_id)
    for _number in range(3):
        factories.PassageFactory(source=record)
    return Desk(record, SOURCE, random.Random(seed), {})


@pytest.mark.thorough
def test_of_interleaved_saves_nothing_is_lost() -> None:
    desk = source(1)
    work(desk, 5)
    assert desk.stopped


@pytest.mark.thorough
@pytest.mark.parametrize(("make", "seed", "saves"), [(source, 2026, 200), (agreement, 7, 40)])
def test_of_two_hundred_interleaved_saves_on_one_record_nothing_is_lost_and_every_conflict_is_shown(
    make: Callable[[int], Desk], seed: int, saves: int
) -> None:
    desk = make(seed)
    work(desk, saves)
    assert desk.stopped > saves / 4, "many of the saves came too late"
    assert desk.chosen > saves / 8, "and many of them changed what the other had changed"
