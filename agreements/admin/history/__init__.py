"""The history of a record at the desk: who changed what, when and why; compare, restore, find what was deleted.

Everything is read from the events that the database's triggers keep, so that no way of writing is left out. ``tables``
finds what belongs to a record, ``events`` reads, ``line`` orders and filters, ``telling`` says it in words,
``restoring`` writes a former state as a new change, ``pages`` shows all of it.
"""

from agreements.admin.history.line import Change, changes_of

__all__ = ["Change", "changes_of"]
