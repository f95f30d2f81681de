"""The sessions that stand in the picture of a pair: dated, not called off, of whatever rests on its agreements."""

from datetime import date

import pytest

from agreements.publishing import publish
from agreements.register.reading import Reading
from programs.models import Program
from programs.register.sessions import sessions_by_agreement
from tests.agreements.pages.world import World
from tests.factories import SessionFactory
from tests.programs.register.test_rollup import reading
from tests.programs.tree_world import FRAME

pytestmark = pytest.mark.django_db


def titles(agreement: str, at: Reading) -> list[str | None]:
    return [row["title"] for row in sessions_by_agreement([agreement], at).get(agreement, [])]


def test_a_session_that_was_called_off_is_none(framework: World) -> None:
    before = titles(framework.new.slug, reading(date(2026, 11, 22)))
    assert "Founding session" in before
    frame = Program.objects.get(slug=FRAME)
    SessionFactory(program=frame, title="Called off", date="2026-05-05", stated_state="cancelled")
    SessionFactory(program=frame, title="Held", date="2026-05-06", stated_state="held")
    publish([frame], reason="Sessions", by="ed")
    assert sorted(titles(framework.new.slug, reading(date(2026, 11, 22))), key=str) == sorted(
        [*before, "Held"], key=str
    )
