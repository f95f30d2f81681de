"""What is missing to publish, and the refusal that says so (domain section 9).

Two questions are asked of every record: what it lacks by itself (each kind knows), and whether every record that it
names is public already or published in the same call. A document names others by id, and a reader must be able to look
each of them up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from agreements.models.base import Record
from agreements.publishing import neighbours
from agreements.publishing.heads import Head, heads, public_among
from agreements.publishing.naming import Json, Ref
from agreements.publishing.registry import Missing, kind, kind_of, ref_of

#: A source of thousands of rows is named by thousands of records; so many are told by name.
MOST_NAMED = 50


class NotPublishable(Exception):
    """The records cannot be published, withdrawn, restored or merged as asked; ``problems`` says why, one by one."""

    def __init__(self, problems: Iterable[Missing]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def missing(record: Record) -> list[Missing]:
    """Return exactly what is missing to publish one record; an empty list means that it can be published."""
    return missing_of([record])[record.pk]


def missing_of(records: Iterable[Record]) -> dict[int, list[Missing]]:
    """Return what is missing to publish each of several records *of one kind*, by primary key.

    Each is looked at as if it were published alone. The number of queries does not grow with the number of records.
    """
    asked = list(records)
    if not asked:
        return {}
    of_kind = kind_of(asked[0])
    read = list(of_kind.read(of_kind.model._default_manager.filter(pk__in=[record.pk for record in asked])))
    facts = {ref_of(record): of_kind.facts(record) for record in read}
    gaps = {record.pk: list(of_kind.missing(record)) for record in read}
    for record, gap in names_not_public({ref_of(r): r for r in read}, facts, together=False):
        gaps[record.pk].append(gap)
    return gaps


def names_not_public(
    records: Mapping[Ref, Record], facts: Mapping[Ref, Json], *, together: bool
) -> list[tuple[Record, Missing]]:
    """Return a problem for every record named that is not public; ``together``: those published in one call count as
    such.

    A record of the call always counts for itself.
    """
    needed = [
        (ref, named.target)
        for ref, of_record in facts.items()
        for named in kind(ref.type).names(of_record, of_record["base"])
        if named.needed and named.target != ref and not (together and named.target in facts)
    ]
    public = public_among({target for _ref, target in needed})
    hanging = dict.fromkeys((ref, target) for ref, target in needed if target not in public)
    latest = heads(target for _ref, target in hanging)
    return [
        (records[ref], Missing(records[ref], str(target), _not_public(target, latest.get(target))))
        for ref, target in hanging
    ]


def _not_public(target: Ref, head: Head | None) -> str:
    label = kind(target.type).model._meta.verbose_name
    if head is not None and head.type == "merged":
        return _("It names the %(kind)s “%(id)s”, which was merged into “%(into)s”: name that one.") % {
            "kind": label,
            "id": target.id,
            "into": head.target,
        }
    return _("It names the %(kind)s “%(id)s”, which is not published: publish that first, or both together.") % {
        "kind": label,
        "id": target.id,
    }


def wrong_stage(asked: Mapping[Ref, Record], before: Mapping[Ref, Head], *, restoring: bool) -> list[Missing]:
    """Return a problem for every record that cannot be published, or restored, as its publications stand."""
    problems = []
    for ref, record in asked.items():
        head = before.get(ref)
        if restoring and (head is None or head.is_public):
            problems.append(Missing(record, "", _("Only what was withdrawn or merged can be restored.")))
        elif not restoring and head is not None and not head.is_public:
            problems.append(Missing(record, "", _("It was withdrawn or merged: restore it instead.")))
        elif head is None and record.published_revision is not None:
            problems.append(Missing(record, "slug", _("The address of a record never changes once it is public.")))
    return problems


def not_public(asked: Mapping[Ref, Record], before: Mapping[Ref, Head]) -> list[Missing]:
    """Return a problem for every record that is not public and so cannot leave the register."""
    return [
        Missing(record, "", _("It is not public."))
        for ref, record in asked.items()
        if ref not in before or not before[ref].is_public
    ]


def still_named(asked: Mapping[Ref, Record]) -> list[Missing]:
    """Return a problem for every public record, not leaving with these, that has to name one of them."""
    named = [(holder, target) for holder, target in neighbours.needing(set(asked)) if holder not in asked]
    told = [
        Missing(asked[target], str(holder), _("The public record %s still names it.") % str(holder))
        for holder, target in named[:MOST_NAMED]
    ]
    if more := len(named) - len(told):
        told.append(Missing(told[-1].record, "", _("and %(count)d more") % {"count": more}))
    return told
