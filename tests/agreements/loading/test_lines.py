"""The line of every key of a TOML text."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.loading.lines import Path as KeyPath
from agreements.loading.lines import lines_of

SEEDS = Path(__file__).parents[3] / "seeds"
TEXT = '''# a remark with [brackets] and "quotes"
first = 1   # line 2
"quoted.key" = 'a # that is no remark'

[table]
a.b = { c = "}", d = [1, 2], "e f" = { g = true } }
long = """
[not-a-table]
nor = "a key" \\
"""
list = [
  # a remark
  { x = "one" },

  { x = "two]" }, { x = 2020-01-01 },
]
[[rows]]
k = 1
[[rows]]
k = 2
[rows.inner]
z = \'\'\'it's "quoted"\'\'\'\'
'''


def paths_of(value: object, path: KeyPath = ()) -> set[KeyPath]:
    """Give every path of a parsed document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {path} | {found for key, inner in items for found in paths_of(inner, (*path, key))}


def test_every_path_of_a_twisted_text_has_the_line_on_which_it_is_written() -> None:
    lines = lines_of(TEXT)
    assert set(lines) | {()} == paths_of(tomllib.loads(TEXT))
    assert lines["first",] == 2
    assert lines["quoted.key",] == 3
    assert lines["table", "a", "b", "e f", "g"] == 6
    assert lines["table", "a", "b", "d", 1] == 6
    assert lines["table", "long"] == 7
    assert lines["table", "list"] == 11
    assert lines["table", "list", 0, "x"] == 13
    assert lines["table", "list", 2, "x"] == 15
    assert (lines["rows", 0, "k"], lines["rows", 1, "k"]) == (18, 20)
    assert lines["rows", 1, "inner", "z"] == 22


def test_windows_line_ends_count_as_one_line() -> None:
    assert lines_of("a = 1\r\n\r\nb = 2\r\n")["b",] == 3


@pytest.mark.parametrize("file", sorted(SEEDS.rglob("*.toml")), ids=lambda file: file.stem)
def test_every_path_of_the_committed_seeds_has_a_line_that_holds_its_key(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    lines = lines_of(text)
    assert set(lines) | {()} == paths_of(tomllib.loads(text))
    for path, line in lines.items():
        if isinstance(path[-1], str):
            assert path[-1] in text.split("\n")[line - 1]


@given(st.dictionaries(st.text("ab-_0", min_size=1, max_size=3), st.text(max_size=8), max_size=6), st.integers(0, 3))
def test_generated_tables_are_found_where_they_were_written(values: dict[str, str], gap: int) -> None:
    written, text = {}, ""
    for key, value in values.items():
        text += "\n" * gap
        quoted = "".join(f"\\U{ord(c):08X}" if not c.isalnum() or ord(c) > 127 else c for c in value)
        if any(0xD800 <= ord(c) < 0xE000 for c in value):
            quoted = ""
        written[key] = text.count("\n") + 1
        text += f'{key} = [{{ v = "{quoted}" }}]\n'
    lines = lines_of(text)
    assert set(lines) | {()} == paths_of(tomllib.loads(text))
    assert {key: lines[key, 0, "v"] for key in values} == written
