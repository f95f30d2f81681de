"""Read a whole directory of seed files, and check what only shows between files.

Records that are named, sources that are cited, positions inside the text, the same address twice: everything that can
be told without a database is told here, before anything is written.
"""

from __future__ import annotations

from pathlib import Path

from agreements.seeding.errors import SeedError, SeedErrors, nearest
from agreements.seeding.records import Cited, SeedRecord
from agreements.seeding.tables import read_tables
from agreements.seeding.toml_records import read_record


def read_folder(folder: Path) -> list[SeedRecord]:
    """Read every ``.toml`` below ``folder`` and the ``.tsv`` tables; ``SeedErrors`` with every fault found."""
    faults: list[SeedError] = []
    if not folder.is_dir():
        raise SeedErrors([SeedError(str(folder), 0, "there is no such directory.")])
    records: list[SeedRecord] = []
    tables: dict[str, tuple[str, bytes]] = {}
    for path in sorted(folder.rglob("*")):
        shown = str(Path(folder.resolve().name) / path.relative_to(folder))
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts) or path.name.endswith("~")
        if hidden or path.is_dir() or path.suffix == ".md":
            continue
        if path.suffix == ".toml":
            if record := read_record(shown, path.stem, path.read_bytes(), faults):
                records.append(record)
        elif path.suffix == ".tsv" and path.name not in tables:
            tables[path.name] = (shown, path.read_bytes())
        else:
            faults.append(
                SeedError(shown, 0, "this is no seed file: such end in .toml, .tsv (tables) or .md (remarks).")
            )
    records = [*read_tables(tables, faults), *records]
    index = _index(records, faults)
    _take_passages(records, index, faults)
    if faults:
        raise SeedErrors(faults)
    return records


def _index(records: list[SeedRecord], faults: list[SeedError]) -> dict[tuple[str, str], SeedRecord]:
    index: dict[tuple[str, str], SeedRecord] = {}
    for record in records:
        if (first := index.setdefault((record.shape.kind, record.id), record)) is not record:
            faults.append(
                record.fault(
                    f"the {record.shape.kind} '{record.id}' stands already in {first.file}, line {first.line}."
                )
            )
    return index


def _take_passages(
    records: list[SeedRecord], index: dict[tuple[str, str], SeedRecord], faults: list[SeedError]
) -> None:
    """Give every source the passages that the files cite from it."""
    sources = [name for kind, name in index if kind == "source"]
    for record in records:
        for cited in record.cited:
            source = index.get(("source", cited.source))
            if source is None:
                message = f"unknown source '{cited.source}'{nearest(cited.source, sources)}"
                faults.append(SeedError(cited.file, cited.line, message))
            elif outside := _outside(cited, source):
                faults.append(SeedError(cited.file, cited.line, outside))
            else:
                row = source.rows.setdefault(("passage", cited.key), {})
                source.lines.setdefault((("passage", cited.key), ""), source.line)
                row |= {
                    "locator_kind": cited.locator_kind,
                    "locator": cited.locator,
                    "start": cited.start,
                    "end": cited.end,
                }


def _outside(cited: Cited, source: SeedRecord) -> str | None:
    """Say what is wrong with a position: no length is known, it lies outside, it is shorter than its words."""
    if cited.start is None or cited.end is None:
        return None
    if source.characters is None:
        return f"the source '{source.id}' does not say how many characters its text has, so no position can be checked."
    if cited.end > source.characters:
        return f"{cited.start} to {cited.end} lies outside the text, which has {source.characters} characters."
    if len(cited.words) > cited.end - cited.start:
        return f"the words “{cited.words}” are longer than the {cited.end - cited.start} characters of the position."
    return None
