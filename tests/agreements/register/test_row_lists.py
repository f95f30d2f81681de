"""Relations and acts of the whole register: each once, found by what it shows, and only what is public."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Act, Relation
from agreements.publishing import publish, withdraw
from agreements.register.events import list_events, readable_events
from agreements.register.events import present as present_events
from agreements.register.models import EventRow, Publication, RelationRow
from agreements.register.moments import write_instant
from agreements.register.problems import BadParametersError
from agreements.register.query import Query
from agreements.register.reading import open_reading
from agreements.register.relations import list_relations, readable_relations
from agreements.register.relations import present as present_relations
from tests.agreements.audit.running import run
from tests.agreements.register.building import BARE, NEW, OLD, TACIT, YEAR

pytestmark = pytest.mark.usefixtures("records")


def relations(**filters: Any) -> list[dict[str, Any]]:
    return list_relations(Query.of(**filters)).results


def events(**filters: Any) -> list[str]:
    return [row["id"] for row in list_events(Query.of(**filters)).results]


def test_a_relation_stands_once_and_reads_the_same_from_both_ends() -> None:
    row = relations()[0]
    assert (row["code"], row["label"], row["inverse_label"]) == ("replaces", "replaces", "is replaced by")
    assert (row["subject"]["id"], row["object"]["id"]) == (NEW, OLD)
    assert row["subject"]["countries"] == ["CN", "KR"]
    for end in (NEW, OLD):
        assert [each["id"] for each in relations(agreement=end)] == [row["id"]]
    assert relations(agreement=TACIT) == []
    assert [each["id"] for each in relations(subject=NEW)] == [row["id"]]
    assert relations(subject=OLD) == []
    assert relations(lang="ko")[0]["label"] != "replaces"


def test_relations_are_found_by_what_either_end_shows(records: dict[str, Any]) -> None:
    other = Relation.objects.create(subject=records[TACIT], object=records[YEAR], code="builds-on", date="2021")
    publish([records[TACIT]], reason="Related", by="ed")
    found = f"{TACIT}/{other.key}"
    assert [row["id"] for row in relations(party="JP")] == [found]
    assert {row["code"] for row in relations(party=["KR", "CN"])} == {"replaces", "builds-on"}
    assert relations(party=["JP", "CN"]) == []
    assert [row["id"] for row in relations(kind="treaty")] == [found]
    assert [row["id"] for row in relations(relation="builds-on")] == [found]
    assert [row["id"] for row in relations(date_after="2021-12-31", date_before="2021-12-31")] == [found]
    assert relations(date_after="2022") == []
    assert [row["code"] for row in relations(q="new memorandum")] == ["replaces"]
    assert len(relations(sector="health")) == 1
    with pytest.raises(BadParametersError):
        relations(date_after="2022", date_before="2021")
    assert run() == (0, "no finding\n")


def test_a_relation_to_a_draft_is_not_there_and_a_withdrawn_subject_takes_its_own_along(
    records: dict[str, Any],
) -> None:
    before = write_instant(Publication.objects.latest("number").time)
    withdraw([records[NEW]], reason="Mistake", by="ed")
    assert relations() == []
    assert relations(known_at=before) == []
    assert not RelationRow.objects.filter(record_id=NEW).exists()
    assert not EventRow.objects.filter(record_id=NEW).exists()
    assert run()[0] == 0


def test_a_record_withdrawn_while_a_page_is_read_is_left_out_of_it(records: dict[str, Any]) -> None:
    reading = open_reading(Query.of())
    acts, related = list(readable_events(reading)), list(readable_relations(reading))
    withdraw([records[NEW]], reason="Mistake", by="ed")
    assert [row["agreement"]["id"] for row in present_events(acts, reading)] == [
        row.record_id for row in acts if row.record_id != NEW
    ]
    assert present_relations(related, reading) == []


def test_acts_are_found_by_their_days_and_by_their_agreement() -> None:
    assert events(date_after="2024-06-15", date_before="2024-06-15") == [f"{OLD}/expired"]
    assert events(date_after="2024-07", date_before="2025") == []
    assert events(type="effective") == [f"{TACIT}/effective"]
    assert events(year="2019") == [f"{YEAR}/signed"]
    assert events(party=["KR", "CN"], type="signed") == [f"{NEW}/signed", f"{YEAR}/signed"]
    assert events(agreement=BARE) == []
    assert events(sector="economy") == [f"{NEW}/signed", f"{OLD}/expired", f"{TACIT}/effective"]
    assert events(legal_force="binding") == [f"{TACIT}/effective"]
    assert events(q="new memorandum") == [f"{NEW}/signed"]
    assert events() == [f"{NEW}/signed", f"{OLD}/expired", f"{TACIT}/effective", f"{YEAR}/signed"]


@pytest.mark.parametrize("name", ["state", "ends_after", "relation", "expand", "facets"])
def test_what_an_act_does_not_show_is_no_filter_of_acts(name: str) -> None:
    with pytest.raises(BadParametersError) as refused:
        events(**{name: "true"})
    assert refused.value.problems[0].parameter == name


def test_acts_are_those_of_the_instant_asked_for_and_never_a_drafts(records: dict[str, Any]) -> None:
    before = write_instant(Publication.objects.latest("number").time)
    Act.objects.create(agreement=records[BARE], type="signed", date="2020-02-02", key="signed")
    assert events(agreement=BARE) == []
    Act.objects.filter(agreement=records[OLD]).update(date="2024-05")
    publish([records[OLD]], reason="Corrected", by="ed")
    assert events(date_before="2024-05", agreement=OLD) == [f"{OLD}/expired"]
    assert events(date_before="2024-05", agreement=OLD, known_at=before) == []


@pytest.mark.parametrize(("ask", "few"), [(list_events, "2"), (list_relations, "1")])
def test_a_longer_list_costs_no_more_queries(records: dict[str, Any], ask: Any, few: str) -> None:
    Relation.objects.create(subject=records[YEAR], object=records[TACIT], code="cites")
    publish([records[YEAR]], reason="Related", by="ed")

    def cost(size: str) -> int:
        with CaptureQueriesContext(connection) as asked_for:
            ask(Query.of(page_size=size))
        return len(asked_for)

    assert cost("50") == cost(few)
