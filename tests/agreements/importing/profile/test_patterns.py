"""A pattern of a profile finds what it should, and one that would take for ever is refused with its place."""

from __future__ import annotations

import pytest

from agreements.importing.profile.patterns import NoPatternError, Pattern
from agreements.loading.errors import Faults

ENDLESS = Pattern.of("^(.*?,){11}P", "lights.toml", 12)
WORDS = "1,2," * 20


def test_what_it_finds_is_what_the_standard_language_says() -> None:
    pattern = Pattern.of(r"between (?P<first>\w+) and (?P<second>\w+)", "lights.toml", 3)
    found = pattern.search("MOU between Japan and Norway")
    assert found is not None
    assert found.groupdict() == {"first": "Japan", "second": "Norway"}
    assert list(pattern.groups) == ["first", "second"]
    assert [m[0] for m in Pattern.of(r"\s*[;/]\s*", "", 0).all_in("a ; b/c")] == [" ; ", "/"]


@pytest.mark.parametrize("search", [ENDLESS.search, ENDLESS.all_in])
def test_one_that_comes_to_no_end_is_refused_with_its_line_and_the_words(search: object) -> None:
    with pytest.raises(Faults) as refusal:
        search(WORDS)  # type: ignore[operator]
    assert str(refusal.value) == f"lights.toml, line 12: '{ENDLESS.text}' does not come to an end on '{WORDS}'."


def test_what_is_no_pattern_is_said() -> None:
    with pytest.raises(NoPatternError, match="missing"):
        Pattern.of("(", "lights.toml", 1)
