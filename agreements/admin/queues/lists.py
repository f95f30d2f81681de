"""Lists of records at the desk: narrowed, ordered and searched by their address, and saying in words by what.

Words are sought one by one, in any order, each in any of the fields; a Korean or Chinese word of two characters is
found inside a longer one. Every word asks the table in which it may stand for keys, so that "Korea" and "China" may be
two parties of one agreement, which Django's own search (one row for all words) cannot see.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.text import smart_split, unescape_string_literal
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.admin.queues.asking import Asker, kind_of_model
from agreements.admin.queues.filters import QueueFilter, TypedFilter
from agreements.admin.queues.findings import findings_of
from agreements.admin.queues.last_changes import last_changes

#: More words than this say nothing more.
MOST_WORDS = 12


class WorkList(ChangeList):
    """A list that says by what it is narrowed, and knows who changed its records last."""

    def get_results(self, request: HttpRequest) -> None:
        """Read the page, and the last change of each record on it."""
        self.asker = Asker.of(request)
        super().get_results(request)
        if self.is_popup:
            return
        self.result_list = list(self.result_list)
        found = last_changes(kind_of_model(self.model), [record.pk for record in self.result_list])
        for record in self.result_list:
            record.last_change = found.get(record.pk)

    def in_words(self) -> list[tuple[str, str]]:
        """Return what the list is narrowed by: of each filter its name and the value, as an editor reads them."""
        words = [(str(spec.title), said) for spec in self.filter_specs if (said := self._said(spec))]
        return [*words, (gettext("search"), f"“{self.query}”")] if self.query else words

    def _said(self, spec: Any) -> str:
        if isinstance(spec, TypedFilter):
            return spec.value() or ""
        if isinstance(spec, QueueFilter) and (unknown := spec.unknown()):
            return gettext("“%(name)s”, which is no queue of these records") % {"name": unknown}
        chosen = [choice for choice in list(spec.choices(self))[1:] if choice.get("selected")]
        return ", ".join(str(choice["display"]) for choice in chosen)

    def not_measured(self) -> int:
        """Return how many records the queue cannot see, because they are not measured yet."""
        return self.asker.not_measured()

    def whole_list(self) -> str:
        """Return the address of the list without filter and search, in the same order."""
        return self.get_query_string(remove=[name for name in self.filter_params if name != "o"])


class WorkListMixin:
    """Give a record's admin its list."""

    change_list_template: Any = "desk/queue_list.html"
    list_max_show_all = 0

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the list that speaks."""
        return WorkList

    def get_list_display(self, request: HttpRequest) -> tuple[Any, ...]:
        """Show beside every record when it was changed last, and by whom."""
        return (*super().get_list_display(request), "last_changed")  # type: ignore[misc]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Show beside the form what the last audit found of the record."""
        record = context.get("original")
        if record is not None:
            context["audit_findings"] = findings_of(kind_of_model(type(record)).code, record.slug)
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]

    @admin.display(description=_("last changed"), ordering="updated_at")
    def last_changed(self, record: Any) -> str:
        """Show when the record or one of its rows was changed last, and by whom."""
        change = getattr(record, "last_change", None)
        if change is None:
            return "–"
        return f"{date_format(change.at, 'Y-m-d H:i')}, {change.name or gettext('outside the desk')}"

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Keep records in which every word is found, whatever the order; no record comes twice."""
        fields = self.get_search_fields(request)  # type: ignore[attr-defined]
        for word in words_of(search_term):
            found = Q(pk__in=[])
            for field in fields:
                found |= _in_field(queryset.model, field, word)
            queryset = queryset.filter(found)
        return queryset, False


def words_of(typed: str) -> list[str]:
    """Return the words of what was typed; quotation marks keep a phrase together."""
    words = []
    for bit in smart_split(unicodedata.normalize("NFC", typed)):
        quoted = len(bit) > 1 and bit[0] in "\"'" and bit[0] == bit[-1]
        words.append(unescape_string_literal(bit) if quoted else bit)
    return [word for word in dict.fromkeys(words) if word.strip()][:MOST_WORDS]


def _in_field(model: type[Model], path: str, word: str) -> Q:
    first, _joint, rest = path.partition(LOOKUP_SEP)
    try:
        field: Any = model._meta.get_field(first)
    except FieldDoesNotExist:
        return Q(**{f"{path}__icontains": word})
    if rest and (field.one_to_many or field.many_to_many):
        rows: QuerySet[Any] = field.related_model._default_manager.filter(**{f"{rest}__icontains": word})
        return Q(pk__in=rows.order_by().values(field.remote_field.attname))
    return Q(**{f"{path}__icontains": word})
