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
SUMS: Final = "SHA256SUMS"
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
            found = cls(folder, int(register["publication"]), register["known_at"], sums)
        except OSError as error:
            raise Faults([Fault(shown, 0, f"it cannot be read: {error.strerror or error}.")]) from error
        except (ValueError, KeyError, TypeError) as error:
            raise Faults([Fault(shown, 0, "this is no export of a register.")]) from error
        if faults := list(found.harmed()):
            raise Faults(faults)
        return found

    def harmed(self) -> Iterator[Fault]:
        """Tell each file here that is not as it was exported, the descriptor and the words for people too.

        Files may be left out of what is handed on, and so may the list of sums: then the descriptor's are all that
        there are. Nothing outside of the folder is looked at, whatever a list names.
        """
        sums = {**_listed(self.folder / SUMS), **self._sums}
        for name, digest in sorted(sums.items()):
            path = self.folder / name
            if path.name != name:
                continue
            try:
                with path.open("rb") as file:
                    found = hashlib.file_digest(file, "sha256").hexdigest()
            except FileNotFoundError:
                continue
            except OSError as error:
                yield Fault(str(path), 0, f"it cannot be read: {error.strerror or error}.")
                continue
            if found != digest:
                by = DESCRIPTOR if name in self._sums else SUMS
                words = f"its sha-256 is {found}, and {by} says {digest}: it was changed since."
                yield Fault(str(path), 0, words)

    def lines(self, stem: str) -> Iterator[Line]:
        """Give the documents of one file; ``Faults`` where it is missing, harmed, or holds what is no document."""
        name = f"{stem}.ndjson"
        path = self.folder / name
        if name not in self._sums:
            raise Faults([Fault(str(path), 0, "the export has no such file: make it with --formats ndjson.")])
        try:
            with path.open("rb") as file:
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


def _listed(path: Path) -> dict[str, str]:
    """Give the sums of a list, by the name of the file; none where there is no list."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise Faults([Fault(str(path), 0, "it cannot be read as a list of sums.")]) from error
    return {name: digest for line in lines for digest, _gap, name in [line.partition("  ")] if name}


def _descriptor(folder: Path) -> dict[str, Any]:
    found = json.loads((folder / DESCRIPTOR).read_bytes())
    if not isinstance(found, dict):
        raise ValueError(DESCRIPTOR)
    return found
