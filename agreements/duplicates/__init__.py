"""Duplicates: which records may be one (``finding``), making them one (``merging``), taking that back (``undoing``).

Decisions. Nothing is merged without an editor, and what is proposed is only what the words, the parties and the days
say together. A merger is written down row by row with what stood there before (``desk.Merger``), so that it can be
undone. What belongs to a record, and who names it, is read from the models themselves (``rows``): programmes are
merged like agreements although nothing here knows of them.
"""

from agreements.duplicates.finding import count, proposals, proposals_for
from agreements.duplicates.merging import Merged, merge_records, previewed
from agreements.duplicates.pairs import Proposal, register_finder
from agreements.duplicates.planning import plan
from agreements.duplicates.plans import NotMergeable
from agreements.duplicates.undoing import NotUndoable, undo, what_stands_against

__all__ = [
    "Merged",
    "NotMergeable",
    "NotUndoable",
    "Proposal",
    "count",
    "merge_records",
    "plan",
    "previewed",
    "proposals",
    "proposals_for",
    "register_finder",
    "undo",
    "what_stands_against",
]
