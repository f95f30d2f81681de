"""How alike two titles are, in one language; pure.

Latin letters are compared by trigrams of words, as PostgreSQL's pg_trgm does; Korean and Chinese by pairs of
characters, because their words are too short for trigrams. What many titles share ("memorandum of understanding
between … on cooperation in the field of") says little, so the words of the subject are compared once more alone. A
number, year or ordinal that differs speaks for two instruments, however alike the rest is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_CJK = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"[^\W_]+")
_ROMAN = {r: n for n, r in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), 1)}
_ORDINALS = dict(first=1, second=2, third=3, fourth=4, fifth=5, sixth=6, seventh=7, eighth=8, ninth=9, tenth=10)  # noqa: C408
_HAN = {sign: n for n, sign in enumerate("一二三四五六七八九", 1)}
_HAN_NUMBER = re.compile(r"第([一二三四五六七八九十]+)")
#: Words that most titles of instruments share.
_COMMON = frozenset(
    """
    a an and on in of the for to with between by at its their under from as concerning regarding relating
    memorandum understanding mou agreement arrangement protocol treaty convention exchange notes letters joint
    statement declaration communique cooperation collaboration co operation field fields area areas promotion
    ministry ministries department government governments republic people s peoples administration agency
    korea korean china chinese state kingdom federation united states
    """.split()  # noqa: SIM905
)
_COMMON_CJK = re.compile(
    "대한민국|중화인민공화국|정부|간의?|양해각서|협정|약정|협력에?|관한|분야의?|에서의?|대한|및|부와|부의|부|과의?|와의?"
    "|中华人民共和国|大韩民国|政府|关于|谅解备忘录|合作|领域|协定|协议|之间|的|和|与|在|部"
)


def likeness(one: str, other: str) -> float:
    """Return how alike two titles of one language are, from 0 to 1; 0 where their numbers differ."""
    if _against(numbers(one), numbers(other)):
        return 0.0
    whole = _shared(grams(one), grams(other))
    subject, its = grams(subject_of(one)), grams(subject_of(other))
    return whole if not subject or not its else (whole + _shared(subject, its)) / 2


def _against(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether the numbers in two titles say that they are two; one more year in one of them does not."""
    return bool(one and other) and not (one <= other or other <= one)


@lru_cache(maxsize=40_000)
def numbers(title: str) -> frozenset[str]:
    """Return the numbers of a title, ordinals and Roman numerals included."""
    found = set(re.findall(r"\d+", unicodedata.normalize("NFKC", title)))
    for word in _WORD.findall(title):
        if word.lower() in _ORDINALS:
            found.add(str(_ORDINALS[word.lower()]))
        elif word.isupper() and word.lower() in _ROMAN:
            found.add(str(_ROMAN[word.lower()]))
    found |= {str(_from_han(said)) for said in _HAN_NUMBER.findall(title)}
    return frozenset(n.lstrip("0") or "0" for n in found)


def _from_han(said: str) -> int:
    tens, ten, ones = said.partition("十")
    return (_HAN.get(tens, 1) * 10 if ten else 0) + _HAN.get(ones if ten else tens, 0)


@lru_cache(maxsize=40_000)
def grams(title: str) -> frozenset[str]:
    """Return the trigrams of a title's words, or its pairs of characters where it is written in Hangul or Han."""
    words = normal(title).split()
    if _CJK.search(title):
        joined = "".join(words)
        return frozenset(joined[n : n + 2] for n in range(max(len(joined) - 1, 1)) if joined)
    return frozenset(f"  {word} "[n : n + 3] for word in words for n in range(len(word) + 1))


@lru_cache(maxsize=40_000)
def subject_of(title: str) -> str:
    """Return the words of a title that few others share, "" where there are none."""
    if _CJK.search(title):
        return _COMMON_CJK.sub(" ", title)
    return " ".join(word for word in normal(title).split() if word not in _COMMON)


def normal(title: str) -> str:
    """Return a title's words in lower case, one space between them, without accents and punctuation."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", letters)))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def best(ones: Iterable[tuple[str, str]], others: Iterable[tuple[str, str]]) -> float:
    """Return how alike the best pair of titles of one language is, of (language, title); 0 without such a pair."""
    theirs = list(others)
    return max(
        (likeness(a, b) for said, a in ones for spoken, b in theirs if said.split("-")[0] == spoken.split("-")[0]),
        default=0.0,
    )


def against(ones: Iterable[tuple[str, str]], others: Iterable[tuple[str, str]]) -> bool:
    """Tell whether in any language the numbers of the titles say that they are two."""
    theirs = list(others)
    return any(
        _against(numbers(a), numbers(b))
        for said, a in ones
        for spoken, b in theirs
        if said.split("-")[0] == spoken.split("-")[0]
    )
