"""The picture of a life: what is certain is filled, what is presumed framed, what may or may not be hatched."""

import pytest
from django.test import Client

from agreements.lifecycle.facts import Act, ActType, Incoming, Instrument, RelationCode
from agreements.lifecycle.settling import settle
from agreements.pages.drawing import look
from agreements.pages.pair_words import look_of
from agreements.partial_dates.days import PartialDate
from agreements.register.coverage import Span, spans
from tests.agreements.pages.world import World

NEW = Instrument("new", acts=(Act("signed", ActType.SIGNED, PartialDate.parse("2026-01-05")),))
OLD = Instrument("old", acts=(Act("expired", ActType.EXPIRED, PartialDate.parse("2024-06")),))
IN_FORCE = Instrument(
    "force",
    acts=(
        Act("effective", ActType.EFFECTIVE, PartialDate.parse("2014-01-01")),
        Act("expired", ActType.EXPIRED, PartialDate.parse("2016-12-31")),
    ),
)


def life(instrument: Instrument) -> list[Span]:
    incoming = [Incoming("r", RelationCode.REPLACES, NEW)] if instrument is OLD else []
    return spans(settle(instrument, incoming).standings)


def looks(instrument: Instrument) -> list[str]:
    return [look(span) for span in life(instrument)]


def test_what_is_only_presumed_is_framed() -> None:
    assert looks(NEW) == ["nothing", "taken"]


def test_an_unknown_beginning_and_a_month_of_doubt_are_hatched() -> None:
    assert looks(OLD) == ["may-run", "may-run", "over", "over"]


def test_what_certainly_runs_is_filled() -> None:
    assert looks(IN_FORCE)[-2:] == ["runs", "over"]


@pytest.mark.parametrize("instrument", [NEW, OLD, IN_FORCE], ids=lambda instrument: instrument.key)
def test_the_picture_of_a_pair_draws_days_that_may_run_the_same_way(instrument: Instrument) -> None:
    running = [span for span in life(instrument) if span.running]
    assert running
    assert [look(span) for span in running] == [look_of(span) for span in running]


@pytest.mark.django_db
def test_the_key_explains_what_is_drawn_and_nothing_else(client: Client, world: World) -> None:
    html = client.get(f"/agreements/{world.new.slug}/").content.decode()
    key = html.split('<figcaption class="section-head timeline-caption">')[1].split("</figcaption>")[0]
    drawn = html.split('<svg class="timeline-drawing"')[1].split("</svg>\n  <details")[0]
    for each in ("runs", "taken", "may-run", "ahead", "suspended", "gap"):
        assert (f'class="{each}"' in key) == (f'class="{each}"' in drawn), each
    assert 'class="taken"' in drawn
    assert 'class="taken-line"' in drawn
