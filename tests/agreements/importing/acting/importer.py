"""The import command in a process of its own, for the tests that kill it or run two at once.

``python -m tests.agreements.importing.acting.importer DATABASE FILE PROFILE``: imports as the command does; its exit
code is the command's.
"""

from __future__ import annotations

import os
import signal
import sys


def main(database: str, file: str, profile: str) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs begin without
    os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings.testing"
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage.py", "import_agreements", file, "--profile", profile])


if __name__ == "__main__":
    main(*sys.argv[1:])
