"""``docs/twins.md`` names the columns of every table, in their order."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from agreements.exports.tables import AGREEMENTS, DEADLINES, RECORDS
from agreements.exports.urls import LISTS
from agreements.register.changes import FIELDS
from programs.exports.tables import PROGRAMS
from programs.exports.urls import LIST

TABLES = {of.name: [column.name for column in table.columns] for of, table in (*LISTS, (LIST, PROGRAMS))} | {
    "changes": list(FIELDS)
}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_columns_of_a_table_are_documented_in_their_order(name: str) -> None:
    text = (settings.BASE_DIR / "docs" / "twins.md").read_text()
    row = next(line for line in text.split("## CSV")[1].splitlines() if line.startswith(f"| {name} |"))
    named = [word for word in re.findall(r"`([^`]+)`", row) if re.fullmatch(r"[a-z0-9_]+", word)]
    assert named == TABLES[name]
    assert {id(table) for _, table in LISTS} == {id(table) for table in (AGREEMENTS, DEADLINES, *RECORDS.values())}
