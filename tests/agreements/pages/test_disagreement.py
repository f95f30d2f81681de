"""Sources that disagree (E3, P12): both values on the page, which is preferred and why, and whose words a title is."""

import re

import pytest
from django.test import Client

from agreements.models import Title
from agreements.publishing import publish
from tests.agreements.pages.reading import lead, words
from tests.agreements.pages.world import NEW, OLD, World
from tests.factories.life import ActFactory
from tests.factories.sources import AgreementEvidenceFactory, PassageFactory, SourceFactory

PAGE = f"/agreements/{OLD}/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def disputed(world: World) -> World:
    """A second newspaper calls the old memorandum an agreement, and says that it ended in July."""
    source = SourceFactory(slug="another-report", title="Another report", publisher="Another newspaper")
    passage = PassageFactory(source=source, locator="1")
    AgreementEvidenceFactory(
        agreement=world.old, passage=passage, field="kind", value="agreement", stance="contradicts",
        stated_value="the agreement", preferred=False, lost_reason="The ministry calls it a memorandum.",
    )  # fmt: skip
    ActFactory(
        agreement=world.old, type="expired", date="2024-07", key="expired-late", preferred=False,
        lost_reason="The ministry says June.",
    )  # fmt: skip
    AgreementEvidenceFactory(
        agreement=world.old, passage=passage, part="act", item="expired-late", field="date", value="2024-07"
    )
    publish([source, world.old], reason="A second report was read", by="an editor")
    return world


def test_the_fact_says_that_one_source_disagrees_and_what_it_says(client: Client, disputed: World) -> None:
    text = words(client.get(PAGE))
    assert re.search(r"Memorandum of understanding \d+ 1 source disagrees: Agreement", text)


def test_the_note_has_both_values_and_why_one_was_preferred(client: Client, disputed: World) -> None:
    html = client.get(PAGE).content.decode()
    anchor = re.search(r'class="dissent" href="#([^"]+)"', html)
    assert anchor
    note = html[html.index(f'id="{anchor[1]}"') :]
    note = note[: note.index("\n    </li>")]
    assert "Kind: Memorandum of understanding" in note or "Kind" in note
    assert "Kind: Agreement" in note
    assert "The ministry calls it a memorandum." in note
    assert "Another newspaper" in note


def test_a_day_that_was_not_preferred_stands_beside_the_one_that_was_with_the_reason(
    client: Client, disputed: World
) -> None:
    text = words(client.get(PAGE))
    facts = text[text.index("Key facts") : text.index("Parties")]
    assert "June 2024" in facts
    assert "July 2024 (not preferred: The ministry says June." in facts
    assert "July 2024" not in lead(client.get(PAGE))


def test_where_sources_agree_nobody_is_said_to_disagree(client: Client, world: World) -> None:
    for slug in (OLD, NEW):
        html = client.get(f"/agreements/{slug}/").content.decode()
        assert "disagree" not in html
        assert 'class="dissent"' not in html


def test_a_source_that_says_both_is_not_counted_as_another(client: Client, world: World) -> None:
    own = world.old.evidence.get(part="act", item="expired")
    AgreementEvidenceFactory(
        agreement=world.old, passage=own.passage, field="kind", value="agreement", stance="contradicts",
        preferred=False, lost_reason="A slip of the pen.",
    )  # fmt: skip
    publish([world.old], reason="Read again", by="an editor")
    text = words(client.get(PAGE))
    assert "the same source also says otherwise: Agreement" in text
    assert "1 source disagrees" not in text


def test_a_title_that_is_not_authentic_says_so_under_the_headline(client: Client, world: World) -> None:
    head = client.get(f"/ko{PAGE}").content.decode()
    head = head[head.index('<header class="record-head">') : head.index("</header>", head.index("record-head"))]
    assert "종전 한중 중소기업 협력 양해각서" in head
    assert 'class="title-basis"' in head


def test_the_authentic_title_stands_beside_a_translation_and_never_behind_it(client: Client, world: World) -> None:
    Title.objects.filter(agreement=world.old, language="zh-hans").update(basis="authentic")
    world.old.save()
    publish([world.old], reason="The text was seen", by="an editor")
    html = client.get(PAGE).content.decode()
    assert re.search(
        r'class="title-other title-original quiet"><span lang="zh-hans">原韩中中小企业合作谅解备忘录', html
    )
    chinese = client.get(f"/zh-hans{PAGE}").content.decode()
    assert 'class="title-basis"' not in chinese


def test_a_year_is_not_said_as_a_day(client: Client, world: World) -> None:
    world.new.acts.filter(type="signed").update(date="2026")
    world.new.save()
    publish([world.new], reason="The day is not certain", by="an editor")
    assert "from its signature in 2026;" in words(client.get(f"/agreements/{NEW}/?as_of=2027-01-01"))
