"""The audit: every rule over every record, everything derived anew and compared with what is stored.

Each rule is a small named function in one of the modules beside this; its docstring is the rule, in words, and the
heading under which its findings are printed. Nothing is repaired here. ``audit()`` runs them all, in one snapshot of
the database, so that a publisher at work is not taken for a defect.
"""

from agreements.audit import derived, entries, sequence, working
from agreements.audit.rules import Finding, audit, rules

__all__ = ["Finding", "audit", "rules"]
