"""``manage.py audit``: every rule over every record; the rules are in ``agreements.audit``."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from agreements.admin.queues.duplicate_counts import count_duplicates
from agreements.audit.keeping import audit_and_keep
from agreements.audit.rules import Finding, Rule, sentence


class Command(BaseCommand):
    """Print findings in words, under the rule that each breaks. Notes (unusual, not wrong) do not count."""

    help = "Check every rule over every record, derive everything anew and compare; exit 1 when there is a finding."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the audit; what it finds is kept at the desk too."""
        run = audit_and_keep("manage.py audit", tell=self.tell)
        count_duplicates()
        count = run.findings.filter(is_note=False).count()
        notes = run.findings.filter(is_note=True).count()
        said = f" ({notes} note{'s' if notes != 1 else ''})" if notes else ""
        if count:
            self.stdout.write(f"{count} finding{'s' if count != 1 else ''}{said}.")
            sys.exit(1)
        self.stdout.write(f"no finding{said}")

    def tell(self, one: Rule, findings: list[Finding]) -> None:
        """Print the findings of one rule."""
        for title, listed in (
            (sentence(one), [found for found in findings if not found.is_note]),
            ("Unusual, not wrong", [found for found in findings if found.is_note]),
        ):
            if listed:
                self.stdout.write(f"{title}:")
                for found in listed:
                    self.stdout.write(f"  - {found}")
