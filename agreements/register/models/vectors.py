"""The column of search terms: a ``tsvector`` that we write ourselves, compared with a ``tsquery`` that we write too.

Django's own search lookups call a text configuration of the server, which knows no Korean or Chinese; the terms are
made by ``agreements.register.tokens`` and the server only stores, indexes and ranks them.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db.models import BigIntegerField, F, Func, Lookup, Value


class TermsField(SearchVectorField):  # type: ignore[type-arg]
    """The search terms of an entry, as text that PostgreSQL reads as ``tsvector``."""


@TermsField.register_lookup
class Sought(Lookup):
    """``terms__sought="'korea' & 'trade'"``: the terms satisfy a ``tsquery``."""

    lookup_name = "sought"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Write the comparison."""
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} @@ {right}::tsquery", (*left_params, *right_params)


class Relevance(Func):
    """How well terms fit a ``tsquery``: hundred millionths as a whole number, *negative*, so that the best come first.

    A whole number, because a cursor carries it and must find its place again; rank and number are made by the server
    from the same stored vector, so they never change within one register. Long records count a little less
    (normalisation 1 of ``ts_rank``: divided by 1 + the logarithm of the length).
    """

    template = "(-round((ts_rank(%(expressions)s::tsquery, 1) * 1e8)::numeric))::bigint"
    output_field = BigIntegerField()

    def __init__(self, tsquery: str) -> None:
        super().__init__(F("terms"), Value(tsquery))
