"""Run the audit as its command does."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command


def run() -> tuple[int, str]:
    """Run the command; return its exit code and what it printed."""
    out = StringIO()
    try:
        call_command("audit", stdout=out)
    except SystemExit as stopped:
        return int(stopped.code or 0), out.getvalue()
    return 0, out.getvalue()
