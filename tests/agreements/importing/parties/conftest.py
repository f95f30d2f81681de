"""The reference tables of the seeds, as a register holds them; written once for the whole folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from agreements.models import Country, CountryAlias

REFERENCE = Path(__file__).parents[4] / "seeds" / "reference"


def lines(name: str) -> Iterator[list[str]]:
    """Yield the cells of a reference table, below its header."""
    rows = [row for row in (REFERENCE / name).read_text(encoding="utf-8").splitlines() if not row.startswith("#")]
    yield from (row.split("\t") for row in rows[1:])


class _Undone(Exception):
    pass


@pytest.fixture(scope="package")
def _reference(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                Country.objects.bulk_create(
                    Country(slug=code.lower(), code=code, name_en=en, name_ko=ko, name_zh=zh)
                    for code, en, ko, zh, *_ in lines("countries.tsv")
                )
                ids = dict(Country.objects.values_list("code", "id"))
                CountryAlias.objects.bulk_create(
                    CountryAlias(country_id=ids[code], language=language, name=name)
                    for code, language, name in lines("country-aliases.tsv")
                )
                yield
                raise _Undone
        except _Undone:
            pass


@pytest.fixture
def reference(_reference: None, db: None) -> None:
    """The countries and their aliases, in the register."""
