"""The schema of the tables holds for records in which every field is filled, and names every code (docs/bulk.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from agreements.codelists import STATE_LABELS
from agreements.exports.bulk.running import export_to
from agreements.loading.bringing import Origin, bring_in
from agreements.seeding.loading import load
from programs.models import ProgramBasis, Session
from tests.agreements.exports.test_bulk import check_table, table
from tests.agreements.importing.exported.every_field import every_record

pytestmark = pytest.mark.django_db

Document = dict[str, Any]
#: The columns that hold one code each, by table.
CODES = {
    "agreements": {"kind", "legal_force", "level", "parties_status", "acts_status", "sectors_status", "ends_status"},
    "parties": {"role"},
    "amounts": set(),
    "events": {"type", "observed_state", "ground", "basis"},
    "relations": {"code", "extent", "basis"},
    "clauses": {
        *("duration_kind", "counting_start", "renewal_kind", "termination_right", "end_convention", "basis"),
    },
    "standings": {"code", "basis", "by", "until_status"},
    "evidence": {"record_type", "stance", "basis", "locator_kind"},
    "countries": set(),
    "institutions": {"kind"},
    "sectors": set(),
    "sources": {"kind"},
    "passages": {"locator_kind"},
    "occasions": {"kind"},
    "programs": {"kind", "stated_state", "sectors_status"},
    "program_agreements": {"how"},
    "activities": {"form", "stated_state"},
    "sessions": {"stated_state"},
    "changes": {"record_type", "type"},
    "codelists": set(),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The tables of the invented records."""
    bring_in(every_record(), Origin("test", "test", "Invented"))
    export_to(tmp_path / "data", ["csv"])
    return tmp_path / "data"


def test_every_column_of_single_codes_names_them_and_every_row_fits_its_schema(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text())
    resources = [row for row in package["resources"] if row.get("type") == "table"]
    tables = {row["name"]: table(folder / row["path"]) for row in resources}
    named: dict[str, set[str]] = {}
    for resource in resources:
        check_table(resource, tables)
        fields: list[Document] = resource["schema"]["fields"]
        named[resource["name"]] = {field["name"] for field in fields if "enum" in field.get("constraints", {})}
        assert tables[resource["name"]], resource["name"]
    assert named == CODES
    fields = next(row["schema"]["fields"] for row in resources if row["name"] == "evidence")
    record_type = next(field for field in fields if field["name"] == "record_type")
    assert record_type["constraints"]["required"] is True
    assert {row["record_type"] for row in tables["evidence"]} <= set(record_type["constraints"]["enum"])
    standings = next(row["schema"]["fields"] for row in resources if row["name"] == "standings")
    states = next(field for field in standings if field["name"] == "code")["constraints"]["enum"]
    assert states == [*STATE_LABELS, "running", "ended"]


@pytest.mark.thorough
def test_the_seeds_fit_the_schema_of_their_tables(tmp_path: Path) -> None:
    load(Path(settings.BASE_DIR) / "seeds")
    export_to(tmp_path / "data", ["csv"])
    package = json.loads((tmp_path / "data" / "datapackage.json").read_text())
    resources = [row for row in package["resources"] if row.get("type") == "table"]
    tables = {row["name"]: table(tmp_path / "data" / row["path"]) for row in resources}
    for resource in resources:
        check_table(resource, tables)


def test_the_party_that_acted_is_a_party_of_the_agreement_and_no_foreign_key_of_two_columns(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text())
    keys = {(row["agreement"], row["key"]) for row in table(folder / "parties.csv")}
    acted = {(row["agreement"], row["actor"]) for row in table(folder / "events.csv") if row["actor"]}
    assert acted
    assert acted <= keys
    events = next(row for row in package["resources"] if row["name"] == "events")
    assert all(len(foreign["fields"]) == 1 for foreign in events["schema"]["foreignKeys"])


def test_the_sums_of_money_that_agreements_name_stand_in_a_table(folder: Path) -> None:
    rows = [row for row in table(folder / "amounts.csv") if row["agreement"] == "every-agreement"]
    assert [(row["key"], row["amount"], row["currency"]) for row in rows] == [
        ("amount-1", "12.50", "EUR"),
        ("amount-2", "12.51", "EUR"),
    ]
    assert all(row["note"] for row in rows)


def test_codes_that_the_public_side_writes_out_are_those_that_editors_choose_from(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text())
    for table_name, name, choices in (
        ("program_agreements", "how", ProgramBasis.How),
        ("sessions", "stated_state", Session.State),
    ):
        resource = next(row for row in package["resources"] if row["name"] == table_name)
        field = next(each for each in resource["schema"]["fields"] if each["name"] == name)
        assert field["constraints"]["enum"] == choices.values
