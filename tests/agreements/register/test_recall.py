"""Search over two registers of other states, as they are: is a record found by what stands in the middle of its title?

The files are not ours to carry; where they are not at hand these tests are skipped and say so. The rows are written as
the door writes them, from documents, without working records: what is measured is the search.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from agreements.publishing.writing import rows_of
from agreements.register.agreements import list_agreements
from agreements.register.entries import entries_at
from agreements.register.models import AgreementEntry, Publication
from agreements.register.query import Query
from agreements.register.reading import open_reading
from agreements.register.searching import sought
from agreements.register.tokens import words

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data"
FILES = {
    "kr-treaty": (DATA / "kr-treaty" / "index.csv", "title_ko", "ko"),
    "zh-itrap": (DATA / "zh-itrap" / "metadata" / "catalog.csv", "title", "zh"),
}
PAGE = 50
#: So many titles of a register are asked for, evenly spread; ``RECALL=all`` asks for every one (some two minutes).
SAMPLE = 40
RUN = r"[\u3400-\u9fff\uac00-\ud7a3]{2,}"


def titles_of(name: str) -> tuple[list[str], str]:
    path, column, language = FILES[name]
    if not path.is_file():
        pytest.skip(f"the titles of {name} are not at hand: there is no folder shared/data beside the repository")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [row[column].strip() for row in csv.DictReader(lines) if row[column].strip()], language


def load(titles: list[str], language: str) -> list[str]:
    """Write an entry for each title, and give their ids."""
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    publications = [
        Publication(
            number=n,
            time=begin + timedelta(seconds=n),
            record_type="agreement",
            record_id=f"record-{n}",
            type="created",
            document=document(f"record-{n}", title, language),
            facts={},
        )
        for n, title in enumerate(titles, 1)
    ]
    Publication.objects.bulk_create(publications, batch_size=500)
    AgreementEntry.objects.bulk_create(list(rows_of(publications)[0]), batch_size=500)  # type: ignore[arg-type]
    return [row.record_id for row in publications]


def document(name: str, title: str, language: str) -> dict[str, Any]:
    blank: dict[str, Any] = dict.fromkeys(("signed", "effective", "ends", "occasion", "clause", "terms"))
    lists = ("identifiers", "parties", "sectors", "forms", "events", "relations", "evidence", "standings")
    return {
        **blank,
        **{each: [] for each in (*lists, "lapses", "lapsed", "decisions", "findings", "unsourced", "amounts")},
        "id": name,
        "titles": [{"key": "t", "language": language, "title": title, "basis": "authentic", "prevails": False}],
        **dict.fromkeys(("kind", "legal_force", "level"), "not-stated"),
        **dict.fromkeys(("parties_status", "acts_status"), "not-stated"),
        "sectors_status": "unclassified",
        "ends_status": "unknown",
        "summary": {},
        **dict.fromkeys(("original_designation", "public_notes", "territorial_scope", "official_text_url"), ""),
    }


def two_characters(title: str) -> str:
    """Give the two characters in the middle of the title, of the run of Hangul or Han that stands there."""
    runs = list(re.finditer(RUN, title))
    if not runs:
        return ""
    middle = len(title) // 2
    run = min(runs, key=lambda r: abs((r.start() + r.end()) / 2 - middle))
    at = min(max(middle - 1, run.start()), run.end() - 2)
    return title[at : at + 2]


def two_words(title: str) -> str:
    """Give the two words in the middle of the title; where there is but one, two pairs of its characters."""
    parts = title.split()
    if len(parts) > 1:
        middle = len(parts) // 2
        return " ".join(parts[middle - 1 : middle + 1])
    text = max(re.findall(RUN, title), key=len, default="")
    at = max(0, len(text) // 2 - 3)
    return f"{text[at : at + 2]} {text[at + 3 : at + 5]}".strip()


@pytest.mark.thorough
@pytest.mark.django_db
@pytest.mark.parametrize("name", FILES)
def test_a_title_is_found_by_what_stands_in_its_middle(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    titles, language = titles_of(name)
    ids = load(titles, language)
    for way in (two_characters, two_words):
        figures = measure(titles, ids, way)
        record_property(way.__name__, str(figures))
        print(name, way.__name__, figures)  # noqa: T201 - the figures are what this test is for; pytest -s shows them
        assert figures["at all"] == 1
        assert figures["on the first page, of those"] == 1


def measure(titles: list[str], ids: list[str], way: Callable[[str], str]) -> dict[str, float]:
    """Ask for every title and give the shares found; each different query is asked once."""
    wanted: dict[str, list[str]] = {}
    step = 1 if os.environ.get("RECALL") == "all" else max(1, len(titles) // SAMPLE)
    for title, name in list(zip(titles, ids, strict=True))[::step]:
        query = way(title)
        if query:
            wanted.setdefault(query, []).append(name)
    asked = sum(map(len, wanted.values()))
    found = first = possible = whole = likely = 0.0
    reading = open_reading(Query())
    for query, names in wanted.items():
        page = list_agreements(Query.of(q=query, page_size=str(PAGE), fields="id"))
        on_page = len({row["id"] for row in page.results} & {*names})
        first += on_page
        likely += len(names) * min(1, PAGE / max(1, page.count))
        if page.count <= PAGE:
            possible += len(names)
            whole += on_page
            found += on_page
        else:
            rows = entries_at(AgreementEntry, reading).filter(terms__sought=sought(words(query), reading).match)
            found += len({*rows.values_list("record_id", flat=True)} & {*names})
    return {
        "titles": asked,
        "queries": len(wanted),
        "on the first page": round(first / asked, 4),
        "on the first page by chance": round(likely / asked, 4),
        "titles whose query finds one page at most": possible,
        "on the first page, of those": whole / possible if possible else 1,
        "at all": found / asked,
    }
