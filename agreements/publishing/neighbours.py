"""Which public records must be derived again because others arrive, change or leave (domain section 10).

For the records X of a call:

* the objects of X's present and former relations, because X ends, extends or suspends them; *former* are those of the
  last publication, for all earlier ones were followed when it was made;
* the records that replace or renew X or one of these, because the lapse between two records stands on both;
* where X becomes public or stops being so, every record whose document would name X (a relation to it, a programme that
  rests on it), because a relation is public once both ends are;
* where the country of an institution changes, or it goes into another one, the records that name it, because they take
  part through its country.

No further: a relation reads its subject's own facts, never its standings (rule 12). Whether a neighbour's document
really changes is seen when it has been derived; one that does not is not published again.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from agreements.codelists import SUCCEEDING
from agreements.publishing.heads import Head, by_type
from agreements.publishing.naming import Json, Ref
from agreements.register.models import Mention


def of(changed: Mapping[Ref, Json | None], before: Mapping[Ref, Head]) -> set[Ref]:
    """Return the neighbours of the records whose facts change, public or not, themselves left out.

    ``changed`` are the facts to come (None: the record leaves), ``before`` the latest publications until now.
    """
    moved = {ref for ref, facts in changed.items() if facts != facts_before(ref, before)}
    turning = {ref for ref in moved if (changed[ref] is None) != (facts_before(ref, before) is None)}
    objects: set[Ref] = set()
    for ref in moved:
        if ref.type == "agreement":
            objects |= objects_of(changed[ref]) | objects_of(facts_before(ref, before))
    found = set(objects)
    agreements = {ref for ref in moved if ref.type == "agreement"} | objects
    found |= holders(Q(holder_type="agreement", what__in=SUCCEEDING), agreements)
    found |= holders(Q(needed=False), turning)
    found |= holders(
        Q(), {ref for ref in moved if ref.type == "institution" and _country_changes(ref, changed, before)}
    )
    return found - set(changed)


def facts_before(ref: Ref, before: Mapping[Ref, Head]) -> Json | None:
    """Return the last published facts of a record that is public now, else None."""
    head = before.get(ref)
    return head.facts if head is not None and head.is_public else None


def objects_of(facts: Json | None) -> set[Ref]:
    """Return the objects of the relations in an agreement's facts."""
    return set() if facts is None else {Ref("agreement", relation["object"]) for relation in facts["relations"]}


def holders(condition: Q, targets: set[Ref]) -> set[Ref]:
    """Return the records whose latest publication names one of ``targets`` and meets ``condition``."""
    if not targets:
        return set()
    named = Q()
    for record_type, ids in by_type(targets).items():
        named |= Q(target_type=record_type, target_id__in=ids)
    rows = Mention.objects.filter(condition & named).values_list("holder_type", "holder_id").distinct()
    return {Ref(*row) for row in rows}


def _country_changes(ref: Ref, changed: Mapping[Ref, Json | None], before: Mapping[Ref, Head]) -> bool:
    old, new = facts_before(ref, before), changed[ref]
    if old is None or new is None:
        return True
    return bool(old["base"]["country"] != new["base"]["country"])


def needing(targets: set[Ref]) -> list[tuple[Ref, Ref]]:
    """Return (holder, target) for every public record that must be able to name one of ``targets``."""
    found: set[tuple[Ref, Ref]] = set()
    for record_type, ids in by_type(targets).items():
        rows = Mention.objects.filter(needed=True, target_type=record_type, target_id__in=ids)
        found |= {(Ref(row.holder_type, row.holder_id), Ref(record_type, row.target_id)) for row in rows}
    return sorted(found)
