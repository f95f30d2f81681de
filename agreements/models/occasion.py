"""Occasions: the state visit, summit, meeting or session on which instruments are signed and programmes agreed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.codelists import OccasionKind
from agreements.models.base import Keyed, Record, exactly, record_triggers, touches, tracked, unique_key
from agreements.models.guards import given, no_cycle_above, record_constraints, refuse_cycle_above
from agreements.models.reference import Country, Institution
from agreements.partial_dates.fields import PartialDateField, partial_date_bounded


@tracked()
class Occasion(Record):
    """One occasion; ``name_en`` is required, the others where known."""

    kind = models.CharField(_("kind"), max_length=24, choices=OccasionKind)
    name_en = models.CharField(_("name in English"), max_length=240)
    name_ko = models.CharField(_("name in Korean"), max_length=240, blank=True, default="")
    name_zh = models.CharField(_("name in Chinese"), max_length=240, blank=True, default="")
    date = PartialDateField(_("when"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True, default="")
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("in country")
    )
    summary = models.TextField(_("summary"), blank=True, default="")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )

    class Meta:
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")
        ordering = ["slug"]
        permissions = [("publish_occasion", _("Can publish and withdraw occasions"))]
        triggers = record_triggers(no_cycle_above("agreements_occasion", "occasion_no_cycle"))
        constraints = [
            *record_constraints("occasion"),
            given("occasion_name_given", "name_en", _("An occasion needs a name in English.")),
            exactly("occasion_kind_known", "kind", OccasionKind.values, _("This is not a kind of occasion.")),
            partial_date_bounded("occasion_date_bounded", "date"),
        ]

    def __str__(self) -> str:
        return self.name_en

    def clean(self) -> None:
        """Refuse an occasion that would be part of itself."""
        super().clean()
        refuse_cycle_above(self, "occasion_no_cycle")


@tracked()
class OccasionParticipant(Keyed):
    """Who took part in an occasion: a country, an institution, a person in an office."""

    record_field = "occasion"

    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="participants", verbose_name=_("occasion"))
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("country")
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("institution")
    )
    person = models.CharField(_("person"), max_length=160, blank=True, default="")
    office = models.CharField(_("office"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["position", "id"]
        triggers = touches("agreements_occasion", "occasion_id")
        constraints = [
            *unique_key("occasionparticipant", "occasion"),
            models.CheckConstraint(
                condition=models.Q(country__isnull=False) | models.Q(institution__isnull=False) | ~models.Q(person=""),
                name="occasionparticipant_is_somebody",
                violation_error_message=_("Name a country, an institution or a person."),
            ),
        ]
