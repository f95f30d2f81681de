"""The addresses of lists as files: that of the page with the format's ending (contract, "Pages")."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, path

from agreements.api.twins import TwinnedList
from agreements.exports.changes import ChangesCsv, ChangesJson
from agreements.exports.columns import Table
from agreements.exports.ndjson import ChangesNdjson, NdjsonTwin
from agreements.exports.serving import DataFile
from agreements.exports.tables import AGREEMENTS as AGREEMENT_TABLE
from agreements.exports.tables import DEADLINES as DEADLINE_TABLE
from agreements.exports.tables import RECORDS
from agreements.exports.views import CsvTwin, JsonTwin
from agreements.exports.workbooks import ChangesXlsx, XlsxTwin
from agreements.register.agreements import AGREEMENTS
from agreements.register.catalog import RECORD_LISTS
from agreements.register.deadlines import DEADLINES

CLOCKS: Final = frozenset({"as_of", "known_at"})
#: What the pages take that show their lists in a way of their own: the tree of subjects is always whole.
PAGES: Final = {"sector": CLOCKS}

#: The lists that have pages, each with its table.
LISTS: Final = (
    (TwinnedList("agreements", AGREEMENTS, ("agreement",)), AGREEMENT_TABLE),
    (TwinnedList("deadlines", DEADLINES, ("agreement", "program")), DEADLINE_TABLE),
    *((TwinnedList(RECORD_LISTS[t].name, RECORD_LISTS[t], (t,), PAGES.get(t)), table) for t, table in RECORDS.items()),
)


def files(of: TwinnedList, table: Table) -> list[URLPattern]:
    """Give the addresses of one list as files."""
    return [
        path(f"{of.name}.json", JsonTwin.as_view(of=of, record_type=of.record_type), name=f"{of.name}-json"),
        path(f"{of.name}.csv", CsvTwin.as_view(of=of, table=table), name=f"{of.name}-csv"),
        path(f"{of.name}.xlsx", XlsxTwin.as_view(of=of, table=table), name=f"{of.name}-xlsx"),
        path(f"{of.name}.ndjson", NdjsonTwin.as_view(of=of), name=f"{of.name}-ndjson"),
    ]


#: The sequence of publications, as its twins know it.
CHANGES: Final = TwinnedList("changes", None, (), CLOCKS | {"after", "before", "page_size"})

app_name = "agreement_exports"
urlpatterns = [
    *(address for of, table in LISTS for address in files(of, table)),
    path("changes.json", ChangesJson.as_view(of=CHANGES), name="changes-json"),
    path("changes.csv", ChangesCsv.as_view(of=CHANGES), name="changes-csv"),
    path("changes.xlsx", ChangesXlsx.as_view(of=CHANGES), name="changes-xlsx"),
    path("changes.ndjson", ChangesNdjson.as_view(of=CHANGES), name="changes-ndjson"),
    path("data/<str:name>", DataFile.as_view(), name="data-file"),
]
