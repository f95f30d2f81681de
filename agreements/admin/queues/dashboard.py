"""The first page of the desk: every queue with its count, a small picture and one link a kind; Django's lists below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.contrib import admin
from django.contrib.admin import site
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.admin.queues.asking import Asker
from agreements.admin.queues.counting import WEEKS, Counted, count_queues
from agreements.admin.queues.duplicate_counts import kept_counts, when_counted
from agreements.admin.queues.findings import RUN, VIEW
from agreements.admin.queues.pictures import Picture, columns, months, share, weeks
from agreements.desk.models import AuditRun
from agreements.publishing.registry import RecordKind, kinds
from agreements.reports.models import Report, ReportState

GROUPS: Final[tuple[tuple[str | Promise, tuple[str, ...]], ...]] = (
    (_("Days that come"), ("ends", "decisions")),
    (_("On the way to readers"), ("mine", "drafts", "review", "changed")),
    (_("Proof"), ("disputed", "unsourced", "one-source", "unchecked", "no-text")),
    (_("What was found"), ("duplicates", "findings", "reports")),
)


@dataclass(frozen=True, slots=True)
class Link:
    """One way from a tile into a list."""

    label: str
    address: str
    count: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """One queue on the dashboard."""

    code: str
    title: str
    what: str
    #: None for what was never counted.
    total: int | None
    address: str
    links: tuple[Link, ...]
    picture: Picture


def dashboard(request: HttpRequest) -> HttpResponse:
    """Show the queues of what this person may see, above the lists of everything."""
    seen = [kind for kind in kinds() if _may_see(request, kind)]
    counted = count_queues(request, seen)
    tiles = {code: tile for code, one in counted.items() if (tile := _tile(request, code, one)) is not None}
    if (reports := _reports(request)) is not None:
        tiles["reports"] = reports
    if (pairs := _duplicates(seen)) is not None:
        tiles["duplicates"] = pairs
    groups = [(title, [tiles[code] for code in codes if code in tiles]) for title, codes in GROUPS]
    context = {
        "queue_groups": [(title, of_group) for title, of_group in groups if of_group],
        "queue_kinds": [(kind.code, capfirst(str(kind.model._meta.verbose_name_plural))) for kind in seen],
        "queue_table": [
            (tiles[code], [one.by_kind.get(kind.code) for kind in seen])
            for code, one in counted.items()
            if code in tiles
        ],
        "not_measured": Asker.of(request).not_measured(),
        "may_measure": request.user.has_perm(RUN),
        "may_audit": request.user.has_perm(VIEW),
    }
    return admin.site.index(request, extra_context=context)


def _may_see(request: HttpRequest, kind: RecordKind) -> bool:
    of_kind = site._registry.get(kind.model)
    return of_kind is not None and bool(of_kind.has_view_or_change_permission(request))


def _tile(request: HttpRequest, code: str, counted: Counted) -> Tile | None:
    if not counted.by_kind:
        return None
    links = tuple(_link(kind, code, counted) for kind in kinds() if kind.code in counted.by_kind)
    most = max(links, key=lambda link: (link.count, link.kind == "agreement"))
    address = reverse("desk-findings") if code == "findings" and request.user.has_perm(VIEW) else most.address
    filled = tuple(sorted((one for one in links if one.count), key=lambda one: -one.count)) or (most,)
    queue = counted.queue
    return Tile(code, str(queue.title), str(queue.what), counted.total, address, filled, _picture(request, counted))


def _picture(request: HttpRequest, counted: Counted) -> Picture:
    day = Asker.of(request).day
    match counted.queue.picture:
        case "months-ends":
            return months(day, 7, counted.months)
        case "months-decisions":
            return months(day, 4, counted.months)
        case "weeks":
            return weeks(counted.weeks, gettext("By week of the last saving"))
        case "runs":
            found = AuditRun.objects.annotate(many=Count("findings", filter=Q(findings__is_note=False)))[:WEEKS]
            values = [(f"{run.at:%Y-%m-%d}", run.many) for run in reversed(found)]
            return columns(values, gettext("By run of the audit"))
    return share(counted.total, counted.out_of)


def _link(kind: RecordKind, code: str, counted: Counted) -> Link:
    opts = kind.model._meta
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    return Link(
        capfirst(str(opts.verbose_name_plural)), f"{address}?queue={code}", counted.by_kind[kind.code], kind.code
    )


def _duplicates(seen: list[RecordKind]) -> Tile | None:
    """Return the pairs that may be one record, as counted last, for the kinds that one may see."""
    counts = kept_counts(seen)
    if not counts:
        return None
    links = tuple(
        Link(
            capfirst(str(kind.model._meta.verbose_name_plural)),
            reverse(f"admin:{kind.model._meta.app_label}_{kind.model._meta.model_name}_all_duplicates"),
            one.pairs if (one := counts[kind.code]) is not None else 0,
            kind.code,
        )
        for kind in seen
        if kind.code in counts
    )
    most = max(links, key=lambda link: (link.count, link.kind == "agreement"))
    return Tile(
        "duplicates",
        gettext("Possible duplicates"),
        gettext("Pairs of records that may be one."),
        sum(link.count for link in links) if any(counts.values()) else None,
        most.address,
        tuple(sorted((link for link in links if link.count), key=lambda link: -link.count)) or (most,),
        when_counted(counts),
    )


def _reports(request: HttpRequest) -> Tile | None:
    """Return the queue of readers' reports that nobody has decided, for those who may see them."""
    if not request.user.has_perm("reports.view_report"):
        return None
    day = Asker.of(request).day
    by_week = [0] * (WEEKS + 1)
    for received in Report.objects.filter(state=ReportState.NEW).values_list("received_at", flat=True):
        by_week[min(WEEKS, max(0, (day - received.date()).days // 7))] += 1
    total = sum(by_week)
    address = f"{reverse('admin:reports_report_changelist')}?state__exact={ReportState.NEW}"
    label = capfirst(str(apps.get_model("reports", "report")._meta.verbose_name_plural))
    return Tile(
        "reports",
        gettext("Reports from the public"),
        gettext("What readers reported and nobody has decided yet."),
        total,
        address,
        (Link(label, address, total),),
        weeks(by_week, gettext("By week of arrival")),
    )
