"""What lists of rows (relations, acts, deadlines, activities) have in common: their filters, and how rows are read.

A row is found by what its list shows of it, and by its record's parties, subjects and words. These stand in the
record's entry, and are asked there with the very conditions of the list of records, so that a filter means the same
everywhere. Rows of one number belong to entries of the same publication.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, ClassVar, Final, cast

from django.db.models import Expression, F, Q, QuerySet
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _

from agreements.register.entries import entries_at, entries_ever
from agreements.register.filters import SectorFilters, reversed_range
from agreements.register.mergers import mergers
from agreements.register.models import AgreementEntry, EntryBase, Publication, RowBase
from agreements.register.moments import read_instant
from agreements.register.problems import ParameterProblem
from agreements.register.reading import Reading
from agreements.register.references import no_such
from agreements.register.searching import sought
from agreements.register.strict import One
from agreements.register.tokens import Word
from agreements.register.withdrawn import documents_without

Document = dict[str, Any]


def rows_at[R: RowBase](model: type[R], reading: Reading) -> QuerySet[R]:
    """Give the rows of a kind that were the latest at the reading's number."""
    rows: Any = model.objects
    return cast("QuerySet[R]", rows.at(reading.number))


def with_documents[R: RowBase](rows: Iterable[R]) -> tuple[list[R], dict[int, Document]]:
    """Give the rows, and the documents in which they stand by number, without what has been withdrawn since.

    Two queries; each document is read once, however many rows it has. A row whose record was withdrawn after the row
    was read has no document any more, and is left out.
    """
    read = list(rows)
    numbers = {row.publication_id for row in read}
    if not numbers:
        return [], {}
    found = Publication.objects.filter(number__in=numbers, document__isnull=False).values_list("number", "document")
    documents = documents_without({number: document for number, document in found if document is not None})
    return [row for row in read if row.publication_id in documents], documents


def in_entries(model: type[EntryBase], condition: Q, reading: Reading) -> Q:
    """Keep rows of the records whose entry, at the reading's number, satisfies a condition."""
    return Q(publication__in=entries_at(model, reading).filter(condition).values("pk"))


def same_agreement(value: str, reading: Reading) -> list[str]:
    """Give every id under which an agreement is named; ``BadValueError`` for one that never was public."""
    if not entries_ever(AgreementEntry).filter(record_id=value).exists():
        raise no_such(_("an agreement"), value)
    heirs = mergers("agreement", reading)
    meant = heirs.get(value, value)
    return sorted({meant, value, *(name for name, heir in heirs.items() if heir == meant)})


#: What every list of rows can be sorted by, beside its own.
ORDERS: Final[dict[str, Expression | F]] = {"id": Collate(F("row_id"), "C"), "updated_at": F("updated_at")}


class RowFilters(SectorFilters):
    """The filters that every list of rows has. ``of_record`` names those that ask the entry of the row's record."""

    updated_since = One(
        partial(read_instant, round_up=True),
        lambda value, reading: Q(updated_at__gte=value),
        help_text="Published at this RFC 3339 instant or later.",
    )
    #: Filters whose condition is one on the entry.
    of_record: ClassVar[frozenset[str]] = frozenset()
    #: What the list sorts days by; ``<name>_after`` and ``<name>_before`` bound each.
    days: ClassVar[tuple[str, ...]] = ()

    def in_record(self, condition: Q, reading: Reading) -> Q:
        """Turn a condition on entries into one on rows."""
        return in_entries(AgreementEntry, condition, reading)

    def conditions(self, reading: Reading) -> dict[str, Q]:
        """Give the condition of every parameter, on rows."""
        if self._conditions is None:
            found = super().conditions(reading)
            self._conditions = {
                name: self.in_record(each, reading) if name in self.of_record else each for name, each in found.items()
            }
        return self._conditions

    def _words(self, given: list[Word], reading: Reading) -> Q:
        self.sought = sought(given, reading)
        return self.in_record(Q(terms__sought=self.sought.match), reading)

    def contradictions(self, cleaned: dict[str, Any]) -> list[ParameterProblem]:
        """Refuse reversed ranges: they can only be a mistake."""
        return [problem for name in self.days for problem in reversed_range(cleaned, name)]


def agreement_named(name: str, titles: Mapping[str, str], reading: Reading) -> Document:
    """Give an agreement as other rows show it."""
    return {
        "id": name,
        "title": titles.get(name, name),
        "url": f"{reading.base}/api/v1/agreements/{name}/",
        "html_url": f"{reading.base}/agreements/{name}/",
    }
