"""What lists are narrowed by: queues, and parties, sectors, years and sources, all in the address.

Filters of many values are typed and not chosen from a list of hundreds: a form whose other fields keep the rest of the
address. What names nothing finds nothing and says so, because a list that forgot its filter would be taken for the
whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.admin.queues.asking import Asker, has_evidence, has_field, kind_of_model
from agreements.admin.queues.rules import QUEUES
from agreements.audit.measures import evidence_of
from agreements.models import Country, Sector
from agreements.partial_dates.days import PartialDate, PartialDateError


class QueueFilter(SimpleListFilter):
    """Choose one of the work queues."""

    title = _("work queue")
    parameter_name = "queue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the queues that have a meaning for this kind of record."""
        kind, asker = kind_of_model(model_admin.model), Asker.of(request)
        # A queue that asks what was just measured has a meaning wherever there is evidence; asking would measure.
        return [
            (code, str(queue.title))
            for code, queue in QUEUES.items()
            if (has_evidence(kind) if queue.measured else queue.rule(kind, asker) is not None)
        ]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Narrow the list; no queue of this name is an empty one."""
        code = self.value()
        if code is None:
            return queryset
        queue = QUEUES.get(code)
        condition = queue.rule(kind_of_model(queryset.model), Asker.of(request)) if queue else None
        return queryset.none() if condition is None else queryset.filter(condition)

    def unknown(self) -> str:
        """Return the value where it names no queue of this kind of record."""
        value = self.value() or ""
        return value if value not in {code for code, _title in self.lookup_choices} else ""


class TypedFilter(SimpleListFilter):
    """A filter whose value is typed; ``sought`` returns its condition, or None for what cannot be understood."""

    template = "desk/queue_typed_filter.html"
    hint: str | Promise = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return nothing to choose from; the field stands instead."""
        self.kind = kind_of_model(model_admin.model)
        return []

    def has_output(self) -> bool:
        """Show the filter although there is nothing to choose from."""
        return True

    def value(self) -> str | None:
        """Return what was typed; blanks are nothing."""
        return (super().value() or "").strip() or None

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Narrow the list; what cannot be understood finds nothing."""
        typed = self.value()
        if typed is None:
            return queryset
        condition = self.sought(typed)
        return queryset.none() if condition is None else queryset.filter(condition)

    def sought(self, typed: str) -> Q | None:
        """Return the condition."""
        raise NotImplementedError

    def proposals(self) -> list[tuple[str, str]]:
        """Return values to propose while typing, with what they mean."""
        return []

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Yield what the template needs: the rest of the address, the value and the proposals."""
        rest = {k: v for k, v in changelist.filter_params.items() if k != self.parameter_name}
        yield {
            "name": self.parameter_name,
            "value": self.value() or "",
            "hint": self.hint,
            "proposals": self.proposals(),
            "rest": [(name, value) for name, values in sorted(rest.items()) for value in values],
            "clear": changelist.get_query_string(remove=[self.parameter_name]),
            "selected": False,
            "display": "",
            "query_string": "",
        }


class PartyFilter(TypedFilter):
    """The country or institution that takes part: a code or a name; several with commas, all of which take part."""

    title = _("party")
    parameter_name = "party"
    hint = _("Code or name, such as KR; with commas: all of them.")

    def sought(self, typed: str) -> Q | None:
        """Keep records on which every one of those named stands."""
        condition = Q()
        for word in (one.strip() for one in typed.split(",")):
            if word:
                condition &= self._stands(word)
        return condition or None

    def _stands(self, word: str) -> Q:
        model: Any = self.kind.model
        exact = Q(country__code__iexact=word)
        named = Q(country__name_en__icontains=word) | Q(country__name_ko=word) | Q(country__name_zh=word)
        country = exact if len(word) == 2 and word.isascii() else named
        for rows in ("parties", "leads", "participants"):
            if has_field(self.kind, rows):
                rows_model = model._meta.get_field(rows).related_model
                institution = Q(institution__slug=word) | Q(institution__country__code__iexact=word)
                if len(word) > 2 or not word.isascii():
                    institution |= Q(institution__names__name__icontains=word) | Q(
                        institution__names__acronym__iexact=word
                    )
                found = rows_model._default_manager.filter(country | institution).order_by()
                return Q(pk__in=found.values(f"{rows_model.record_field}_id"))
        return country

    def proposals(self) -> list[tuple[str, str]]:
        """Propose the countries."""
        return list(Country.objects.order_by("name_en").values_list("code", "name_en"))


class SectorFilter(SimpleListFilter):
    """The subject, with those that lie within it."""

    title = _("sector")
    parameter_name = "sector"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the sectors."""
        return list(Sector.objects.order_by("name_en").values_list("slug", "name_en"))

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Keep records about the sector or one within it."""
        if not self.value():
            return queryset
        rows: Any = queryset.model._meta.get_field("sector_rows").related_model
        within = Q(sector__slug=self.value()) | Q(sector__parent__slug=self.value())
        return queryset.filter(pk__in=rows.objects.filter(within).order_by().values(f"{rows.record_field}_id"))


class YearFilter(TypedFilter):
    """The year, month or day on which the record may have been signed, begun, held or published."""

    parameter_name = "year"
    hint = _("A year, month or day: 2024, 2024-06.")
    #: The column that is asked, the first that a kind of record has.
    columns = ("signed", "planned_start", "published", "date")

    title = _("day")

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        self.kind = kind_of_model(model)
        self.title = model._meta.get_field(self._column()).verbose_name
        super().__init__(request, params, model, model_admin)

    def _column(self) -> str:
        return next(column for column in self.columns if has_field(self.kind, column))

    def sought(self, typed: str) -> Q | None:
        """Keep what may have happened then."""
        try:
            return Q(**{f"{self._column()}__overlap": PartialDate.parse(typed)})
        except PartialDateError:
            return None


class SourceFilter(TypedFilter):
    """The source that evidence of the record cites."""

    title = _("source cited")
    parameter_name = "source"
    hint = _("Address, title or publisher.")

    def sought(self, typed: str) -> Q | None:
        """Keep records with evidence from a source of that address, title or publisher."""
        evidence = evidence_of(self.kind)
        if evidence is None:
            return None
        source = Q(passage__source__slug=typed)
        source |= Q(passage__source__title__icontains=typed) | Q(passage__source__publisher__icontains=typed)
        return Q(pk__in=evidence._default_manager.filter(source).order_by().values(f"{evidence.record_field}_id"))
