"""The page of one agreement: state and why, life with evidence, unknowns, lineage, time, history."""

import pytest
from django.test import Client

from agreements.publishing import publish
from tests.agreements.pages.reading import lead, markers, note, words
from tests.agreements.pages.world import NEW, OLD, World
from tests.factories.life import ActFactory, ClauseFactory
from tests.factories.reference import CountryFactory
from tests.factories.sources import publishable_agreement

OLD_PAGE = f"/agreements/{OLD}/"
NEW_PAGE = f"/agreements/{NEW}/"
pytestmark = pytest.mark.django_db


def test_the_predecessor_says_when_it_expired_what_replaced_it_and_how_long_there_was_nothing(
    client: Client, world: World
) -> None:
    text = words(client.get(OLD_PAGE + "?as_of=2026-11-22"))
    assert "Expired June 2024" in text
    assert "Replaced on 5 January 2026" in text
    assert "No instrument for 553 to 582 days" in text
    assert text.index("No instrument for 553 to 582 days") < text.index("Key facts")


def test_each_phrase_of_a_life_leads_to_a_note_that_shows_passages_or_the_reckoning(
    client: Client, world: World
) -> None:
    page = client.get(OLD_PAGE + "?as_of=2026-11-22")
    for phrase in lead(page).split('<li class="life-')[1:]:
        anchors = markers(phrase)
        assert anchors, phrase
        for anchor in anchors:
            assert "/sources/" in note(page, anchor) or "It rests on" in note(page, anchor)


def test_the_lapse_is_reckoned_from_both_days_and_rests_on_their_notes(client: Client, world: World) -> None:
    page = client.get(OLD_PAGE)
    (anchor,) = {a for a in markers(lead(page)) if a.startswith("e-lapse")}
    shown = note(page, anchor)
    assert "June 2024" in shown
    assert "5 January 2026" in shown
    assert 'href="#e-act-expired"' in shown
    assert f'href="#e-{NEW}-act-signed"' in shown


def test_every_marker_leads_to_a_note_on_the_same_page(client: Client, world: World) -> None:
    for address in (OLD_PAGE, NEW_PAGE):
        html = client.get(address).content.decode()
        for anchor in markers(html):
            assert html.count(f' id="{anchor}"') == 1


def test_a_month_is_never_shown_as_its_first_day(client: Client, world: World) -> None:
    for address in (OLD_PAGE, NEW_PAGE, "/countries/cn/kr/", "/agreements/"):
        assert "June 2024" in words(client.get(address))
        assert "1 June 2024" not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2024-05-31", "In effect"),
        ("2024-06-15", "In effect or expired"),
        ("2025-06-30", "Expired"),
        ("2026-01-04", "Expired"),
        ("2026-01-05", "Replaced"),
    ],
)
def test_the_state_is_that_of_the_day_read(client: Client, world: World, day: str, state: str) -> None:
    shown = lead(client.get(f"{OLD_PAGE}?as_of={day}"))
    assert f"<span>{state}</span>" in shown
    assert f'datetime="{day}"' in shown


def test_a_state_that_is_not_certain_says_so(client: Client, world: World) -> None:
    assert "Not certain on this day." in words(client.get(OLD_PAGE + "?as_of=2024-06-15"))
    assert "Not certain" not in words(client.get(OLD_PAGE + "?as_of=2025-06-30"))
    assert "Presumed, so not certain." in words(client.get(NEW_PAGE + "?as_of=2026-11-01"))


def test_the_new_memorandum_is_not_there_before_its_signature(client: Client, world: World) -> None:
    text = words(client.get(NEW_PAGE + "?as_of=2025-06-30"))
    assert "Not yet" in text
    assert "5 January 2026" in text


def test_what_lies_after_the_day_read_is_marked_as_later(client: Client, world: World) -> None:
    assert "Replaced on 5 January 2026" in words(client.get(OLD_PAGE + "?as_of=2025-06-30"))
    assert "(after the day read)" in words(client.get(OLD_PAGE + "?as_of=2025-06-30"))
    assert "(after the day read)" not in words(client.get(OLD_PAGE + "?as_of=2026-01-05"))


def test_unknowns_are_said_in_words_and_never_as_indefinite(client: Client, world: World) -> None:
    text = words(client.get(OLD_PAGE))
    assert "Duration not known from our sources" in text
    assert "Signed Not known from our sources" in text
    assert "Indefinite" not in text
    assert "End not known from our sources" in words(client.get(NEW_PAGE + "?as_of=2026-11-01"))


def test_an_inferred_day_says_that_it_is_inferred_and_why(client: Client, world: World) -> None:
    text = words(client.get(NEW_PAGE))
    assert "5 January 2026 (inferred)" in text
    assert "The report names no year; it was published on that day." in text


def test_a_value_without_evidence_is_marked_as_unsourced(client: Client, world: World) -> None:
    assert "Inter-ministerial unsourced" in words(client.get(OLD_PAGE))


def test_lineage_is_said_both_ways_with_its_lapse(client: Client, world: World) -> None:
    old, new = client.get(OLD_PAGE), client.get(NEW_PAGE)
    assert "is replaced by" in words(old)
    assert f'href="{NEW_PAGE}"' in old.content.decode()
    assert "Replaces an earlier instrument" in words(new)
    assert f'href="{OLD_PAGE}"' in new.content.decode()
    assert "No instrument for 553 to 582 days" in words(new)


def test_the_drawing_has_a_table_twin_with_every_span_and_the_lapse(client: Client, world: World) -> None:
    html = client.get(OLD_PAGE).content.decode()
    assert 'class="timeline-drawing"' in html
    table = html[html.index('<details class="twin">') :]
    table = table[: table.index("</table>")]
    for said in (
        "no beginning known",
        "1 July 2024",
        "4 January 2026",
        "5 January 2026",
        "after June 2024",
        "Replaced",
    ):
        assert said in table
    assert "No instrument for 553 to 582 days" in table


def test_the_chosen_day_is_kept_on_the_way_to_other_pages(client: Client, world: World) -> None:
    html = client.get(OLD_PAGE + "?as_of=2025-06-30").content.decode()
    assert f'href="{NEW_PAGE}?as_of=2025-06-30"' in html
    assert 'href="/sources/report-of-january-2026/?passage=p-4&amp;as_of=2025-06-30#p-4"' in html
    assert f'href="{OLD_PAGE}"' in html  # back to today


def test_history_and_citation_name_the_publication_and_the_day(client: Client, world: World) -> None:
    text = words(client.get(NEW_PAGE + "?as_of=2026-11-01"))
    assert "First entered from a report" in text
    assert f"http://testserver{NEW_PAGE}?as_of=2026-11-01" in text


def test_the_programmes_that_rest_on_it_are_named(client: Client, world: World) -> None:
    assert 'href="/programs/kr-cn-startup-work-plan/"' in client.get(NEW_PAGE).content.decode()
    assert "None known from our sources" in words(client.get(OLD_PAGE))


def test_terms_say_until_when_notice_can_be_given(client: Client, db: None) -> None:
    record = publishable_agreement("kr-cn-termed", signed="2020-07-01")
    ActFactory(agreement=record, type="effective", date="2020-08-01", key="effective")
    ClauseFactory(agreement=record, three_years_renewed_by_one=True)
    _publish_with_neighbours(record)
    text = words(client.get("/agreements/kr-cn-termed/?as_of=2026-02-11"))
    assert "In effect by tacit renewal" in text
    assert "The current term ends on 31 July 2026" in text
    assert "Notice must be given by 30 April 2026" in text
    assert "36 months" in text


def test_script_in_a_title_stays_text(client: Client, db: None) -> None:
    record = publishable_agreement("kr-cn-script", title="<script>alert(1)</script>")
    _publish_with_neighbours(record)
    html = client.get("/agreements/kr-cn-script/").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def _publish_with_neighbours(record: object) -> None:
    sector = record.sector_rows.get().sector  # type: ignore[attr-defined]
    source = record.evidence.first().passage.source  # type: ignore[attr-defined]
    countries = [CountryFactory(code="KR"), CountryFactory(code="CN")]
    publish([*countries, sector, source, record], reason="Test", by="an editor")
