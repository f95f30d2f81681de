"""Under which letter a name stands in the index of a language."""

import pytest

from agreements.pages.initials import OTHER, in_order, initial


@pytest.mark.parametrize(
    ("name", "language", "letter"),
    [
        ("Korea", "en", "K"),
        ("Åland Islands", "en", "A"),
        ("Côte d’Ivoire", "en", "C"),
        ("대한민국", "ko", "ㄷ"),
        ("까보베르데", "ko", "ㄱ"),
        ("힌두", "ko", "ㅎ"),
        ("韩国", "zh-hans", "H"),
        ("中国", "zh-hans", "Z"),
        ("阿根廷", "zh-hans", "A"),
        ("厄瓜多尔", "zh-hans", "E"),
        ("韩国", "en", OTHER),
        ("", "en", OTHER),
        ("1st", "en", OTHER),
    ],
)
def test_a_name_stands_under_the_letter_of_its_language(name: str, language: str, letter: str) -> None:
    assert initial(name, language) == letter


def test_names_stand_in_the_order_of_their_letters_and_what_has_none_stands_last() -> None:
    chinese = ["中国", "阿根廷", "韩国", "日本", "巴西"]
    assert sorted(chinese, key=lambda name: in_order(name, "zh-hans")) == ["阿根廷", "巴西", "韩国", "日本", "中国"]
    english = ["Zambia", "Österreich", "Åland Islands", "中国", "Angola"]
    assert sorted(english, key=lambda name: in_order(name, "en"))[-1] == "中国"
    assert [initial(name, "en") for name in sorted(english, key=lambda name: in_order(name, "en"))] == [*"AAOZ", OTHER]
