"""The list of programmes as a file: the rows of the list, with what dates imply on the day."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.agreements.exports.reading import answer, table
from tests.agreements.register.building import NEW
from tests.programs.api.conftest import PART, PLAN

pytestmark = pytest.mark.usefixtures("programs")


@pytest.mark.parametrize(
    "question",
    [
        "",
        "as_of=2026-07-01",
        "q=plan",
        "country=KR",
        "sector=health",
        "page_size=1",
        "stated_state=planned",
        "party=JP",
    ],
)
def test_the_rows_of_the_file_are_the_rows_of_the_list(client: Client, question: str) -> None:
    rows = table(client, f"/programs.csv?{question}")
    listed = answer(client, f"/api/v1/programs/?{question}").json()["results"]
    assert [row["id"] for row in rows] == [row["id"] for row in listed]
    for row, one in zip(rows, listed, strict=True):
        assert row["progress_as_of"] == one["progress"]["as_of"]
        assert row["progress_implied"] == one["progress"]["implied"]
        assert (row["stated_state"], row["planned_end"]) == (one["stated_state"], one["planned_end"] or "")
        assert row["activities_total"] == str(one["activity_counts"]["total"])
    assert answer(client, f"/programs.json?{question}").json()["results"] == listed


def test_a_row_says_what_the_programme_rests_on_and_who_leads_it(client: Client) -> None:
    rows = {row["id"]: row for row in table(client, "/ko/programs.csv")}
    assert (rows[PLAN]["agreements"], rows[PLAN]["institutions"], rows[PLAN]["countries"]) == (NEW, "kr-mss", "KR")
    assert rows[PLAN]["countries_label"] == "나라 KR"
    assert rows[PART]["parent"] == PLAN
    assert (rows[PART]["agreements"], rows[PART]["countries"]) == ("", "")


def test_a_parameter_of_agreements_alone_is_refused(client: Client) -> None:
    problem = answer(client, "/programs.csv?legal_force=binding", 400).json()
    assert [each["parameter"] for each in problem["errors"]] == ["legal_force"]
