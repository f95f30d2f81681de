"""What readers must be able to do, by its number, without a browser: follow a list (P8), meet unknowns (P12)."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from agreements.models import Agreement
from agreements.publishing import merge, publish, withdraw
from tests.agreements.feeds.reading import entries, tombstones
from tests.agreements.pages.reading import lead, words
from tests.agreements.pages.world import NEW, OLD, PLAN, World
from tests.factories import publishable_agreement

pytestmark = pytest.mark.django_db


def test_p8_a_filtered_list_is_followed_and_tells_publications_and_withdrawals_but_no_internal_edit(
    client: Client, world: World
) -> None:
    page = client.get("/agreements/?party=KR&party=CN").content.decode()
    found = re.search(r'<link rel="alternate" type="application/atom\+xml"[^>]* href="([^"]+)"', page)
    assert found
    address = found[1].replace("&amp;", "&").removeprefix("http://testserver")
    assert address == "/agreements.atom?party=KR&party=CN"
    before = entries(client, address)
    assert {one.link for one in before} == {f"http://testserver/agreements/{slug}/" for slug in (OLD, NEW)}

    Agreement.objects.filter(slug=NEW).update(internal_notes="ask the ministry", summary="Said anew")
    assert entries(client, address) == before
    publish([world.new], reason="The summary was written anew", by="an editor")
    after = entries(client, address)
    assert [one.summary for one in after] == ["The summary was written anew", *(one.summary for one in before)]

    withdraw([world.plan, world.new], reason="Entered by mistake", by="an editor")
    assert NEW not in " ".join(one.link for one in entries(client, address))
    assert "Entered by mistake" in tombstones(client, address).values()


def test_p12_what_no_source_says_is_said_so_and_never_taken_for_endless(client: Client, world: World) -> None:
    said = client.get(f"/agreements/{NEW}/")
    assert "End not known from our sources" in words(said)
    assert "End not known from our sources" in re.sub(r"<[^>]+>", "", lead(said))
    assert not re.search(r"indefinite|unlimited|without end", words(said), re.IGNORECASE)
    nothing = words(client.get("/countries/cn/jp/"))
    assert "no record of an agreement between these two. That does not say that there is none." in nothing


def test_p12_what_was_withdrawn_and_what_was_merged_say_why(client: Client, world: World) -> None:
    double = publishable_agreement("kr-cn-double")
    publish([double, *{row.passage.source for row in double.evidence.all()}], reason="Entered", by="an editor")
    merge(double, into=world.new, reason="The same memorandum", by="an editor")
    withdraw(world.plan, reason="Entered by mistake", by="an editor")
    moved, gone = client.get("/agreements/kr-cn-double/"), client.get(f"/programs/{PLAN}/")
    assert (moved.status_code, moved["Location"]) == (301, f"/agreements/{NEW}/")
    assert "The same memorandum" in words(moved)
    assert gone.status_code == 410
    assert "Entered by mistake" in words(gone)
