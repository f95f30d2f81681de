"""E9 at the desk, by HTTP: from the proposal to the merger, the redirect with its reason, and back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agreements.desk.models import Merger, Verdict
from agreements.models import Agreement
from agreements.publishing import publish, settle_working
from tests.agreements.admin.desk import fields_of
from tests.factories import AgreementFactory, SuperuserFactory, editor_with, publishable_agreement

pytestmark = [pytest.mark.thorough, pytest.mark.django_db]
EDITOR = ("agreements.view_agreement", "agreements.change_agreement")
REVIEWER = (*EDITOR, "agreements.publish_agreement")
TITLE = "Memorandum of Understanding on Cooperation in the Field of Startups"


@pytest.fixture
def pair() -> tuple[Agreement, Agreement]:
    """Two public records of one instrument."""
    records = tuple(publishable_agreement(slug) for slug in ("first", "again"))
    for record in records:
        record.titles.update(title=TITLE)
        named = [*(p.country for p in record.parties.all()), *(r.sector for r in record.sector_rows.all())]
        publish([*named, *(row.passage.source for row in record.evidence.all())], reason="First", by="ed")
    publish(records, reason="First", by="ed")
    settle_working(*records)
    return records[0], records[1]


def at(name: str, *args: Any) -> str:
    return reverse(f"admin:agreements_agreement_{name}", args=args)


def test_e9_from_the_proposal_to_the_merger_and_back(client: Client, pair: tuple[Agreement, Agreement]) -> None:
    first, again = pair
    client.force_login(SuperuserFactory())
    page = client.get(at("all_duplicates"))
    assert "1 pair may be one record" in page.text
    assert "same parties, signed on the same day, titles 100 % alike" in page.text
    assert "first" in client.get(at("duplicates", again.pk)).text
    assert "Possible duplicates (1)" in client.get(at("change", again.pk)).text
    assert f'href="{at("all_duplicates")}"' in client.get(at("changelist")).text
    side = client.get(f"{at('compare', first.pk)}?with={again.pk}")
    assert "Both records, field by field" in side.text
    address = f"{at('merge', first.pk)}?with={again.pk}"
    fields = fields_of(client, address)
    assert fields["goes_on"] == str(first.pk), "of two public ones with as much evidence the older goes on"
    refused = client.post(address, {**fields, "merge": "1", "reason": " "})
    assert (refused.status_code, Merger.objects.count()) == (200, 0)
    done = client.post(address, {**fields, "merge": "1", "reason": "Entered twice"})
    assert (done.status_code, done["Location"]) == (302, at("change", first.pk))
    gone = client.get("/agreements/again/")
    assert (gone.status_code, gone["Location"].split("?")[0]) == (301, "/agreements/first/")
    api = client.get("/api/v1/agreements/again/")
    assert api.status_code == 301
    assert "Entered twice" in api.text
    assert "Entered twice" in gone.text
    merger = Merger.objects.get()
    assert "again" in client.get(at("mergers")).text
    assert "Possible duplicates (" not in client.get(at("change", first.pk)).text
    undone = client.post(at("merger", merger.pk), {"reason": "Two after all"})
    assert undone.status_code == 302
    assert client.get("/agreements/again/").status_code == 200
    assert "already" in client.get(at("merger", merger.pk)).text or Merger.objects.get().undone_at is not None


@pytest.mark.thorough
def test_two_that_are_two_are_not_proposed_until_that_is_taken_back(
    client: Client, pair: tuple[Agreement, Agreement]
) -> None:
    first, again = pair
    client.force_login(editor_with(*EDITOR))
    address = f"{at('compare', again.pk)}?with={first.pk}"
    assert client.post(address, {"do": "two", "reason": "Two texts"}).status_code == 302
    assert "Nothing is proposed" in client.get(at("all_duplicates")).text
    assert "Two texts" in client.get(at("duplicates", first.pk)).text
    assert client.post(address, {"do": "one"}).status_code == 302
    assert not Verdict.objects.exists()


def test_an_editor_may_say_that_two_are_two_but_neither_merges_two_drafts_nor_takes_a_merger_back(
    client: Client,
) -> None:
    goes_on, closed = AgreementFactory(slug="kept"), AgreementFactory(slug="goes")
    side, merging = (f"{at(name, goes_on.pk)}?with={closed.pk}" for name in ("compare", "merge"))
    said = {"merge": "1", "reason": "One", "closed_revision": "1", "goes_on_revision": "1"}
    client.force_login(editor_with(*EDITOR))
    page = client.get(side).text
    assert "a reviewer&#x27;s act" in page or "a reviewer's act" in page
    assert "desk-duplicates-merge" not in page
    assert client.get(merging).status_code == 403
    assert client.post(merging, said).status_code == 403
    assert Agreement.objects.count() == 2
    client.force_login(editor_with(*REVIEWER))
    assert "desk-duplicates-merge" in client.get(side).text
    assert client.post(merging, fields_of(client, merging) | {"merge": "1", "reason": "One"}).status_code == 302
    undoing = at("merger", Merger.objects.get().pk)
    client.force_login(editor_with(*EDITOR))
    assert "To take a merger back" in client.get(undoing).text
    assert client.post(undoing, {"reason": "Two"}).status_code == 403
    assert Agreement.objects.count() == 1, "a draft that was merged is deleted"
    client.force_login(editor_with(*REVIEWER))
    assert client.post(undoing, {"reason": "Two"}).status_code == 302
    assert set(Agreement.objects.values_list("slug", flat=True)) == {"kept", "goes"}


@pytest.mark.thorough
def test_who_may_see_and_what_is_nonsense_is_answered_in_order(client: Client) -> None:
    record, other = AgreementFactory(), AgreementFactory()
    assert client.get(at("all_duplicates")).status_code == 302
    client.force_login(editor_with("agreements.view_agreement"))
    assert client.get(at("all_duplicates")).status_code == 200
    assert client.get(f"{at('compare', record.pk)}?with={other.pk}").status_code == 403
    client.force_login(editor_with(*REVIEWER))
    for nonsense in ("", "x", "\x00", "9" * 30, str(record.pk), "²"):
        answer = client.get(at("compare", record.pk), {"with": nonsense})
        assert answer.status_code == 404, nonsense
    assert client.get(at("all_duplicates"), {"q": "\x00", "p": "x"}).status_code == 200
    assert client.get(at("merger", 99)).status_code == 404
    address = f"{at('merge', record.pk)}?with={other.pk}"
    fields = {**fields_of(client, address), "merge": "1", "reason": "One"}
    stale = client.post(address, {**fields, "closed_revision": "99"})
    assert (stale.status_code, "changed since you saw them" in stale.text) == (409, True)
    assert "One" in stale.text, "what was typed is still there"
    assert client.post(address, fields).status_code == 302
    assert Agreement.objects.count() == 1
