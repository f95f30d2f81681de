"""What is in an export, said to programs and to people: ``datapackage.json``, ``README.md``, ``SHA256SUMS``.

The descriptor is a Data Package of version 2 (datapackage.org): every file with its number of rows and bytes, media
type, encoding and sha-256; every table with types, keys and what its columns mean. ``created`` is the time of the last
publication in it and ``version`` its number, so the same register and code give the same descriptor.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings

from agreements.exports.bulk.shape import BulkTable, Said
from agreements.register.moments import write_instant
from agreements.register.reading import Reading
from agreements.register.version import code_version

DESCRIPTOR: Final = "datapackage.json"
README: Final = "README.md"
SUMS: Final = "SHA256SUMS"
PACKAGE: Final = "register-of-bilateral-agreements"
FORMAT: Final = "bilateral-register-export"
"""What tells an export of such a register from any other data package."""
FORMAT_VERSION: Final = 1
SCHEMA: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
TITLE: Final = "Register of bilateral agreements and working programmes"
ENDINGS: Final = {
    "ndjson": ("ndjson", "application/x-ndjson", "utf-8"),
    "csv": ("csv", "text/csv", "utf-8"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", None),
    "json": ("json", "application/json", "utf-8"),
}


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A finished file: ``rows`` are lines or rows (None where it has none of its own), ``note`` what else is to say."""

    name: str
    title: str
    bytes: int
    sha256: str
    rows: int | None = None
    table: BulkTable | None = None
    note: str = ""


def fingerprint(number: int, time: datetime | None, formats: Collection[str]) -> str:
    """Give a digest of all that an export depends on: what was published last, the formats, settings and the code.

    An export with the same fingerprint would be the same again, byte by byte.
    """
    parts = (
        *(FORMAT_VERSION, code_version(), number, write_instant(time) if time else None, sorted(set(formats))),
        *(getattr(settings, "REGISTER_URL", ""), settings.REGISTER_LICENCE, settings.REGISTER_LICENCE_URL),
    )
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def package(files: Sequence[ExportedFile], reading: Reading, formats: Collection[str]) -> dict[str, Any]:
    """Give the descriptor of an export."""
    address = getattr(settings, "REGISTER_URL", "")
    licence = {"name": settings.REGISTER_LICENCE}
    if settings.REGISTER_LICENCE_URL:
        licence["path"] = settings.REGISTER_LICENCE_URL
    found: dict[str, Any] = {
        "$schema": SCHEMA,
        "name": PACKAGE,
        "title": TITLE,
        "description": (
            "All that the register has published, up to one number of its sequence of publications. Documents carry "
            "standings (the days on which a state may and surely does hold), not the state of a day. "
            "Begin with README.md."
        ),
        "version": str(reading.number),
        "licenses": [licence],
        "sources": [
            {"title": "The documents in the file `sources`; `evidence` says which passage supports which value"}
        ],
        "register": {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "fingerprint": fingerprint(reading.number, reading.known_at, formats),
            "publication": reading.number,
            "known_at": write_instant(reading.known_at) if reading.known_at else None,
            "changes": f"{address}/api/v1/changes/?after={reading.number}",
            "citation": citation(reading),
        },
        "resources": [_resource(file) for file in files],
    }
    if reading.known_at:
        found["created"] = write_instant(reading.known_at)
    if address:
        found["homepage"] = address
    return found


def citation(reading: Reading) -> str:
    """Say how an export is cited."""
    address = getattr(settings, "REGISTER_URL", "")
    of = f" of {write_instant(reading.known_at)}" if reading.known_at else ""
    where = f", {address}/data/" if address else ""
    return f"{TITLE}, publication no. {reading.number}{of}{where}. Licence: {settings.REGISTER_LICENCE}."


def _resource(file: ExportedFile) -> dict[str, Any]:
    name, ending = file.name.rsplit(".", 1)
    format_, media_type, encoding = ENDINGS[ending]
    found: dict[str, Any] = {
        "name": name if file.table is not None else f"{name}-{ending}",
        "title": file.title,
        "path": file.name,
        "format": format_,
        "mediatype": media_type,
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
    }
    if encoding:
        found["encoding"] = encoding
    if file.rows is not None:
        found["rows"] = file.rows
    if file.note:
        found["description"] = file.note
    if file.table is not None:
        found |= {"type": "table", "schema": table_schema(file.table)}
    return found


def table_schema(table: BulkTable) -> dict[str, Any]:
    """Give the schema of a table."""
    found: dict[str, Any] = {
        "fields": [_field(column.name, table.said[column.name]) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.foreign:
        found["foreignKeys"] = [
            {
                "fields": list(each.fields),
                # The empty name is the table itself: so versions 1 and 2 of the standard both read it.
                "reference": {
                    "resource": "" if each.table == table.name else each.table,
                    "fields": list(each.reference),
                },
            }
            for each in table.foreign
        ]
    return found


def _field(name: str, said: Said) -> dict[str, Any]:
    words = f"{said.words} {SEVERAL}" if said.several else said.words
    constraints: dict[str, Any] = {"required": True} if said.required else {}
    if said.codes:
        constraints["enum"] = list(said.codes)
    return {
        "name": name,
        "type": said.type,
        **({"format": "any"} if said.type == "datetime" else {}),
        "description": words,
        **({"constraints": constraints} if constraints else {}),
    }


def written(descriptor: Mapping[str, Any]) -> bytes:
    """Write a descriptor for programs and people."""
    return (json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n").encode()


def sums(files: Sequence[tuple[str, str]]) -> bytes:
    """Write the sha-256 of every file (name, sum) as ``sha256sum --check`` reads it."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(files)).encode()


def readme(files: Sequence[ExportedFile], reading: Reading) -> bytes:
    """Write what a person must know to use the files."""
    known = write_instant(reading.known_at) if reading.known_at else "nothing was published yet"
    address = getattr(settings, "REGISTER_URL", "")
    table = (f"| `{f.name}` | {f.title} | {'' if f.rows is None else f.rows} | {f.bytes} |" for f in files)
    head = f"""\
# {TITLE}

Everything that was public at publication no. {reading.number} ({known}).
Publications that came later are not in it: `{address}/api/v1/changes/?after={reading.number}` lists them.

Licence: {settings.REGISTER_LICENCE} {settings.REGISTER_LICENCE_URL}

Cite as: {citation(reading)}

| file | holds | rows | bytes |
|---|---|---:|---:|
"""
    return (head + "\n".join(table) + "\n\n" + HOW_TO_READ).encode()


SEVERAL: Final = r"Several values stand with | between them; in a value | is written \| and a backslash \\."
HOW_TO_READ: Final = f"""\
* `.ndjson`: one JSON document a line, as published; `publication` is the number of the publication that a line is.
* `.csv`: UTF-8 with a header, empty for null or unknown. Several values stand in one cell with `|` between them;
  inside a value `|` is written `\\|` and a backslash `\\\\`. A cell that a spreadsheet would run begins with an
  apostrophe; a program takes it away.
* `register.xlsx`: the same tables as sheets. A table longer than 1,048,576 rows goes on in a second sheet; a text
  longer than 32,767 characters is cut and says so, and is whole in the CSV.
* Dates are EDTF and never more exact than known. Unknown is empty, and is neither *none* nor *open-ended*.
* States are not in the files, because they depend on a day: `standings` has the days on which each may hold and
  surely holds.
* `{DESCRIPTOR}` describes every file and column for programs (Data Package, version 2). Check the files with
  `sha256sum --check {SUMS}`.
"""
