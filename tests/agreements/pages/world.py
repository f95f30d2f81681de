"""The two memoranda, their programme, occasion and source, published through the door: what the pages are tried on."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.models import Agreement, Country, Institution, InstitutionName, Occasion, Sector, Source, Title
from agreements.publishing import publish
from programs.models import Program, ProgramEvidence
from tests.factories.life import ActFactory, RelationFactory
from tests.factories.programs import (
    ActivityFactory,
    ProgramBasisFactory,
    ProgramLeadFactory,
    SessionFactory,
    publishable_program,
)
from tests.factories.records import AgreementFactory, AgreementFormFactory, AgreementSectorFactory, PartyFactory
from tests.factories.reference import CountryFactory, InstitutionFactory, OccasionFactory, SectorFactory
from tests.factories.sources import AgreementEvidenceFactory, PassageFactory, SourceFactory, cite

OLD = "kr-cn-sme-cooperation-mou"
NEW = "kr-cn-sme-innovation-mou-2026"
PLAN = "kr-cn-startup-work-plan"
REPORT = "report-of-january-2026"
VISIT = "kr-cn-state-visit-2026"
COUNTRIES = {
    "KR": ("South Korea", "대한민국", "韩国"),
    "CN": ("China", "중국", "中国"),
    "JP": ("Japan", "일본", "日本"),
}


@dataclass(frozen=True, slots=True)
class World:
    """The working records behind what was published."""

    old: Agreement
    new: Agreement
    plan: Program
    source: Source


def build() -> World:
    """Publish everything, as one block."""
    countries = {
        code: CountryFactory(code=code, name_en=en, name_ko=ko, name_zh=zh) for code, (en, ko, zh) in COUNTRIES.items()
    }
    ministries = [
        _ministry(
            "kr-mss", countries["KR"], "Ministry of SMEs and Startups", "MSS", "중소벤처기업부", "中小风险企业部"
        ),
        _ministry(
            "cn-miit",
            countries["CN"],
            "Ministry of Industry and Information Technology",
            "MIIT",
            "공업정보화부",
            "工业和信息化部",
        ),
    ]
    sectors = [
        SectorFactory(slug="small-business", name_en="Small business", name_ko="중소기업", name_zh="中小企业"),
        SectorFactory(slug="startups", name_en="Start-ups", name_ko="스타트업", name_zh="初创企业"),
    ]
    visit = OccasionFactory(
        slug=VISIT, kind="state-visit", name_en="State visit of January 2026", name_ko="2026년 1월 국빈 방문",
        name_zh="2026年1月国事访问", date="2026-01", place="Beijing",
    )  # fmt: skip
    source = SourceFactory(
        slug=REPORT, title="A report on a signature", publisher="A newspaper", published="2026-01-05"
    )
    first = PassageFactory(source=source, locator="2", start=120, end=180)
    second = PassageFactory(source=source, locator="4", start=300, end=395)
    old = _old(ministries, sectors, second)
    new = _new(ministries, sectors, first, second, old, visit)
    plan = _plan(countries, new, visit)
    every = [*countries.values(), *ministries, *sectors, visit, source, old, new, plan]
    plan_sources = {row.passage.source for row in ProgramEvidence.objects.filter(program=plan)}
    publish([*every, *plan_sources], reason="First entered from a report", by="an editor")
    return World(old, new, plan, source)


def _ministry(slug: str, country: Country, name: str, acronym: str, korean: str, chinese: str) -> Institution:
    made = InstitutionFactory(slug=slug, country=country, name=name, name__acronym=acronym)
    for language, text in (("ko", korean), ("zh-hans", chinese)):
        InstitutionName.objects.create(institution=made, language=language, name=text)
    return made


def _memorandum(
    slug: str, title: str, ministries: list[Institution], sectors: list[Sector], **fields: object
) -> Agreement:
    made = AgreementFactory(
        slug=slug, title=title, kind="memorandum-of-understanding", level="inter-ministerial", parties_status="given",
        acts_status="given", sectors_status="given", **fields,
    )  # fmt: skip
    for ministry in ministries:
        PartyFactory(agreement=made, country=ministry.country, institution=ministry, role="signatory")
    for sector in sectors:
        AgreementSectorFactory(agreement=made, sector=sector)
    return made


def _old(ministries: list[Institution], sectors: list[Sector], passage: object) -> Agreement:
    made = _memorandum(
        OLD, "Former memorandum of Korea and China on the cooperation of small businesses", ministries, sectors[:1]
    )
    for language, title in (("ko", "종전 한중 중소기업 협력 양해각서"), ("zh-hans", "原韩中中小企业合作谅解备忘录")):
        Title.objects.create(agreement=made, language=language, title=title, basis="ours")
    ActFactory(agreement=made, type="expired", date="2024-06", key="expired")
    parties = [f"party/{party.key}/" for party in made.parties.all()]
    cite(made, passage, "kind", "title/title-en/title", *parties, "sector/small-business/")
    AgreementEvidenceFactory(
        agreement=made, passage=passage, part="act", item="expired", field="date", value="2024-06",
        stated_value="in June 2024",
    )  # fmt: skip
    return made


def _new(
    ministries: list[Institution], sectors: list[Sector], first: object, second: object, old: Agreement, visit: Occasion
) -> Agreement:
    made = _memorandum(
        NEW, "Memorandum of Understanding on Cooperation in SMEs and Innovation", ministries, sectors, occasion=visit,
        summary="The two ministries share information, exchange experts and train.",
    )  # fmt: skip
    Title.objects.create(agreement=made, language="ko", title="중소기업 및 혁신 협력 양해각서", basis="ours")
    AgreementFormFactory(agreement=made, form="information-sharing")
    AgreementFormFactory(agreement=made, form="expert-exchange")
    ActFactory(
        agreement=made, type="signed", date="2026-01-05", key="signed", place="Beijing", occasion=visit,
        date_basis="inferred",
    )  # fmt: skip
    parties = [f"party/{party.key}/" for party in made.parties.all()]
    cite(made, first, "kind", "title/title-en/title", *parties, "sector/startups/", "occasion", "act/signed/place")
    AgreementEvidenceFactory(
        agreement=made, passage=first, part="act", item="signed", field="date", value="2026-01-05",
        stated_value="January 5", basis="inferred", reasoning="The report names no year; it was published on that day.",
    )  # fmt: skip
    relation = RelationFactory(subject=made, object=old, code="replaces")
    AgreementEvidenceFactory(
        agreement=made, passage=second, part="relation", item=relation.key, field="code", value="replaces",
        stated_value="replaces the previous agreement",
    )  # fmt: skip
    return made


def _plan(countries: dict[str, Country], new: Agreement, visit: Occasion) -> Program:
    made = publishable_program(PLAN, kind="working-programme", stated_state="planned", planned_end="2026-06")
    ProgramBasisFactory(program=made, agreement=new)
    ProgramLeadFactory(program=made, country=countries["KR"])
    ActivityFactory(program=made, title="Visits of investors", planned_start="2026-02", planned_end="2026-03")
    SessionFactory(program=made, title="First session", date="2027")
    return made
