"""What publishing would write is shown without writing it, and is what publishing then writes."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement
from agreements.publishing import Ref, proposed, proposed_withdrawal, publish
from agreements.register.models import Publication
from tests.agreements.publishing.conftest import ready
from tests.factories import AgreementFactory, CountryFactory, InstitutionFactory, RelationFactory, TitleFactory

pytestmark = pytest.mark.django_db


def written(record: Agreement) -> dict[str, object] | None:
    return Publication.objects.filter(record_id=record.slug).order_by("-number").values_list("document", flat=True)[0]


def test_what_is_proposed_is_what_is_then_published_neighbours_included(names: None) -> None:
    old, new = ready("old", signed="2015-01-01"), ready("new", signed="2020-01-01")
    publish([old], reason="First", by="ed")
    before = written(old)
    RelationFactory(subject=new, object=old)
    count = Publication.objects.count()
    proposal = proposed(new)
    assert Publication.objects.count() == count, "nothing is written"
    assert Agreement.objects.get(slug="new").stage == "draft"
    assert [(c.ref.id, c.type, c.follows) for c in proposal.changes if c.ref.type == "agreement"] == [
        ("new", "created", False),
        ("old", "updated", True),
    ]
    follower = next(c for c in proposal.followers() if c.ref == Ref("agreement", "old"))
    assert (proposal.problems, follower.before) == ({}, before)
    publish([new], reason="Second", by="ed")
    assert follower.after == written(old)
    assert proposal.change(Ref("agreement", "new")).after == written(new)  # type: ignore[union-attr]
    assert proposed(new).changes == [], "what is published already changes nothing"


def test_a_record_that_lacks_something_holds_back_those_that_name_it(names: None) -> None:
    gap, whole = AgreementFactory(slug="gap"), ready("whole")
    nowhere = InstitutionFactory(slug="nowhere", country=CountryFactory(code="JP"))
    proposal = proposed([gap, whole])
    assert set(proposal.problems) == {Ref("agreement", "gap")}
    assert [c.ref.id for c in proposal.changes if not c.follows] == ["whole"]
    assert {p.path for p in proposal.problems[Ref("agreement", "gap")]} >= {"titles", "kind"}
    both = proposed([nowhere, nowhere.country])
    refused = proposed([nowhere, nowhere.country], refused={Ref("country", "jp"): proposal.problems.popitem()[1]})
    assert not both.problems.get(Ref("country", "jp"))
    assert [p.path for p in refused.problems[Ref("institution", "nowhere")]][-1] == "country/jp"
    assert refused.changes == []


def test_a_draft_with_gaps_is_derived_all_the_same_when_asked(names: None) -> None:
    draft = AgreementFactory(slug="gap", title="Half a record")
    proposal = proposed(draft, incomplete=True)
    assert proposal.problems
    assert proposal.changes[0].after is not None
    assert proposal.changes[0].after["titles"][0]["title"] == "Half a record"
    assert proposed(draft).changes == []


def test_a_withdrawal_says_who_still_names_the_record_and_who_changes(names: None) -> None:
    old, new = ready("old", signed="2015-01-01"), ready("new", signed="2020-01-01")
    RelationFactory(subject=new, object=old)
    publish([old, new], reason="First", by="ed")
    proposal = proposed_withdrawal(new)
    assert proposal.problems == {}
    assert [(c.ref.id, c.follows, c.after is None) for c in proposal.changes if c.ref.type == "agreement"] == [
        ("new", False, True),
        ("old", True, False),
    ]
    source = new.evidence.first().passage.source
    assert [p.path for p in proposed_withdrawal(source).problems[Ref("source", source.slug)]] == ["agreement/new"]
    assert proposed_withdrawal(AgreementFactory()).changes == []


def test_a_source_that_many_records_name_tells_some_of_them_and_how_many_more(
    names: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agreements.publishing.gate.MOST_NAMED", 2)
    records = [ready(f"r-{n}") for n in range(5)]
    publish(records, reason="First", by="ed")
    source = records[0].evidence.first().passage.source
    for record in records[1:]:
        record.evidence.update(passage=records[0].evidence.first().passage)
    publish(records[1:], reason="One source", by="ed")
    told = proposed_withdrawal(source).problems[Ref("source", source.slug)]
    assert [one.path.partition("/")[0] for one in told] == ["agreement", "agreement", ""]
    assert told[-1].message == "and 3 more"


def test_more_records_cost_no_more_queries(names: None) -> None:
    counts = []
    for size in (2, 8):
        records = [ready(f"r-{size}-{n}") for n in range(size)]
        TitleFactory(agreement=records[0])
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert len(proposed(records).changes) >= size
        counts.append(len(seen))
    assert counts[0] == counts[1]
