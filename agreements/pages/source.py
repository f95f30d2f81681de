"""The page of a source: the document, and every passage used with all that it speaks for.

Passages come in pages, because one list of treaties may be cited by thousands of records; the number of all of them is
said. Each use leads to the marker of its fact, so a reader walks from a fact to its passage and back.

Rows of a table are listed apart, fifty at a time from the one that was asked for, and are read from the records that
cite them (``register.citations``).
"""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from agreements.codelists import BasisCode, SourceKind
from agreements.pages.around import cited_by, citing
from agreements.pages.marking import anchor_of
from agreements.pages.paging import page_number
from agreements.pages.record_facts import language_name
from agreements.pages.saying import Fact, Said, day, label, unknown
from agreements.pages.visiting import CLOCKS, Visit, found, lower_case, page, visit, with_query
from agreements.register.citations import CitedRow, cited_rows
from agreements.register.problems import BadParametersError, BadValueError, said, shown
from agreements.register.records import get_record

Document = dict[str, Any]

#: So many passages stand on one page.
MOST: Final = 25


@page
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a source with every passage that public records cite, and what each speaks for.

    ``passage`` gives the page on which a passage stands, or the rows from one on; ``page`` a page by its number.
    """
    lower_case(request, slug)
    visited = visit(request, {*CLOCKS, "page", "passage"})
    record = found(visited, get_record("source", slug, visited.reading), "sources")
    if isinstance(record, HttpResponse):
        return record
    keys = [passage["key"] for passage in record["passages"]]
    wanted = visited.query.one("passage")
    row_wanted = wanted if wanted not in keys else None
    table = cited_rows(slug, visited.reading, start=row_wanted)
    if table is None:
        sentence = said(
            _("{typed} is no passage of this source that a public record cites."), typed=shown(wanted or "")
        )
        error = BadValueError(sentence)
        raise BadParametersError([error.of("passage")])
    number, last = _page_number(visited, keys)
    shown_here = record["passages"][(number - 1) * MOST : number * MOST]
    used: dict[str, list[Document]] = {passage["key"]: [] for passage in shown_here}
    for by in citing(slug, list(used), visited.reading):
        for key in dict.fromkeys(row["passage"]["key"] for row in by.rows):
            rows = [
                {"row": row, "address": f"{by.address}#{anchor_of(row)}"}
                for row in by.rows
                if row["passage"]["key"] == key
            ]
            used[key].append({"by": by, "rows": rows})
    return visited.show(
        "agreements/source.html",
        {
            "record": record,
            "facts": _facts(record, visited.language),
            "passages": [{"passage": passage, "used": used[passage["key"]]} for passage in shown_here],
            "rows": [_row(slug, one, visited) for one in table.rows],
            "rows_count": table.count,
            "rows_before": _address(visited, 1) if row_wanted else "",
            "rows_after": _address(visited, 1, passage=table.following) if table.following else "",
            "citing_agreements": visited.to(f"/agreements/?source={slug}"),
            "first": (number - 1) * MOST + 1,
            "pages": [
                {"number": n, "current": n == number, "address": _address(visited, n)} for n in range(1, last + 1)
            ],
        },
    )


def _page_number(visited: Visit, keys: list[str]) -> tuple[int, int]:
    """Give the page that was asked for, by its number or by a passage, and the last one."""
    last = max(1, -(-len(keys) // MOST))
    if (key := visited.query.one("passage")) in keys:
        return keys.index(key) // MOST + 1, last
    return page_number(visited, last), last


def _address(visited: Visit, number: int, **more: str) -> str:
    query = visited.query.without("passage", "page").having(**more)
    return with_query(visited.request.path, query.having(page=str(number)) if number > 1 else query)


def _row(source: str, row: CitedRow, visited: Visit) -> Document:
    """Give a row of a table with all that it speaks for, as the template shows passages."""
    used = []
    for by in row.citing:
        citing = cited_by(by.record_type, by.document, source, [row.passage["key"]], visited.reading)
        rows = [{"row": each, "address": f"{citing.address}#{anchor_of(each)}"} for each in citing.rows]
        used.append({"by": citing, "rows": rows})
    return {"passage": row.passage, "used": used}


def _facts(record: Document, language: str) -> list[Fact]:
    published = unknown()
    if record["published"]:
        stated = record["published_basis"] in ("stated", "", None)
        note = "" if stated else label(dict(BasisCode.choices), record["published_basis"]).lower()
        published = day(record["published"], language, note=note)
    facts = [
        Fact(_("Kind"), (Said(label(dict(SourceKind.choices), record["kind"])),)),
        Fact(_("Publisher"), (Said(record["publisher"]) if record["publisher"] else unknown(),)),
        Fact(_("Author"), (Said(record["author"]) if record["author"] else unknown(),)),
        Fact(_("Published"), (published,)),
        Fact(_("Retrieved"), (day(record["retrieved"], language) if record["retrieved"] else unknown(),)),
        Fact(_("Language"), (Said(language_name(record["language"])) if record["language"] else unknown(),)),
    ]
    if record["published_reasoning"]:
        facts.append(Fact(_("How the date is known"), (Said(record["published_reasoning"]),)))
    if record["source_url"]:
        facts.append(Fact(_("Address"), (Said(record["source_url"], href=record["source_url"]),)))
    if record["sha256"]:
        of_file = record["kind"] == "data-file"
        words = _("SHA-256 of the file") if of_file else _("SHA-256 of its text")
        facts.append(Fact(words, (Said(record["sha256"], code=True),)))
    if record["licence"]:
        facts.append(Fact(_("Licence"), (Said(record["licence"]),)))
    return facts
