"""Relations: one instrument acts on another (domain section 6)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.codelists import RELATION_LABELS, BasisCode, Extent
from agreements.lifecycle.facts import RelationCode
from agreements.models.agreement import Agreement
from agreements.models.base import Keyed, exactly, touches, tracked, unique_key
from agreements.models.guards import NO_CYCLE_OF_SUCCESSION, SENTENCES, not_before
from agreements.partial_dates.fields import PartialDateField, partial_date_bounded

#: The relations that carry a lineage on; a circle of them is refused.
SUCCESSION = ("replaces", "renews")


@tracked()
class Relation(Keyed):
    """One instrument acts on another: stored one way, both labels shown (domain section 6).

    It belongs to its ``subject``. ``date`` is the relation's own day, ``until`` the last day that it fixes (*extends*:
    the new last day; *suspends*: the last day suspended).
    """

    record_field = "subject"

    subject = models.ForeignKey(Agreement, models.CASCADE, related_name="relations", verbose_name=_("subject"))
    object = models.ForeignKey(Agreement, models.PROTECT, related_name="relations_on", verbose_name=_("acts on"))
    code = models.CharField(_("relation"), max_length=16, choices=[(c, v) for c, (v, _r) in RELATION_LABELS.items()])
    date = PartialDateField(_("day"), null=True, blank=True)
    until = PartialDateField(_("last day that it fixes"), null=True, blank=True)
    extent = models.CharField(_("extent"), max_length=5, choices=Extent, default=Extent.WHOLE)
    basis = models.CharField(_("how it is known"), max_length=10, choices=BasisCode, default=BasisCode.STATED)
    wording = models.CharField(_("how the source words it"), max_length=200, blank=True, default="")
    note = models.TextField(_("public note"), blank=True, default="")
    preferred = models.BooleanField(
        _("preferred"), default=True, help_text=_("Of disputed codes only the preferred one acts.")
    )
    lost_reason = models.TextField(_("why it lost"), blank=True, default="")

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        ordering = ["position", "id"]
        triggers = [*touches("agreements_agreement", "subject_id"), *NO_CYCLE_OF_SUCCESSION]
        constraints = [
            *unique_key("relation", "subject"),
            exactly("relation_code_known", "code", [c.value for c in RelationCode], _("This is not a relation.")),
            exactly("relation_extent_known", "extent", Extent.values, _("In whole or in part.")),
            exactly("relation_basis_known", "basis", BasisCode.values, _("Say how the relation is known.")),
            models.UniqueConstraint(
                fields=["subject", "object", "code"],
                name="relation_once",
                violation_error_message=_("This relation is already recorded."),
            ),
            models.CheckConstraint(
                condition=~models.Q(subject=models.F("object")),
                name="relation_not_to_itself",
                violation_error_message=_("An agreement cannot act on itself."),
            ),
            models.CheckConstraint(
                condition=models.Q(preferred=True) | ~models.Q(lost_reason=""),
                name="relation_lost_with_reason",
                violation_error_message=_("Say why this relation lost."),
            ),
            not_before(
                "relation_suspension_days_in_order",
                "until",
                "date",
                _("The last day suspended cannot lie before the first."),
                only=models.Q(code="suspends"),
            ),
            *(partial_date_bounded(f"relation_{f}_bounded", f) for f in ("date", "until")),
        ]

    def __str__(self) -> str:
        return f"{RELATION_LABELS[self.code][0]} {self.object}"

    def clean(self) -> None:
        """Refuse a relation to itself and a circle of successors; the database holds the same lines."""
        super().clean()
        if self.subject_id is None or self.object_id is None:
            return
        if self.subject_id == self.object_id:
            raise ValidationError({"object": _("An agreement cannot act on itself.")})
        if self.code not in SUCCESSION or not self.preferred:
            return
        rows = Relation.objects.filter(code__in=SUCCESSION, preferred=True).exclude(pk=self.pk)
        seen: set[int] = set()
        ahead = {self.object_id}
        while ahead:
            if self.subject_id in ahead:
                raise ValidationError({"object": SENTENCES["relation_no_cycle"]}, code="relation_no_cycle")
            seen |= ahead
            ahead = set(rows.filter(subject__in=ahead).values_list("object", flat=True)) - seen

    def key_stem(self) -> str:
        """Return what the key starts with."""
        return f"{self.code}-{self.object.slug}"[:70].rstrip("-")
