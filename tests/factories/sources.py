"""Sources, passages and evidence, and a record that has all that publishing asks for."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from agreements.models import (
    Agreement,
    AgreementEvidence,
    InstitutionEvidence,
    LoadedRecord,
    Occasion,
    OccasionEvidence,
    Passage,
    Source,
)
from agreements.models.evidence import EvidenceBase
from tests.factories.life import ActFactory
from tests.factories.records import AgreementFactory, AgreementSectorFactory, PartyFactory
from tests.factories.reference import CountryFactory, InstitutionFactory, OccasionFactory, SectorFactory


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    slug = factory.Sequence(lambda n: f"article-{n}")
    title = factory.LazyAttribute(lambda o: f"Report {o.slug}")
    kind = "article"
    publisher = "A newspaper"
    language = "en"
    published = "2026-01-05"


class PassageFactory(DjangoModelFactory):
    class Meta:
        model = Passage

    source = factory.SubFactory(SourceFactory)
    locator_kind = "paragraph"
    locator = factory.Sequence(lambda n: str(n + 1))
    start = 0
    end = 20


class AgreementEvidenceFactory(DjangoModelFactory):
    """Evidence for the kind of an agreement; pass ``part``, ``item`` and ``field`` for another field."""

    class Meta:
        model = AgreementEvidence

    agreement = factory.SubFactory(AgreementFactory)
    passage = factory.SubFactory(PassageFactory)
    field = "kind"
    value = "memorandum-of-understanding"
    stated_value = "MOU"


class OccasionEvidenceFactory(DjangoModelFactory):
    class Meta:
        model = OccasionEvidence

    occasion = factory.SubFactory(OccasionFactory)
    passage = factory.SubFactory(PassageFactory)
    field = "date"
    value = "2025-10"
    stated_value = "last October"


class InstitutionEvidenceFactory(DjangoModelFactory):
    class Meta:
        model = InstitutionEvidence

    institution = factory.SubFactory(InstitutionFactory)
    passage = factory.SubFactory(PassageFactory)
    field = "kind"
    value = "ministry"


class LoadedRecordFactory(DjangoModelFactory):
    class Meta:
        model = LoadedRecord

    origin = "seed"
    record_type = "agreement"
    record_id = factory.Sequence(lambda n: f"agreement-{n}")
    digest = "0" * 64
    values = factory.LazyFunction(lambda: {"kind": "treaty"})


def cite(record: Agreement | Occasion, passage: Passage | None = None, *paths: str) -> list[EvidenceBase]:
    """Cite ``passage`` (a new one for None) for each path: ``kind``, ``party/kr-party/``, ``act/signed/date``."""
    passage = passage or PassageFactory()
    model, name = {
        Agreement: (AgreementEvidence, "agreement"),
        Occasion: (OccasionEvidence, "occasion"),
    }[type(record)]
    rows = []
    for path in paths:
        part, item, field = path.split("/") if path.count("/") == 2 else ("", "", path)
        rows.append(model.objects.create(**{name: record}, passage=passage, part=part, item=item, field=field))
    return rows


def publishable_agreement(
    slug: str = "kr-cn-test-mou-2026", *, signed: str = "2026-01-05", **fields: object
) -> Agreement:
    """Return a draft between KR and CN that lacks nothing: title, kind, parties, sector, signature, evidence."""
    record = AgreementFactory(
        **{
            "slug": slug,
            "title": f"Memorandum {slug}",
            "kind": "memorandum-of-understanding",
            "parties_status": "given",
            "acts_status": "given",
            "sectors_status": "given",
            **fields,
        }
    )
    for code in ("KR", "CN"):
        PartyFactory(agreement=record, country=CountryFactory(code=code))
    AgreementSectorFactory(agreement=record, sector=SectorFactory(slug="startups"))
    ActFactory(agreement=record, date=signed)
    cite(
        record,
        None,
        "kind",
        "title/title-en/title",
        "party/kr-party/",
        "party/cn-party/",
        "sector/startups/",
        "act/signed/date",
    )
    return record
