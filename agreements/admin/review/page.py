"""The review of one record: what would change, what is missing, who had a hand in it, what was said, and what next.

Whoever may see the record may read the page; each of its forms asks for the permission that it needs.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements import publishing
from agreements.admin.record_pages import RecordPage
from agreements.admin.review import submitting
from agreements.admin.review.approving import NOT_SEEN, STEPS, Problems, take
from agreements.admin.review.asking import FORMS
from agreements.admin.review.four_eyes import eyes_on, outside, people_who_may_publish, sentence
from agreements.admin.review.places import Places
from agreements.admin.review.saying import Group, Saying, count_of, path_words, type_words
from agreements.admin.review.status import STATUS_LABELS, status_of
from agreements.codelists import Stage
from agreements.desk.models import Review
from agreements.models.hands import as_published, hands


def review_page(admin: Any, request: HttpRequest, record: Any, doing: str = "") -> HttpResponse:
    """Show the review of a record and do what one of its forms asks; ``doing`` where the address says what."""
    forms = {name: form() for name, form in FORMS.items()}
    held: Problems = {}
    status = 200
    if request.method == "POST":
        do = doing or request.POST.get("do", "")
        if not _may(admin, request, record, do):
            raise PermissionDenied
        form = FORMS[do](request.POST) if do in FORMS else None
        if form is None or form.is_valid():
            answer = _do(admin, request, record, do, {} if form is None else form.cleaned_data)
            if isinstance(answer, HttpResponse):
                return answer
            held, status = answer, 409
        if form is not None:
            forms[do] = form
    return _shown(admin, request, record, forms, held, status)


#: The page among those of a record.
REVIEW = RecordPage("review", gettext_lazy("Review"), review_page)


def _may(admin: Any, request: HttpRequest, record: Any, do: str) -> bool:
    if do in ("return", "publish"):
        return bool(admin.has_publish_permission(request))
    known = do in ("send", "take-back", "comment")
    return known and bool(admin.has_change_permission(request, record) or admin.has_publish_permission(request))


def _do(admin: Any, request: HttpRequest, record: Any, do: str, typed: dict[str, Any]) -> HttpResponse | Problems:
    """Do what was asked; return what holds a publication back."""
    here = HttpResponseRedirect(admin.record_page_address(record, "review"))
    if do == "publish":
        seen = request.POST.get("revision", "")
        seen_now = {record.pk: int(seen) if seen.isdecimal() and len(seen) < 18 else NOT_SEEN}
        problems = take(STEPS["publish"], [record], request.user, typed["reason"], seen_now)
        if problems:
            return problems
        admin.say_done(request, STEPS["publish"], [record], typed["reason"])
        return HttpResponseRedirect(admin.record_page_address(record, "change"))
    try:
        if do == "send":
            submitting.send(record, request.user, typed["note"])
            said = _("Sent for review.")
        elif do == "take-back":
            submitting.take_back(record, request.user)
            said = _("Taken back from review.")
        elif do == "return":
            submitting.give_back(record, request.user, typed["comment"])
            said = _("Returned to the editors.")
        else:
            submitting.remark(record, request.user, typed["about"], typed["remark"])
            said = _("The remark is kept.")
    except submitting.Refused as refusal:
        return {publishing.ref_of(record): [publishing.Missing(record, "", str(refusal))]}
    if do in ("send", "return", "take-back"):
        admin.log_change(request, record, said)
    admin.message_user(request, said, messages.SUCCESS)
    return here


def _shown(
    admin: Any, request: HttpRequest, record: Any, forms: dict[str, Any], held: Problems, status: int
) -> HttpResponse:
    record.refresh_from_db(fields=["stage", "revision", "published_revision"])
    ref = publishing.ref_of(record)
    gone = record.stage in (Stage.WITHDRAWN, Stage.MERGED)
    proposal = publishing.proposed(record, incomplete=True, restoring=gone)
    saying = Saying(proposal)
    change = proposal.change(ref)
    groups = saying.groups(change) if change is not None else []
    places = Places(proposal.records[ref], admin.record_page_address(record, "change"))
    eyes = eyes_on([record])[record.pk]
    reviews = list(submitting.reviews_of(record).prefetch_related("comments"))
    waiting = next((review for review in reviews if review.state == "open"), None)
    _attach(groups, waiting, places)
    reviewer = admin.has_publish_permission(request)
    barred = eyes.bars(request.user)
    not_sent = submitting.why_not_sent(record, waiting)
    about = [("", _("the whole record"))]
    lines = [(row, line) for group in groups for row in group.rows for line in row.lines]
    about += [(line.path, _label(row.title, line.what)) for row, line in lines if line.path]
    forms["comment"].fields["about"].widget.choices = list(dict(about).items())
    if request.method == "GET":
        forms["comment"].initial = {"about": request.GET.get("about", "")[:200]}
    context = {
        **admin.record_page_context(request, record, _("Review")),
        "status": STATUS_LABELS[status_of(record)],
        "change": change,
        "type_words": type_words(change),
        "groups": groups,
        "count": count_of(groups),
        "followers": followers(admin, saying, proposal),
        "missing": [(p.message, places.link(p.path)) for p in proposal.problems.get(ref, ()) if p.path or not gone],
        "held": [(p.message, places.link(p.path)) for reasons in held.values() for p in reasons],
        "review": waiting,
        "rounds": [(review, _remarks(review, places)) for review in reviews],
        "hands": eyes.hands,
        "outside": outside(eyes),
        "since_sent": _since_sent(record, waiting),
        "internal": _internal(record),
        "four_eyes": sentence(eyes, request.user, people_who_may_publish(type(record))) if barred else "",
        "forms": forms,
        "not_sent": not_sent,
        "may_send": not not_sent and admin.has_change_permission(request, record),
        "may_take_back": waiting is not None and admin.has_change_permission(request, record),
        "may_remark": waiting is not None and _may(admin, request, record, "comment"),
        "may_return": waiting is not None and reviewer,
        "may_publish": reviewer and not barred and not gone,
        "may_restore": reviewer and not barred and gone,
        "restore_link": f"{admin.record_page_address(record, 'change')[: -len('change/')]}restore/",
        "step": STEPS["publish"],
    }  # fmt: skip
    return TemplateResponse(request, "desk/review.html", context, status=status)


def frame(admin: Any, request: HttpRequest, single: Any, title: Any) -> dict[str, Any]:
    """Return what a page of one record, or of many chosen in the list, stands in."""
    if single is not None:
        context: dict[str, Any] = admin.record_page_context(request, single, title)
        return context
    return {**admin.admin_site.each_context(request), "title": title, "subtitle": None, "opts": admin.opts}


def followers(admin: Any, saying: Saying, proposal: publishing.Proposal) -> list[dict[str, Any]]:
    """Return what is published along with the records asked for: name, address at the desk, and what changes."""
    found = proposal.followers()
    addresses = {}
    for kind in publishing.kinds():
        ids = [change.ref.id for change in found if change.ref.type == kind.code]
        for record in kind.model._default_manager.filter(slug__in=ids) if ids else ():
            addresses[kind.code, record.slug] = admin.address_of(record)
    return [
        {
            "name": saying.words.name(change.ref.id.upper() if change.ref.type == "country" else change.ref.id),
            "kind": publishing.kind(change.ref.type).model._meta.verbose_name,
            "address": addresses.get(change.ref, ""),
            "state": saying.state(change),
            "groups": saying.groups(change),
        }
        for change in found
    ]


def _label(row: str, what: str) -> str:
    return f"{row} · {what}" if row else what


def _attach(groups: list[Group], waiting: Review | None, places: Places) -> None:
    """Put beside each field where it is entered, and the remarks on it in the submission that waits."""
    remarks = list(waiting.comments.all()) if waiting is not None else []
    for group in groups:
        for row in group.rows:
            for line in row.lines:
                line.link = places.link(line.path)
                line.remarks = [remark for remark in remarks if remark.path and remark.path == line.path]


def _remarks(review: Review, places: Places) -> list[tuple[Any, str, str]]:
    return [
        (remark, path_words(remark.path), places.link(remark.path) if remark.path else "")
        for remark in review.comments.all()
    ]


def _since_sent(record: Any, waiting: Review | None) -> list[str] | None:
    """Return who changed a record after it was sent; None where it is as it was sent."""
    if waiting is None or waiting.revision == record.revision:
        return None
    kind = publishing.kind_of(record)
    after = hands(kind.code, kind.model, [record.pk], since=waiting.events)[record.pk]
    return [hand.name or _("somebody outside the desk") for hand in after]


def _internal(record: Any) -> list[tuple[str, str, str]]:
    """Return the fields of the record itself that changed since its publication and that nobody but editors reads."""
    before = as_published(publishing.kind_of(record).code, record)
    names = [name for name in ("internal_notes", "text") if hasattr(record, name)]
    return [
        (str(record._meta.get_field(name).verbose_name), was, now)
        for name in names
        if (was := getattr(before, name, "")) != (now := getattr(record, name))
    ]
