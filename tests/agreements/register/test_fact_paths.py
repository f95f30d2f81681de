"""Paths of facts: what they name in a document, and what they do not."""

import pytest

from agreements.register.fact_paths import fact_at, facts_of

DOCUMENT = {
    "id": "a",
    "kind": "agreement",
    "ends": None,
    "sectors": ["trade"],
    "titles": [{"key": "title-en", "title": "A", "basis": "ours"}],
    "events": [{"key": "signed", "type": "signed", "date": "2024-06"}],
    "relations": [{"key": "b/replaces-a", "code": "replaces", "other": "b"}],
    "clause": {"duration_kind": "fixed-term", "notice_period": ""},
    "evidence": [{"key": "e", "part": "act"}],
    "standings": [{"code": "in-effect"}],
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("kind", "agreement"),
        ("ends", None),
        ("act/signed/date", "2024-06"),
        ("act/signed", DOCUMENT["events"][0]),
        ("act/signed/", DOCUMENT["events"][0]),
        ("sector/trade", "trade"),
        ("clause/notice_period", ""),
        ("clause/duration_kind", "fixed-term"),
        ("relation/b/replaces-a/code", "replaces"),
    ],
)
def test_a_path_leads_to_its_value(path: str, value: object) -> None:
    fact = fact_at(DOCUMENT, path)
    assert fact is not None
    assert fact.value == value


@pytest.mark.parametrize(
    "path", ["", "/", "nothing", "events", "evidence", "standings", "id", "act", "act/other", "act/signed/nothing"]
)
def test_a_path_that_names_nothing_leads_nowhere(path: str) -> None:
    assert fact_at(DOCUMENT, path) is None


def test_the_facts_of_a_document_are_what_it_says_and_its_rows() -> None:
    assert [fact.path for fact in facts_of(DOCUMENT)] == [
        "kind", "title/title-en", "sector/trade", "act/signed", "clause", "relation/b/replaces-a",
    ]  # fmt: skip


def test_every_fact_named_is_found_again_by_its_path() -> None:
    for fact in facts_of(DOCUMENT):
        assert fact_at(DOCUMENT, fact.path) == fact
