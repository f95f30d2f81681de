"""Countries, institutions, sectors, occasions."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from agreements.models import (
    Country,
    CountryAlias,
    CountrySuccession,
    Institution,
    InstitutionChange,
    InstitutionName,
    Occasion,
    OccasionParticipant,
    Sector,
    SectorCode,
)


def _code(number: int) -> str:
    """User-assigned codes of ISO 3166-1 (QM to QZ, XA to XZ), then every other pair of letters."""
    user_assigned = [f"Q{c}" for c in "MNOPQRSTUVWXYZ"] + [f"X{c}" for c in "ABCDEFGHIJLMNOPQRSTUVWXYZ"]
    if number < len(user_assigned):
        return user_assigned[number]
    number -= len(user_assigned)
    return chr(ord("A") + number // 26 % 26) + chr(ord("A") + number % 26)


class CountryFactory(DjangoModelFactory):
    """``CountryFactory(code="KR")`` gives the one Korea, however often it is called."""

    class Meta:
        model = Country
        django_get_or_create = ("code",)

    code = factory.Sequence(_code)
    slug = factory.LazyAttribute(lambda o: o.code.lower())
    name_en = factory.LazyAttribute(lambda o: f"Country {o.code}")
    name_ko = factory.LazyAttribute(lambda o: f"나라 {o.code}")
    name_zh = factory.LazyAttribute(lambda o: f"国家{o.code}")


class CountryAliasFactory(DjangoModelFactory):
    class Meta:
        model = CountryAlias

    country = factory.SubFactory(CountryFactory)
    language = "en"
    name = factory.Sequence(lambda n: f"Land number {n}")


class CountrySuccessionFactory(DjangoModelFactory):
    class Meta:
        model = CountrySuccession

    country = factory.SubFactory(CountryFactory)
    successor = factory.SubFactory(CountryFactory)


class InstitutionFactory(DjangoModelFactory):
    """A ministry of a country, with its name in English; ``name=""`` leaves it nameless."""

    class Meta:
        model = Institution
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"ministry-{n}")
    kind = "ministry"
    country = factory.SubFactory(CountryFactory)

    @factory.post_generation
    def name(self: Institution, create: bool, extracted: str | None, **kwargs: object) -> None:
        if create and extracted != "":
            InstitutionName.objects.create(
                institution=self, language="en", name=extracted or f"Ministry of {self.slug}", **kwargs
            )


class InstitutionNameFactory(DjangoModelFactory):
    class Meta:
        model = InstitutionName

    institution = factory.SubFactory(InstitutionFactory)
    language = "en"
    name = factory.Sequence(lambda n: f"Former name {n}")


class InstitutionChangeFactory(DjangoModelFactory):
    class Meta:
        model = InstitutionChange

    institution = factory.SubFactory(InstitutionFactory)
    successor = factory.SubFactory(InstitutionFactory)
    what = "renamed"
    date = "2017-07-26"


class SectorFactory(DjangoModelFactory):
    class Meta:
        model = Sector
        django_get_or_create = ("slug",)

    slug = factory.Sequence(lambda n: f"sector-{n}")
    name_en = factory.LazyAttribute(lambda o: o.slug.replace("-", " ").capitalize())
    name_ko = factory.LazyAttribute(lambda o: f"분야 {o.slug}")
    name_zh = factory.LazyAttribute(lambda o: f"领域{o.slug}")


class SectorCodeFactory(DjangoModelFactory):
    class Meta:
        model = SectorCode

    sector = factory.SubFactory(SectorFactory)
    scheme = "oecd-dac-crs"
    code = factory.Sequence(lambda n: f"{32000 + n}")


class OccasionFactory(DjangoModelFactory):
    class Meta:
        model = Occasion

    slug = factory.Sequence(lambda n: f"meeting-{n}")
    kind = "ministerial-meeting"
    name_en = factory.LazyAttribute(lambda o: f"Meeting {o.slug}")
    date = "2025-10"


class OccasionParticipantFactory(DjangoModelFactory):
    class Meta:
        model = OccasionParticipant

    occasion = factory.SubFactory(OccasionFactory)
    country = factory.SubFactory(CountryFactory)
