"""A filter set that refuses what it cannot read: django-filter's predicates behind a strict reading of the query.

Filters declare name, reader and predicate; ``StrictFilterSet`` gives every problem of a query at once. Predicates that
need to look at the register (is there such a sector?) get the reading and raise ``BadValueError``. They look once:
facets leave out one condition after the other and reuse the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.datastructures import MultiValueDict

from agreements.register.problems import BadParametersError, BadValueError, ParameterProblem
from agreements.register.query import Query
from agreements.register.reading import Reading
from agreements.register.values import ManyField, OneField, Reader

Predicate = Callable[[Any, Reading], Q]


class One(django_filters.Filter):  # type: ignore[misc]
    """A parameter that is given once. ``keep`` turns its value into the condition on entries."""

    field_class: Any = OneField

    def __init__(self, reader: Reader, keep: Predicate | None = None, **kwargs: Any) -> None:
        super().__init__(reader=reader, **kwargs)
        self.keep = keep

    def condition(self, value: Any, reading: Reading) -> Q | None:
        """Give the condition on entries; none for an absent value, or a parameter that only steers another."""
        if value is None or value == [] or self.keep is None:
            return None
        return self.keep(value, reading)


class Many(One):
    """A parameter that may be repeated; the condition is made from the list of its values."""

    field_class: Any = ManyField


class StrictFilterSet(django_filters.FilterSet):  # type: ignore[misc]
    """A filter set for one reading; ``problems`` says what is wrong before anything is asked of the database."""

    _conditions: dict[str, Q] | None = None

    def __init__(self, query: Query) -> None:
        data: MultiValueDict[str, str] = MultiValueDict()
        for name in dict.fromkeys(n for n, _ in query.pairs):
            data.setlist(name, query.all(name))
        super().__init__(data=data, queryset=self._meta.model._default_manager.none())

    @classmethod
    def single(cls) -> frozenset[str]:
        """Name the filters that may be given once only."""
        return frozenset(n for n, f in cls.base_filters.items() if not isinstance(f, Many))

    @classmethod
    def many(cls) -> frozenset[str]:
        """Name the filters that may be repeated."""
        return frozenset(n for n, f in cls.base_filters.items() if isinstance(f, Many))

    def problems(self) -> list[ParameterProblem]:
        """Say what cannot be read, every value that is wrong; and what contradicts another parameter."""
        found = [
            BadValueError(error.message, getattr(error, "allowed", ())).of(name)
            for name, errors in self.form.errors.as_data().items()
            for error in errors
        ]
        return found or self.contradictions(self.form.cleaned_data)

    def contradictions(self, cleaned: dict[str, Any]) -> list[ParameterProblem]:
        """Say which values, each readable, cannot go together."""
        return []

    def conditions(self, reading: Reading) -> dict[str, Q]:
        """Give the condition of every parameter that has one; ``BadParametersError`` for names that the register does
        not know.

        Call ``problems`` first; what it finds has no condition.
        """
        if self._conditions is None:
            conditions: dict[str, Q] = {}
            problems = []
            for name, value in self.form.cleaned_data.items():
                try:
                    condition = self.filters[name].condition(value, reading)
                except BadValueError as error:
                    problems.append(error.of(name))
                else:
                    conditions |= {} if condition is None else {name: condition}
            if problems:
                raise BadParametersError(problems)
            self._conditions = conditions
        return self._conditions

    def kept(self, found: QuerySet[Any], reading: Reading, *, without: str = "") -> QuerySet[Any]:
        """Give the entries that every filter keeps, one left out on demand; raises what ``conditions`` does."""
        for name, condition in self.conditions(reading).items():
            if name != without:
                found = found.filter(condition)
        return found
