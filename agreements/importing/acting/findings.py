"""What the rules find in records that came in: contradictions of the file and what is merely unusual, in words.

Of published records the public documents say it; working records are settled for it, as the editors' preview does. The
sentence names facts by their keys; what these say is put behind it, so that the two values that clash stand together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from agreements.importing.reports import RecordFinding
from agreements.lifecycle.results import Severity
from agreements.models import Act, Clause
from agreements.publishing import findings_of_working
from agreements.register.models import AgreementEntry

CHUNK = 500
_Found = dict[str, Any]


def findings_of(addresses: Sequence[str], *, published: bool) -> Iterator[RecordFinding]:
    """Yield what the rules find in these agreements."""
    for start in range(0, len(addresses), CHUNK):
        some = addresses[start : start + CHUNK]
        found = list(_of_documents(some) if published else _of_working(some))
        facts = _facts({address for address, one in found if one["values"]})
        for address, one in found:
            named = [f"{name}: {said}" for name in one["values"].values() if (said := facts.get((address, name)))]
            words = f"{one['words']} ({'; '.join(named)})" if named else one["words"]
            yield RecordFinding(address, one["code"], words, one["severity"] != Severity.CONTRADICTION)


def _of_documents(addresses: Iterable[str]) -> Iterator[tuple[str, _Found]]:
    rows = AgreementEntry.objects.filter(record_id__in=addresses, until_number__isnull=True).order_by("record_id")
    for address, found in rows.values_list("record_id", "publication__document__findings"):
        yield from ((address, one) for one in found or ())


def _of_working(addresses: Iterable[str]) -> Iterator[tuple[str, _Found]]:
    for address, found in findings_of_working(addresses):
        yield from ((address, one) for one in found)


def _facts(addresses: set[str]) -> dict[tuple[str, str], str]:
    """Return what the acts and the clauses of these agreements say, by address and the name that findings use."""
    facts: dict[tuple[str, str], str] = {}
    acts = Act.objects.filter(agreement__slug__in=addresses)
    for address, key, state, day in acts.values_list("agreement__slug", "key", "observed_state", "date"):
        facts[address, f"act {key}"] = ", ".join(str(said) for said in (state, day) if said)
    clauses = Clause.objects.filter(agreement__slug__in=addresses, until_date__isnull=False)
    for address, day in clauses.values_list("agreement__slug", "until_date"):
        facts[address, "the clause"] = f"until {day}"
    return facts
