"""Answers as JSON-LD: what a processor that knows nothing of this register understands of them, without a network."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pyld import jsonld

from tests.agreements.register.building import NEW, OLD, TACIT
from tests.programs.api.conftest import PLAN, programs, published_programs

__all__ = ["programs", "published_programs"]
pytestmark = [pytest.mark.thorough, pytest.mark.usefixtures("programs")]

SITE = "http://testserver/api/v1/"
LD = "application/ld+json"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
SCHEMA, TERMS, SKOS, PROV, OURS = (
    "https://schema.org/",
    "http://purl.org/dc/terms/",
    "http://www.w3.org/2004/02/skos/core#",
    "http://www.w3.org/ns/prov#",
    f"{SITE}context.jsonld#",
)
LISTS = [
    *("agreements/", "agreements/?expand=evidence,events,relations,programs", "agreements/?q=memorandum&facets=true"),
    *("programs/", "institutions/", "countries/", "sectors/", "occasions/", "sources/"),
    *("codelists/", "changes/", "relations/", "events/", "deadlines/", "activities/"),
]
DETAILS = [
    *(
        f"agreements/{name}/{part}"
        for name in (OLD, NEW, TACIT)
        for part in ("", "standings/", "evidence/", "history/")
    ),
    *(
        f"programs/{PLAN}/",
        "institutions/kr-smba/",
        "countries/kr/",
        "sectors/startups/",
        "occasions/state-visit-2026/",
    ),
    *("sources/article/", "publications/1/", f"agreements/{OLD}/?as_of=2024-06-15&lang=ko&fields=id,state"),
]


def no_network(url: str, options: Any) -> Any:
    raise AssertionError(f"the answer cannot be read without fetching {url}")


def ask(client: Client, path: str, status: int = 200, **headers: str) -> Any:
    response = client.get(f"/api/v1/{path}", headers={"Accept": LD, **headers})
    assert response.status_code == status, response.content[:500]
    return response


def expanded(client: Client, path: str) -> Any:
    response = ask(client, path)
    assert response["Content-Type"] == LD
    return jsonld.expand(response.json(), {"documentLoader": no_network})


def node(client: Client, path: str) -> dict[str, Any]:
    (found,) = expanded(client, path)
    return dict(found)


def values(found: dict[str, Any], name: str) -> list[Any]:
    return [each.get("@id", each.get("@value")) for each in found.get(name, [])]


def every_node(found: Any) -> list[dict[str, Any]]:
    if isinstance(found, list):
        return [each for one in found for each in every_node(one)]
    return [found, *every_node(list(found.values()))] if isinstance(found, dict) else []


@pytest.mark.parametrize("path", [*LISTS, *DETAILS])
def test_every_answer_is_read_without_a_network_and_names_things_by_addresses(client: Client, path: str) -> None:
    found = expanded(client, path)
    assert found
    for each in every_node(found):
        for member, value in each.items():
            assert member.startswith(("@", "http")), member
            if member in ("@id", "@type"):
                named = [value] if isinstance(value, str) else value
                assert all(one.startswith("http") for one in named), (member, value)
    assert jsonld.to_rdf(found)["@default"]


def test_an_agreement_is_told_in_the_words_of_others(client: Client) -> None:
    found = node(client, f"agreements/{NEW}/?lang=ko")
    assert found["@id"] == f"{SITE}agreements/{NEW}/"
    assert found["@type"] == [f"{OURS}Agreement", f"{SCHEMA}Legislation"]
    assert found[f"{SCHEMA}legislationDate"] == [{"@value": "2026-01-05", "@type": EDTF}]
    assert found[f"{TERMS}title"] == [{"@value": "A new memorandum", "@language": "en"}]
    assert values(found, f"{TERMS}subject") == [f"{SITE}sectors/startups/"]
    assert values(found, f"{TERMS}type") == [f"{SITE}codelists/#kind/memorandum-of-understanding"]
    assert values(found, f"{SCHEMA}mainEntityOfPage") == [f"http://testserver/agreements/{NEW}/"]
    assert values(found, f"{OURS}occasion") == [f"{SITE}occasions/state-visit-2026/"]
    assert found[f"{TERMS}modified"][0]["@type"] == "http://www.w3.org/2001/XMLSchema#dateTime"
    party = found[f"{OURS}parties"][0]
    assert values(party, f"{OURS}country") == [f"{SITE}countries/kr/"]
    assert values(party, f"{OURS}institution") == [f"{SITE}institutions/kr-mss/"]
    assert values(party, f"{OURS}role") == [f"{SITE}codelists/#role/signatory"]
    (lapse,) = found[f"{OURS}lapses"]
    assert values(lapse, f"{OURS}predecessor") == [f"{SITE}agreements/{OLD}/"]
    assert lapse[f"{OURS}last_day"] == [{"@value": "2024-06", "@type": EDTF}]
    (relation,) = found[f"{OURS}relations"]
    assert values(relation, f"{OURS}other") == [f"{SITE}agreements/{OLD}/"]
    cited = found[f"{PROV}qualifiedPrimarySource"]
    assert {each for row in cited for each in values(row, f"{PROV}entity")} >= {f"{SITE}sources/article/"}


def test_days_on_which_a_state_may_hold_are_intervals(client: Client) -> None:
    found = node(client, f"agreements/{OLD}/standings/")
    assert found["@id"] == f"{SITE}agreements/{OLD}/"
    days = [each for one in every_node(found) for each in one.get(f"{OURS}may", [])]
    assert {each["@type"] for each in days} == {EDTF}
    assert "../2024-06-30" in {each["@value"] for each in days}


def test_what_is_not_known_is_not_said(client: Client) -> None:
    found = node(client, f"agreements/{NEW}/")
    assert f"{OURS}effective" not in found
    assert f"{OURS}ends" not in found
    assert f"{TERMS}abstract" not in found


def test_names_are_told_in_every_language(client: Client) -> None:
    found = node(client, "countries/kr/")
    assert {(name["@language"], name["@value"]) for name in found[f"{SKOS}prefLabel"]} >= {
        ("ko", "나라 KR"),
        ("zh-hans", "国家KR"),
    }


def test_a_sector_and_its_parent_a_programme_and_its_agreement_lead_to_one_another(client: Client) -> None:
    assert values(node(client, "sectors/startups/"), f"{OURS}parent") == [f"{SITE}sectors/economy/"]
    plan = node(client, f"programs/{PLAN}/")
    assert values(plan, f"{PROV}wasDerivedFrom") == [f"{SITE}agreements/{NEW}/"]
    assert f"{SITE}programs/{PLAN}/" in values(node(client, f"agreements/{NEW}/"), f"{OURS}programs")


def test_a_list_keeps_its_order_and_its_count(client: Client) -> None:
    plain = client.get("/api/v1/agreements/?page_size=2&as_of=2026-11-01").json()
    found = node(client, "agreements/?page_size=2&as_of=2026-11-01")
    assert found["@type"] == [f"{SCHEMA}ItemList"]
    assert values(found, f"{SCHEMA}numberOfItems") == [5]
    (rows,) = found[f"{SCHEMA}itemListElement"]
    assert [row["@id"] for row in rows["@list"]] == [row["url"] for row in plain["results"]]
    (following,) = values(found, f"{OURS}next")
    assert following.startswith(f"{SITE}agreements/?")
    assert ask(client, following.removeprefix(SITE)).status_code == 200


def test_codes_are_concepts_with_labels_in_the_language_asked_for(client: Client) -> None:
    schemes = {each["@id"]: each for each in every_node(node(client, "codelists/?lang=ko")) if "@id" in each}
    concept = schemes[f"{SITE}codelists/#state/expired"]
    assert concept["@type"] == [f"{SKOS}Concept"]
    assert schemes[f"{SITE}codelists/#state"]["@type"] == [f"{SKOS}ConceptScheme"]


def test_every_code_and_record_that_is_named_has_something_at_its_address(client: Client) -> None:
    codes = {each["@id"] for each in every_node(node(client, "codelists/")) if "@id" in each}
    for path in (f"agreements/{OLD}/", f"agreements/{NEW}/", f"programs/{PLAN}/", "institutions/kr-smba/"):
        for each in every_node(node(client, path)):
            name = each.get("@id", "")
            if "#" in name:
                assert name in codes
            elif name.startswith(SITE):
                ask(client, name.removeprefix(SITE))


def test_two_formats_of_one_address_have_each_their_own_tag(client: Client) -> None:
    for path in ("agreements/", f"agreements/{OLD}/", "sectors/"):
        plain, other = ask(client, path, Accept="application/json"), ask(client, path)
        assert plain["Content-Type"] == "application/json"
        assert plain["ETag"] != other["ETag"]
        assert all("accept" in answer["Vary"].lower().split(", ") for answer in (plain, other))
        assert ask(client, path, 304, **{"If-None-Match": other["ETag"]}).content == b""
        ask(client, path, 200, **{"If-None-Match": plain["ETag"]})


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("*/*", "application/json"),
        ("application/ld+json;q=0.5, application/json", "application/json"),
        ("application/ld+json, application/json;q=0.5", LD),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', LD),
        ("text/html, application/ld+json", LD),
    ],
)
def test_the_format_follows_what_is_accepted(client: Client, accept: str, given: str) -> None:
    assert ask(client, f"agreements/{OLD}/", Accept=accept)["Content-Type"] == given


def test_a_problem_stays_a_problem_document(client: Client) -> None:
    for path, status in ((f"agreements/{OLD.upper()}/", 301), ("agreements/?x=1", 400), ("agreements/none/", 404)):
        response = ask(client, path, status)
        assert response["Content-Type"] == "application/problem+json"
        assert "@context" not in response.json()


def test_the_context_has_an_address_of_its_own(client: Client) -> None:
    response = client.get("/api/v1/context.jsonld", headers={"Accept": "*/*"})
    assert response["Content-Type"] == LD
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response.json()["@context"] == ask(client, f"agreements/{OLD}/").json()["@context"]
    assert ask(client, "context.jsonld?x=1", 400)
    assert ask(client, "context.jsonld", 304, **{"If-None-Match": ask(client, "context.jsonld")["ETag"]})


def test_the_index_and_the_description_are_no_linked_data(client: Client) -> None:
    ask(client, "", 406)
    assert client.get("/api/schema/", headers={"Accept": LD}).status_code == 406


@pytest.mark.parametrize(
    "accept", [",", "x" * 11_000, "a/b; c*=nothing'en'%ff", "application", "application/json;q=0", ";"]
)
def test_what_accepts_nothing_that_is_offered_is_told_so(client: Client, accept: str) -> None:
    assert ask(client, f"agreements/{OLD}/", 406, Accept=accept)["Content-Type"] == "application/problem+json"
