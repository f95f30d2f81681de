"""The whole register as files (contract, "Bulk"; scenario A11)."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from openpyxl import load_workbook

from agreements.exports.bulk.replacing import NotOursError
from agreements.exports.bulk.running import export_to
from agreements.models import Agreement
from agreements.publishing import merge, publish, withdraw
from agreements.register.models import Publication
from tests.agreements.register.building import BARE, NEW, OLD, TACIT, agreement

pytestmark = pytest.mark.usefixtures("records")

Document = dict[str, Any]
READ: dict[str, Callable[[str], object]] = {
    "integer": int,
    "number": Decimal,
    "boolean": {"true": True, "false": False}.__getitem__,
    "string": str,
    "datetime": str,
    "date": str,
}


def lines(path: Path) -> list[Document]:
    """Give the documents of a file."""
    return [json.loads(line) for line in path.read_text().splitlines()]


def table(path: Path) -> list[dict[str, str]]:
    """Give the rows of a table."""
    return list(csv.DictReader(StringIO(path.read_text(encoding="utf-8", newline=""))))


def legible(cell: object) -> str:
    """Write a cell of a workbook as a table writes it."""
    return "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)


def files(folder: Path) -> dict[str, bytes]:
    """Give every file by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def check_table(resource: Document, tables: dict[str, list[dict[str, str]]]) -> None:
    """Check the rows of a table by its own schema: columns, types, codes, keys."""
    schema, rows = resource["schema"], tables[resource["name"]]
    fields = {field["name"]: field for field in schema["fields"]}
    for row in rows:
        assert list(row) == list(fields)
        for name, value in row.items():
            constraints = fields[name].get("constraints", {})
            assert value or not constraints.get("required"), (resource["name"], name)
            assert not value or READ[fields[name]["type"]](value) is not None
            assert not value or "enum" not in constraints or value in constraints["enum"], (resource["name"], name)
    keys = Counter(tuple(row[name] for name in schema["primaryKey"]) for row in rows)
    assert not keys or max(keys.values()) == 1
    for foreign in schema.get("foreignKeys", ()):
        name = foreign["reference"]["resource"] or resource["name"]
        there = {tuple(row[field] for field in foreign["reference"]["fields"]) for row in tables[name]}
        named = {tuple(row[field] for field in foreign["fields"]) for row in rows}
        # As validators do: what names one of two columns must be there as well.
        assert {each for each in named if any(each)} <= there, (resource["name"], foreign)


def test_every_file_is_described_and_what_is_described_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    made = export_to(folder)
    package = json.loads((folder / "datapackage.json").read_text())
    resources = {row["path"]: row for row in package["resources"]}
    assert set(files(folder)) == {*resources, "datapackage.json", "README.md", "SHA256SUMS"}
    for name, data in files(folder).items():
        digest = hashlib.sha256(data).hexdigest()
        if name in resources:
            assert (resources[name]["bytes"], resources[name]["hash"]) == (len(data), f"sha256:{digest}")
            assert resources[name]["title"]
            assert f"`{name}`" in (folder / "README.md").read_text()
        if name != "SHA256SUMS":
            assert f"{digest}  {name}\n" in (folder / "SHA256SUMS").read_text()
    last = Publication.objects.latest("number")
    assert (package["version"], made.number) == (str(last.number), last.number)
    assert package["created"] == last.time.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert package["licenses"] == [{"name": "Apache-2.0", "path": "https://www.apache.org/licenses/LICENSE-2.0"}]

    tables = {row["name"]: table(folder / row["path"]) for row in resources.values() if row.get("type") == "table"}
    book = load_workbook(folder / "register.xlsx", read_only=True)
    for resource in resources.values():
        if resource["format"] == "ndjson":
            assert len(lines(folder / resource["path"])) == resource["rows"]
        if resource.get("type") == "table":
            check_table(resource, tables)
            assert all(field["description"] for field in resource["schema"]["fields"])
            rows = list(book[resource["name"]].iter_rows(values_only=True))
            with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
                written = list(csv.reader(file))
            for cells, texts in zip(rows, written, strict=True):
                assert [legible(cell) for cell in cells] == texts[: len(cells)]
                assert not any(texts[len(cells) :])
            assert len(rows) - 1 == resource["rows"] == len(tables[resource["name"]])
    assert {row["id"] for row in tables["agreements"]} == {row["id"] for row in lines(folder / "agreements.ndjson")}
    assert not {"state", "state_as_of", "next_decision"} & set(tables["agreements"][0])
    assert {(row["agreement"], row["code"]) for row in tables["standings"]} >= {(OLD, "replaced"), (NEW, "running")}


@pytest.mark.thorough
def test_a_dump_depends_on_nothing_but_the_register(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    export_to(folder)
    before = files(folder)
    assert all(b'"state":' not in data for name, data in before.items() if name.endswith(".ndjson"))
    export_to(folder)
    assert files(folder) == before
    record = agreement("cn-kr-later")
    publish([record], reason="Entered", by="an editor")
    export_to(folder)
    changed = {name for name, data in files(folder).items() if before[name] != data}
    assert "countries.ndjson" not in changed
    assert {"agreements.ndjson", "agreements.csv", "changes.ndjson", "register.xlsx", "datapackage.json"} <= changed


@pytest.mark.thorough
def test_what_is_published_meanwhile_is_not_in_it(tmp_path: Path) -> None:
    record = agreement("cn-kr-meanwhile", title="Meanwhile")
    number = Publication.objects.count()

    def publish_once(line: str) -> None:
        if not Publication.objects.filter(number__gt=number).exists():
            publish([record], reason="Entered", by="an editor")

    made = export_to(tmp_path / "data", tell=publish_once)
    assert Publication.objects.count() > number == made.number
    assert len(lines(tmp_path / "data" / "changes.ndjson")) == number
    assert not [name for name, data in files(tmp_path / "data").items() if b"eanwhile" in data]


def test_an_export_clears_away_after_itself_and_after_nobody_else(tmp_path: Path) -> None:
    for name in (".outA.new-running1", ".out[A].new-b.new-abcdefgh", ".out[A].new-abcdefgh"):
        (tmp_path / name).mkdir()
    export_to(tmp_path / "out[A]", ["ndjson"])
    left = {path.name for path in tmp_path.iterdir() if ".new-" in path.name}
    assert left == {".outA.new-running1", ".out[A].new-b.new-abcdefgh"}


def test_a_failing_export_leaves_the_former_one(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    export_to(folder, ["ndjson"])
    before = files(folder)

    def fail(line: str) -> None:
        if line.startswith("events.csv"):
            raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        export_to(folder, tell=fail)
    assert files(folder) == before
    assert {path.name for path in tmp_path.iterdir()} == {"data", ".data.lock"}
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    with pytest.raises(NotOursError, match="no former export of a register, so it stays"):
        export_to(tmp_path / "mine")
    with pytest.raises(CommandError, match="--formats takes ndjson, csv, xlsx"):
        call_command("export", str(tmp_path / "other"), formats="pdf")
    (tmp_path / "mine" / "datapackage.json").write_text('{"name": "somebody-elses"}')
    with pytest.raises(NotOursError, match="no former export of a register, so it stays"):
        export_to(tmp_path / "mine")
    assert files(tmp_path / "mine").keys() == {"letter.txt", "datapackage.json"}
    (folder / "letter.txt").write_text("dear")
    with pytest.raises(NotOursError, match=r"no part of the former export: letter\.txt"):
        export_to(folder, ["ndjson"])
    assert files(folder) == {**before, "letter.txt": b"dear"}


@pytest.mark.thorough
def test_replaying_the_changes_on_a_dump_gives_the_live_register(
    client: Client, tmp_path: Path, records: dict[str, Agreement]
) -> None:
    number = export_to(tmp_path / "one", ["ndjson"]).number
    bare, tacit, new = (Agreement.objects.get(slug=name) for name in (BARE, TACIT, NEW))
    new.public_notes = "Corrected"
    new.save()
    later = agreement("cn-kr-later")
    publish([later, new], reason="Entered and corrected", by="an editor")
    withdraw([bare], reason="Entered by mistake", by="an editor")
    merge(later, tacit, reason="The same", by="an editor")

    folders = {"agreement": "agreements", "source": "sources", "country": "countries", "sector": "sectors"}
    held = {
        kind: {row["id"]: row for row in lines(tmp_path / "one" / f"{name}.ndjson")} for kind, name in folders.items()
    }
    changes = client.get(f"/api/v1/changes/?after={number}&page_size=500").json()
    assert changes["next"] is None
    for change in changes["results"]:
        published = client.get(change["url"]).json()
        if change["type"] in ("withdrawn", "merged"):
            held[change["record_type"]].pop(change["id"])
        elif published["document"] is not None:  # what was withdrawn later has none any more
            stamp = {"publication": change["number"], "updated_at": change["time"]}
            held[change["record_type"]][change["id"]] = {**stamp, **published["document"]}
    export_to(tmp_path / "two", ["ndjson"])
    for kind, name in folders.items():
        live = {row["id"]: row for row in lines(tmp_path / "two" / f"{name}.ndjson")}
        assert held[kind] == live
    assert not {BARE, "cn-kr-later"} & held["agreement"].keys()
    assert held["agreement"][NEW]["public_notes"] == "Corrected"
