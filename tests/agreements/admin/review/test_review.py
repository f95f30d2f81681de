"""E6 and E7: a draft with gaps is sent and returned, and what is published was looked at by somebody else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from agreements import publishing
from agreements.desk.acting import acting
from agreements.desk.models import Review, ReviewComment
from agreements.models import Agreement, Title
from agreements.register.models import Publication
from tests.agreements.admin.desk import fields_of
from tests.agreements.admin.review.conftest import Sit, typed_by
from tests.factories import AgreementFactory, RelationFactory, SuperuserFactory

pytestmark = pytest.mark.django_db


def form_of(record: Agreement) -> str:
    return reverse("admin:agreements_agreement_change", args=[record.pk])


def review_of(record: Agreement) -> str:
    return form_of(record).replace("/change/", "/review/")


def stage(record: Agreement) -> tuple[str, int]:
    now = Agreement.objects.get(pk=record.pk)
    return now.stage, now.revision


def published(slug: str = "kr-cn-mou") -> int:
    return Publication.objects.filter(record_id=slug).count()


def act(client: Client, record: Agreement, do: str, **typed: str) -> tuple[int, str]:
    seen = str(Agreement.objects.get(pk=record.pk).revision)
    answer = client.post(review_of(record), {"do": do, "revision": seen, **typed}, follow=True)
    return answer.status_code, answer.text


def test_e6_a_draft_with_gaps_is_kept_and_sent_and_what_is_missing_links_to_the_fields(desk: Sit) -> None:
    ann, rex = desk("ann"), desk("rex")
    with acting(User.objects.get(username="ann")):
        record = AgreementFactory(slug="gap", title="Half a record")
    assert ann.post(form_of(record), {**fields_of(ann, form_of(record)), "_send": "1"}).status_code == 302
    revision = stage(record)[1]
    page = ann.get(review_of(record)).text
    assert f'href="{form_of(record)}#id_kind"' in page
    assert f'href="{form_of(record)}#id_parties_status"' in page
    assert "can be sent with the gaps" in page
    assert act(ann, record, "send", note="Please look at the title")[0] == 200
    assert stage(record) == ("in-review", revision), "a stage is no revision"
    status, page = act(rex, record, "publish", reason="Let it go")
    assert status == 409
    assert page.count(f"{form_of(record)}#id_kind") >= 2, "listed after the refusal too"
    assert "Let it go" in page
    assert "Please look at the title" in page
    assert "Half a record" in page, "a draft with gaps is shown as it would be published"
    assert published("gap") == 0


def test_e7_a_reviewer_sees_what_changed_returns_it_and_publishes_the_mended_record(desk: Sit) -> None:
    ann, rex = desk("ann"), desk("rex")
    record = typed_by("ann", signed="2026-01-05")
    act(ann, record, "send")
    assert "everything is new" in rex.get(review_of(record)).text
    assert act(rex, record, "publish", reason="Signed at the state visit")[0] == 200
    first = stage(record)
    assert first[0] == "published"
    with acting(User.objects.get(username="ann")):
        Title.objects.filter(agreement=record).update(title="A better title")
        Agreement.objects.filter(pk=record.pk).update(level="inter-agency", internal_notes="Ask the ministry")
    act(ann, record, "send", note="Title as in the gazette")
    assert stage(record)[0] == "published", "what is public stays public"
    page = rex.get(review_of(record)).text
    assert "<strong>In review</strong>" in page
    for words in (
        "A better title",
        "Inter-agency",
        "No evidence is given",
        "Ask the ministry",
        "Title as in the gazette",
    ):
        assert words in page
    before, _after = page.split("Not public")
    assert "Ask the ministry" not in before.split('id="changes"')[1], "notes stand apart from what the public will read"
    assert "startups" not in page, "what stays as it is is left out"
    key = record.titles.get().key
    act(rex, record, "comment", about=f"title/{key}/title", remark="Which issue of the gazette?")
    assert act(rex, record, "return", comment="")[0] == 200
    assert Review.objects.filter(state="open").count() == 1, "no return without a reason"
    act(rex, record, "return", comment="Say which issue.")
    assert stage(record)[0] == "published"
    form = ann.get(form_of(record)).text
    assert "Returned by rex" in form
    assert "Say which issue." in form
    assert 'href="#id_titles-0-title"' in form
    assert "Which issue of the gazette?" in form
    act(ann, record, "send")
    assert published() == 1
    assert act(rex, record, "publish", reason="Title corrected from the gazette")[0] == 200
    last = Publication.objects.filter(record_id=record.slug).order_by("number").last()
    assert (last.type, last.reason, last.by) == ("updated", "Title corrected from the gazette", "rex")
    assert list(Review.objects.order_by("id").values_list("state", "decided_by_name")) == [
        ("published", "rex"),
        ("returned", "rex"),
        ("published", "rex"),
    ]
    assert "Say which issue." in ann.get(review_of(record)).text, "earlier rounds stay to be read"
    assert "Returned by" not in ann.get(form_of(record)).text
    assert "Ask the ministry" not in str(last.document)


def test_e7_nobody_publishes_what_they_changed_or_sent_superusers_included(desk: Sit) -> None:
    rex, rita = desk("rex"), desk("rita")
    chief = Client()
    chief.force_login(SuperuserFactory(username="chief"))
    record = typed_by("rex", signed="2026-01-05")
    status, page = act(rex, record, "publish", reason="Mine")
    assert status == 409
    assert "You, rex, changed it" in page
    assert "Who may: adam, chief, rita." in page
    act(chief, record, "send")
    status, page = act(chief, record, "publish", reason="I only sent it")
    assert status == 409
    assert "You, chief, sent it for review" in page
    assert "Who may: adam, rita." in page
    assert 'value="publish"' not in chief.get(review_of(record)).text
    assert published() == 0
    assert act(rita, record, "publish", reason="Seen")[0] == 200
    assert published() == 1
    page = form_of(record).replace("/change/", "/withdraw/")
    with acting(User.objects.get(username="rita")):
        Agreement.objects.filter(pk=record.pk).update(level="inter-agency")
    rita.post(page, {"confirmed": "1", "reason": "A withdrawal needs no second person"})
    assert stage(record)[0] == "withdrawn"
    restore = page.replace("/withdraw/", "/restore/")
    refused = rita.post(restore, {"confirmed": "1", "reason": "Back", "_selected_action": record.pk})
    assert refused.status_code == 409
    assert "You, rita, changed it" in refused.text
    assert stage(record)[0] == "withdrawn"
    rex.post(restore, {"confirmed": "1", "reason": "Back", "_selected_action": record.pk})
    assert stage(record)[0] == "withdrawn", "who sends no revision has looked at nothing"
    record.refresh_from_db()
    seen = {f"revision-{record.pk}": record.revision}
    rex.post(restore, {"confirmed": "1", "reason": "Back", "_selected_action": record.pk, **seen})
    assert stage(record)[0] == "published"


@pytest.mark.thorough
def test_a_record_changed_after_it_was_sent_says_so_and_one_that_changed_while_it_was_read_is_read_again(
    desk: Sit,
) -> None:
    ann, rex = desk("ann"), desk("rex")
    record = typed_by("ann")
    act(ann, record, "send")
    seen = str(stage(record)[1])
    assert "not as it was sent" not in rex.get(review_of(record)).text
    with acting(User.objects.get(username="ann")):
        Title.objects.filter(agreement=record).update(title="Slipped in")
    with acting("load of May"):
        Agreement.objects.filter(pk=record.pk).update(internal_notes="Loaded")
    page = rex.get(review_of(record)).text
    assert "changed since then by load of May, ann" in page.replace("ann, load of May", "load of May, ann")
    assert "load of May (outside the desk)" in page
    assert act(rex, record, "publish", reason="Unseen", revision="")[0] == 409, "what nobody looked at"
    status, page = act(rex, record, "publish", reason="As I saw it", revision=seen)
    assert (status, published()) == (409, 0)
    assert "It changed while this page lay open" in page
    assert act(rex, record, "publish", reason="As I see it", revision=str(stage(record)[1]))[0] == 200


@pytest.mark.thorough
def test_what_is_decided_is_not_decided_again_and_what_says_nothing_new_is_not_sent(desk: Sit) -> None:
    ann, rex = desk("ann"), desk("rex")
    record = typed_by("ann")
    act(ann, record, "send")
    assert "in review already" in act(ann, record, "send")[1]
    act(ann, record, "take-back")
    assert stage(record)[0] == "draft"
    assert act(rex, record, "return", comment="Too late")[0] == 409
    assert act(rex, record, "comment", remark="Too late")[0] == 409
    assert ReviewComment.objects.count() == 0
    publishing.publish(record, reason="By a command", by="load")
    assert "nothing waits to be reviewed" in act(ann, record, "send")[1]
    assert act(ann, record, "send")[0] == 409


def test_a_neighbour_that_is_published_along_is_shown_with_its_state(desk: Sit) -> None:
    rex = desk("rex")
    old = typed_by("ann", "old", signed="2015-01-01")
    publishing.publish(old, reason="First", by="load")
    new = typed_by("ann", "new", signed="2020-01-01")
    with acting(User.objects.get(username="ann")):
        RelationFactory(subject=new, object=old)
    page = rex.get(review_of(new)).text
    along = page.split("Published along with it")[1]
    assert form_of(old) in along
    assert "then Replaced" in along


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("ann", {"send", "take-back", "comment"}),
        ("rex", {"send", "take-back", "comment", "return", "publish"}),
        ("adam", {"send", "take-back", "comment", "return", "publish"}),
    ],
)
@pytest.mark.thorough
def test_each_role_is_offered_and_allowed_its_own_steps(desk: Sit, who: str, may: set[str]) -> None:
    record = typed_by("rita")
    client = desk(who)
    for do in ("send", "take-back", "comment", "return", "publish", "merge", ""):
        if do in may:
            continue
        assert client.post(review_of(record), {"do": do, "reason": "x", "comment": "x"}).status_code == 403, do
    assert 'value="send"' in client.get(review_of(record)).text
    act(client, record, "send")
    desk("rita")
    page = client.get(review_of(record)).text
    assert 'value="take-back"' in page
    assert ('value="return"' in page) == ("return" in may)
    assert 'value="publish"' not in page, "who sent it does not publish it"
    steps = client.get(form_of(record)).text
    assert "Take back…" in steps
    assert ("withdraw/" in steps) is False
    typed = client.post(review_of(record), {"do": "comment", "remark": "a\x00b", "about": "x" * 300})
    assert typed.status_code == 200
    assert typed.context["forms"]["comment"].errors
