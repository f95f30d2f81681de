"""Report a mistake (scenario P10): a form without account, prefilled with the fact that a reader stands at.

Nothing typed is lost: whatever is refused, the form comes back with it and says why in words. The answers are private
to the visitor who got them and are kept by nobody else (``no-store``); a report is never shown in public.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.csrf import csrf_exempt

from agreements.asof import instant
from agreements.pages.reported import About, about
from agreements.pages.typing_in import Typed, read_form
from agreements.pages.visiting import CLOCKS, Redirect, Visit, visit
from agreements.register.problems import BadParametersError, BadValueError, ParameterProblem
from agreements.reports.models import Report
from agreements.reports.sending import Sender, TooManyReports, send

METHODS: Final = ("GET", "HEAD", "OPTIONS", "POST")
NAMES: Final = (*CLOCKS, "record", "fact")
#: The longest text of each field, in characters.
LONGEST: Final = {"message": 4000, "proposed": 1000, "proof": 1000, "contact": 200}
#: A field that people do not see; what fills it in is no person.
TRAP: Final = "website"
View = Callable[..., HttpResponse]


class ReportForm(forms.Form):
    """What a reader says; the browser cuts nothing off, the limits are said in words."""

    record = forms.CharField(required=False, max_length=160, widget=forms.HiddenInput)
    fact = forms.CharField(required=False, max_length=400, label=gettext_lazy("Which statement"), widget=forms.Select)
    message = forms.CharField(
        label=gettext_lazy("What is wrong"),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Say in a sentence what is wrong.")},
    )
    proposed = forms.CharField(
        required=False, label=gettext_lazy("What it should say"), widget=forms.Textarea(attrs={"rows": 2})
    )
    proof = forms.CharField(
        required=False,
        label=gettext_lazy("Where that can be checked"),
        help_text=gettext_lazy("An address, or title and page of a document."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    contact = forms.CharField(
        required=False,
        label=gettext_lazy("How to reach you"),
        help_text=gettext_lazy("Only if you wish an answer. Editors alone see it; it is never published."),
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        required=False,
        label=gettext_lazy("Leave this empty"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, facts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fact"].widget.choices = facts
        self.fields["fact"].widget.attrs.pop("maxlength", None)  # a list is not typed into

    def clean(self) -> dict[str, Any]:
        """Refuse what is too long, and what a machine filled in; both in words."""
        super().clean()
        for name, longest in LONGEST.items():
            length = len(self.cleaned_data.get(name) or "")
            if length > longest:
                words = _("This has %(length)s characters; at most %(longest)s can be sent.")
                self.add_error(name, words % {"length": length, "longest": longest})
        if self.cleaned_data.get(TRAP):
            self.add_error(None, _("A field that nobody sees was filled in. Empty “Leave this empty” and send again."))
        return self.cleaned_data


class _Token(CsrfViewMiddleware):
    """Django's check of the token, asked by the view, so that a form without it is shown again and not lost."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def private(view: View) -> View:
    """Make a page that answers its visitor alone: kept by no cache, found by no search engine."""

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": ", ".join(METHODS)})
        elif request.method not in METHODS:
            response = HttpResponseNotAllowed(METHODS, _("Send a report with the form."), content_type="text/plain")
        else:
            try:
                response = view(request, *args, **kwargs)
            except Redirect as redirect:
                response = HttpResponse(status=HTTPStatus.FOUND, headers={"Location": iri_to_uri(redirect.address)})
            except BadParametersError as error:
                response = render(request, "400.html", {"problems": error.problems}, status=400)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex"
        return response

    return answered


@private
def report(request: HttpRequest) -> HttpResponse:
    """Show the form, prefilled; take a report in."""
    visited = visit(request, names=NAMES)
    if request.method == "POST":
        return _taken(visited)
    try:
        known = about(visited.query.one("record") or "", visited.query.one("fact") or "", visited.reading)
    except BadValueError as error:
        problem = ParameterProblem("record", error.message, error.allowed)
        return _form(visited, About(), {}, problems=[problem], status=400)
    if known.moved_to:
        raise Redirect(visited.to(f"/report/?record={known.record_type}:{known.moved_to}"))
    problems = []
    if known.unknown_fact:
        allowed = tuple(path for path, _words in known.facts[1:])
        sentence = _("fact: the record has nothing at “%(path)s”.") % {"path": known.unknown_fact[:80]}
        problems.append(ParameterProblem("fact", sentence, allowed[:60]))
    return _form(visited, known, {}, problems=problems, status=400 if problems else 200)


@private
def thanks(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that a report arrived, and its reference; nothing of the report itself."""
    if request.method == "POST":
        return HttpResponseNotAllowed(METHODS[:3])
    visited = visit(request)
    if not Report.objects.filter(reference=reference).exists():
        raise Http404
    return render(request, "agreements/agreement_report_thanks.html", {"visit": visited, "reference": reference})


def _taken(visited: Visit) -> HttpResponse:
    """Take in what was sent, or show the form again with everything typed and what is wrong."""
    typed = read_form(visited.request)
    values = typed.values
    refused: list[ParameterProblem] = list(typed.problems)
    known = About()
    try:
        known = about(values.get("record", ""), values.get("fact", ""), visited.reading)
    except BadValueError as error:
        refused.append(ParameterProblem("record", error.message))
    if known.unknown_fact:
        refused.append(ParameterProblem("fact", _("The record has nothing at the place that was sent.")))
    if typed.status == HTTPStatus.OK and (reason := _token_problem(visited.request)):
        refused.append(ParameterProblem("", reason))
        return _form(visited, known, values, problems=refused, status=403)
    form = ReportForm(values, facts=known.facts)
    if refused or not form.is_valid():
        return _form(visited, known, values, form=form, problems=refused, status=_status(typed))
    return _stored(visited, known, form)


def _stored(visited: Visit, known: About, form: ReportForm) -> HttpResponse:
    now = instant()
    given = form.cleaned_data
    try:
        made = send(
            Sender.of(address_of(visited.request), now.date()), now,
            record_type=known.record_type, record_id=known.record_id, fact=known.fact, fact_words=known.words,
            language=visited.language, as_of=visited.reading.as_of, publication=visited.reading.number,
            **{name: given[name].strip() for name in LONGEST},
        )  # fmt: skip
    except TooManyReports as full:
        problem = ParameterProblem("", _waiting(full.wait))
        response = _form(visited, known, given, form=form, problems=[problem], status=429)
        response["Retry-After"] = str(full.wait)
        return response
    address = visited.to(f"/report/thanks/{made.reference}/")
    return HttpResponse(status=HTTPStatus.SEE_OTHER, headers={"Location": iri_to_uri(address)})


def _form(
    visited: Visit,
    known: About,
    values: dict[str, str],
    *,
    form: ReportForm | None = None,
    problems: list[ParameterProblem],
    status: int,
) -> HttpResponse:
    if form is None:
        started = {"record": known.record, "fact": known.fact, **values}
        form = ReportForm(initial=started, facts=known.facts)
    context = {
        "visit": visited, "form": form, "about": known, "problems": problems, "action": visited.to("/report/"),
        "address": known.address and visited.to(known.address), "trap": TRAP,
    }  # fmt: skip
    return render(visited.request, "agreements/agreement_report.html", context, status=status)


def _status(typed: Typed) -> int:
    return 400 if typed.status == HTTPStatus.OK else int(typed.status)


def _token_problem(request: HttpRequest) -> str:
    """Check the token; gives why it is refused, in words, or nothing."""
    check = _Token(lambda _request: HttpResponse())
    check.process_request(request)
    if check.process_view(request, None, (), {}):  # type: ignore[arg-type]
        return _(
            "The form was not sent from this page, or your browser did not keep its cookie. "
            "Nothing was stored. Send it again from here."
        )
    return ""


def _waiting(seconds: int) -> str:
    minutes = max(1, -(-seconds // 60))
    words = ngettext(
        "From your address many reports arrived. Please send this one in %(n)s minute; it is still in the form.",
        "From your address many reports arrived. Please send this one in %(n)s minutes; it is still in the form.",
        minutes,
    )
    return words % {"n": minutes}


def address_of(request: HttpRequest) -> str:
    """Give the network address of a visitor: the connection's, or what our own proxy says that it is."""
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    proxies: int = settings.TRUSTED_PROXIES
    if proxies and told:
        return told[-min(proxies, len(told))]
    return str(request.META.get("REMOTE_ADDR", ""))
