"""Who may publish from the desk, one record or many, and what withdrawing and deleting do."""

from __future__ import annotations

import re

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

import tests.factories as factories
from agreements import publishing
from agreements.models import Agreement, Country
from agreements.register.models import Publication
from tests.agreements.admin.desk import fields_of

pytestmark = pytest.mark.django_db
LIST = "/admin/agreements/country/"
CHANGE_COUNTRY = ("agreements.view_country", "agreements.change_country")


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(factories.SuperuserFactory(username="chief"))
    return client


@pytest.fixture
def countries() -> QuerySet[Country]:
    for code in ("KR", "CN", "JP"):
        factories.CountryFactory(code=code)
    return Country.objects.order_by("code")


def chosen(countries: QuerySet[Country], step: str, **more: str) -> dict[str, object]:
    return {"action": f"{step}_selected", "_selected_action": [c.pk for c in countries], **more}


def looked_at(page: str) -> dict[str, str]:
    """Give the revisions that a page sends along."""
    return dict(re.findall(r'name="(revision-\d+)" value="(\d+)"', page))


def types() -> list[str]:
    return list(Publication.objects.order_by("number").values_list("type", flat=True))


def test_many_are_published_from_the_list_for_one_reason(chief: Client, countries: QuerySet[Country]) -> None:
    asked = chief.post(LIST, chosen(countries, "publish"))
    assert asked.status_code == 200
    assert "Everybody can read the reason" in asked.text
    assert types() == []
    seen = looked_at(asked.text)
    done = chief.post(LIST, chosen(countries, "publish", confirmed="1", reason="Reference data", **seen), follow=True)
    assert "3 records were published" in done.text
    assert types() == ["created"] * 3
    assert set(Publication.objects.values_list("reason", "by")) == {("Reference data", "chief")}


def test_everything_in_a_filtered_list_is_published_when_all_are_chosen(
    chief: Client, countries: QuerySet[Country]
) -> None:
    data = {"action": "publish_selected", "_selected_action": countries[0].pk, "select_across": "1"}
    page = chief.post(LIST, data)
    ticked = re.findall(r'name="_selected_action" value="(\d+)" checked', page.text)
    assert {int(pk) for pk in ticked} == {country.pk for country in countries}
    seen = looked_at(page.text)
    chosen_now = {**data, "select_across": "0", "_selected_action": ticked}
    chief.post(LIST, {**chosen_now, "confirmed": "1", "reason": "All of them", **seen})
    assert len(types()) == 3


def test_one_that_lacks_something_holds_all_back_and_everything_missing_is_listed(chief: Client) -> None:
    whole, gap = factories.publishable_agreement("whole"), factories.AgreementFactory(slug="gap")
    references = [*Country.objects.all(), *(row.sector for row in whole.sector_rows.select_related("sector"))]
    sources = {e.passage.source for e in whole.evidence.select_related("passage__source")}
    publishing.publish([*references, *sources], reason="Reference", by="test")
    before = types()
    answer = chief.post(
        "/admin/agreements/agreement/",
        {
            "action": "publish_selected",
            "_selected_action": [whole.pk, gap.pk],
            "confirmed": "1",
            "reason": "Both of them",
        },
    )
    assert answer.status_code == 409
    assert reverse("admin:agreements_agreement_change", args=[gap.pk]) + "#id_kind" in answer.text
    assert "Both of them" in answer.text
    assert types() == before


def test_what_was_published_is_withdrawn_and_restored(chief: Client, countries: QuerySet[Country]) -> None:
    publishing.publish(list(countries), reason="Reference", by="test")
    japan = Country.objects.get(code="JP")
    form = reverse("admin:agreements_country_change", args=[japan.pk])
    assert "/withdraw/" in chief.get(form).text
    assert "/restore/" not in chief.get(form).text
    chief.post(form.replace("change/", "withdraw/"), {"confirmed": "1", "reason": "By mistake"})
    japan.refresh_from_db()
    assert (japan.stage, types()[-1]) == ("withdrawn", "withdrawn")
    assert "/restore/" in chief.get(form).text
    restoring = form.replace("change/", "restore/")
    chief.post(restoring, {"confirmed": "1", "reason": "It was right", **looked_at(chief.get(restoring).text)})
    japan.refresh_from_db()
    assert (japan.stage, types()[-1]) == ("published", "restored")


def test_a_step_from_the_wrong_stage_says_so(chief: Client, countries: QuerySet[Country]) -> None:
    draft = countries[0]
    page = reverse("admin:agreements_country_withdraw", args=[draft.pk])
    answer = chief.post(page, {"confirmed": "1", "reason": "Why not"})
    assert answer.status_code == 409
    assert "cannot be taken from the present stage" in answer.text
    assert "Why not" in answer.text, "the reason typed stays"
    assert types() == []


def test_staff_who_may_change_but_not_publish_are_refused(client: Client, countries: QuerySet[Country]) -> None:
    client.force_login(factories.editor_with(*CHANGE_COUNTRY))
    record = countries[0]
    form = reverse("admin:agreements_country_change", args=[record.pk])
    assert "Review…" not in client.get(form).text
    answer = client.post(form.replace("change/", "publish/"), {"confirmed": "1", "reason": "Let me"})
    assert answer.status_code == 403
    client.post(LIST, chosen(countries, "publish", confirmed="1", reason="Let me"))
    assert types() == []


def test_staff_with_the_permission_publish(client: Client, countries: QuerySet[Country]) -> None:
    client.force_login(factories.editor_with(*CHANGE_COUNTRY, "agreements.publish_country"))
    form = reverse("admin:agreements_country_change", args=[countries[0].pk])
    assert "Review…" in client.get(form).text
    review = client.get(form.replace("change/", "publish/"), follow=True)
    assert review.redirect_chain[-1][0] == form.replace("change/", "review/")
    client.post(form.replace("change/", "publish/"), {"reason": "May I", "revision": countries[0].revision})
    assert types() == ["created"]


def test_staff_without_any_permission_see_nothing(client: Client, countries: QuerySet[Country]) -> None:
    client.force_login(factories.EditorFactory())
    for page in ("changelist", "add"):
        assert client.get(reverse(f"admin:agreements_country_{page}")).status_code == 403
    for page in ("change", "review", "publish", "withdraw", "restore"):
        assert client.get(reverse(f"admin:agreements_country_{page}", args=[countries[0].pk])).status_code == 403


def test_strangers_are_sent_to_the_login(client: Client, countries: QuerySet[Country]) -> None:
    answer = client.get(reverse("admin:agreements_country_publish", args=[countries[0].pk]))
    assert answer.status_code == 302
    assert "/login/" in answer.headers["Location"]


def test_what_was_public_cannot_be_deleted_at_the_desk(chief: Client, countries: QuerySet[Country]) -> None:
    public = countries[0]
    publishing.publish([public], reason="Reference", by="test")
    assert chief.get(reverse("admin:agreements_country_delete", args=[public.pk])).status_code == 403
    asked = chief.post(LIST, chosen(countries, "delete") | {"action": "delete_selected"})
    assert "withdrawn or merged, never deleted" in asked.text
    chief.post(LIST, chosen(countries, "delete") | {"action": "delete_selected", "post": "yes"})
    assert Country.objects.filter(pk=public.pk).exists()


def test_the_address_of_what_was_public_is_shown_and_not_asked(chief: Client, countries: QuerySet[Country]) -> None:
    publishing.publish([countries[0]], reason="Reference", by="test")
    form = reverse("admin:agreements_country_change", args=[countries[0].pk])
    assert "slug" not in fields_of(chief, form)


def test_a_step_for_a_record_that_is_not_there_says_so(chief: Client) -> None:
    answer = chief.get("/admin/agreements/agreement/999999/publish/", follow=True)
    assert "doesn’t exist" in answer.text
    assert not Agreement.objects.exists()
