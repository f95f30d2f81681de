"""Models of the public side. Import from here; arrows run entry, standing, rows -> publication."""

from agreements.register.models.entry import AgreementEntry, EntryBase, RecordEntry
from agreements.register.models.mention import Mention
from agreements.register.models.publication import Publication, Sequence
from agreements.register.models.rows import CitationRow, DeadlineRow, EventRow, RelationRow, RowBase
from agreements.register.models.standing import StandingRow

__all__ = [
    "AgreementEntry",
    "CitationRow",
    "DeadlineRow",
    "EntryBase",
    "EventRow",
    "Mention",
    "Publication",
    "RecordEntry",
    "RelationRow",
    "RowBase",
    "Sequence",
    "StandingRow",
]
