"""Factories must give records that an editor could have typed."""

from __future__ import annotations

import pytest
from factory.django import DjangoModelFactory

import tests.factories as factories

FACTORIES = [
    value
    for value in vars(factories).values()
    if isinstance(value, type) and issubclass(value, DjangoModelFactory) and "Super" not in value.__name__
]


@pytest.mark.django_db
@pytest.mark.parametrize("factory", FACTORIES, ids=lambda f: f.__name__)
def test_what_a_factory_makes_passes_the_checks_of_a_form(factory: type[DjangoModelFactory]) -> None:
    made = factory()
    again = type(made).objects.get(pk=made.pk)
    again.full_clean(exclude=["password"])
    assert str(again)


@pytest.mark.django_db
def test_what_is_publishable_cites_only_rows_that_it_has() -> None:
    agreement = factories.publishable_agreement()
    assert {e.target for e in agreement.evidence.all()} >= {"kind", "act/signed/date", "party/kr-party"}
    assert set(agreement.parties.values_list("key", flat=True)) == {"kr-party", "cn-party"}
    program = factories.publishable_program()
    assert program.evidence.count() == 4
