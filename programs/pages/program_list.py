"""The list of programmes: its form, what the programmes come to together, and one page of rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.codelists import Form, ProgramKind, ProgressState
from agreements.pages.asking import PAGE_SIZES, Asked, ListForm
from agreements.pages.choices import MATCHES, MORE, a_day, boxes, offered, one_of, parties, typed
from agreements.pages.filtering import list_page
from agreements.pages.following import rollup_told
from agreements.pages.listing_words import said_instant
from agreements.pages.saying import label, words_of
from agreements.pages.visiting import Visit, page
from agreements.register.facets import coded, named
from agreements.register.listing import Listing
from agreements.register.names import country_name, documents, language_of
from agreements.register.reading import Reading
from agreements.register.references import above
from programs.pages.words import KINDS, STATES, implied_words
from programs.register.facets import PROGRESS_LABELS, titles_by_id
from programs.register.offering import agreements_named, countries_leading, program_titles
from programs.register.programs import PROGRAMS, rollup_of_list

Document = dict[str, Any]

TEMPLATE: Final = "programs/list.html"
ADDRESS: Final = gettext_lazy("The last part of its address.")
INSTANT: Final = gettext_lazy("As 2026-01-05T00:00:00Z.")
ORDERS: Final = {
    "title": gettext_lazy("title"),
    "-title": gettext_lazy("title, from the end"),
    "planned_start": gettext_lazy("planned beginning, earliest first"),
    "-planned_start": gettext_lazy("planned beginning, latest first"),
    "planned_end": gettext_lazy("planned end, earliest first"),
    "-planned_end": gettext_lazy("planned end, latest first"),
    "actual_start": gettext_lazy("actual beginning, earliest first"),
    "-actual_start": gettext_lazy("actual beginning, latest first"),
    "actual_end": gettext_lazy("actual end, earliest first"),
    "-actual_end": gettext_lazy("actual end, latest first"),
    "-updated_at": gettext_lazy("latest change first"),
    "updated_at": gettext_lazy("earliest change first"),
    "relevance": gettext_lazy("best match first"),
    "-relevance": gettext_lazy("worst match first"),
}


def _all_values(name: str, term: Any, labels: Mapping[str, Any] | None = None, **more: Any) -> Asked:
    """Ask by boxes with every value in the form: programmes are few beside agreements."""
    return boxes(name, term, labels, shown=None, **more)


ASKED: Final = (
    Asked("q", gettext_lazy("Words"), "search"),
    Asked("party", gettext_lazy("Partner"), "select", parties, countries_leading, slot=0),
    Asked("party", gettext_lazy("Other partner"), "select", parties, countries_leading, slot=1),
    Asked("as_of", gettext_lazy("Read for the day"), "date"),
    Asked("agreement", gettext_lazy("Follows from"), "select", titles_by_id, agreements_named),
    _all_values("progress", gettext_lazy("By its dates"), PROGRESS_LABELS, spread=True),
    _all_values("stated_state", gettext_lazy("Stated state"), dict(ProgressState.choices), spread=True),
    _all_values("sector", gettext_lazy("Subject"), label=named("sector"), above=above("sector")),
    Asked("sector_match", gettext_lazy("Of several subjects"), "radio", coded(MATCHES), offered(MATCHES)),
    _all_values("kind", gettext_lazy("Kind"), dict(ProgramKind.choices)),
    _all_values("country", gettext_lazy("Any of the countries"), label=named("country")),
    _all_values("institution", gettext_lazy("Institution"), label=named("institution")),
    _all_values("form", gettext_lazy("Form of cooperation"), dict(Form.choices)),
    a_day("planned_start_after", gettext_lazy("Planned beginning in or after")),
    a_day("planned_start_before", gettext_lazy("Planned beginning in or before")),
    a_day("planned_end_after", gettext_lazy("Planned end in or after")),
    a_day("planned_end_before", gettext_lazy("Planned end in or before")),
    a_day("actual_start_after", gettext_lazy("Actual beginning in or after")),
    a_day("actual_start_before", gettext_lazy("Actual beginning in or before")),
    a_day("actual_end_after", gettext_lazy("Actual end in or after")),
    a_day("actual_end_before", gettext_lazy("Actual end in or before")),
    typed("program", gettext_lazy("This programme and what is within it"), program_titles, ADDRESS),
    typed("parent", gettext_lazy("Directly within"), program_titles, ADDRESS),
    typed("occasion", gettext_lazy("Occasion"), named("occasion"), ADDRESS),
    typed("source", gettext_lazy("Source"), named("source"), ADDRESS),
    typed("updated_since", gettext_lazy("Changed since"), said_instant, INSTANT),
    typed("known_at", gettext_lazy("As the register stood at"), hint=INSTANT),
    one_of("page_size", gettext_lazy("Rows on a page"), {size: size for size in PAGE_SIZES if size != "50"}, MORE),
)
PROGRAMS_FORM: Final = ListForm(
    kind=PROGRAMS,
    heading=gettext_lazy("Programmes"),
    how_many=lambda n: ngettext("%(n)s programme", "%(n)s programmes", n) % {"n": n},
    asked=ASKED,
    orders=ORDERS,
    folder="/programs/",
    terms={"party": gettext_lazy("Leads or takes part")},
    all_of=frozenset({"party"}),
    facets=tuple(name for name in PROGRAMS.facets if name != "agreement"),
    dated=True,
)


@page
def programs(request: HttpRequest) -> HttpResponse:
    """Show the programmes that a query keeps, or beside the form what is wrong with the query."""
    return list_page(request, PROGRAMS_FORM, TEMPLATE, rows)


def rows(found: Listing, visited: Visit) -> Document:
    """Give one page of programmes, and what all that the query keeps come to with everything within them."""
    codes = {(lead["country"] or "").lower() for row in found.results for lead in row["leads"]}
    countries = {
        doc["code"]: country_name(doc, visited.language)
        for doc in documents("country", codes, visited.reading).values()
    }
    return {
        "rows": [_row(row, countries, visited.reading) for row in found.results],
        "rollup": rollup_told(rollup_of_list(found), visited.language),
    }


def _row(row: Document, countries: Mapping[str, str], reading: Reading) -> Document:
    leading = dict.fromkeys(lead["country"] for lead in row["leads"] if lead["country"])
    return {
        "row": row,
        "title_language": language_of(row["title"], row["titles"]),
        "kind": label(KINDS, row["kind"]),
        "partners": " – ".join(countries.get(code, code) for code in leading),
        "stated": "" if row["stated_state"] == "unknown" else label(STATES, row["stated_state"]),
        "implied": implied_words(row),
        "days": _days(row, reading.language),
    }


def _days(row: Document, language: str) -> list[str]:
    """Say the planned and actual dates that are known."""
    said = []
    for first, last, words in (
        ("planned_start", "planned_end", _("planned: %(first)s – %(last)s")),
        ("actual_start", "actual_end", _("actual: %(first)s – %(last)s")),
    ):
        if row[first] or row[last]:
            ends = (words_of(row[name], language) if row[name] else _("not known") for name in (first, last))
            said.append(words % dict(zip(("first", "last"), ends, strict=True)))
    return said or [_("no date known")]
