"""What ``./run`` does once the environment stands: database, migrations, seeds, bulk files, static files, server.

Without ``DEBUG`` in the environment the register runs here as it would in production, on this machine only: no error
pages with code, collected static files, a key of its own kept in ``var/``, and by leave of this module the private
database and plain HTTP. Whoever sets ``DEBUG`` decides for themselves: 1 for development, 0 for production's rules.

This process holds the private database and then becomes the web server, which goes on holding it. So the database
lives exactly as long as the web server, whatever ends that.
"""

import fcntl
import hashlib
import os
import secrets
import socket
import sys
from pathlib import Path

_MIGRATION_LOCK = 0x62637472
"""Key of the PostgreSQL advisory lock that lets one of several starts migrate and seed."""


def say(line: str) -> None:
    """Tell the person at the terminal."""
    print(line, flush=True)  # noqa: T201


def kept_key(folder: Path) -> str:
    """Return the key kept in ``folder``, made at the first start, readable by the owner only."""
    place = folder / "secret-key"
    folder.mkdir(parents=True, exist_ok=True)
    if not place.exists():
        fresh = folder / f"secret-key.{os.getpid()}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(60))
        try:
            os.link(fresh, place)  # of several first starts one wins, and all read the winner's
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return place.read_text()


def set_local_environment(environment: "os._Environ[str]") -> None:
    """Fill in what a register on this machine needs, unless ``DEBUG`` says that somebody decided for themselves."""
    environment["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
    if environment.get("DEBUG", "").strip():
        return
    var = Path(environment.get("VAR_DIR") or Path(__file__).resolve().parent.parent / "var")
    environment["DEBUG"] = "0"
    environment.setdefault("HTTPS", "0")
    if not environment.get("SECRET_KEY"):
        environment["SECRET_KEY"] = kept_key(var)
    if not environment.get("DATABASE_URL"):
        environment["ALLOW_EMBEDDED"] = "1"


def check_port(port: int) -> None:
    """Exit with a sentence when somebody else listens on the port already."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"Port {port} is taken on this machine. Choose another: PORT={port + 1} ./run")


def hold_database() -> None:
    """Hold the private database, if it is the one in use, also over an exec of Django's development server."""
    from django.db import connections

    from tracker.embedded.base import DatabaseWrapper, server_of

    wrapper = connections["default"]
    # No pool before the web server: a pool answers an unreachable server late and without the reason.
    wrapper.settings_dict["OPTIONS"].pop("pool", None)
    if isinstance(wrapper, DatabaseWrapper):
        server_of(wrapper.settings_dict).keep_over_exec()


def prepare_database() -> None:
    """Migrate, seed, make roles and bulk files, one start at a time; check that the database is fit for all this."""
    from django.core.management import call_command, get_commands
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATION_LOCK])
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            say("Migrating the database ...")
            call_command("migrate", verbosity=0, interactive=False)
        call_command("check", databases=["default"], tags=["database"])
        if "seed" in get_commands():
            call_command("seed")
        call_command("make_roles")
        export_first()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATION_LOCK])
        connection.close()


def export_first() -> None:
    """Make the files of /data/ where something was published since the last ones; without them the page says so."""
    from django.core.management import CommandError, call_command

    try:
        call_command("export", if_changed=True)
    except CommandError as problem:
        say(f"No files for /data/: {problem}")


def collect_static() -> None:
    """Collect the static files when one of them changed since the last time."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            seen.update(f"{path}:{stat.st_size}:{stat.st_mtime_ns};".encode())
    stamp = root / ".collected"
    with (root.parent / "static.lock").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        if not (stamp.exists() and stamp.read_text() == seen.hexdigest()):
            call_command("collectstatic", verbosity=0, interactive=False)
            stamp.write_text(seen.hexdigest())


def serve(port: int) -> None:
    """Become the web server."""
    from django.conf import settings

    if settings.DEBUG:
        os.execv(sys.executable, [sys.executable, "manage.py", "runserver", f"127.0.0.1:{port}"])
    from gunicorn.app.wsgiapp import run

    os.environ["PORT"] = str(port)
    sys.argv = ["gunicorn", "--config", "python:tracker.serving", "tracker.wsgi:application"]
    run()


def main() -> None:
    """Serve, or with ``manage ...`` run one management command in the same environment."""
    set_local_environment(os.environ)
    if sys.argv[1:2] == ["manage"]:
        from django.core.management import execute_from_command_line

        execute_from_command_line(["./run manage", *sys.argv[2:]])
        return
    if sys.argv[1:]:
        sys.exit(f"./run does not know {sys.argv[1]!r}. Say ./run to serve, or ./run manage COMMAND.")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management.base import SystemCheckError
    from django.db import Error

    written = os.environ.get("PORT", "").strip() or "8000"
    if not (written.isdecimal() and 0 < int(written) < 65536):
        sys.exit(f"PORT={written!r} is not a port. Write a number from 1 to 65535.")
    check_port(int(written))
    try:
        django.setup()
        from django.conf import settings

        hold_database()
        prepare_database()
        if not settings.DEBUG:
            collect_static()
    except ImproperlyConfigured as problem:
        sys.exit(str(problem))
    except SystemCheckError as problem:
        sys.exit(str(problem))
    except Error as problem:
        sys.exit(f"The database cannot be used: {problem}")
    serve(int(written))


if __name__ == "__main__":
    main()
