"""The common synthetic register as a file to import: its CSV, and the profile that reads it.

The rows are those of ``../shared/bench/gen.py`` (deterministic; the first ten thousand of a hundred thousand are the
ten thousand), made into the one table that a ministry would have: a row an agreement, days as EDTF, parties as codes of
countries, subjects by name, the predecessor by its number.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

BENCH = Path(__file__).resolve().parent.parent.parent / "shared" / "bench"
HEADER = ("ref", "title", "kind", "parties", "signed", "in_force", "expires", "renewal", "sectors", "predecessor")
KINDS = {
    "mou": "memorandum-of-understanding",
    "treaty": "treaty",
    "framework": "framework-agreement",
    "protocol": "protocol",
    "action_plan": "action-plan",
    "exchange_notes": "exchange-of-notes",
    "loan": "agreement",
    "grant": "agreement",
    "letter_intent": "letter-of-intent",
    "technical": "arrangement",
}
PROFILE = """[register]
scheme = "synthetic"
title = "The common synthetic register"
publish = true
reason = "A benchmark."

[source]
slug = "synthetic-register"
title = "The common synthetic register"
language = "en"

[key]
column = "ref"

[titles]
en = {{ column = "title", basis = "authentic" }}

[fields.kind]
column = "kind"
map = {{ {kinds} }}

[fields.legal_force]
column = "kind"
map = {{ treaty = "binding", loan = "binding", mou = "non-binding", letter_intent = "non-binding" }}
unmapped = "not-stated"

[[parties]]
column = "parties"
split = ";"
named_by = "alpha-2"

[sectors]
column = "sectors"
split = ";"
map = {{ {sectors} }}

[acts]
signed = "signed"
effective = "in_force"

[clause]
until_date = "expires"
renewal_kind = {{ column = "renewal", map = {{ tacit = "not-stated", express = "express", none = "none" }} }}

[relations]
replaces = "predecessor"
"""


def slug(name: str) -> str:
    """Return the address of a subject."""
    return name.lower().replace(" ", "-")


def make(count: int, folder: Path) -> tuple[Path, Path, list[str]]:
    """Write table and profile for ``count`` agreements into a folder; return both, and the names of the subjects."""
    subprocess.run([sys.executable, str(BENCH / "gen.py"), str(count), str(folder)], check=True, capture_output=True)
    sectors = {row[0]: row[1] for row in _rows(folder, "sector")}
    table, profile = folder / "synthetic.csv", folder / "synthetic.toml"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(_lines(folder, sectors))
    kinds = ", ".join(f'{name} = "{code}"' for name, code in KINDS.items())
    mapped = ", ".join(f'"{name}" = "{slug(name)}"' for name in sectors.values())
    profile.write_text(PROFILE.format(kinds=kinds, sectors=mapped), encoding="utf-8")
    return table, profile, list(sectors.values())


def _lines(folder: Path, sectors: dict[str, str]) -> Iterator[tuple[str, ...]]:
    countries = {row[0]: row[1] for row in _rows(folder, "country")}
    place = {row[0]: countries[row[3]] for row in _rows(folder, "institution")}
    parties, subjects = defaultdict(list), defaultdict(list)
    for _id, agreement, institution, _role in _rows(folder, "agreement_party"):
        parties[agreement].append(place[institution])
    for _id, agreement, sector in _rows(folder, "agreement_sector"):
        subjects[agreement].append(sectors[sector])
    refs: dict[str, str] = {}
    for row in _rows(folder, "agreement"):
        number, ref, title, kind, _summary, first, last, in_force, expires, expires_last, renewal, predecessor = row
        refs[number] = ref
        yield (
            ref,
            title,
            kind,
            ";".join(dict.fromkeys(parties[number])),
            _days(first, last),
            in_force,
            _days(expires, expires_last),
            renewal,
            ";".join(subjects[number]),
            refs.get(predecessor, ""),
        )


def _days(first: str, last: str) -> str:
    return first if first == last else f"{first}/{last}"


def _rows(folder: Path, name: str) -> Iterator[list[str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file)
