"""Relations, acts and deadlines of the whole register by HTTP, each a list of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from agreements.api.views import ListView, base_of
from agreements.register.deadlines import DEADLINES, list_deadlines
from agreements.register.events import EVENTS, list_events
from agreements.register.listing import Listing, ListKind
from agreements.register.query import Query
from agreements.register.relations import RELATIONS, list_relations


class RowList(ListView):
    """One list of rows: what it is made of, and who answers it."""

    kind: ClassVar[ListKind]
    listed: ClassVar[Callable[..., Listing]]

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Response:
        """Give one page of rows."""
        accept = request.headers.get("Accept-Language", "")
        found = type(self).listed(query, accept_language=accept, base=base_of(request))
        return self.envelope(request, found)


class RelationList(RowList):
    """Relations between agreements, each once, with the label of either direction."""

    answers = "RelationRowList"
    kind = RELATIONS
    listed = staticmethod(list_relations)


class EventList(RowList):
    """Acts and observations in the lives of agreements."""

    answers = "EventRowList"
    kind = EVENTS
    listed = staticmethod(list_events)


class DeadlineList(RowList):
    """Days on which something ends, must be decided, meets or was planned to be done, each with its rule."""

    answers = "DeadlineList"
    kind = DEADLINES
    listed = staticmethod(list_deadlines)
