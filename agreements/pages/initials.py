"""The letter under which a name stands in an index of its language.

English names stand under their letter without its marks, Korean ones under the first consonant of the syllable, Chinese
ones under the first letter of their pronunciation. For the last no table of thousands of characters is kept: the first
level of GB 2312, which holds nearly every character that names a country, is ordered by pronunciation, so the places in
it where a letter begins are enough. What is on none of these shelves stands under "…".
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from typing import Final

OTHER: Final = "…"
#: The first consonants of Hangul syllables in Unicode's order; doubled ones stand with the single.
CONSONANTS: Final = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
FIRST_SYLLABLE: Final = 0xAC00
LAST_SYLLABLE: Final = 0xD7A3
SYLLABLES_PER_CONSONANT: Final = 588
#: The first character of GB 2312, level one, whose pronunciation begins with each letter (no word begins with i, u, v).
PINYIN: Final = dict(zip("ABCDEFGHJKLMNOPQRSTWXYZ", "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝", strict=True))
LAST_OF_LEVEL_ONE: Final = "座"


def initial(name: str, language: str) -> str:
    """Give the letter of a name in the index of a language."""
    first = name[:1]
    if FIRST_SYLLABLE <= ord(first or " ") <= LAST_SYLLABLE:
        return CONSONANTS[(ord(first) - FIRST_SYLLABLE) // SYLLABLES_PER_CONSONANT]
    if language.startswith("zh") and (letter := _pinyin(first)):
        return letter
    letter = unicodedata.normalize("NFD", first)[:1].upper()
    return letter if letter.isascii() and letter.isalpha() else OTHER


def in_order(name: str, language: str) -> tuple[bool, str, bytes | str]:
    """Give the key by which names stand in the index: by letter, then as the language sorts within it."""
    letter = initial(name, language)
    within: bytes | str = name.encode("gb18030") if language.startswith("zh") else unicodedata.normalize("NFKD", name)
    return letter == OTHER, letter, within


def _pinyin(character: str) -> str:
    place = _bytes(character)
    if len(place) != 2 or not _bytes(PINYIN["A"]) <= place <= _bytes(LAST_OF_LEVEL_ONE):
        return ""
    begins = [_bytes(first) for first in PINYIN.values()]
    return list(PINYIN)[bisect_right(begins, place) - 1]


def _bytes(character: str) -> bytes:
    return character.encode("gb2312", "ignore")
