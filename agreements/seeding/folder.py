"""Read a whole directory of seed files, and check what only shows between files.

Records that are named, sources that are cited, positions inside the text, the same address twice: everything that can
be told without a database is told here, before anything is written.
"""

from __future__ import annotations

from pathlib import Path

from agreements.loading.errors import Fault, Faults, nearest
from agreements.loading.records import Cited, GivenRecord
from agreements.seeding.tables import read_tables
from agreements.seeding.toml_records import read_record


def read_folder(folder: Path) -> list[GivenRecord]:
    """Read every ``.toml`` below ``folder`` and the ``.tsv`` tables; ``Faults`` with every fault found."""
    faults: list[Fault] = []
    if not folder.is_dir():
        raise Faults([Fault(str(folder), 0, "there is no such directory.")])
    records: list[GivenRecord] = []
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
            faults.append(Fault(shown, 0, "this is no seed file: such end in .toml, .tsv (tables) or .md (remarks)."))
    records = [*read_tables(tables, faults), *records]
    index = _index(records, faults)
    _take_passages(records, index, faults)
    if faults:
        raise Faults(faults)
    return records


def _index(records: list[GivenRecord], faults: list[Fault]) -> dict[tuple[str, str], GivenRecord]:
    index: dict[tuple[str, str], GivenRecord] = {}
    for record in records:
        if (first := index.setdefault((record.shape.kind, record.id), record)) is not record:
            faults.append(
                record.fault(
                    f"the {record.shape.kind} '{record.id}' stands already in {first.file}, line {first.line}."
                )
            )
    return index


def _take_passages(records: list[GivenRecord], index: dict[tuple[str, str], GivenRecord], faults: list[Fault]) -> None:
    """Give every source the passages that the files cite from it."""
    sources = [name for kind, name in index if kind == "source"]
    for record in records:
        for cited in record.cited:
            source = index.get(("source", cited.source))
            if source is None:
                message = f"unknown source '{cited.source}'{nearest(cited.source, sources)}"
                faults.append(Fault(cited.file, cited.line, message))
            elif outside := _outside(cited, source):
                faults.append(Fault(cited.file, cited.line, outside))
            else:
                row = source.rows.setdefault(("passage", cited.key), {})
                source.lines.setdefault((("passage", cited.key), ""), source.line)
                row |= {
                    "locator_kind": cited.locator_kind,
                    "locator": cited.locator,
                    "start": cited.start,
                    "end": cited.end,
                }


def _outside(cited: Cited, source: GivenRecord) -> str | None:
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
