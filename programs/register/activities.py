"""The list of the activities of all programmes (domain section 8).

An activity is found by what it shows: its own institution, form, dates and states, and the parties, agreements and
subjects of its programme. What its dates imply on the day stands beside the state that a source states.
"""

from __future__ import annotations

from typing import Any, Final

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.codelists import Form, ProgressState
from agreements.register.filters import among, since, until
from agreements.register.listing import Listing, ListKind, list_entries
from agreements.register.moments import write_instant
from agreements.register.names import best_name, best_text, best_title, documents
from agreements.register.query import Query
from agreements.register.reading import Reading
from agreements.register.references import checked, takes_part
from agreements.register.row_lists import ORDERS, Document, RowFilters, in_entries, rows_at, with_documents
from agreements.register.strict import Many, One
from agreements.register.values import edtf, one_of, slug
from programs.register.counting import DATES
from programs.register.filters import at_progress, led_by_country, under_agreement, within
from programs.register.models import ActivityRow, ProgramEntry
from programs.register.presenting import progress, readable, titles_of_agreements
from programs.register.progress import PROGRESS

FIELDS: Final = (
    *("id", "key", "title", "titles", "program", "institution", "form", "stated_state", *DATES, "progress", "note"),
    *("evidenced", "countries", "sectors", "agreements", "updated_at", "publication"),
)


def all_concerned(values: list[str], reading: Reading) -> Q:
    """Keep activities of programmes that every country leads, and for which every institution is responsible."""
    kept = Q()
    for names in takes_part(values, reading):
        led = in_entries(ProgramEntry, Q(countries__overlap=names), reading)
        kept &= led | Q(institution__in=names)
    return kept


def responsible(values: list[str], reading: Reading) -> Q:
    """Keep activities for which one of the institutions is responsible, or one that it succeeded."""
    checked("institution", values)
    return Q(institution__in=[name for names in takes_part(values, reading) for name in names])


class ActivityFilters(RowFilters):
    """What activities can be narrowed by."""

    program = One(slug, within, help_text="Of this programme or one within it, at any depth.")
    agreement = One(slug, under_agreement, help_text="Its programme rests on this agreement.")
    party = Many(
        slug,
        all_concerned,
        help_text="Countries that lead or take part in the programme, institutions responsible; all.",
    )
    country = Many(slug, led_by_country, help_text="Country code (any case); one of them leads or takes part.")
    institution = Many(slug, responsible, help_text="Institution; one of them is responsible.")
    form = Many(one_of(_("a form of cooperation"), Form.values), among("form"), help_text="What is done; one of them.")
    stated_state = Many(
        one_of(_("a state of an activity"), ProgressState.values),
        among("stated_state"),
        help_text="State that is stated.",
    )
    progress = Many(
        one_of(_("what dates imply"), PROGRESS),
        at_progress,
        help_text="What its dates may imply on as_of; one of them.",
    )
    planned_start_after = One(edtf, since("planned_start"), help_text="Planned to begin on these days or later.")
    planned_start_before = One(edtf, until("planned_start"), help_text="Planned to begin on these days or earlier.")
    planned_end_after = One(edtf, since("planned_end"), help_text="Planned last day on these days or later.")
    planned_end_before = One(edtf, until("planned_end"), help_text="Planned last day on these days or earlier.")
    actual_start_after = One(edtf, since("actual_start"), help_text="Began on these days or later.")
    actual_start_before = One(edtf, until("actual_start"), help_text="Began on these days or earlier.")
    actual_end_after = One(edtf, since("actual_end"), help_text="Actual last day on these days or later.")
    actual_end_before = One(edtf, until("actual_end"), help_text="Actual last day on these days or earlier.")

    of_record = frozenset({"program", "agreement", "country", "sector"})
    days = DATES

    class Meta:
        model = ActivityRow
        fields: list[str] = []

    def in_record(self, condition: Q, reading: Reading) -> Q:
        """Keep the activities of programmes whose entry satisfies a condition."""
        return in_entries(ProgramEntry, condition, reading)


def readable_activities(reading: Reading) -> QuerySet[ActivityRow]:
    """Give every activity that is public at the reading's number."""
    return rows_at(ActivityRow, reading)


def present(rows: list[ActivityRow], reading: Reading, expand: tuple[str, ...] = ()) -> list[Document]:
    """Give the activities of a page; a fixed number of queries, whatever their number."""
    rows, found = with_documents(rows)
    institutions = documents("institution", {row.institution for row in rows}, reading)
    titles = titles_of_agreements(
        {each["id"] for document in found.values() for each in document["agreements"]}, reading
    )
    return [_activity(row, found[row.publication_id], institutions, titles, reading) for row in rows]


def _activity(
    row: ActivityRow, document: Document, institutions: dict[str, Document], titles: dict[str, str], reading: Reading
) -> Document:
    said = next(each for each in document["activities"] if each["key"] == row.key)
    cited = any((each["part"], each["item"]) == ("activity", row.key) for each in document["evidence"])
    return {
        "id": row.row_id,
        "key": row.key,
        "title": best_text(said["title"], reading.language),
        "titles": said["title"],
        "program": _named("programs", row.record_id, best_title(document["titles"], reading.language), reading),
        "institution": _institution(row.institution, institutions, reading),
        "form": said["form"],
        "stated_state": said["stated_state"],
        **{name: said[name] for name in DATES},
        "progress": progress(said, reading),
        "note": said["note"],
        "evidenced": cited,
        "countries": sorted({lead["country"] for lead in document["leads"] if lead["country"]}),
        "sectors": document["sectors"],
        "agreements": [
            _named("agreements", each["id"], titles.get(each["id"], each["id"]), reading)
            for each in document["agreements"]
        ],
        "updated_at": write_instant(row.updated_at),
        "publication": row.first_number,
    }


def _named(folder: str, name: str, title: str, reading: Reading) -> Document:
    return {
        "id": name,
        "title": title or name,
        "url": f"{reading.base}/api/v1/{folder}/{name}/",
        "html_url": f"{reading.base}/{folder}/{name}/",
    }


def _institution(name: str, found: dict[str, Document], reading: Reading) -> dict[str, Any] | None:
    if not name:
        return None
    called, acronym = best_name(found.get(name, {"id": name}), reading.language, reading.as_of)
    return {"id": name, "name": called, "acronym": acronym}


ACTIVITIES: Final = ListKind(
    name="activities",
    filters=ActivityFilters,
    orders={**ORDERS, **{name: F(name) for name in DATES}},
    default_order="id",
    rows=readable_activities,
    present=present,
    fields=FIELDS,
    tie="row_id",
    worded=readable,
)


def list_activities(query: Query, *, accept_language: str = "", base: str = "", whole: bool = False) -> Listing:
    """Answer the list of activities; ``BadParametersError`` with every problem of the query."""
    return list_entries(ACTIVITIES, query, accept_language=accept_language, base=base, whole=whole)
