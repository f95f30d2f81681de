"""Citing an agreement and taking it along (P11): text, BibTeX, CSL-JSON, evidence as a table."""

import csv
import io
import re
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from agreements.models import AgreementEvidence
from agreements.pages.citing import Citation
from agreements.publishing import publish, withdraw
from tests.agreements.pages.reading import words
from tests.agreements.pages.world import NEW, OLD, World

PAGE = f"/agreements/{NEW}/"
SAMPLE = Citation(
    id="kr-cn-one", title="Memorandum of 50% & {half} on #1_x", title_language="en", language="en", basis="ours",
    kind="Memorandum of understanding", authors=("Ministry of Fish and Ships (Korea)", "工业和信息化部"),
    signed="2024-06", register="Register", publication=7, day=date(2026, 11, 22),
    address="https://example.org/agreements/kr-cn-one/?as_of=2026-11-22", licence="Apache-2.0", licence_address="",
)  # fmt: skip


def fields(entry: str) -> dict[str, str]:
    """Read one entry as BibTeX does: fields are told apart by counting braces, backslash or not."""
    head = re.match(r"@misc\{([^,\s]+),", entry)
    assert head, entry
    found, place = {}, head.end()
    while match := re.compile(r"\s*(\w+) = \{").match(entry, place):
        depth, place = 1, match.end()
        start = place
        while depth:
            depth += {"{": 1, "}": -1}.get(entry[place], 0)
            place += 1
        found[match[1]] = entry[start : place - 1]
        assert entry[place] in ",\n"
        place += 1
    assert entry[place:].strip() == "}"
    return found


def test_bibtex_escapes_what_it_would_take_for_commands_and_counts_its_braces() -> None:
    read = fields(SAMPLE.bibtex())
    assert read["title"] == r"{Memorandum of 50\% \& {\textbraceleft}half{\textbraceright} on \#1\_x}"
    assert read["url"] == SAMPLE.address


@pytest.mark.parametrize(
    "title", ["{", "}", "}{", "\\", "\\{", 'a "quoted" @misc{x,', "한중 {양해각서", "~^$", "a\nb\x85c"]
)
def test_no_title_breaks_an_entry(title: str) -> None:
    read = fields(replace(SAMPLE, title=title).bibtex())
    assert set(read) >= {"author", "title", "url", "year", "note"}


def test_institutions_are_authors_in_braces_so_that_and_in_a_name_parts_nobody() -> None:
    authors = fields(SAMPLE.bibtex())["author"]
    assert authors == "{Ministry of Fish and Ships (Korea)} and {工业和信息化部}"


def test_a_month_is_a_month_in_every_form() -> None:
    read = fields(SAMPLE.bibtex())
    assert (read["year"], read["date"]) == ("2024", "2024-06")
    assert SAMPLE.csl()[0]["issued"] == "2024-06"
    assert "June 2024" in SAMPLE.text()


def test_a_day_that_may_lie_in_two_years_names_neither() -> None:
    read = fields(replace(SAMPLE, signed="2018-12-20/2019-01-10").bibtex())
    assert "year" not in read
    assert read["date"] == "2018-12-20/2019-01-10"


def test_a_title_that_is_not_authentic_says_whose_words_it_is() -> None:
    assert "[our wording]" in SAMPLE.text()
    assert "title: our wording" in SAMPLE.csl()[0]["note"]
    assert fields(SAMPLE.bibtex())["note"].startswith(f"{SAMPLE.kind}; title: our wording; publication no. ")


@pytest.mark.django_db
class TestFiles:
    """The citation on the page and as files."""

    def test_the_text_has_parties_day_permanent_address_and_licence(
        self, client: Client, world: World, settings: Settings
    ) -> None:
        settings.REGISTER_LICENCE = "A licence of our own"
        text = words(client.get(f"{PAGE}?as_of=2026-11-22"))
        assert "Ministry of SMEs and Startups (South Korea)" in text
        assert "5 January 2026" in text
        assert f"http://testserver{PAGE}?as_of=2026-11-22" in text
        assert "read for 22 November 2026" in text
        assert "Licence: A licence of our own" in text

    def test_the_files_say_the_same_and_keep_both_clocks(self, client: Client, world: World) -> None:
        clocks = {"as_of": "2026-02-01", "known_at": client.get("/api/v1/agreements/").json()["known_at"]}
        item = client.get(f"{PAGE}cite.json", clocks).json()[0]
        assert item["issued"] == "2026-01-05"
        assert item["accessed"] == "2026-02-01"
        assert "as_of=2026-02-01" in item["URL"]
        assert "known_at=" in item["URL"]
        assert client.get(item["URL"].removeprefix("http://testserver")).status_code == 200
        read = fields(client.get(f"{PAGE}cite.bib", clocks).content.decode())
        assert read["url"] == item["URL"]

    def test_csl_has_the_fields_of_its_schema(self, client: Client, world: World) -> None:
        answer = client.get(f"{PAGE}cite.json")
        assert answer["Content-Type"].startswith("application/vnd.citationstyles.csl+json")
        (item,) = answer.json()
        assert (item["type"], item["id"]) == ("treaty", NEW)
        assert all(set(author) == {"literal"} for author in item["author"])
        assert all(isinstance(item[name], str) for name in ("title", "issued", "accessed", "URL", "container-title"))

    def test_an_unknown_day_of_signature_is_left_out_and_said(self, client: Client, world: World) -> None:
        page = f"/agreements/{OLD}/"
        assert "issued" not in client.get(f"{page}cite.json").json()[0]
        assert not {"year", "date"} & set(fields(client.get(f"{page}cite.bib").content.decode()))
        assert "day of signature not known" in words(client.get(page))

    def test_a_page_in_korean_is_cited_by_its_korean_title_and_address(self, client: Client, world: World) -> None:
        item = client.get(f"/ko{PAGE}cite.json").json()[0]
        assert item["title"] == "중소기업 및 혁신 협력 양해각서"
        assert item["language"] == "ko"
        assert f"/ko{PAGE}" in item["URL"]

    def test_files_have_validators_and_refuse_unknown_parameters(self, client: Client, world: World) -> None:
        for name in ("cite.bib", "cite.json", "evidence.csv"):
            first = client.get(PAGE + name)
            assert client.get(PAGE + name, headers={"If-None-Match": first["ETag"]}).status_code == 304
            assert client.get(PAGE + name, {"as_fo": "2026-01-01"}).status_code == 400
            assert client.get(f"/agreements/never-was/{name}").status_code == 404

    def test_files_of_a_withdrawn_record_are_gone(self, client: Client, world: World) -> None:
        withdraw([world.plan, world.new], reason="Entered by mistake", by="an editor")
        for name in ("cite.bib", "cite.json", "evidence.csv"):
            assert client.get(PAGE + name).status_code == 410

    def test_the_evidence_is_a_table_with_a_row_for_each_row_of_the_answer(self, client: Client, world: World) -> None:
        rows = list(csv.DictReader(io.StringIO(client.get(f"{PAGE}evidence.csv").content.decode())))
        answer = client.get(f"/api/v1{PAGE}evidence/").json()["results"]
        assert len(rows) == len(answer) > 0
        signed = next(row for row in rows if (row["part"], row["item"], row["field"]) == ("act", "signed", "date"))
        assert (signed["value"], signed["basis"], signed["stated_value"]) == ("2026-01-05", "inferred", "January 5")
        assert signed["passage_locator"] == "2"

    def test_no_cell_can_be_run_by_a_spreadsheet(self, client: Client, world: World) -> None:
        AgreementEvidence.objects.filter(agreement=world.new, part="act").update(stated_value="=1+1")
        world.new.save()
        publish([world.new], reason="Corrected", by="an editor")
        rows = list(csv.DictReader(io.StringIO(client.get(f"{PAGE}evidence.csv").content.decode())))
        assert "'=1+1" in [row["stated_value"] for row in rows]
        assert "=1+1" not in [row["stated_value"] for row in rows]

    def test_every_download_that_the_page_offers_is_there(self, client: Client, world: World) -> None:
        html = client.get(f"{PAGE}?as_of=2026-11-22").content.decode()
        part = html[html.index('id="downloads"') : html.index("</ul>", html.index('id="downloads"'))]
        links = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', part)]
        assert len(links) == 4
        for link in links:
            assert "as_of=2026-11-22" in link
            assert client.get(link).status_code == 200, link
