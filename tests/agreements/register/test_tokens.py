"""The words of a text: pairs of characters in Korean and Chinese, words without case, marks and plurals elsewhere."""

from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from agreements.register.tokens import LARGEST_VECTOR, fold, name_of, quoted, tokens, vector, words


def lexemes(text: str) -> list[str]:
    return [lexeme for lexeme, _ in tokens(text)]


def finds(query: str, text: str) -> bool:
    """Tell, as the server would, whether every word of the query is in the text."""
    held = set(lexemes(text))

    def is_there(lexeme: str, prefix: bool) -> bool:
        return any(other.startswith(lexeme) for other in held) if prefix else lexeme in held

    return all(any(all(is_there(x, word.prefix) for x in way) for way in word.ways) for word in words(query))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中小企业", ["中小", "小企", "企业", "业"]),
        ("중소기업", ["중소", "소기", "기업", "업"]),
        ("韩", ["韩"]),
        ("Memorandum", ["memorandum"]),
        ("Café MÜNCHEN Łódź", ["cafe", "munchen", "lodz"]),
        ("ＭＯＵ ２０２６", ["mou", "2026"]),
        ("policies agencies taxes status is gas", ["policy", "agency", "tax", "status", "is", "gas"]),
        ("start-ups", ["startup", "start", "ups"]),
        ("U.S.", ["us", "u", "s"]),
        ("제8차 MOU", ["제", "8", "차", "mou"]),
        ("중소 기업", ["중소", "소", "소기", "기업", "업"]),
        ("中小，企业", ["中小", "小", "企业", "业"]),
        ("", []),
        ("*** —— ·", []),
    ],
)
def test_a_text_is_cut_into_words_and_pairs_of_characters(text: str, expected: list[str]) -> None:
    assert lexemes(text) == expected


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("중소", "중소기업 협력에 관한 양해각서"),
        ("기업", "중소기업 협력에 관한 양해각서"),
        ("중소기업", "중소 기업의 협력"),
        ("중소기업의", "중소기업 협력"),
        ("중국과", "중국 정부와의 협정"),
        ("한", "대한민국"),
        ("국", "대한민국"),
        ("创新", "关于中小企业和创新领域的谅解备忘录"),
        ("ＫＯＲＥＡ", "the Republic of Korea"),
        ("agreement", "Agreements on trade"),
        ("startups", "Start-ups and innovation"),
        ("start-ups", "Startups and innovation"),
        ("the trade", "Agreement on trade"),
        ("cote d'ivoire", "Côte d’Ivoire"),
    ],
)
def test_a_word_is_found_whatever_its_form(query: str, text: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("중기", "중소기업"),
        ("소중", "중소기업"),
        ("业企", "中小企业"),
        ("中小企业", "中小，企业"),
        ("art", "article"),
        ("trade health", "Agreement on trade"),
        ("the", "Agreement on trade"),
    ],
)
def test_what_is_not_in_a_text_is_not_found(query: str, text: str) -> None:
    assert not finds(query, text)


def test_silent_words_count_only_when_there_are_no_others() -> None:
    assert [word.text for word in words("between the trade of")] == ["trade"]
    assert [word.text for word in words("between the of")] == ["between", "the", "of"]


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing_more_and_every_text_finds_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert finds(text, text)


@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.text(max_size=60)), max_size=5))
def test_every_token_of_every_field_is_in_the_vector(fields: list[tuple[str, str]]) -> None:
    written = vector(fields, [("B", name_of("country", "KR"))])
    assert all(quoted(lexeme) in written for _, text in fields for lexeme in lexemes(text))
    assert quoted("country/kr") in written


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        [("A", "Memorandum of understanding on trade, trade and trade"), ("C", "무역에 관한 양해각서 trade")],
        [("A", "中小企业"), ("D", "中小企业 it's ’s \\ ' \" o'neill")],
        [("B", " ".join(["again"] * 300)), ("A", "again")],
        [("C", " ".join(f"w{n}" for n in range(20_000)))],
        [("A", "𠀀𠀁 ｶﾀｶﾅ ㄱㄴ ﷺ 🎉 ß ŉ İ"), ("C", "")],
    ],
)
def test_a_vector_is_written_as_the_server_prints_it(fields: list[tuple[str, str]]) -> None:
    """The audit compares the two texts."""
    written = vector(fields, [("B", name_of("institution", "kr-mss")), ("C", name_of("sector", "trade"))])
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector::text", [written])
        assert cursor.fetchone()[0] == written


@pytest.mark.django_db
def test_a_summary_of_any_length_can_be_published() -> None:
    written = vector([("A", "A title"), ("C", " ".join(f"word{n:060d}" for n in range(40_000)))])
    assert len(written) < 3 * LARGEST_VECTOR
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector @@ '''title'''::tsquery", [written])
        assert cursor.fetchone()[0]
