"""The page of data: what can be downloaded, the lists as files, codes, schema, licence, and how to cite all of it.

The files are those of the last export (``manage.py export``), told with rows, size and sum. Where none was made yet the
page says so, and leads to the lists and the API, which are always there.
"""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import is_valid_path
from django.utils.translation import gettext_lazy as _

from agreements.exports.bulk.finished import Finished, FinishedFile, read_export
from agreements.pages.addresses import in_language
from agreements.pages.visiting import Visit, page, visit

Document = dict[str, Any]

#: What the files hold, in the language of the reader; by the names of the files without their endings.
WORDS: Final = {
    "agreements": _("Agreements"),
    "parties": _("Parties of the agreements"),
    "amounts": _("Amounts"),
    "events": _("Acts and observations"),
    "relations": _("Relations between agreements"),
    "clauses": _("Clauses on duration and renewal"),
    "standings": _("Standings: on which days a state may and surely does hold"),
    "programs": _("Working programmes"),
    "program_agreements": _("Agreements on which programmes rest"),
    "activities": _("Activities of programmes"),
    "sessions": _("Sessions of programmes"),
    "occasions": _("Occasions"),
    "institutions": _("Institutions"),
    "countries": _("Countries"),
    "sectors": _("Subjects"),
    "sources": _("Sources"),
    "passages": _("Passages of sources"),
    "evidence": _("Evidence: which passage speaks for or against which value"),
    "changes": _("Changes: the sequence of publications"),
    "codelists": _("Codes with their labels"),
    "register": _("All tables as one workbook"),
}
#: In which order formats stand, and what each is good for.
FORMATS: Final = (
    ("ndjson", _("Documents for programs (NDJSON)"), _("One complete public document a line, as it was published.")),
    ("csv", _("Tables (CSV)"), _("UTF-8. For Excel take the address with ?bom=1, or the workbook.")),
    ("xlsx", _("Workbook (XLSX)"), _("The same tables as sheets of one file.")),
    ("json", _("Codes (JSON)"), _("Every code with its labels in all languages.")),
)
LISTS: Final = (*("agreements", "countries", "institutions", "sectors", "programs", "deadlines", "sources", "changes"),)
ENDINGS: Final = ("csv", "xlsx", "ndjson", "json", "atom", "ics")
LIST_WORDS: Final = {**WORDS, "deadlines": _("Deadlines"), "changes": _("Changes")}


@page
def data(request: HttpRequest) -> HttpResponse:
    """Show the last export, and the ways to the same data where there is none."""
    visited = visit(request)
    export = read_export(settings.EXPORT_DIR)
    return visited.show(
        "agreements/data.html",
        {
            "export": export,
            "groups": [] if export is None else groups(export),
            "later": 0 if export is None else max(0, visited.reading.number - export.number),
            "lists": lists(visited),
            "licence": settings.REGISTER_LICENCE,
            "licence_address": settings.REGISTER_LICENCE_URL,
        },
        also="" if export is None else "".join(file.sha256 for file in export.files),
    )


def groups(export: Finished) -> list[Document]:
    """Give the files of an export by format, each with its title in the reader's language."""
    found = []
    for ending, heading, words in FORMATS:
        here = sorted((file for file in export.files if file.format == ending), key=_place)
        files = [_row(file) for file in here]
        if files:
            found.append({"id": ending, "heading": heading, "words": words, "files": files})
    return found


def lists(visited: Visit) -> list[Document]:
    """Give the lists that can be had as files, each with the addresses of its forms."""
    found = []
    for name in LISTS:
        forms = ((ending, in_language(f"/{name}.{ending}", visited.reading)) for ending in ENDINGS)
        links = [(ending.upper(), address) for ending, address in forms if is_valid_path(address.partition("?")[0])]
        found.append({"title": LIST_WORDS[name], "address": f"/{name}/", "links": links})
    return found


def _place(file: FinishedFile) -> int:
    """Put agreements first; what no words are known for comes last."""
    names = list(WORDS)
    return names.index(file.stem) if file.stem in WORDS else len(names)


def _row(file: FinishedFile) -> Document:
    return {"file": file, "title": WORDS.get(file.stem, file.title), "address": f"/data/{file.name}"}
