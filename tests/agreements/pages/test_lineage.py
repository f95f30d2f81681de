"""The lineage of an agreement, drawn and as a table (P6): branches, lapses, overlaps, what is not known."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement, AgreementEvidence, Source
from agreements.pages.lineage_drawing import KinDrawing, draw_kinship
from agreements.publishing import publish, withdraw
from agreements.register.kinship import Kinship, Link, in_order
from tests.agreements.pages.reading import words
from tests.agreements.pages.world import NEW, OLD, PLAN, World
from tests.factories.life import ActFactory, RelationFactory
from tests.factories.sources import publishable_agreement

Document = dict[str, Any]
STATE = {"possible_states": ["expired"], "group": "ended", "certain": True, "as_of": "2026-11-22"}


def row(name: str, signed: str | None = None, ends: str | None = None) -> Document:
    status = "stated" if ends else "unknown"
    return {
        "id": name, "title": name.upper(), "html_url": f"/agreements/{name}/", "state": STATE,
        "signed": signed, "effective": None, "ends": ends, "ends_status": status,
    }  # fmt: skip


def link(earlier: str, later: str, days: tuple[int, int] | None = None, code: str = "replaces") -> Link:
    relation = {"code": code, "label": code, "extent": "whole", "date": None}
    lapse = {"days": {"min": days[0], "max": days[1]}} if days else None
    return Link(earlier, later, relation, lapse)


def drawn(rows: list[Document], links: list[Link], own: str = "a") -> KinDrawing:
    by_id = {r["id"]: r for r in rows}
    order = in_order(by_id, [(one.predecessor, one.successor) for one in links])
    found = draw_kinship(Kinship(tuple(by_id[name] for name in order), tuple(links)), own, "en")
    assert found is not None
    return found


def test_an_agreement_by_itself_has_no_lineage() -> None:
    assert draw_kinship(Kinship((row("a"),), ()), "a", "en") is None


def test_each_agreement_stands_after_all_that_it_follows_whatever_its_days() -> None:
    rows = {r["id"]: r for r in (row("a", "2020"), row("b", "1990"), row("c", "1980"), row("d"))}
    assert in_order(rows, [("a", "b"), ("b", "d")]) == ["c", "a", "b", "d"]


def test_a_circle_is_broken_and_nobody_is_lost() -> None:
    rows = {r["id"]: r for r in (row("a", "2020"), row("b", "1990"), row("c", "2000"))}
    assert in_order(rows, [("a", "b"), ("b", "a"), ("b", "c")]) == ["b", "c", "a"]
    assert len(drawn(list(rows.values()), [link("a", "b"), link("b", "a"), link("b", "c")]).lines) == 3


def test_a_chain_of_seven_runs_in_one_lane() -> None:
    rows = [row(name, str(1990 + 3 * n)) for n, name in enumerate("abcdefg")]
    found = drawn(rows, [link(one, other, (10, 20)) for one, other in zip("abcdef", "bcdefg", strict=True)])
    assert found.lanes == 1
    assert [line.row["id"] for line in found.lines] == list("abcdefg")
    assert [r.between for r in found.rows if not r.row] == ["No instrument for 10 to 20 days"] * 6


def test_a_second_successor_has_a_lane_of_its_own_and_names_what_it_follows() -> None:
    rows = [row("a", "1990"), row("b", "2000"), row("c", "2010")]
    found = drawn(rows, [link("a", "b", (5, 5)), link("a", "c", (-3, -3))])
    assert found.lanes == 2
    assert [(r.after, r.between) for r in found.rows if not r.row] == [
        ("", "No instrument for 5 days"), ("A", "Overlap of 3 days"),
    ]  # fmt: skip


def test_two_predecessors_run_into_one() -> None:
    found = drawn([row("a", "1990"), row("b", "2000"), row("c", "2010")], [link("a", "c"), link("b", "c")], own="c")
    last = found.rows[-1]
    assert (last.row["id"], last.own) == ("c", True)
    assert len([s for s in last.strokes if s.y2 == "20"]) == 2
    assert [text for _verb, _other, text in found.lines[-1].follows] == [
        "Days between them not known from our sources"
    ] * 2


@pytest.mark.parametrize(
    ("days", "look"),
    [((5, 9), "gap"), ((0, 9), "gap-may"), ((-3, 4), "gap-may"), ((-9, -1), "overlap"), (None, "unknown")],
)
def test_what_lies_between_is_drawn_by_its_count(days: tuple[int, int] | None, look: str) -> None:
    (between,) = [r for r in drawn([row("a", "1990"), row("b", "2000")], [link("a", "b", days)]).rows if not r.row]
    assert between.look == look


def test_days_that_meet_are_said_to_and_a_month_is_not_taken_for_a_day() -> None:
    for ends, begun, said in (
        ("2000-12-31", "2001-01-01", "No day without an instrument"),
        ("2000-12-31", "2001-01-02", "Days between them not known from our sources"),
        ("2000-12", "2001-01-01", "Days between them not known from our sources"),
    ):
        found = drawn([row("a", "1990", ends), row("b", begun)], [link("a", "b")])
        assert [r.between for r in found.rows if not r.row] == [said]


@pytest.mark.django_db
class TestPage:
    """The lineage on the page."""

    def test_both_memoranda_show_the_same_lineage_with_the_lapse(self, client: Client, world: World) -> None:
        for address in (OLD, NEW):
            html = client.get(f"/agreements/{address}/").content.decode()
            figure = html[
                html.index('<figure class="kin"') : html.index("</figure>", html.index('<figure class="kin"'))
            ]
            assert f'href="/agreements/{OLD}/"' in figure
            assert f'href="/agreements/{NEW}/"' in figure
            assert "No instrument for 553 to 582 days" in figure
            assert figure.count("<tr>") == 3
            assert re.search(rf'href="/agreements/{address}/" aria-current="page"', figure)

    def test_links_in_a_lineage_keep_the_day_read(self, client: Client, world: World) -> None:
        html = client.get(f"/agreements/{OLD}/?as_of=2025-06-30").content.decode()
        assert f'<p class="kin-title"><a href="/agreements/{NEW}/?as_of=2025-06-30">' in html

    def test_the_new_memorandum_leads_to_its_programmes_their_activities_and_sessions(
        self, client: Client, world: World
    ) -> None:
        html = client.get(f"/agreements/{NEW}/").content.decode()
        for address in (f"/programs/{PLAN}/", f"/programs/{PLAN}/#activities", f"/programs/{PLAN}/#sessions"):
            assert f'href="{address}"' in html
        assert f'href="/agreements/{NEW}/"' in client.get(f"/programs/{PLAN}/").content.decode()

    def test_a_relation_that_is_not_preferred_makes_no_lineage(self, client: Client, world: World) -> None:
        other = publishable_agreement("kr-cn-other", signed="2020-01-01")
        RelationFactory(subject=other, object=world.new, code="replaces", preferred=False, lost_reason="Misread")
        publish([other, *sources_of(other)], reason="Entered", by="an editor")
        assert "kr-cn-other" not in kin_of(client, NEW)

    def test_a_withdrawn_successor_leaves_the_lineage(self, client: Client, world: World) -> None:
        withdraw([world.plan, world.new], reason="Entered by mistake", by="an editor")
        assert 'class="kin"' not in client.get(f"/agreements/{OLD}/").content.decode()

    def test_a_longer_chain_costs_no_more_queries(self, client: Client, world: World) -> None:
        counts = []
        before: Agreement = world.new
        for number in range(3):
            made = publishable_agreement(f"kr-cn-later-{number}", signed=f"{2027 + number}-01-01")
            ActFactory(agreement=before, type="expired", date=f"{2027 + number}", key="ended")
            RelationFactory(subject=made, object=before, code="renews")
            publish([before, made, *sources_of(made)], reason="Renewed", by="an editor")
            before = made
            with CaptureQueriesContext(connection) as asked:
                page = client.get(f"/agreements/{OLD}/")
            counts.append(len(asked))
        assert words(page).count("kr-cn-later-2") >= 1
        assert counts[0] == counts[1] == counts[2]


def sources_of(agreement: Agreement) -> set[Source]:
    return {row.passage.source for row in AgreementEvidence.objects.filter(agreement=agreement)}


def kin_of(client: Client, slug: str) -> str:
    html = client.get(f"/agreements/{slug}/").content.decode()
    start = html.index('<figure class="kin"')
    return html[start : html.index("</figure>", start)]
