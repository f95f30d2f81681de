"""An invented register of lighthouses, as its office would hand it over: a profile, and rows for it."""

from __future__ import annotations

from pathlib import Path

from agreements.importing.acting.act import act
from agreements.importing.planning.plan import ImportPlan, plan_import
from agreements.importing.profile.loading import load_profile
from agreements.importing.reports import Outcome, Report
from agreements.models import Agreement
from agreements.publishing import publish
from tests import factories

HEADER = "No;Name;With;Done;Ends;Status;Follows;Beside;UN"
PROFILE = """
[register]
scheme = "lights"
title = "Lighthouse Office"
publish = true
reason = "Imported from the Lighthouse Office."
edition = "2024-05-31"

[source]
slug = "lights-2024"
title = "List of the Lighthouse Office, 2024"
language = "en"

[format]
delimiter = ";"

[words]
open_ended = ["9999"]

[dates]
formats = ["D/M/Y", "Y"]

[key]
column = "No"

[duplicates]
may_differ = ["Beside"]

[titles]
en = { column = "Name", basis = "authentic" }

[fields.kind]
column = "Name"
map = { "/Arrangement/" = "arrangement" }
unmapped = "other"

[[parties]]
constant = "South Korea"
reasoning = "The Office lists what it concluded."

[[parties]]
column = "With"
split = ","

[sectors]
constant = "shipping"
reasoning = "Lighthouses serve ships."

[acts]
signed = "Done"

[acts.observed]
column = "Status"
map = { "in force" = "in-effect", "lapsed" = "expired" }

[clause]
until_date = "Ends"

[identifiers]
unts = "UN"

[relations]
renews = { column = "Follows", split = "," }
"""


def world() -> None:
    """Publish the countries and the sector that the rows name."""
    names = {"KR": "South Korea", "JP": "Japan", "NO": "Norway"}
    countries = [factories.CountryFactory(code=code, name_en=name) for code, name in names.items()]
    sector = factories.SectorFactory(slug="shipping")
    publish([*countries, sector], reason="Reference data", by="test")


def bring(folder: Path, *rows: str, partial: bool = False, rehearse: bool = False, **changes: str) -> Report:
    """Import rows; ``changes`` replace words of the profile."""
    return act(planned(folder, *rows, **changes), by="import", partial=partial, rehearse=rehearse)


def planned(folder: Path, *rows: str, **changes: str) -> ImportPlan:
    """Plan the import of rows."""
    text = PROFILE
    for before, after in CHANGES.items():
        if before in changes:
            assert after in text, before
            text = text.replace(after, changes[before])
    (folder / "lights.toml").write_text(text, encoding="utf-8")
    (folder / "lights.csv").write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return plan_import(folder / "lights.csv", load_profile(folder / "lights.toml"))


#: Words of the profile that a test may replace, by the name under which it does.
CHANGES = {
    "publish": "publish = true",
    "edition": 'edition = "2024-05-31"',
    "source": 'slug = "lights-2024"',
    "relations": 'renews = { column = "Follows", split = "," }',
}


def outcomes(report: Report) -> list[Outcome]:
    """Give the outcome of every row, in the order of the file."""
    return [row.outcome for row in report.rows]


def lamp(number: str) -> Agreement:
    """Give the record of a row."""
    return Agreement.objects.get(slug=f"lights-{number}")
