"""Problems in the language asked for: the sentences of pages and problem documents are the same ones."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils.translation import override
from django.utils.translation.trans_real import catalog

from agreements.register.date_words import DATES

pytestmark = pytest.mark.django_db

WORDS = {
    "{typed} is neither true nor false.": "{typed}: KO-FLAG",
    "There is no parameter {name} here.": "KO-NONE {name}",
    "Did you mean “{meant}”?": "KO-MEANT {meant}",
    "A parameter cannot be read": "KO-TITLE",
    "That is outside the years 0001 to 9998.": "KO-OUTSIDE",
    str(DATES["no-such-day"]): "KO-NO-DAY",
    "Nothing public has this id, or had it at the instant asked for.": "KO-NONE-HERE",
    "There is no publication of this number.": "KO-NO-NUMBER",
    "{day} is before {begin}, where the list begins without from; give from as well.": "KO-BEFORE {day}",
    "{typed} is neither 1 nor 0.": "KO-BOM {typed}",
    "the list goes on from before a number or from after one, not both.": "KO-BOTH",
}


@pytest.fixture
def korean() -> Iterator[None]:
    """Put words of our own into the Korean catalogue, whatever stands in it."""
    with override("ko"):
        table = catalog()._catalog
        before = {msgid: table.get(msgid) for msgid in WORDS}
        for msgid, text in WORDS.items():
            table[msgid] = text
    yield
    for msgid, text in before.items():
        if text is None:
            table._catalogs[0].pop(msgid, None) if hasattr(table, "_catalogs") else table.pop(msgid, None)
        else:
            table[msgid] = text


def test_a_problem_document_speaks_the_language_asked_for(client: Client, korean: None) -> None:
    answer = client.get("/api/v1/agreements/?lang=ko&lapsed=perhaps&secter=x&as_of=2026-02-30")
    assert answer.status_code == 400
    assert answer["Content-Language"] == "ko"
    body = answer.json()
    said = {error["parameter"]: error["message"] for error in body["errors"]}
    assert said == {
        "lapsed": "lapsed: “perhaps”: KO-FLAG",
        "secter": "KO-NONE “secter” KO-MEANT sector",
        "as_of": "as_of: KO-NO-DAY",
    }
    assert body["title"] == "KO-TITLE"
    assert all(message in body["detail"] for message in said.values())


def test_a_browser_that_prefers_korean_is_told_in_korean_and_others_in_english(client: Client, korean: None) -> None:
    address = "/api/v1/agreements/?lapsed=perhaps"
    answer = client.get(address, headers={"accept-language": "ko-KR,ko;q=0.9"})
    assert "KO-FLAG" in answer.json()["detail"]
    answer = client.get(address)
    assert (answer["Content-Language"], answer.json()["detail"]) == (
        "en",
        "lapsed: “perhaps” is neither true nor false.",
    )


def test_a_page_says_it_in_the_language_of_its_address(client: Client, korean: None) -> None:
    assert "KO-FLAG" in client.get("/ko/agreements/?lapsed=perhaps").content.decode()
    assert "is neither true nor false" in client.get("/agreements/?lapsed=perhaps").content.decode()


def test_english_says_exactly_what_is_wrong_with_a_date(client: Client) -> None:
    answer = client.get("/api/v1/agreements/?signed_after=2026-02-30")
    assert answer.json()["detail"] == "signed_after: There is no day 2026-02-30: 2026-02 has 28 days."


def test_a_language_that_is_none_is_refused_in_a_language_that_is_one(client: Client) -> None:
    answer = client.get("/api/v1/agreements/?lang=xx")
    assert (answer.status_code, answer["Content-Language"]) == (400, "en")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/api/v1/agreements/no-such-agreement/?lang=ko", "KO-NONE-HERE"),
        ("/api/v1/publications/none/?lang=ko", "KO-NO-NUMBER"),
        ("/api/v1/deadlines/?to=2020-01-01&lang=ko", "KO-BEFORE"),
        ("/ko/agreements.csv?bom=perhaps", "KO-BOM"),
        ("/ko/changes.atom?after=1&before=2", "KO-BOTH"),
        ("/ko/changes/?after=1&before=2", "KO-BOTH"),
    ],
)
def test_what_is_missing_or_cannot_go_together_is_told_in_that_language_too(
    client: Client, korean: None, address: str, said: str
) -> None:
    assert said in client.get(address).content.decode()
