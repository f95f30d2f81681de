"""Many records go out as one block, after a look at each, and only those that were left ticked."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agreements.admin.review import block
from agreements.desk.acting import acting
from agreements.models import Agreement, Title
from agreements.register.models import Publication
from tests.agreements.admin.review.conftest import Sit, typed_by
from tests.factories import AgreementFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/agreements/agreement/"


def chosen(*records: Agreement, **more: str) -> dict[str, object]:
    return {"action": "publish_selected", "_selected_action": [r.pk for r in records], **more}


def looked_at(*records: Agreement) -> dict[str, str]:
    """Give the revisions that a page showing the records as they are would send."""
    now = Agreement.objects.filter(pk__in=[r.pk for r in records]).values_list("pk", "revision")
    return {f"revision-{pk}": str(revision) for pk, revision in now}


def ticked(page: str) -> set[int]:
    return {int(pk) for pk in re.findall(r'name="_selected_action" value="(\d+)" checked', page)}


def public() -> set[str]:
    return set(Publication.objects.filter(record_type="agreement").values_list("record_id", flat=True))


def test_what_is_held_back_is_said_and_left_out_by_the_reviewer_before_the_rest_goes_out(desk: Sit) -> None:
    rex = desk("rex")
    good, other = typed_by("ann", "good"), typed_by("ann", "other")
    mine, gap = typed_by("rex", "mine"), AgreementFactory(slug="gap", title="Half a record")
    everything = (good, other, mine, gap)
    page = rex.post(LIST, chosen(*everything))
    assert ticked(page.text) == {r.pk for r in everything}, "nothing is left out behind the reviewer's back"
    assert page.text.count("<strong>Held back</strong>") == 2
    assert "You, rex, changed it" in page.text
    assert "2 records can go out." in page.text
    assert public() == set()
    refused = rex.post(LIST, chosen(*everything, confirmed="1", reason="All of them", **looked_at(*everything)))
    assert (refused.status_code, public()) == (409, set())
    assert "All of them" in refused.text
    again = rex.post(LIST, chosen(*everything, **{"leave-out": "1", "reason": "All of them"}))
    assert ticked(again.text) == {good.pk, other.pk}
    assert "All of them" in again.text, "what was typed stays"
    blind = rex.post(LIST, chosen(good, other, confirmed="1", reason="Both"))
    assert (blind.status_code, public()) == (409, set()), "who sends no revision has looked at nothing"
    seen = looked_at(good, other)
    done = rex.post(LIST, chosen(good, other, confirmed="1", reason="Both", **seen), follow=True)
    assert "2 records were published." in done.text
    assert public() == {"good", "other"}
    numbers = Publication.objects.filter(record_type="agreement").order_by("number").values_list("number", "reason")
    assert [reason for _n, reason in numbers] == ["Both", "Both"]
    with acting(User.objects.get(username="ann")):
        Title.objects.filter(agreement=good).update(title="Better")
    changed = rex.post(LIST, chosen(good, other)).text
    assert "1 field changes" in changed
    assert "Nothing changes" in changed
    seen = {f"revision-{good.pk}": str(good.revision)}
    late = rex.post(LIST, chosen(good, confirmed="1", reason="Late", **seen))
    assert late.status_code == 409
    assert "It changed while this page lay open" in late.text


@pytest.mark.thorough
def test_more_records_in_a_block_cost_no_more_queries(desk: Sit) -> None:
    rex: Client = desk("rex")
    records = [typed_by("ann", f"r-{n}") for n in range(8)]
    counts = []
    for size in (2, 8):
        rex.post(LIST, chosen(*records[:size]))
        with CaptureQueriesContext(connection) as seen:
            assert rex.post(LIST, chosen(*records[:size])).text.count("<tr>") >= size
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.thorough
def test_a_block_that_nobody_could_look_through_is_refused(desk: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block, "LARGEST", 1)
    records = [typed_by("ann", f"r-{n}") for n in range(2)]
    page = desk("rex").post(LIST, chosen(*records, confirmed="1", reason="All"), follow=True)
    assert "narrow the list first" in page.text
    assert public() == set()
