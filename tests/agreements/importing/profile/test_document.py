"""docs/import.md tells every key of the format, and its examples are profiles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from agreements.codelists import RELATION_LABELS
from agreements.importing.profile.dates import MONTH_NAMES, compile_format
from agreements.importing.profile.keys import RULE, TABLES
from agreements.importing.profile.loading import read_profile
from agreements.importing.profile.parts import NAMED_BY

TEXT = (Path(__file__).parents[4] / "docs" / "import.md").read_text("utf-8")
QUOTED = set(re.findall(r"`([^`\n]+)`", TEXT))
EXAMPLES = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)


def section(name: str) -> str:
    """Return what the document says of a table."""
    return next(
        part for part in re.split(r"^### ", TEXT, flags=re.MULTILINE) if re.match(rf"[^\n]*\[{name}[\].]", part)
    )


def test_every_table_and_every_key_of_it_is_told() -> None:
    for table, keys in TABLES.items():
        words = set(re.findall(r"`(?:[a-z]+\.)?([^`\n]+)`", section(table)))
        listed = {piece for word in words for piece in re.split(r"[ ,=]+", word)}
        assert set(keys) - listed == set() if table not in ("extract", "leave_out") else keys, table


def test_every_key_of_a_rule_is_told_in_its_table() -> None:
    rows = " ".join(re.findall(r"^\| (`[^|]+) \|", TEXT, re.MULTILINE))
    assert [name for name in RULE if f"`{name}`" not in rows] == []


@pytest.mark.parametrize("words", [*RELATION_LABELS, *MONTH_NAMES, *NAMED_BY])
def test_codes_of_the_format_are_told(words: str) -> None:
    assert words in QUOTED or any(words in quoted for quoted in QUOTED)


def test_the_forms_of_dates_in_the_document_are_forms() -> None:
    told = TEXT.split("and whatever stands between them:")[1].split("`EDTF`")[0]
    for form in re.findall(r"`([^`]+)`", told):
        assert compile_format(form).pattern is not None


def test_every_example_is_a_profile_or_fits_into_one() -> None:
    first, *others = EXAMPLES
    assert read_profile("lighthouses.toml", first.encode()).register.scheme == "lighthouse-office"
    for other in others:
        tables = {line.split("]")[0].strip("[") for line in other.splitlines() if line.startswith("[")}
        kept = [part for part in re.split(r"(?m)^(?=\[)", first) if part.split("]")[0].strip("[").split(".")[0] not in
                {table.split(".")[0] for table in tables}]  # fmt: skip
        read_profile("example.toml", ("".join(kept) + other).encode())
