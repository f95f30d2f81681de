"""Pairs, countries, sources, occasions, institutions, changes and the first page."""

import pytest
from django.test import Client

from agreements.models import Occasion
from agreements.publishing import publish, withdraw
from agreements.register.models import Publication
from agreements.register.moments import write_instant
from programs.models import Program, ProgramEvidence
from tests.agreements.pages.reading import words
from tests.agreements.pages.world import NEW, OLD, PLAN, REPORT, VISIT, World
from tests.factories.programs import SessionFactory, publishable_program
from tests.factories.sources import PassageFactory, cite

pytestmark = pytest.mark.django_db


def test_a_pair_shows_its_coverage_with_the_lapse_and_a_table_twin(client: Client, world: World) -> None:
    page = client.get("/countries/cn/kr/?as_of=2025-06-30")
    assert "China – South Korea" in words(page)
    assert "The register knows 2 agreements between them; 0 may be in effect on 30 June 2025" in words(page)
    assert "No instrument for 553 to 582 days" in words(page)
    assert 'class="gap"' in page.content.decode()
    assert '<tr class="lapse-row">' in page.content.decode()


def test_a_pair_without_records_says_so_and_does_not_say_that_there_is_none(client: Client, world: World) -> None:
    text = words(client.get("/countries/cn/jp/"))
    assert "The register has no record of an agreement between these two. That does not say that there is none." in text


def test_a_country_names_its_partners(client: Client, world: World) -> None:
    assert 'href="/countries/cn/kr/"' in client.get("/countries/kr/").content.decode()
    assert "The register knows no agreement of this country." in words(client.get("/countries/jp/"))


def test_a_source_lists_every_passage_with_its_place_and_what_it_speaks_for(client: Client, world: World) -> None:
    page = client.get(f"/sources/{REPORT}/")
    text, html = words(page), page.content.decode()
    assert "paragraph 4 (characters 300 to 395)" in text
    assert "The text is not kept here." in text
    assert 'id="p-4"' in html
    assert f'href="/agreements/{OLD}/"' in html
    assert "Date: June 2024" in text
    assert "Date: 5 January 2026 inferred" in text


def test_the_source_of_a_programme_names_the_programme(client: Client, world: World) -> None:
    source = world.plan.evidence.first().passage.source
    assert f'href="/programs/{PLAN}/"' in client.get(f"/sources/{source.slug}/").content.decode()


def test_a_passage_that_contradicts_is_shown_as_such(client: Client, world: World) -> None:
    passage = PassageFactory(source=world.source, locator="9")
    (row,) = cite(world.old, passage, "act/expired/date")
    row.stance, row.value, row.preferred, row.lost_reason = "contradicts", "2024-07", False, "A later report is exact."
    row.save()
    publish([world.source, world.old], reason="A second report", by="an editor")
    page = client.get(f"/agreements/{OLD}/")
    assert "marker-disputed" in page.content.decode()
    assert "one source disagrees" in page.content.decode()
    assert "Date: July 2024 contradicts not preferred A later report is exact." in words(page)
    assert "Expired June 2024" in words(page)


def test_an_occasion_lists_what_was_signed_on_it(client: Client, world: World) -> None:
    page = client.get(f"/occasions/{VISIT}/")
    assert f'href="/agreements/{NEW}/"' in page.content.decode()
    assert f'href="/agreements/{OLD}/"' not in page.content.decode()
    assert "January 2026" in words(page)


def test_an_institution_is_shown_with_its_names_and_agreements(client: Client, world: World) -> None:
    page = client.get("/institutions/kr-mss/")
    assert "중소벤처기업부" in words(page)
    assert f'href="/agreements/{OLD}/"' in page.content.decode()


def test_the_first_page_says_what_is_in_effect_and_what_lapsed_on_the_day(client: Client, world: World) -> None:
    then = words(client.get("/?as_of=2025-06-30"))
    assert "What is in effect on 30 June 2025" in then
    assert "No agreement of the register is in effect on this day." in then
    assert "Lapsed, and nothing has followed 1" in then
    now = words(client.get("/?as_of=2026-11-01"))
    assert "May be in effect 1" in now
    assert "No agreement stands lapsed on this day." in now


def test_changes_are_listed_from_the_newest_and_page_by_page(client: Client, world: World) -> None:
    page = client.get("/changes/")
    assert "no. 1 " in words(page)
    assert words(page).index("no. 13 ") < words(page).index("no. 12 ")
    earlier = client.get("/changes/?before=3")
    assert "no. 2 " in words(earlier)
    assert "no. 3 " not in words(earlier)
    assert client.get("/changes/?before=x").status_code == 400


def test_a_draft_is_nowhere_to_be_seen(client: Client, world: World) -> None:
    world.new.titles.filter(language="en").update(title="A secret new name")
    for address in ("/", "/agreements/", f"/agreements/{NEW}/", "/countries/cn/kr/", "/changes/"):
        assert "A secret new name" not in words(client.get(address))


def test_a_source_read_in_the_past_keeps_silent_about_a_relation_that_was_withdrawn_since(
    client: Client, world: World
) -> None:
    then = write_instant(Publication.objects.latest("number").time)
    assert "Relation: replaces" in words(client.get(f"/sources/{REPORT}/"))
    withdraw([world.new], reason="A mistake", by="ed")
    page = words(client.get(f"/sources/{REPORT}/", {"known_at": then}))
    assert "Former memorandum" in page
    assert "Relation: replaces" not in page


def test_programmes_of_an_occasion_are_those_of_the_instant_that_is_read(client: Client, world: World) -> None:
    then = write_instant(Publication.objects.latest("number").time)
    late = publishable_program("kr-cn-late-plan")
    Program.objects.filter(pk=late.pk).update(occasion=Occasion.objects.get(slug=VISIT))
    late.refresh_from_db()
    sources = {row.passage.source for row in ProgramEvidence.objects.filter(program=late)}
    publish([late, *sources], reason="Entered", by="ed")
    address = f"/occasions/{VISIT}/"
    assert "kr-cn-late-plan" in client.get(address).content.decode()
    assert "kr-cn-late-plan" not in client.get(address, {"known_at": then}).content.decode()


def test_a_session_ahead_that_was_called_off_is_said_to_be(client: Client, world: World) -> None:
    SessionFactory(program=world.plan, title="Second session", date="2026-12-05", stated_state="cancelled")
    publish([world.plan], reason="Called off", by="ed")
    text = words(client.get("/?as_of=2026-11-22"))
    assert "Second session – Plan kr-cn-startup-work-plan (Cancelled)" in text
    assert "First session – Plan kr-cn-startup-work-plan (" not in text
