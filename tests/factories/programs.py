"""Programmes, what they rest on, their activities and sessions."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from programs.models import (
    Activity,
    Program,
    ProgramBasis,
    ProgramEvidence,
    ProgramForm,
    ProgramLead,
    ProgramSector,
    ProgramTitle,
    Session,
)
from tests.factories.records import AgreementFactory
from tests.factories.reference import CountryFactory, SectorFactory
from tests.factories.sources import PassageFactory


class ProgramFactory(DjangoModelFactory):
    """A draft with an address and nothing else; ``title="..."`` gives it a title in English."""

    class Meta:
        model = Program
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"program-{n}")

    @factory.post_generation
    def title(self: Program, create: bool, extracted: str | None, **kwargs: object) -> None:
        if create and extracted:
            ProgramTitle.objects.create(
                program=self, **{"language": "en", "basis": "ours", "title": extracted, **kwargs}
            )


class ProgramTitleFactory(DjangoModelFactory):
    class Meta:
        model = ProgramTitle

    program = factory.SubFactory(ProgramFactory)
    language = "en"
    basis = "ours"
    title = factory.Sequence(lambda n: f"Work plan number {n}")


class ProgramBasisFactory(DjangoModelFactory):
    class Meta:
        model = ProgramBasis

    program = factory.SubFactory(ProgramFactory)
    agreement = factory.SubFactory(AgreementFactory)


class ProgramSectorFactory(DjangoModelFactory):
    class Meta:
        model = ProgramSector

    program = factory.SubFactory(ProgramFactory)
    sector = factory.SubFactory(SectorFactory)


class ProgramFormFactory(DjangoModelFactory):
    class Meta:
        model = ProgramForm

    program = factory.SubFactory(ProgramFactory)
    form = "training"


class ProgramLeadFactory(DjangoModelFactory):
    class Meta:
        model = ProgramLead

    program = factory.SubFactory(ProgramFactory)
    country = factory.SubFactory(CountryFactory)


class ActivityFactory(DjangoModelFactory):
    class Meta:
        model = Activity

    program = factory.SubFactory(ProgramFactory)
    title = factory.Sequence(lambda n: f"Activity {n}")
    stated_state = "planned"


class SessionFactory(DjangoModelFactory):
    class Meta:
        model = Session

    program = factory.SubFactory(ProgramFactory)
    title = factory.Sequence(lambda n: f"Session {n}")
    date = "2027"
    stated_state = "planned"


class ProgramEvidenceFactory(DjangoModelFactory):
    class Meta:
        model = ProgramEvidence

    program = factory.SubFactory(ProgramFactory)
    passage = factory.SubFactory(PassageFactory)
    field = "kind"
    value = "work-plan"


def publishable_program(slug: str = "kr-cn-test-plan", **fields: object) -> Program:
    """Return a draft that lacks nothing: title, kind, an agreement, a sector, an activity, evidence for each."""
    record = ProgramFactory(
        **{"slug": slug, "title": f"Plan {slug}", "kind": "work-plan", "sectors_status": "given", **fields}
    )
    sector = SectorFactory(slug="startups")
    ProgramSectorFactory(program=record, sector=sector)
    activity = ActivityFactory(program=record)
    passage = PassageFactory()
    for part, item, field in (
        ("", "", "kind"),
        ("title", "title-en", "title"),
        ("sector", "startups", ""),
        ("activity", activity.key, ""),
    ):
        ProgramEvidence.objects.create(program=record, passage=passage, part=part, item=item, field=field)
    return record
