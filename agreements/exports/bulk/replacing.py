"""A finished folder takes the place of the former one in one step, or the former one stays as it was.

The new folder is written beside the old one, on the same file system. Where the kernel can exchange two names at once
(Linux, ``renameat2``) there is no moment without a folder; elsewhere there is one of two renames, and a start that
finds only the set-aside folder puts it back.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import json
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from agreements.exports.bulk.describing import DESCRIPTOR, FORMAT, SUMS

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2


class NotOursError(Exception):
    """The folder holds something else than a former export; the message says so, and nothing was touched."""


class MountPointError(OSError):
    """The folder is where a file system is mounted, so no other can take its place; the message says what to do."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"it is a mount point, whose place no finished folder can take at once; name a folder within it, as "
            f"{folder / 'export'}, and for /data/ set EXPORT_DIR to that"
        )


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """Give an empty folder beside ``folder`` that takes its place when the block ends well; else nothing is left of it.

    One export at a time: a second one waits. ``NotOursError`` for a folder with any file that is no part of an export:
    files of others are never removed, not even such as came while the export ran. ``MountPointError`` for a folder that
    no other can take the place of.
    """
    folder = folder.absolute()
    if folder.is_mount():
        raise MountPointError(folder)
    check_ours(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = folder.parent / f".{folder.name}.former"
    with (folder.parent / f".{folder.name}.lock").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        check_ours(folder)
        if aside.exists():
            _put_back(aside, folder)
        temporary = re.compile(re.escape(f".{folder.name}.new-") + "[a-z0-9_]{8}")
        for lost in folder.parent.iterdir():
            if temporary.fullmatch(lost.name):
                shutil.rmtree(lost, ignore_errors=True)  # of a process that was killed: we hold the lock
        new = Path(tempfile.mkdtemp(prefix=f".{folder.name}.new-", dir=folder.parent))
        try:
            yield new
            new.chmod(0o755)
            for path in (*new.iterdir(), new):
                _reach_the_disk(path)
            check_ours(folder)
            _take_place(new, folder, aside)
        finally:
            shutil.rmtree(new, ignore_errors=True)
            shutil.rmtree(aside, ignore_errors=True)


def check_ours(folder: Path) -> None:
    """Raise ``NotOursError`` where an export would remove what is not a former export.

    A former export is known by its descriptor, and the descriptor by its sum in the list that was written with it. Each
    file must be one that these two name, and as long as it was written.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise NotOursError(f"{folder} is no directory.")
    held = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if not held:
        return
    sizes = _written(folder)
    if sizes is None:
        raise NotOursError(f"{folder} has files in it and is no former export of a register, so it stays as it is.")
    if foreign := sorted(held - set(sizes)):
        raise NotOursError(f"{folder} holds files that are no part of the former export: {', '.join(foreign[:5])}.")
    if changed := sorted(name for name in held if not _is_as_written(folder / name, sizes[name])):
        raise NotOursError(
            f"{folder} holds files that were changed since they were exported: {', '.join(changed[:5])}. "
            "Move them away, or the whole folder, and export again."
        )


def _written(folder: Path) -> dict[str, int | None] | None:
    """Give the names of an export's files, each with its size where one is told; None where it is no export of ours."""
    try:
        described = (folder / DESCRIPTOR).read_bytes()
        lines = (folder / SUMS).read_text("utf-8").splitlines()
        package = json.loads(described)
        ours = package["register"]["format"] == FORMAT
        sizes: dict[str, int | None] = {str(row["path"]): int(row["bytes"]) for row in package["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    sums = {name: digest for line in lines for digest, _gap, name in [line.partition("  ")]}
    if not ours or sums.get(DESCRIPTOR) != hashlib.sha256(described).hexdigest():
        return None
    return {**dict.fromkeys((SUMS, *sums)), **sizes}


def _is_as_written(path: Path, size: int | None) -> bool:
    held = path.lstat()
    return stat.S_ISREG(held.st_mode) and size in (None, held.st_size)


def _put_back(aside: Path, folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(aside)
    else:
        aside.rename(folder)


def _take_place(new: Path, folder: Path, aside: Path) -> None:
    if not folder.exists():
        new.rename(folder)
    elif not _exchange(new, folder):
        try:
            folder.rename(aside)
        except OSError as problem:
            # A folder of the same file system, mounted elsewhere once more, shows itself only here.
            if problem.errno in (errno.EBUSY, errno.EXDEV):
                raise MountPointError(folder) from problem
            raise
        new.rename(folder)
    _reach_the_disk(folder.parent)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names at once; false where the system cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def _reach_the_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
