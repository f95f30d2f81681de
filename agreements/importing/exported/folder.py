"""Read the folder of an export: is it one, of a format that we know, whole and unharmed; then its documents by line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from agreements.importing.exported.layouts import Document
from agreements.loading.errors import Fault, Faults

DESCRIPTOR: Final = "datapackage.json"
FORMAT: Final = "bilateral-register-export"
FORMAT_VERSION: Final = 1
#: One document is at most so long; a longer line is no document of ours.
LONGEST_LINE: Final = 64 << 20


@dataclass(frozen=True, slots=True)
class Line:
    """One document and where it stands; lines are counted from 1."""

    file: str
    number: int
    document: Document


def is_export(place: Path) -> bool:
    """Say whether a path leads to the export of a register: its folder, or the descriptor in it."""
    try:
        return bool(_descriptor(folder_of(place))["register"]["format"] == FORMAT)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def folder_of(place: Path) -> Path:
    """Give the folder of an export, for the folder itself or the descriptor in it."""
    return place.parent if place.name == DESCRIPTOR else place


@dataclass(slots=True)
class ExportFolder:
    """An export on disk whose files are what its descriptor says."""

    folder: Path
    number: int
    known_at: str | None
    _sums: dict[str, str]

    @classmethod
    def open(cls, place: Path) -> ExportFolder:
        """Open an export; ``Faults`` with a sentence where it is none, or of a later format."""
        folder = folder_of(place)
        shown = str(folder / DESCRIPTOR)
        try:
            package = _descriptor(folder)
            register = package["register"]
            if register["format"] != FORMAT:
                raise KeyError(FORMAT)
            if register["format_version"] != FORMAT_VERSION:
                raise Faults([Fault(shown, 0, f"this export is of format {register['format_version']}, ours is 1.")])
            sums = {row["path"]: str(row["hash"]).partition(":")[2] for row in package["resources"]}
            return cls(folder, int(register["publication"]), register["known_at"], sums)
        except OSError as error:
            raise Faults([Fault(shown, 0, f"it cannot be read: {error.strerror or error}.")]) from error
        except (ValueError, KeyError, TypeError) as error:
            raise Faults([Fault(shown, 0, "this is no export of a register.")]) from error

    def lines(self, stem: str) -> Iterator[Line]:
        """Give the documents of one file; ``Faults`` where it is missing, harmed, or holds what is no document."""
        name = f"{stem}.ndjson"
        path = self.folder / name
        if name not in self._sums:
            raise Faults([Fault(str(path), 0, "the export has no such file: make it with --formats ndjson.")])
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
                if found != self._sums[name]:
                    words = f"its sha-256 is {found}, and {DESCRIPTOR} says {self._sums[name]}: it was changed since."
                    raise Faults([Fault(str(path), 0, words)])
                file.seek(0)
                for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), 1):
                    yield Line(name, number, _document(line, name, number))
        except OSError as error:
            raise Faults([Fault(str(path), 0, f"it cannot be read: {error.strerror or error}.")]) from error


def _document(line: bytes, file: str, number: int) -> Document:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Faults([Fault(file, number, "this is no JSON document.")]) from error
    if not isinstance(found, dict) or not isinstance(found.get("id"), str):
        raise Faults([Fault(file, number, "this is no document of a record.")])
    return found


def _descriptor(folder: Path) -> dict[str, Any]:
    found = json.loads((folder / DESCRIPTOR).read_bytes())
    if not isinstance(found, dict):
        raise ValueError(DESCRIPTOR)
    return found
