"""Agreements and what stands on them."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from agreements.models import (
    Agreement,
    AgreementForm,
    AgreementSector,
    Amount,
    Identifier,
    Party,
    Title,
)
from tests.factories.reference import CountryFactory, InstitutionFactory, SectorFactory


class AgreementFactory(DjangoModelFactory):
    """A draft with an address and nothing else; ``title="..."`` gives it a title in English."""

    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"agreement-{n}")

    @factory.post_generation
    def title(self: Agreement, create: bool, extracted: str | None, **kwargs: object) -> None:
        if create and extracted:
            Title.objects.create(agreement=self, **{"language": "en", "basis": "ours", "title": extracted, **kwargs})


class TitleFactory(DjangoModelFactory):
    class Meta:
        model = Title

    agreement = factory.SubFactory(AgreementFactory)
    language = "en"
    basis = "press-translation"
    title = factory.Sequence(lambda n: f"Memorandum number {n}")


class IdentifierFactory(DjangoModelFactory):
    class Meta:
        model = Identifier

    agreement = factory.SubFactory(AgreementFactory)
    scheme = "unts"
    value = factory.Sequence(lambda n: f"I-{n}")


class PartyFactory(DjangoModelFactory):
    """A country as a party; ``institution=InstitutionFactory()`` for a ministry of it."""

    class Meta:
        model = Party

    agreement = factory.SubFactory(AgreementFactory)
    country = factory.SubFactory(CountryFactory)
    role = "party"

    class Params:
        ministry = factory.Trait(
            institution=factory.SubFactory(InstitutionFactory, country=factory.SelfAttribute("..country")),
            role="signatory",
        )


class AgreementSectorFactory(DjangoModelFactory):
    class Meta:
        model = AgreementSector

    agreement = factory.SubFactory(AgreementFactory)
    sector = factory.SubFactory(SectorFactory)


class AgreementFormFactory(DjangoModelFactory):
    class Meta:
        model = AgreementForm

    agreement = factory.SubFactory(AgreementFactory)
    form = "information-sharing"


class AmountFactory(DjangoModelFactory):
    class Meta:
        model = Amount

    agreement = factory.SubFactory(AgreementFactory)
    amount = "1000000.00"
    currency = "KRW"
