"""Sample contexts of what a single value can be: states, markers, notes, facts, passages, changes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from agreements.codelists import STATE_LABELS
from agreements.pages.changes import Block
from agreements.pages.marking import Mark, Note
from agreements.pages.saying import Fact, Said
from agreements.register.outcomes import Gone

Document = dict[str, Any]

RUNNING: Final = ("provisionally-applied", "in-effect", "in-effect-by-tacit-renewal", "suspended")
ENDED: Final = ("expired", "terminated", "replaced", "never-took-effect")
TITLES: Final = (
    ("en", "Memorandum of understanding on the cooperation of small and medium-sized enterprises and on innovation"),
    ("ko", "중소기업 및 스타트업 혁신 협력에 관한 양해각서와 그 후속 실무 프로그램의 이행에 관한 부속 합의서"),
    ("zh-hans", "关于中小企业与初创企业创新合作的谅解备忘录及其后续工作方案实施附属协议"),
)


def state(*possible: str, certain: bool = True, basis: str = "stated") -> Document:
    """Make a state as the read layer gives it: the codes that may hold, the earliest first."""
    first = possible[0]
    group = "running" if first in RUNNING else "ended" if first in ENDED else None
    return {
        "state": first, "possible_states": list(possible), "group": group, "certain": certain, "basis": basis,
        "words": " or ".join(str(STATE_LABELS.get(code, code)) for code in possible), "as_of": "2026-11-22",
    }  # fmt: skip


def states() -> list[Document]:
    """Give every state, certain and not, then days on which two may hold."""
    single = [state(code, certain=certain) for code in STATE_LABELS for certain in (True, False)]
    several = [state("in-effect", "expired", certain=False), state("not-yet", "in-effect", certain=False)]
    return [*single, *several]


def _source(**changes: Any) -> Document:
    return {
        "id": "a-source", "title": "A report on a signature", "publisher": "A newspaper", "language": "en",
        "published": "2026-01-06", **changes,
    }  # fmt: skip


def statement(**changes: Any) -> Document:
    """Make a row of evidence as the read layer gives it."""
    passage = {
        "key": "p4", "locator_kind": "paragraph", "locator": "4", "quote": "expired last June",
        "prefix": "The previous memorandum ", "suffix": ", leaving the two without one.", "start": None, "end": None,
    }  # fmt: skip
    return {
        "part": "act", "item": "end", "field": "date", "value": "2024-06", "stance": "supports", "basis": "stated",
        "preferred": True, "lost_reason": "", "stated_value": "June 2024", "source": _source(), "passage": passage,
        "reasoning": "", "last_checked": "2026-02-01", "confirmed": True, "confirmed_by": "", **changes,
    }  # fmt: skip


def notes() -> list[Note]:
    """Give a plain note, a disputed one, one in another language, and one that was reckoned from the others."""
    against = statement(
        value="2025-06", basis="inferred", preferred=False, stance="contradicts", stated_value="last June",
        lost_reason="The article was written in January 2026, and the other source names the year.",
        reasoning="“Last June” counted from the day of the article.",
    )  # fmt: skip
    korean = statement(source=_source(title="보도자료", publisher="중소벤처기업부", language="ko"), stated_value="")
    korean["passage"] = {**korean["passage"], "prefix": "", "quote": "양해각서를 체결하였다", "suffix": "."}
    plain = Note("n1", [statement()], 1, "Signed 5 January 2026")
    disputed = Note("n2", [statement(), against], 2, "Expired June 2024")
    other = Note("n3", [korean], 3, "체결 2026년 1월 5일")
    reckoned = Note("n4", [], 4, "No instrument for 553 to 582 days", ["From the last day in effect to the first day."])
    reckoned.see = [Mark(plain), Mark(disputed)]
    return [plain, disputed, other, reckoned]


def facts(found: list[Note]) -> list[Fact]:
    """Give facts with one value, with several, disputed, unsourced, unknown, in another language and as a code."""
    plain, disputed, other, reckoned = found
    return [
        Fact("Signed", (Said("5 January 2026", (Mark(plain, "stated"),), edtf="2026-01-05"),)),
        Fact(
            "Last day in effect",
            (Said("June 2024", (Mark(disputed, "inferred"),), edtf="2024-06", note="one source disagrees"),),
        ),
        Fact("No instrument", (Said("553 to 582 days", (Mark(reckoned),), note="inferred"),)),
        Fact("Title", tuple(Said(text, (Mark(other),), lang=code) for code, text in TITLES)),
        Fact("Kind", (Said("Memorandum of understanding", (Mark(None),), href="/agreements/"),)),
        Fact("Duration", (Said("Not known from our sources", unknown=True),)),
        Fact("Official text", (Said("https://text.invalid/a/rather/long/address/of/a/document.pdf", code=True),)),
    ]


def rows() -> list[Document]:
    """Give rows of a list of agreements, in three scripts."""
    kinds = (state("in-effect", certain=False, basis="presumed"), state("replaced"), state("in-effect", "expired"))
    days: tuple[list[str], ...] = (
        ["signed 5 January 2026", "end not known from our sources"],
        ["last day in effect June 2024"],
        [],
    )
    return [
        {
            "row": {"html_url": "/agreements/", "title": title, "titles": []},
            "title": _Plain(title), "title_language": language, "kind": "Memorandum of understanding",
            "partners": "South Korea – China", "partners_marked": [_Plain("South Korea"), _Plain("China")],
            "state": kind, "state_words": kind["words"], "days": said, "found_in": [],
            "lapses": ["No instrument for 553 to 582 days"] if number else [],
        }
        for number, ((language, title), kind, said) in enumerate(zip(TITLES, kinds, days, strict=True))
    ]  # fmt: skip


class _Plain(str):
    """A text in which nothing was sought, as ``agreements.register.highlighting`` gives it."""

    __slots__ = ()

    @property
    def segments(self) -> tuple[tuple[str, bool], ...]:
        return ((str(self), False),)


def blocks() -> list[Block]:
    """Give acts of publishing: of one record, of many, and a withdrawal."""
    row = {
        "time": "2026-11-22T10:00:00Z", "type": "Updated", "reason": "The newspaper corrected the day",
        "title": TITLES[0][1], "address": "/agreements/", "number": 318, "record_type": "agreement",
    }  # fmt: skip
    many = [{**row, "number": 317 - n, "type": "Created", "reason": "Loaded from the seed files"} for n in range(6)]
    gone = {**row, "number": 311, "type": "Withdrawn", "reason": "Not an agreement", "title": "a-record"}
    return [Block([row], 1), Block(many, 6), Block([gone], 1)]


def gone() -> Gone:
    """Give what a withdrawn record leaves."""
    return Gone("a-record", "It was the draft of another record.", datetime(2026, 11, 22, 10, tzinfo=UTC), 311)
