"""Agreements by HTTP: the list, one agreement, and its standings, evidence and history."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from agreements.api.views import ListView, RecordView, base_of
from agreements.register.agreements import AGREEMENTS, EXPANDABLE, get_agreement, history, list_agreements
from agreements.register.detail import DETAIL_FIELDS
from agreements.register.listing import words
from agreements.register.problems import BadParametersError, BadValueError, ParameterProblem
from agreements.register.query import Query
from agreements.register.reading import Reading

Document = dict[str, Any]


class AgreementList(ListView):
    """Agreements, filtered and sorted, as they stand on a day."""

    answers = "AgreementList"
    kind = AGREEMENTS
    record_type = "agreement"

    def answer(self, request: Request, query: Query, **kwargs: Any) -> Response:
        """Give one page of agreements."""
        accept = request.headers.get("Accept-Language", "")
        return self.envelope(request, list_agreements(query, accept_language=accept, base=base_of(request)))


class AgreementView(RecordView):
    """One agreement, or a part of it."""

    folder = "/api/v1/agreements"
    record_type = "agreement"

    def answer(self, request: Request, query: Query, agreement_id: str = "", **kwargs: Any) -> Response:
        """Give the agreement; 301 where it moved, 410 where it was withdrawn, 404 where there is none."""
        reading, given = self.reading(request, query)
        elsewhere = self.lower_case(request, agreement_id)
        if elsewhere is not None:
            return elsewhere
        chosen = self.chosen(given)
        found = get_agreement(agreement_id, reading)
        if not isinstance(found, dict):
            return self.elsewhere(request, agreement_id, found)
        return Response(self.shown(found, reading, chosen))

    def chosen(self, query: Query) -> tuple[str, ...]:
        """Read which fields are asked for, where the address takes that."""
        return ()

    def shown(self, found: Document, reading: Reading, chosen: tuple[str, ...]) -> Document:
        """Give the body of the answer."""
        raise NotImplementedError


class AgreementDetail(AgreementView):
    """One agreement with everything that is public of it."""

    answers = "AgreementDetail"
    parameters: ClassVar = frozenset({"as_of", "known_at", "lang", "fields", "expand"})
    offered: ClassVar = {"fields": DETAIL_FIELDS, "expand": EXPANDABLE}

    def chosen(self, query: Query) -> tuple[str, ...]:
        """Read ``fields``, and ``expand``, which a detail grants without being asked."""
        problems: list[ParameterProblem] = []
        found: tuple[str, ...] = ()
        for name, what, allowed in (
            ("fields", "a field of an agreement", DETAIL_FIELDS),
            ("expand", "a part that can be added here", EXPANDABLE),
        ):
            try:
                chosen = words(query.one(name) or "", what, allowed)
                found = chosen if name == "fields" else found
            except BadValueError as error:
                problems.append(error.of(name))
        if problems:
            raise BadParametersError(problems)
        return found

    def shown(self, found: Document, reading: Reading, chosen: tuple[str, ...]) -> Document:
        """Give both clocks and the agreement, or the fields asked for."""
        return {**reading.clocks, **{k: v for k, v in found.items() if not chosen or k in chosen}}


class AgreementStandings(AgreementView):
    """On which days each state and group may hold, and surely does, whatever the day asked for."""

    answers = "StandingList"

    def shown(self, found: Document, reading: Reading, chosen: tuple[str, ...]) -> Document:
        """Give the standings as they were published, with the state of the day."""
        return {**reading.clocks, "id": found["id"], "state": found["state"], **_results(found["standings"])}


class AgreementEvidence(AgreementView):
    """Which passage speaks for, or against, which value; and the values that have none."""

    answers = "EvidenceList"

    def shown(self, found: Document, reading: Reading, chosen: tuple[str, ...]) -> Document:
        """Give every row of evidence, and the paths of values without."""
        return {**reading.clocks, "id": found["id"], "unsourced": found["unsourced"], **_results(found["evidence"])}


class AgreementHistory(AgreementView):
    """Every publication of the agreement, latest first, with its public reason."""

    answers = "History"

    def shown(self, found: Document, reading: Reading, chosen: tuple[str, ...]) -> Document:
        """Give the steps."""
        steps = [asdict(step) for step in history("agreement", found["id"], reading)]
        for step in steps:
            step["url"] = f"{reading.base}/api/v1/publications/{step['number']}/" if step["readable"] else None
        return {**reading.clocks, "id": found["id"], **_results(steps)}


def _results(rows: list[Any]) -> Document:
    return {"count": len(rows), "next": None, "previous": None, "results": rows}
