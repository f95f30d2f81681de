"""Names that tell twins apart where one record is chosen among many: what is proposed and what was chosen read alike.

Three ministries have one name, fourteen memoranda one day: a name says after it what an editor would ask next. What a
name needs is read for all records at once, so that a longer list costs no more queries. Other applications add their
kinds with ``tells``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from agreements.admin.panels import date_words
from agreements.models import Agreement, Country, Institution, Occasion, Passage, Sector, Source

JOINT: Final = " · "
LONGEST_QUOTE: Final = 60


@dataclass(frozen=True, slots=True)
class Teller:
    """How records of a kind are told apart, and which relations that reads."""

    parts: Callable[[Any], Iterable[str]]
    needs: tuple[str, ...] = ()


_TELLERS: dict[type[Model], Teller] = {}


def tells(model: type[Model], parts: Callable[[Any], Iterable[str]], *needs: str) -> None:
    """Say how records of a kind are told apart: the name first, then what differs between twins."""
    _TELLERS[model] = Teller(parts, needs)


def told_apart(record: Model) -> str:
    """Return a record's name with what tells it from its twins."""
    teller = _TELLERS.get(type(record))
    return str(record) if teller is None else JOINT.join(part for part in teller.parts(record) if part)


def read_names(records: Iterable[Model]) -> None:
    """Read what the names of records of one kind need, for all of them at once."""
    known = list(records)
    teller = _TELLERS.get(type(known[0])) if known else None
    if teller is not None and teller.needs:
        prefetch_related_objects(known, *teller.needs)


class TellingJsonView(AutocompleteJsonView):
    """Django's proposals of an autocomplete, each told from its twins."""

    def get_queryset(self) -> QuerySet[Any]:
        """Read records with what their names need."""
        rows: QuerySet[Any] = super().get_queryset()
        teller = _TELLERS.get(rows.model)
        return rows.prefetch_related(*teller.needs) if teller is not None else rows

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        """Return one proposal."""
        return {"id": str(getattr(obj, to_field_name)), "text": told_apart(obj)}


def _country(record: Country) -> Iterator[str]:
    yield str(record)
    if record.ended is not None:
        yield _("former state, until %(day)s") % {"day": date_words(record.ended)}


def _institution(record: Institution) -> Iterator[str]:
    name = str(record)
    yield name
    yield record.country.name_en if record.country else _("no country")
    yield record.get_kind_display()
    former = [row.name for row in record.names.all() if row.until is not None and not name.startswith(row.name)]
    if former:
        yield _("formerly %(names)s") % {"names": ", ".join(dict.fromkeys(former))}
    if record.parent:
        yield _("part of %(institution)s") % {"institution": record.parent}


def _agreement(record: Agreement) -> Iterator[str]:
    yield record.title_or_address()
    yield ", ".join(dict.fromkeys(p.country.code if p.country else str(p.institution) for p in record.parties.all()))
    if record.signed is not None:
        yield _("signed %(day)s") % {"day": date_words(record.signed)}
    yield record.get_kind_display()
    yield record.slug


def _occasion(record: Occasion) -> Iterator[str]:
    yield record.name_en
    yield date_words(record.date) if record.date is not None else _("date not known")
    yield record.place


def _source(record: Source) -> Iterator[str]:
    yield record.title
    yield record.publisher
    yield date_words(record.published) if record.published is not None else ""


def _passage(record: Passage) -> Iterator[str]:
    yield f"{record.get_locator_kind_display()} {record.locator or record.key}"
    yield from _source(record.source)
    if record.quote:
        quote = " ".join(record.quote.split())
        yield f"“{quote[:LONGEST_QUOTE]}{'…' if len(quote) > LONGEST_QUOTE else ''}”"


def _sector(record: Sector) -> Iterator[str]:
    yield str(record)
    yield _("within %(sector)s") % {"sector": record.parent} if record.parent else ""


tells(Country, _country)
tells(Institution, _institution, "country", "names", "parent__names")
tells(Agreement, _agreement, "titles", "parties__country", "parties__institution__names")
tells(Occasion, _occasion)
tells(Source, _source)
tells(Passage, _passage, "source")
tells(Sector, _sector, "parent")
