"""A small application of the private server, run as a process of its own by the trials: ``app.py FOLDER``.

It reads commands from standard input, one a line, carries each out over Django's backend and answers in one line, so a
trial decides when it connects, when it works and when it dies.
"""

import sys
from pathlib import Path

import django
from django.conf import settings
from django.db import Error, connection


def carry_out(command: str) -> str:
    """Carry out one command on the database and return the answer."""
    connection.close_if_unusable_or_obsolete()
    with connection.cursor() as cursor:
        match command.split(maxsplit=1):
            case ["write", note]:
                cursor.execute("CREATE TABLE IF NOT EXISTS note (said text)")
                cursor.execute("INSERT INTO note VALUES (%s)", [note])
                return "written"
            case ["show", name]:
                cursor.execute(f"SHOW {name}")
                return str(cursor.fetchone()[0])
            case ["read"]:
                cursor.execute("SELECT string_agg(said, ' ' ORDER BY said) FROM note")
                return str(cursor.fetchone()[0])
            case ["ask", question]:
                cursor.execute(question)
                return str(cursor.fetchone()[0])
    raise ValueError(command)


def main() -> None:
    """Connect to nothing yet; obey."""
    settings.configure(
        DATABASES={
            "default": {
                "ENGINE": "tracker.embedded",
                "NAME": "register",
                "USER": "register",
                "CONN_MAX_AGE": None,
                "CONN_HEALTH_CHECKS": True,
                "EMBEDDED": {"folder": Path(sys.argv[1]), "throwaway": sys.argv[2:] == ["throwaway"]},
            }
        },
        USE_TZ=True,
    )
    django.setup()
    print("here", flush=True)  # noqa: T201
    for line in sys.stdin:
        connection.health_check_done = False
        try:
            answer = carry_out(line.strip())
        except Error as problem:
            answer = f"error {' '.join(str(problem).split())}"
        print(answer, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
