"""A publisher in a process of its own, for the tests of several at once.

``python -m tests.agreements.publishing.publisher DATABASE ROUNDS hold|go SLUG...``: waits for a line on its input, then
publishes each agreement, ``ROUNDS`` times over with a new note. With ``hold`` it stops inside the transaction, after
everything was written, says so, and waits to be killed.
"""

from __future__ import annotations

import os
import sys


def main(database: str, rounds: str, manner: str, *slugs: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings.testing"
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    from django.db import connection, transaction

    from agreements.models import Agreement
    from agreements.publishing import publish

    connection.ensure_connection()
    say("ready")
    sys.stdin.readline()
    for number in range(int(rounds)):
        for slug in slugs:
            with transaction.atomic():
                record = Agreement.objects.get(slug=slug)
                record.public_notes = f"Round {number}"
                record.save()
                publish([record], reason=f"Round {number}", by=f"process {os.getpid()}")
                if manner == "hold":
                    say("holding")
                    sys.stdin.readline()
    say("done")


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
