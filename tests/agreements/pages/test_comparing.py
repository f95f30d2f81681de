"""The public history of an agreement and two of its published states compared (P9)."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agreements.publishing import publish, restore, withdraw
from agreements.register.models import Publication
from tests.agreements.pages.reading import words
from tests.agreements.pages.world import NEW, OLD, World
from tests.factories.life import ActFactory

HISTORY = f"/agreements/{OLD}/history/"
COMPARE = f"/agreements/{OLD}/compare/"
pytestmark = [pytest.mark.thorough, pytest.mark.django_db]


def numbers(record: str = OLD) -> list[int]:
    rows = Publication.objects.filter(record_type="agreement", record_id=record)
    return list(rows.order_by("number").values_list("number", flat=True))


@pytest.fixture
def changed(world: World) -> World:
    """Publish the old memorandum once more: signed in 2019, and no longer at the level of ministries."""
    ActFactory(agreement=world.old, type="signed", date="2019-03", key="signed-late")
    world.old.level = "not-stated"
    world.old.save()
    publish([world.old], reason="Its signature was found in a gazette", by="an editor")
    return world


def test_the_history_gives_number_time_type_and_reason_the_newest_first(client: Client, changed: World) -> None:
    text = words(client.get(HISTORY))
    first, second = numbers()
    assert text.index(f"no. {second} ") < text.index(f"no. {first} ")
    assert "Updated : Its signature was found in a gazette" in text
    assert "Created : First entered from a report" in text
    assert "UTC" in text


def test_the_record_leads_to_its_history_and_the_history_back(client: Client, changed: World) -> None:
    assert f'href="{HISTORY}"' in client.get(f"/agreements/{OLD}/").content.decode()
    assert f'href="/agreements/{OLD}/"' in client.get(HISTORY).content.decode()


def test_two_states_are_compared_field_by_field_in_words(client: Client, changed: World) -> None:
    first, second = numbers()
    text = words(client.get(COMPARE, {"from": first, "to": second}))
    assert "Act: Signed, March 2019 added" in text
    assert "Level changed Level − before: Inter-ministerial + after: Level not stated" in text
    assert "1 March 2019" not in text
    assert "Kind changed" not in text


def test_evidence_is_compared_too(client: Client, world: World) -> None:
    world.old.evidence.filter(part="act", item="expired").update(stated_value="last June")
    world.old.save()
    publish([world.old], reason="The words were misread", by="an editor")
    text = words(client.get(COMPARE))
    assert "A report on a signature, paragraph 4" in text
    assert "− before: in June 2024 + after: last June" in text


def test_without_numbers_the_last_two_states_are_compared(client: Client, changed: World) -> None:
    first, second = numbers()
    assert f"From no. {first} to no. {second}" in words(client.get(COMPARE))
    assert f"From no. {first} to no. {second}" in words(client.get(COMPARE, {"from": first}))
    assert f"From no. {first} to no. {second}" in words(client.get(COMPARE, {"to": second}))


def test_a_state_does_not_differ_from_itself(client: Client, changed: World) -> None:
    first, _second = numbers()
    assert "Both say the same." in words(client.get(COMPARE, {"from": first, "to": first}))


@pytest.mark.parametrize("text", ["x", "0", "-1", "1.5", "٣", "999999", "9" * 40])
def test_a_number_that_is_none_of_the_record_is_refused_beside_the_form(
    client: Client, changed: World, text: str
) -> None:
    page = client.get(COMPARE, {"from": text})
    assert page.status_code == 400
    assert "from:" in words(page)
    assert '<select id="compare-from"' in page.content.decode()


def test_a_number_of_another_record_is_refused(client: Client, changed: World) -> None:
    page = client.get(COMPARE, {"from": numbers(NEW)[0]})
    assert page.status_code == 400
    assert "is not a publication of this record" in words(page)


def test_the_later_state_cannot_come_first(client: Client, changed: World) -> None:
    first, second = numbers()
    page = client.get(COMPARE, {"from": second, "to": first})
    assert page.status_code == 400
    assert "the earlier publication comes first" in words(page)


def test_an_unknown_parameter_is_refused(client: Client, world: World) -> None:
    assert client.get(COMPARE, {"form": "1"}).status_code == 400
    assert client.get(HISTORY, {"from": "1"}).status_code == 400


def test_one_state_has_nothing_to_be_compared_with(client: Client, world: World) -> None:
    page = client.get(f"/agreements/{NEW}/compare/")
    assert page.status_code == 200
    assert "There is one published state only" in words(page)


def test_a_state_from_before_a_withdrawal_is_listed_but_never_shown(client: Client, changed: World) -> None:
    before = numbers()
    withdraw(changed.old, reason="Entered by mistake", by="an editor")
    assert client.get(HISTORY).status_code == 410
    assert client.get(COMPARE).status_code == 410
    restore(changed.old, reason="It was right after all", by="an editor")
    text = words(client.get(HISTORY))
    assert "Entered by mistake" in text
    assert "Its text can no longer be read." in text
    page = client.get(COMPARE, {"from": before[0], "to": numbers()[-1]})
    assert page.status_code == 400
    assert "can no longer be read" in words(page)


def test_the_history_ends_where_the_register_is_read(client: Client, changed: World) -> None:
    first, second = numbers()
    then = Publication.objects.get(number=first).time.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert f"no. {second}" not in words(client.get(HISTORY, {"known_at": then}))
    assert client.get(COMPARE, {"known_at": then, "to": second}).status_code == 400


def test_a_long_history_costs_no_more_queries(
    client: Client, changed: World, django_assert_max_num_queries: object
) -> None:
    with CaptureQueriesContext(connection) as few:
        client.get(HISTORY)
        client.get(COMPARE, {"from": numbers()[0]})
    for n in range(3):
        ActFactory(agreement=changed.old, type="session-held", date=f"202{n}", key=f"session-{n}")
        publish([changed.old], reason=f"Session {n}", by="an editor")
    with CaptureQueriesContext(connection) as many:
        client.get(HISTORY)
        client.get(COMPARE, {"from": numbers()[0]})
    assert len(many) == len(few)
