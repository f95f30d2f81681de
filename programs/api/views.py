"""Programmes by HTTP: the list and one programme."""

from __future__ import annotations

from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from agreements.api.views import ListView, RecordView, base_of
from agreements.register.listing import words
from agreements.register.problems import BadParametersError, BadValueError
from agreements.register.query import Query
from programs.register.activities import ACTIVITIES, list_activities
from programs.register.programs import DETAIL_FIELDS, PROGRAMS, get_program, list_programs


class ProgramList(ListView):
    """Working programmes, filtered and sorted."""

    answers = "ProgramList"
    kind = PROGRAMS
    record_type = "program"

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Response:
        """Give one page of programmes."""
        accept = request.headers.get("Accept-Language", "")
        return self.envelope(request, list_programs(query, accept_language=accept, base=base_of(request)))


class ActivityList(ListView):
    """The activities of all working programmes."""

    answers = "ActivityRowList"
    kind = ACTIVITIES

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Response:
        """Give one page of activities."""
        accept = request.headers.get("Accept-Language", "")
        return self.envelope(request, list_activities(query, accept_language=accept, base=base_of(request)))


class ProgramDetail(RecordView):
    """One programme with its activities, sessions and evidence."""

    answers = "ProgramDetail"
    folder = "/api/v1/programs"
    record_type = "program"
    parameters: ClassVar = frozenset({"as_of", "known_at", "lang", "fields"})
    offered: ClassVar = {"fields": DETAIL_FIELDS}

    def answer(self, request: Request, query: Query, program_id: str = "", **kwargs: Any) -> Response:
        """Give the programme; 301 where it moved, 410 where it was withdrawn, 404 where there is none."""
        reading, given = self.reading(request, query)
        elsewhere = self.lower_case(request, program_id)
        if elsewhere is not None:
            return elsewhere
        try:
            chosen = words(given.one("fields") or "", "a field of a programme", DETAIL_FIELDS)
        except BadValueError as error:
            raise BadParametersError([error.of("fields")]) from None
        found = get_program(program_id, reading)
        if not isinstance(found, dict):
            return self.elsewhere(request, program_id, found)
        return Response({**reading.clocks, **{k: v for k, v in found.items() if not chosen or k in chosen}})
