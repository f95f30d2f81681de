"""A programme at the desk: its agreement, its activities with planned days, its evidence, and the door."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

import tests.factories as factories
from agreements import publishing
from agreements.models import Country, Sector, Source
from agreements.partial_dates.days import PartialDate
from agreements.register.models import Publication
from programs.models import Program
from tests.agreements.admin.desk import fields_of

pytestmark = pytest.mark.django_db
ADD = "/admin/programs/program/add/"


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(factories.SuperuserFactory(username="chief"))
    return client


def test_an_editor_adds_a_programme_with_an_activity_and_publishes_it(chief: Client) -> None:
    agreement = factories.publishable_agreement()
    everything = [*Country.objects.all(), *Sector.objects.all(), *Source.objects.all(), agreement]
    passage = agreement.evidence.first().passage
    publishing.publish(everything, reason="Reference", by="test")
    cites = (("/kind", ""), ("title/title", "title-en"), ("activity/", "activity"), ("sector/", "startups"))
    data = {
        **fields_of(chief, ADD),
        "slug": "typed-plan",
        "kind": "work-plan",
        "sectors_status": "given",
        "planned_start": "2026년 3월",
        "titles-0-title": "Plan typed by hand",
        "titles-0-language": "en",
        "titles-0-basis": "ours",
        "bases-0-agreement": agreement.pk,
        "activities-0-title": "Exchange of experts",
        "activities-0-stated_state": "planned",
        "activities-0-planned_end": "2027",
        "sector_rows-0-sector": Sector.objects.get(slug="startups").pk,
        "evidence-TOTAL_FORMS": len(cites),
        "_send": "1",
    }
    for n, (target, item) in enumerate(cites):
        data |= {
            f"evidence-{n}-cites": target,
            f"evidence-{n}-item": item,
            f"evidence-{n}-passage": passage.pk,
            f"evidence-{n}-stance": "supports",
            f"evidence-{n}-basis": "stated",
            f"evidence-{n}-preferred": "on",
        }
    answer = chief.post(ADD, data)
    assert answer.status_code == 302, answer.context["errors"]
    program = Program.objects.get(slug="typed-plan")
    assert program.planned_start == PartialDate.parse("2026-03")
    review = answer.headers["Location"].removesuffix("#next")
    chief.post(review, {"do": "send", "note": "From the plan"})
    chief.force_login(factories.SuperuserFactory(username="second"))
    seen = Program.objects.get(slug="typed-plan").revision
    done = chief.post(review, {"do": "publish", "reason": "Agreed in March", "revision": seen}, follow=True)
    assert 'href="/programs/typed-plan/"' in done.text
    assert Publication.objects.get(record_id="typed-plan").document["activities"][0]["planned_end"] == "2027"
    assert chief.get("/programs/typed-plan/").status_code == 200


def test_days_out_of_order_are_an_error_of_the_form(chief: Client) -> None:
    data = {**fields_of(chief, ADD), "slug": "typed-plan", "planned_start": "2027", "planned_end": "June 2026"}
    answer = chief.post(ADD, data)
    assert answer.status_code == 200
    assert "cannot lie before the first" in str(answer.context["errors"])
    assert 'value="2027"' in answer.text
    assert not Program.objects.exists()


def test_a_programme_within_itself_is_an_error_at_the_field(chief: Client) -> None:
    top = factories.ProgramFactory()
    low = factories.ProgramFactory(parent=top)
    form = reverse("admin:programs_program_change", args=[top.pk])
    answer = chief.post(form, {**fields_of(chief, form), "parent": low.pk})
    assert "part of itself" in str(answer.context["adminform"].form.errors["parent"])
