"""Make ``.venv`` and fill it from a hashed lock: ``install.py run`` or ``install.py test``. Standard library only.

Done once a lock: a stamp inside ``.venv`` remembers the digest of what was installed, and is written last, so that an
interrupted installation is taken up again. Several at once wait for each other. Uses uv when it is there, else pip.
"""

import fcntl
import hashlib
import shutil
import subprocess
import sys
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
INCLUDED = {"run": ("run",), "test": ("run", "test"), "dev": ("run", "test", "dev")}
"""Which locks a lock contains: the larger ones are supersets with the same versions."""


def say(line: str) -> None:
    """Tell the person who waits."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201


def works(*command: str | Path) -> bool:
    """Tell whether a command runs and succeeds."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def digest(lock: str) -> str:
    """Return what a stamp must say for this lock and the Python inside ``.venv``."""
    return hashlib.sha256((CHECKOUT / "requirements" / f"{lock}.txt").read_bytes()).hexdigest()


def stamp(lock: str) -> Path:
    """Return the place of a lock's stamp."""
    return VENV / f".installed-{lock}"


def is_installed(lock: str) -> bool:
    """Tell whether exactly this lock was installed into a ``.venv`` whose Python still runs."""
    try:
        return stamp(lock).read_text() == digest(lock) and works(PYTHON, "-c", "import django")
    except OSError:
        return False


def make_venv(uv: str | None) -> None:
    """Make ``.venv`` unless it works. Exits with a sentence when this Python cannot."""
    if works(PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 12))"):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    base = getattr(sys, "_base_executable", sys.executable)
    command = [uv, "venv", "--quiet", "--python", base, str(VENV)] if uv else [base, "-m", "venv", str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        say(made.stdout + made.stderr)
        sys.exit(f"{base} cannot make a virtual environment. Install its venv module (Debian: python3-venv), or uv.")


def install(lock: str, uv: str | None) -> None:
    """Install every package of the lock, each checked against its hash."""
    requirements = CHECKOUT / "requirements" / f"{lock}.txt"
    if uv:
        command = [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
    else:
        if not works(PYTHON, "-m", "pip", "--version"):
            subprocess.run([PYTHON, "-m", "ensurepip", "--upgrade"], check=True, stdout=subprocess.DEVNULL)
        command = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
        command += ["--root-user-action=ignore"]
    done = subprocess.run([*command, "--require-hashes", "-r", str(requirements)], check=False)
    if done.returncode:
        sys.exit(f"The packages of requirements/{lock}.txt could not be installed; the lines above say why.")


def main() -> None:
    """Install the lock that the command line names, alone, and only if that was not done before."""
    lock = sys.argv[1]
    if is_installed(lock):
        return
    (CHECKOUT / "var").mkdir(exist_ok=True)
    with (CHECKOUT / "var" / "install.lock").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        if is_installed(lock):
            return
        uv = shutil.which("uv")
        started = time.monotonic()
        say(f"Installing requirements/{lock}.txt into .venv with {'uv' if uv else 'pip'} (once) ...")
        make_venv(uv)
        install(lock, uv)
        for contained in INCLUDED[lock]:
            stamp(contained).write_text(digest(contained))
        say(f"Installed in {time.monotonic() - started:.1f} s.")


if __name__ == "__main__":
    main()
