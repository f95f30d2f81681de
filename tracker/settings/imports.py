"""What may be imported at the desk; the command ``import_agreements`` has none of these limits."""

from tracker.settings.environment import number

IMPORT_MEGABYTES = number("IMPORT_MEGABYTES", 30)
"""The largest file that the desk takes, in units of 1,000,000 bytes; the database keeps it until it is imported."""
IMPORT_ROWS = number("IMPORT_ROWS", 20_000)
"""The most rows that are imported within one request."""
IMPORT_DAYS = number("IMPORT_DAYS", 7)
"""For how many days a file that nobody imported is kept."""
