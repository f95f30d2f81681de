"""A finished export as it lies on disk: what ``/data/`` tells of it, and its files, each opened from one folder.

An export may take the place of the former one while a file is asked for. So the descriptor and the file are opened
through one handle of the folder: the sum that is told is that of the bytes that are sent.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from agreements.exports.bulk.describing import DESCRIPTOR, FORMAT, README, SUMS

PLAIN: Final = {
    DESCRIPTOR: "application/json",
    README: "text/markdown; charset=utf-8",
    SUMS: "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class FinishedFile:
    """One file: its name, what it holds, how many rows where it has them, its size and sha-256."""

    name: str
    title: str
    format: str
    media_type: str
    rows: int | None
    bytes: int
    sha256: str

    @property
    def stem(self) -> str:
        """Give the name without its ending."""
        return self.name.rsplit(".", 1)[0]


@dataclass(frozen=True, slots=True)
class Finished:
    """An export: the number of the register that it is of, the time of that publication, and its files.

    ``fingerprint`` is that of all that it depends on, empty in exports that say none.
    """

    fingerprint: str
    number: int
    known_at: str | None
    citation: str
    files: tuple[FinishedFile, ...]


def read_export(folder: Path) -> Finished | None:
    """Read what lies in a folder; None where there is no export that can be read."""
    try:
        return _finished(json.loads((folder / DESCRIPTOR).read_bytes()))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_already(folder: Path, fingerprint: str) -> bool:
    """Say whether the export of a fingerprint lies in a folder, with all of its files."""
    found = read_export(folder)
    if found is None or found.fingerprint != fingerprint:
        return False
    try:
        return all((folder / name).is_file() for name in PLAIN) and all(
            (folder / file.name).stat().st_size == file.bytes for file in found.files
        )
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Opened:
    """An open file of an export: its bytes, media type, size, sha-256, and when it was written (seconds, POSIX)."""

    file: IO[bytes]
    media_type: str
    bytes: int
    sha256: str
    modified: int


def open_file(folder: Path, name: str) -> Opened | None:
    """Open a file of the export; None where there is no export or no such file in it.

    Only names that the export itself lists are opened, so no name leads out of the folder.
    """
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None
    try:
        with _within(handle, DESCRIPTOR) as descriptor:
            export = _finished(json.loads(descriptor.read()))
        listed = {file.name: (file.media_type, file.sha256) for file in export.files}
        if name not in listed and name not in PLAIN:
            return None
        file = _within(handle, name)
        # What describes the others is short and is summed here: no list holds the sum of the list of sums.
        media_type, digest = listed.get(name) or (PLAIN[name], _sum(file))
        held = os.fstat(file.fileno())
        return Opened(file, media_type, held.st_size, digest, int(held.st_mtime))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    finally:
        os.close(handle)


def _sum(file: IO[bytes]) -> str:
    found = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    file.seek(0)
    return found


def _within(folder: int, name: str) -> IO[bytes]:
    return os.fdopen(os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=folder), "rb")


def _finished(package: dict[str, Any]) -> Finished:
    register = package["register"]
    if register["format"] != FORMAT:
        raise ValueError("this is another kind of data package")
    files = tuple(
        FinishedFile(
            row["path"],
            row["title"],
            row["format"],
            row["mediatype"] + (f"; charset={row['encoding']}" if "encoding" in row else ""),
            row.get("rows"),
            row["bytes"],
            row["hash"].partition(":")[2],
        )
        for row in package["resources"]
    )
    return Finished(
        str(register.get("fingerprint", "")),
        int(register["publication"]),
        register["known_at"],
        register["citation"],
        files,
    )
