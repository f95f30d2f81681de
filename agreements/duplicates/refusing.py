"""Which two records cannot be merged, whatever an editor chooses: circles, what is gone, what nobody published."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from agreements.codelists import Stage
from agreements.duplicates.plans import MERGEABLE, NotMergeable, Plan
from agreements.models import Agreement, Relation, Source
from agreements.models.guards import SENTENCES
from agreements.models.relation import SUCCESSION
from agreements.publishing import kinds


def refuse(closed: Any, goes_on: Any) -> None:
    """Raise ``NotMergeable`` for two records that cannot be merged, whatever stands on them."""
    if type(closed) is not type(goes_on) or closed.pk == goes_on.pk:
        raise NotMergeable([_("A record is merged into another one of its own kind.")])
    if not any(isinstance(closed, kind.model) and kind.code in MERGEABLE for kind in kinds()):
        raise NotMergeable([_("Records of this kind are not merged.")])
    problems = [
        _("“%(record)s” is not in the register any more (%(stage)s): restore it first.")
        % {"record": record, "stage": record.get_stage_display()}
        for record in (closed, goes_on)
        if record.stage in (Stage.WITHDRAWN, Stage.MERGED)
    ]
    if not problems and closed.stage == Stage.PUBLISHED and goes_on.stage != Stage.PUBLISHED:
        problems.append(_("The public record must be the one that goes on: readers know its address."))
    if isinstance(closed, Source) and closed.sha256 and goes_on.sha256 and closed.sha256 != goes_on.sha256:
        problems.append(_("Their texts differ, and passages are places in a text: these are two sources."))
    if isinstance(closed, Agreement):
        problems += _circles(closed.pk, goes_on.pk)
    if problems:
        raise NotMergeable(problems)


def refuse_unpublished(plan: Plan) -> None:
    """Raise ``NotMergeable`` where a merger of public records would publish changes that nobody published."""
    if plan.closed.stage != Stage.PUBLISHED:
        return
    waiting = [
        r for r in (plan.closed, plan.goes_on, *plan.holders()) if r.editorial_status == "changed-since-publication"
    ]
    if waiting:
        raise NotMergeable(
            _("“%s” has changes that are not published yet. Publish them first, or take them back.") % r
            for r in waiting
        )


def _circles(closed: int, goes_on: int) -> list[str]:
    """Say so where the two, taken as one, would replace or renew themselves through others."""
    ahead: dict[int, set[int]] = {}
    for subject, target in Relation.objects.filter(code__in=SUCCESSION, preferred=True).values_list(
        "subject", "object"
    ):
        one = goes_on if subject == closed else subject
        other = goes_on if target == closed else target
        if one != other:
            ahead.setdefault(one, set()).add(other)
    seen: set[int] = set()
    reached = set(ahead.get(goes_on, ()))
    while reached:
        if goes_on in reached:
            return [str(SENTENCES["relation_no_cycle"])]
        seen |= reached
        reached = {n for one in reached for n in ahead.get(one, ())} - seen
    return []
