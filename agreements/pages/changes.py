"""What changed in the register: the sequence of publications, each with its public reason.

The sequence is the change log (domain section 10). A withdrawn record leaves its line here, without title, because its
documents are gone for good. It is read from the newest backwards or, from a number that one has seen (``after``),
onwards in its own order, as the API gives it.

What was published by one act, for one reason, is one entry: its numbers follow one another and its times are a
microsecond apart (``publishing.sequence``), so time less number is the same for all of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Final

from django.db.models import Count, DateTimeField, DurationField, ExpressionWrapper, F, Max, Value
from django.http import HttpRequest, HttpResponse

from agreements.codelists import PublicationType
from agreements.pages.saying import label
from agreements.pages.visiting import CLOCKS, Visit, page, visit, with_query
from agreements.register.changes import FOLDERS, one_way
from agreements.register.keyset import read_size
from agreements.register.models import Publication
from agreements.register.moments import write_instant
from agreements.register.names import best_title, language_of, same_language
from agreements.register.problems import BadParametersError, BadValueError
from agreements.register.reading import Reading
from agreements.register.records import name_of
from agreements.register.values import sequence_number

Document = dict[str, Any]

ON_A_PAGE: Final = 50
#: So many publications of one act are named; the others are counted, and folded away where there is room.
NAMED: Final = 3
#: A country, an institution or a sector is of the furniture: listed on its page, not among the news.
NEWS: Final = ("agreement", "program", "occasion", "source")
#: How far back the news are looked for; an act of more publications than that is news as far as it lies within.
RECENT: Final = 20_000
TICK: Final = timedelta(microseconds=1)
_AGE: Final = ExpressionWrapper(F("number") * Value(TICK), DurationField())
#: The time at which number 0 would have been published by the act of a publication: the same for all of one act.
_ZERO: Final = ExpressionWrapper(F("time") - _AGE, DateTimeField())
COLUMNS: Final = ("number", "time", "record_type", "record_id", "type", "reason", "target")


@dataclass(frozen=True, slots=True)
class Block:
    """What one act of publishing did for one reason; ``count`` publications, of which ``rows`` are described."""

    rows: list[Document]
    count: int

    @property
    def first(self) -> Document:
        """Give the publication that stands for the block."""
        return self.rows[0]

    @property
    def named(self) -> list[Document]:
        """Give those that are named at once: all of a small block."""
        return self.rows if self.count <= NAMED + 1 else self.rows[:NAMED]

    @property
    def folded(self) -> list[Document]:
        """Give those that are described but folded away."""
        return self.rows[len(self.named) :]

    @property
    def more(self) -> int:
        """Count those that are not named at once."""
        return self.count - len(self.named)

    @property
    def numbers(self) -> str:
        """Give the numbers, from the lowest to the highest of those that are described."""
        found = sorted(row["number"] for row in self.rows)
        return str(found[0]) if found[0] == found[-1] else f"{found[0]}–{found[-1]}"


@page
def changes(request: HttpRequest) -> HttpResponse:
    """Show the sequence from the newest publication back, from before a number, or onwards from after one."""
    visited = visit(request, names=(*CLOCKS, "before", "after", "page_size"))
    before, after, size = _asked(visited)
    rows = Publication.objects.filter(number__lte=visited.reading.number)
    if after is not None:
        rows = rows.filter(number__gt=after).order_by("number")
    else:
        rows = (rows if before is None else rows.filter(number__lt=before)).order_by("-number")
    found = list(rows.values(*COLUMNS)[: size + 1])
    more, found = len(found) > size, found[:size]
    onward = "after" if after is not None else "before"
    following = with_query(request.path, visited.query.having(**{onward: str(found[-1]["number"])})) if more else ""
    context = {"blocks": _blocks(found, visited.reading), "next": following, "after": after, "before": before}
    return visited.show("agreements/changes.html", context)


def _asked(visited: Visit) -> tuple[int | None, int | None, int]:
    """Read where the page begins and how long it is; ``BadParametersError`` with everything that cannot be read."""
    problems = []
    found: dict[str, int | None] = {"before": None, "after": None, "page_size": ON_A_PAGE}
    for name, read in (("before", sequence_number), ("after", sequence_number), ("page_size", read_size)):
        text = visited.query.one(name)
        try:
            found[name] = read(text) if text is not None else found[name]
        except BadValueError as error:
            problems.append(error.of(name))
    if not problems and found["before"] is not None and found["after"] is not None:
        problems.append(one_way())
    if problems:
        raise BadParametersError(problems)
    return found["before"], found["after"], found["page_size"] or ON_A_PAGE


def latest_changes(visited: Visit, count: int) -> list[Document]:
    """Give the newest acts of publishing in what readers follow: of each the newest publication, and in ``more`` how
    many others it published there. Looks back over ``RECENT`` numbers, by two queries.
    """
    last = visited.reading.number
    news = Publication.objects.filter(number__lte=last, number__gt=last - RECENT, record_type__in=NEWS)
    acts = news.annotate(zero=_ZERO).values("zero", "type", "reason").order_by()
    found = dict(
        acts.annotate(newest=Max("number"), n=Count("number")).order_by("-newest")[:count].values_list("newest", "n")
    )
    rows = news.filter(number__in=found).order_by("-number").values(*COLUMNS)
    return [{**row, "more": found[row["number"]] - 1} for row in _described(list(rows), visited.reading)]


def _act(row: Document) -> tuple[datetime, str, str]:
    return row["time"] - row["number"] * TICK, row["type"], row["reason"]


def _blocks(found: Iterable[Document], reading: Reading) -> list[Block]:
    described = _described(list(found), reading)
    return [Block(rows, len(rows)) for rows in (list(part) for _act_, part in groupby(described, lambda r: r["act"]))]


def _described(rows: list[Document], reading: Reading) -> list[Document]:
    titles = _titles([row["number"] for row in rows], reading)
    kinds = dict(PublicationType.choices)
    return [
        {
            "number": row["number"],
            "time": write_instant(row["time"]),
            "type": label(kinds, row["type"]),
            "reason": row["reason"],
            "title": title or row["record_id"],
            "title_language": language,
            "record_type": row["record_type"],
            "address": f"/{FOLDERS[row['record_type']]}/{row['record_id']}/",
            "act": _act(row),
        }
        for row in rows
        for title, language in (titles.get(row["number"], ("", "")),)
    ]


def _titles(numbers: list[int], reading: Reading) -> dict[int, tuple[str, str]]:
    """Give what the records were called in these publications, in the reader's language or the best there is.

    Beside it stands the language of a title that is not in the reader's. Nothing where the document is gone.
    """
    rows = Publication.objects.filter(number__in=numbers, document__isnull=False)
    columns = {name: f"document__{name}" for name in ("titles", "names", "title", "language", "code")}
    found = {}
    for number, record_type, record_id, *values in rows.values_list(
        "number", "record_type", "record_id", *columns.values()
    ):
        given = {name: value for name, value in zip(columns, values, strict=True) if value is not None}
        document = {"id": record_id, **given}
        if "titles" in document:
            title = best_title(document["titles"], reading.language)
            language = language_of(title, document["titles"])
        else:
            title = name_of(record_type, document, reading)
            language = document.get("language", "") if record_type == "source" else ""
            if record_type == "institution":
                language = language_of(title, document["names"], "name")
        found[number] = title, language if language and not same_language(language, reading.language) else ""
    return found
