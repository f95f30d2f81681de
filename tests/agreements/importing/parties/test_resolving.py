"""Whom a name means: by tables, never by likeness."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.codelists import Stage
from agreements.importing.drafts import Place
from agreements.importing.parties import Parties, Side
from agreements.importing.parties.folding import fold
from agreements.importing.parties.tables import shipped
from agreements.loading.bringing import Origin, bring_in
from agreements.loading.errors import Faults
from agreements.models import Country, CountryAlias, Institution, InstitutionName
from agreements.publishing import publish

pytestmark = pytest.mark.usefixtures("reference")

ONE_SIDE = {
    "KR": (
        "Coréia do Sul",
        "Coreia do Sul",
        "Korea, Republic of",
        "대한민국",
        "한국",
        "韩国",
        "大韩民国",
        "Corea del Sur",
    ),
    "KP": (
        "Coréia do Norte",
        "북한",
        "조선민주주의인민공화국",
        "朝鲜",
        "Korea, Democratic People's Republic of",
        "DPRK",
    ),
    "CD": ("República Democrática do Congo", "Zaire", "콩고민주공화국", "刚果（金）", "Congo (Kinshasa)", "DR Congo"),
    "CG": ("República do Congo", "콩고공화국", "刚果（布）", "Congo (Brazzaville)", "Republic of the Congo"),
    "CN": ("China", "중화인민공화국", "中华人民共和国", "P.R. China", "CHina", "People’s Republic of China"),
    "TW": ("Taiwan", "대만", "중화민국", "台湾", "臺灣", "Chinese Taipei", "Taiwan, Province of China"),
    "HK": ("Hong Kong", "Hongkong", "홍콩", "中国香港", "Hong Kong SAR, China"),
    "MO": ("Macau", "마카오", "澳门", "Macao, China"),
    "EU": ("União Europeia", "유럽연합", "欧盟", "European Economic Community", "구주공동체"),
    "GN": ("Guiné", "Guinea", "기니", "几内亚"),
    "GW": ("Guiné Bissau", "Guinea-Bissau", "기니비사우", "Portuguese Guinea"),
    "GQ": ("Guiné Equatorial", "Guinea Ecuatorial", "적도기니공화국"),
    "PG": ("Papua-Nova Guiné", "Papua New Guinea", "파푸아뉴기니"),
    "NE": ("Níger", "Niger", "니제르", "尼日尔"),
    "NG": ("Nigéria", "Nigeria", "나이지리아연방공화국", "尼日利亚"),
    "DM": ("Dominica", "Commonwealth of Dominica", "도미니카연방", "多米尼克"),
    "DO": ("República Dominicana", "Dominican Republic", "도미니카공화국", "多米尼加共和国"),
    "WS": ("Samoa", "Western Samoa", "사모아독립국"),
    "AS": ("American Samoa", "Samoa Americana"),
    "IE": ("Irlanda", "Ireland", "Republic of Ireland", "아일랜드"),
    "GB": ("UK", "영국", "Reino Unido", "United Kingdom of Great Britain and Northern Ireland"),
    "SD": ("Sudão", "Republic of the Sudan", "수단"),
    "SS": ("Sudão do Sul", "South Sudan", "남수단"),
    "FM": ("Micronésia", "Micronesia (Federated States of)", "미크로네시아연방"),
    "YE": ("Iêmen", "Yemen Arab Republic", "예멘공화국"),
    "DE": ("Alemanha", "West Germany", "República Federativa da Alemanha", "독일연방공화국", "서독", "联邦德国"),
    "DD": ("Alemã, República Democrática", "East Germany", "동독", "民主德国", "República Democrática da Alemanha"),
    "VN": ("Vietnã", "Viet Nam", "베트남사회주의공화국", "越南"),
    "IR": ("PERSIA", "Irã", "이란회교공화국", "Iran, Islamic Republic of", "伊朗"),
    "AU": ("Austrália", "Australia", "호주", "澳大利亚联邦"),
    "AT": ("Áustria", "Austria", "오스트리아공화국", "奥地利"),
    "SK": ("Eslováquia", "Slovak Republic", "슬로바크공화국"),
    "SI": ("Eslovênia", "Slovenia", "슬로베니아공화국"),
    "MU": ("Mauritius", "Maurício", "모리셔스공화국"),
    "MR": ("Mauritânia", "Mauritania", "모리타니아공화국"),
    "SU": ("URSS", "U.S.S.R.", "소비에트사회주의공화국연방", "苏联"),
    "RU": ("Rússia", "러시아연방", "俄罗斯联邦"),
    "TR": ("터어키", "Turquia", "Türkiye", "土耳其共和国"),
    "US": ("USA", "아메리카합중국", "미합중국", "Estados Unidos", "EE.UU."),
    "BR": ("부라질", "Brasil", "巴西联邦共和国"),
    "MM": ("Birmânia", "Burma", "버어마", "缅甸联邦"),
    "PS": ("Palestina", "State of Palestine", "팔레스타인"),
    "XK": ("Kosovo", "코소보"),
}
ORGANISATIONS = {
    "ecb": ("Euro area", "EA", "ECB", "유럽중앙은행", "欧元区", "Zona do Euro"),
    "euratom": ("EURATOM", "Comunidade Européia de Energia Atômica"),
    "fao": ("FAO (Org. das Nações Unidas para Agricultura e Alimentação )", "국제연합식량농업기구", "联合国粮农组织"),
    "asean": ("ASEAN", "东南亚国家联盟", "아세안"),
    "unesco": ("UNESCO", "유네스코", "联合国教科文组织"),
    "czechoslovakia": ("Tchecoslováquia", "체코슬로바키아", "捷克斯洛伐克"),
    "republic-of-viet-nam": ("South Vietnam", "월남공화국", "República do Vietnã"),
    "south-yemen": ("남예멘", "Democratic Yemen", "Iêmen do Sul"),
}
NOBODY = (
    *(
        "Korea",
        "Coréia",
        "Corea",
        "조선",
        "Congo",
        "콩고",
        "刚果",
        "Republic of China",
        "中华民国",
        "월남",
        "Virgin Islands",
    ),
    *(
        "Northern Ireland",
        "북아일랜드",
        "Irlanda do Norte",
        "Benelux",
        "Brazi",
        "Nigeri",
        "Coreia do Su",
        "各缔约方",
        "",
        " ",
    ),
    *("China, Japan", "Government of China", "the", "K", ".", "各缔约方", "Virgin Islands"),
)


def test_a_name_means_one_side_and_no_other() -> None:
    parties = Parties()
    told = {name: parties.resolve(name) for names in ONE_SIDE.values() for name in names}
    assert told == {name: Side(country=code) for code, names in ONE_SIDE.items() for name in names}
    told = {name: parties.resolve(name) for names in ORGANISATIONS.values() for name in names}
    assert told == {name: Side(institution=slug) for slug, names in ORGANISATIONS.items() for name in names}
    assert {name: side for name in NOBODY if (side := parties.resolve(name)) is not None} == {}
    assert parties.resolve("독일재건은행") == Side("DE", "kfw")


def test_only_signs_between_letters_case_and_accents_are_folded() -> None:
    assert len({fold(name) for name in ("Guinea-Bissau", "GUINEA BISSAU", "Guínea ‑ Bissau", "“Guinea” Bissau ")}) == 1
    assert fold("보스니아ㆍ헤르체고비나") == fold("보스니아·헤르체고비나") == fold("보스니아-헤르체고비나")
    assert fold("Ｃôte d’Ivoire") == fold("cote d'ivoire") == fold("Co\u0302te d´Ivoire") == "cotedivoire"
    assert fold("TÜRKİYE") == fold("Turkiye")
    assert fold("콩고\u200b 공화국") == "콩고공화국"
    assert len({fold(name) for name in ("刚果（金）", "刚果（布）", "刚果")}) == 3
    assert fold("Congo, Republic of") != fold("Congo Republic of")
    assert fold("インド") == "インド"
    assert fold("ガーナ") != fold("カーナ")


def test_the_register_holds_against_the_table_and_the_profile_against_both() -> None:
    names = Country.objects.in_bulk(field_name="code")
    CountryAlias.objects.create(country=names["CD"], language="pt", name="Congo")
    CountryAlias.objects.create(country=names["SM"], language="en", name="E.A.")
    parties = Parties()
    assert (parties.resolve("CONGO"), parties.resolve("EA")) == (Side("CD"), Side("SM"))
    parties = Parties({"Congo": "CG", "Rep. Coreana": "KR", "Área comum": "ecb"})
    assert [parties.resolve(name) for name in ("Congo", "rep coreana", "area comum")] == [
        *(Side("CG"), Side("KR"), Side(institution="ecb"))
    ]


def test_a_name_under_which_the_register_holds_two_means_neither() -> None:
    for slug in ("one-council", "two-council"):
        institution = Institution.objects.create(slug=slug)
        InstitutionName.objects.create(institution=institution, key="name-en", language="en", name="Council of Lakes")
    parties = Parties()
    assert parties.resolve("Council of Lakes") is None
    parties.note_unresolved("Council of Lakes", "partner", Place(4))
    (one,) = parties.unresolved()
    assert one.why == "It may stand for Council of Lakes or Council of Lakes."
    assert [suggestion.target for suggestion in one.suggestions] == ["one-council", "two-council"]


def test_an_alias_to_nobody_is_refused_with_the_nearest_right_name() -> None:
    with pytest.raises(Faults) as refused:
        Parties({"Seoul": "KQR", "Euro": "eurato", "x": "KR", "X": "KP"}, file="p.toml", lines={"Euro": 9})
    told = [str(fault) for fault in refused.value.faults]
    assert told[0].startswith("p.toml: 'Seoul': no country has the code and no institution the address 'KQR'")
    assert told[1] == "p.toml: 'X': this name is empty, or stands here for somebody else too."
    assert told[2].startswith("p.toml, line 9: 'Euro': ")
    assert "did you mean 'euratom'?" in told[2]


def test_unresolved_names_are_told_once_with_count_columns_and_whom_alike_names_mean() -> None:
    parties = Parties()
    for number in (2, 3, 4):
        parties.note_unresolved("Coreia do Sull", "partner", Place(number))
    parties.note_unresolved("Coreia  do Sull ", "place", Place(9))
    parties.note_unresolved("Korea", "partner", Place(7))
    parties.note_unresolved("Qqxzzy", "partner", Place(8))
    first, korea, nobody = parties.unresolved()
    assert (first.name, first.count, first.columns) == ("Coreia do Sull", 4, ("partner", "place"))
    assert (str(first.first), first.why) == ("2", "")
    assert str(first.suggestions[0]) == "Coréia do Sul = South Korea (KR)"
    assert len(first.suggestions) <= 5
    assert parties.resolve("Coreia do Sull") is None
    assert [suggestion.target for suggestion in korea.suggestions] == ["KP", "KR"]
    assert korea.why == "It may stand for North Korea or South Korea."
    assert (nobody.name, nobody.suggestions) == ("Qqxzzy", ())


def test_an_organisation_that_the_register_lacks_is_given_for_creation_and_one_that_it_holds_is_used() -> None:
    parties = Parties()
    records = parties.institution_records(["kfw", "fao", "fao", "cn-miit"])
    assert [record.id for record in records] == ["kfw", "fao"]
    kfw, fao = records
    assert (kfw.own()["country"], kfw.references[0].id) == ("DE", "DE")
    assert fao.own()["kind"] == "international-organisation"
    assert fao.rows["name", "name-en"]["acronym"] == "FAO"
    assert set(fao.rows) == {("", ""), *(("name", f"name-{tag}") for tag in ("en", "ko", "zh-hans", "pt"))}

    held = Institution.objects.create(slug="un-food-body", kind="international-organisation")
    name = "Food and Agriculture Organization of the United Nations"
    InstitutionName.objects.create(institution=held, key="name-en", language="en", name=name)
    #: The same acronym says nothing: the bank of the table stays another one.
    other = Institution.objects.create(slug="bureau-of-diving", country=Country.objects.get(code="SM"))
    InstitutionName.objects.create(institution=other, key="name-en", language="en", name="Diving Bureau", acronym="BID")
    parties = Parties()
    assert parties.resolve("유엔식량농업기구") == Side(institution="un-food-body")
    assert parties.resolve("BID") == Side("SM", "bureau-of-diving")
    assert parties.resolve("미주개발은행") == Side(institution="idb")
    assert [record.id for record in parties.institution_records(["fao", "un-food-body", "idb"])] == ["idb"]


@pytest.mark.thorough
def test_every_organisation_of_the_table_can_be_entered_published_and_found_again() -> None:
    publish(list(Country.objects.filter(code__in=["CA", "DE", "PT", "US"])), reason="Reference.", by=None)
    slugs = list(shipped().organisations)
    report = bring_in(Parties().institution_records(slugs), Origin("lakes", "An editor", "Lakes came in."))
    assert len(report.published) == len(slugs) > 120
    parties = Parties()
    assert parties.institution_records(slugs) == []
    means = {name: target for name, target in shipped().aliases.values() if target in shipped().organisations}
    wrong = {name: side for name in means if (side := parties.resolve(name)) is None or side.institution != means[name]}
    assert wrong == {}


def test_a_withdrawn_institution_means_nobody_and_a_merged_one_the_one_it_became() -> None:
    for slug, stage, into in (
        ("old-lakes", Stage.MERGED, "new-lakes"),
        ("new-lakes", Stage.DRAFT, ""),
        ("gone-lakes", Stage.WITHDRAWN, ""),
    ):
        public = None if stage == Stage.DRAFT else 1
        institution = Institution.objects.create(slug=slug, stage=stage, merged_into=into, published_revision=public)
        InstitutionName.objects.create(
            institution=institution, key="name-en", language="en", name=slug.replace("-", " ")
        )
    parties = Parties({"Lake body": "old-lakes"})
    assert parties.resolve("Old Lakes") == parties.resolve("lake body") == Side(institution="new-lakes")
    assert parties.resolve("Gone Lakes") is None


def test_the_register_is_read_once_and_a_name_asks_nothing() -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        parties = Parties()
        at_start = len(asked)
        for name in ("대한민국", "Korea", "FAO"):
            parties.resolve(name)
        assert len(asked) == at_start <= 6


def test_a_country_that_the_register_does_not_hold_is_nobody() -> None:
    Country.objects.filter(code="IR").delete()
    assert Parties().resolve("Persia") is None
