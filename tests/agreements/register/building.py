"""A small register, published through the door: for each filter something to find and something to leave out."""

from __future__ import annotations

from collections.abc import Sequence

from agreements.models import Agreement, Country, Institution, Occasion, Relation, Sector, Source
from agreements.publishing import publish
from tests.factories import (
    ActFactory,
    AgreementFactory,
    AgreementFormFactory,
    AgreementSectorFactory,
    ClauseFactory,
    CountryFactory,
    IdentifierFactory,
    InstitutionChangeFactory,
    InstitutionFactory,
    InstitutionNameFactory,
    OccasionFactory,
    PartyFactory,
    PassageFactory,
    SectorFactory,
    SourceFactory,
    cite,
)

OLD, NEW, TACIT, BARE, YEAR = "cn-kr-sme-old", "cn-kr-sme-new", "jp-kr-tacit", "cn-jp-bare", "cn-kr-health"
ALL = {OLD, NEW, TACIT, BARE, YEAR}


def agreement(
    slug: str,
    *,
    countries: Sequence[str] = ("KR", "CN"),
    ministries: Sequence[str] = (),
    witnesses: Sequence[str] = (),
    sectors: Sequence[str] = ("startups",),
    acts: Sequence[dict[str, object]] = ({"type": "signed", "date": "2026-01-05"},),
    source: str = "article",
    title: str = "",
    **fields: object,
) -> Agreement:
    """Return a draft that lacks nothing to be published, everything cited from one passage."""
    record = AgreementFactory(
        slug=slug,
        title=title or f"Memorandum {slug}",
        **{
            "kind": "memorandum-of-understanding",
            "parties_status": "given" if countries or ministries else "not-stated",
            "acts_status": "given" if acts else "not-stated",
            "sectors_status": "given" if sectors else "unclassified",
            **fields,
        },
    )
    parties = [PartyFactory(agreement=record, country=CountryFactory(code=code)) for code in countries]
    for name in ministries:
        ministry = Institution.objects.get(slug=name)
        parties.append(PartyFactory(agreement=record, country=None, institution=ministry, role="signatory"))
    for code in witnesses:
        PartyFactory(agreement=record, country=CountryFactory(code=code), role="witness", person="A President")
    rows = [AgreementSectorFactory(agreement=record, sector=SectorFactory(slug=name)) for name in sectors]
    done = [ActFactory(agreement=record, **act) for act in acts]
    passage = PassageFactory(source=Source.objects.get(slug=source))
    paths = [f"party/{party.key}/" for party in parties] + [f"sector/{row.key}/" for row in rows]
    if record.kind != "not-stated":
        paths.append("kind")
    paths += [f"act/{act.key}/date" for act in done if act.date is not None]
    cite(record, passage, *paths)
    return record


def names() -> None:
    """Publish countries, institutions (one renamed), sectors (a tree), an occasion and two sources."""
    for code in ("KR", "CN", "JP", "VN"):
        CountryFactory(code=code)
    korea, china = Country.objects.get(code="KR"), Country.objects.get(code="CN")
    ministry = InstitutionFactory(slug="kr-mss", country=korea, name="Ministry of SMEs and Startups")
    InstitutionNameFactory(institution=ministry, language="ko", name="중소벤처기업부")
    agency = InstitutionFactory(slug="kr-smba", country=korea, name="Small and Medium Business Administration")
    InstitutionChangeFactory(institution=agency, successor=ministry)
    InstitutionFactory(slug="cn-miit", country=china, name="Ministry of Industry")
    InstitutionFactory(slug="apec", country=None, kind="international-organisation", name="APEC")
    economy = SectorFactory(slug="economy")
    for name in ("startups", "trade"):
        sector = SectorFactory(slug=name)
        sector.parent = economy
        sector.save()
    SectorFactory(slug="health")
    OccasionFactory(slug="state-visit-2026", kind="state-visit", date="2026-01-05")
    SourceFactory(slug="article")
    SourceFactory(slug="gazette", kind="gazette")
    publish(
        [m for model in (Country, Sector, Institution, Occasion, Source) for m in model.objects.all()],
        reason="Names",
        by="ed",
    )


def register() -> dict[str, Agreement]:
    """Publish five agreements: a replaced one, its successor, a tacitly renewed, one without days, one of a year."""
    names()
    old = agreement(
        OLD,
        countries=(),
        ministries=("kr-smba", "cn-miit"),
        acts=({"type": "expired", "date": "2024-06"},),
        witnesses=("JP",),
        level="inter-ministerial",
    )
    visit = Occasion.objects.get(slug="state-visit-2026")
    new = agreement(
        NEW,
        countries=(),
        ministries=("kr-mss", "cn-miit"),
        title="A new memorandum",
        legal_force="non-binding",
        occasion=visit,
    )
    AgreementFormFactory(agreement=new, form="expert-exchange")
    IdentifierFactory(agreement=new, scheme="unts", value="I-1:2")
    relation = Relation.objects.create(subject=new, object=old, code="replaces")
    cite(new, None, f"relation/{relation.key}/code")
    tacit = agreement(
        TACIT,
        countries=("JP", "KR"),
        sectors=("trade", "health"),
        acts=({"type": "effective", "date": "2020-08-01"},),
        source="gazette",
        kind="treaty",
        legal_force="binding",
        level="intergovernmental",
    )
    ClauseFactory(agreement=tacit, three_years_renewed_by_one=True)
    bare = agreement(BARE, countries=("CN", "JP"), sectors=(), acts=(), kind="not-stated", title="bare")
    year = agreement(YEAR, sectors=("health",), acts=({"type": "signed", "date": "2019"},), source="gazette")
    passages = {row.passage.source for row in new.evidence.all()}
    publish([s for s in passages if s.stage == "draft"], reason="A source", by="ed")
    for record in (old, new, tacit, bare, year):
        publish([record], reason="First entry", by="ed")
    return {r.slug: r for r in (old, new, tacit, bare, year)}
