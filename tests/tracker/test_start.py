"""What ``./run`` does, from outside: real processes on real ports, in a ``var`` folder of their own."""

import contextlib
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tracker.embedded.places import Places, is_taken
from tracker.start import kept_key, set_local_environment

CHECKOUT = Path(__file__).resolve().parents[2]
PATIENCE = 240.0
"""Seconds that a test waits at most: a machine with more to do than it can must not fail one."""
CROWD = 10 if os.environ.get("TRIALS") == "all" else 3
"""Registers started at once; ten in CI. Ten processes at once over one private server are a trial of the launcher."""

Start = Callable[..., "subprocess.Popen[str]"]


def free_ports(number: int) -> list[int]:
    """Return ports that nobody listens on now, below those that the kernel hands out to whoever asks for any."""
    ports: set[int] = set()
    while len(ports) < number:
        port = random.randrange(10_000, 32_000)
        with socket.socket() as found, contextlib.suppress(OSError):
            found.bind(("127.0.0.1", port))
            ports.add(port)
    return sorted(ports)


def status_with_session(port: int) -> int | None:
    """Ask for a page that has to look into the database (a session is looked up); None when nobody answers."""
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/admin/login/", headers={"Cookie": f"sessionid={'a' * 32}"})
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code
    except OSError:
        return None


def until(condition: Callable[[], bool], what: str) -> None:
    """Wait, for a bounded time, until something is so."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"after {PATIENCE} s still not: {what}"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """Give a ``var`` folder that every account can reach; who comes second finds the database of the first."""
    with tempfile.TemporaryDirectory(prefix="tracker-start-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def start(var: Path) -> Iterator[Start]:
    """Start registers as ``./run`` does once its environment stands, and end what is left of them."""
    started: list[subprocess.Popen[str]] = []

    def begin(*arguments: str, **environment: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-m", "tracker.start", *arguments], cwd=CHECKOUT, text=True, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env={"PATH": os.environ["PATH"], "VAR_DIR": str(var), "WEB_WORKERS": "1", **environment},
        )  # fmt: skip
        started.append(process)
        return process

    yield begin
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        print(process.communicate()[0])  # noqa: T201  (pytest shows it when the test fails)
    until(lambda: nothing_runs(var), "the database is gone")


def nothing_runs(var: Path) -> bool:
    """Tell whether no process of the private database is alive."""
    places = Places(var / "postgres")
    return not places.folder.exists() or not (is_taken(places, "supervisor") or is_taken(places, "server"))


@pytest.mark.thorough
@pytest.mark.launcher
def test_starts_at_once_share_a_database_and_leave_none_behind(start: Start, var: Path) -> None:
    ports = free_ports(CROWD)
    registers = [start(PORT=str(port)) for port in ports]

    def all_answer() -> bool:
        assert all(register.poll() is None for register in registers), "one of them gave up"
        return all(status_with_session(port) == 200 for port in ports)

    until(all_answer, "all registers answer")

    postmaster = int((var / "postgres/data/postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGKILL)
    until(all_answer, "all find a database again")

    half = CROWD // 2
    for register in registers[:half]:
        os.killpg(register.pid, signal.SIGINT)
    for register in registers[:half]:
        register.wait(PATIENCE)
    assert not nothing_runs(var), "the database stays while some registers use it"
    assert status_with_session(ports[-1]) == 200
    for register in registers[half:]:
        register.kill()
    until(lambda: nothing_runs(var), "the database went with the last register")


@pytest.mark.thorough
@pytest.mark.launcher
def test_it_says_where_it_is_and_how_to_make_an_editor_and_ctrl_c_stops_all(start: Start, var: Path) -> None:
    [port] = free_ports(1)
    register = start(PORT=str(port))
    until(lambda: status_with_session(port) == 200, "the register answers")
    os.killpg(register.pid, signal.SIGINT)
    said, _ = register.communicate(timeout=PATIENCE)
    assert f"http://127.0.0.1:{port}/" in said
    assert "./run manage createsuperuser" in said
    assert "Traceback" not in said
    until(lambda: nothing_runs(var), "the database is gone")


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"DEBUG": "0", "ALLOW_EMBEDDED": "1"}, "SECRET_KEY"),
        ({"DEBUG": "0", "SECRET_KEY": "x" * 50}, "ALLOW_EMBEDDED=1"),
        ({"PORT": "eighty"}, "not a port"),
        ({"PORT": "0"}, "not a port"),
        ({"DATABASE_URL": "mysql://localhost/register"}, "PostgreSQL only"),
        ({"DATABASE_URL": "postgresql://127.0.0.1:1/register"}, "The database cannot be used"),
    ],
)
def test_what_cannot_work_is_refused_in_a_sentence_without_a_traceback(
    start: Start, environment: dict[str, str], sentence: str
) -> None:
    refused = start(**{"PORT": str(free_ports(1)[0]), **environment})
    said, _ = refused.communicate(timeout=PATIENCE)
    assert refused.returncode == 1
    assert sentence in said
    assert "Traceback" not in said


def test_a_taken_port_is_named_before_anything_is_started(start: Start, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said, _ = start(PORT=str(port), VAR_DIR=str(tmp_path)).communicate(timeout=PATIENCE)
    assert f"Port {port} is taken" in said
    assert not (tmp_path / "postgres").exists()


def test_the_local_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    key = kept_key(tmp_path)
    assert kept_key(tmp_path) == key
    assert len(key) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_whoever_sets_debug_decides_for_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SECRET_KEY", "ALLOW_EMBEDDED", "HTTPS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", os.environ["DJANGO_SETTINGS_MODULE"])
    monkeypatch.setenv("DEBUG", "0")
    set_local_environment(os.environ)
    assert "SECRET_KEY" not in os.environ
    assert "ALLOW_EMBEDDED" not in os.environ


def test_the_launchers_are_posix_and_name_what_to_install() -> None:
    for script in ("run", "test", "requirements/prepare", "requirements/compile"):
        assert subprocess.run(["sh", "-n", CHECKOUT / script], check=False).returncode == 0
    without = subprocess.run(
        ["/bin/sh", "-c", f". {CHECKOUT}/requirements/prepare; find_python"],
        cwd="/", env={"PATH": "/nonexistent", "PYENV_ROOT": "/nonexistent"}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert without.returncode == 1
    assert "Python 3.12 or later" in without.stderr
    assert "uv" in without.stderr


def test_the_locks_are_hashed_agree_and_name_no_registry() -> None:
    texts = {name: (CHECKOUT / "requirements" / f"{name}.txt").read_text() for name in ("run", "test", "dev")}
    pins = {name: set(re.findall(r"^\S+==\S+", text, re.MULTILINE)) for name, text in texts.items()}
    assert pins["run"] < pins["test"] < pins["dev"]
    for text in texts.values():
        assert "://" not in text
        for block in re.split(r"\n(?=\S)", text.strip()):
            assert "--hash=sha256:" in block
