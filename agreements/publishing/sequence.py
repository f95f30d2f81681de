"""The register's sequence: numbers without a gap and times that strictly increase (domain section 10).

Every publisher locks the one row of ``Sequence`` and holds it to the end of its transaction. So numbers follow the
order of commits; a transaction that fails or is killed takes its numbers back with it; and whatever is read after the
lock is what the publisher before left, which is why neighbours are read only then. Read committed is enough for that:
each query after the lock sees everything that was committed before it.

Times are read after the lock. A block of n publications takes n microseconds in a row; should the clock have stood
still or gone back, the times go on one microsecond after the last.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

from agreements.asof import instant
from agreements.register.models import Publication, Sequence

TICK = timedelta(microseconds=1)


def lock() -> Sequence:
    """Lock the register for the rest of the transaction and return its sequence.

    Raises ``TransactionManagementError`` outside a transaction. A lost row is made again from the last publication, so
    that no number is given twice.
    """
    heed_all_triggers()
    found = Sequence.objects.select_for_update().filter(pk=1).first()
    if found is None:
        last = Publication.objects.order_by("-number").values_list("number", "time").first() or (0, None)
        Sequence.objects.bulk_create([Sequence(pk=1, last_number=last[0], last_time=last[1])], ignore_conflicts=True)
        found = Sequence.objects.select_for_update().get(pk=1)
    return found


def heed_all_triggers() -> None:
    """Say, for the rest of the transaction, that it ignores no trigger.

    Each call of a trigger asks for that (pgtrigger). Where nothing was ever said, asking is an error that the trigger
    catches, and rolling back to before it takes the longer, the more references the transaction has yet to check: after
    ten thousand new records two milliseconds for every row that changes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")


def take(sequence: Sequence, count: int) -> list[tuple[int, datetime]]:
    """Take the next ``count`` numbers, each with its time, and save the locked sequence."""
    if count == 0:
        return []
    first_number = sequence.last_number + 1
    first_time = instant()
    if sequence.last_time is not None and first_time <= sequence.last_time:
        first_time = sequence.last_time + TICK
    taken = [(first_number + step, first_time + step * TICK) for step in range(count)]
    sequence.last_number, sequence.last_time = taken[-1]
    sequence.save(update_fields=["last_number", "last_time"])
    return taken
