"""Programmes: a working programme, work plan, action plan, platform or initiative that follows from agreements.

Planned and actual dates are kept apart, and so are the state that somebody stated and what the dates imply on a day
(domain section 8): only the first is stored.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.codelists import Form, ProgramKind, ProgressState, SectorsStatus, TitleBasis
from agreements.models.agreement import Agreement
from agreements.models.base import Keyed, Record, exactly, record_triggers, touches, tracked, unique_key
from agreements.models.guards import given, no_cycle_above, not_before, record_constraints, refuse_cycle_above
from agreements.models.occasion import Occasion
from agreements.models.reference import LANGUAGE, Country, Institution, Sector
from agreements.partial_dates.fields import PartialDateField, partial_date_bounded

TABLE = "programs_program"
PLANNED_AND_ACTUAL = ("planned_start", "planned_end", "actual_start", "actual_end")


def planned_and_actual_in_order(model: str) -> list[models.CheckConstraint]:
    """Return the constraints that planned days, and actual days, do not end before they begin."""
    return [
        not_before(
            f"{model}_{which}_days_in_order",
            f"{which}_end",
            f"{which}_start",
            _("The last day cannot lie before the first."),
        )
        for which in ("planned", "actual")
    ]


@tracked()
class Program(Record):
    """One programme; its dates are partial, its ``stated_state`` is what a source says, not what the dates imply."""

    kind = models.CharField(_("kind"), max_length=20, choices=ProgramKind, blank=True, default="")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    occasion = models.ForeignKey(
        Occasion, models.PROTECT, null=True, blank=True, related_name="programs", verbose_name=_("agreed at")
    )
    stated_state = models.CharField(
        _("stated state"), max_length=20, choices=ProgressState, default=ProgressState.UNKNOWN
    )
    planned_start = PartialDateField(_("planned first day"), null=True, blank=True)
    planned_end = PartialDateField(_("planned last day"), null=True, blank=True)
    actual_start = PartialDateField(_("actual first day"), null=True, blank=True)
    actual_end = PartialDateField(_("actual last day"), null=True, blank=True)
    sectors_status = models.CharField(_("sectors are"), max_length=12, choices=SectorsStatus, blank=True, default="")
    summary = models.TextField(_("summary"), blank=True, default="")
    summary_ko = models.TextField(_("summary in Korean"), blank=True, default="")
    summary_zh = models.TextField(_("summary in Chinese"), blank=True, default="")

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["slug"]
        permissions = [("publish_program", _("Can publish and withdraw programmes"))]
        triggers = record_triggers(no_cycle_above(TABLE, "program_no_cycle"))
        constraints = [
            *record_constraints("program"),
            *planned_and_actual_in_order("program"),
            exactly("program_kind_known", "kind", ["", *ProgramKind.values], _("This is not a kind of programme.")),
            exactly("program_state_known", "stated_state", ProgressState.values, _("This is not a state.")),
            exactly(
                "program_sectors_status_known",
                "sectors_status",
                ["", *SectorsStatus.values],
                _("Given or unclassified."),
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="program_not_its_own_parent",
                violation_error_message=_("A programme cannot be part of itself."),
            ),
            *(partial_date_bounded(f"program_{f}_bounded", f) for f in PLANNED_AND_ACTUAL),
        ]

    def __str__(self) -> str:
        title = self.title_or_address()
        return title if title == self.slug else f"{title} [{self.slug}]"

    def clean(self) -> None:
        """Refuse a programme that would be part of itself."""
        super().clean()
        refuse_cycle_above(self, "program_no_cycle")

    def title_or_address(self) -> str:
        """Return the first title, or the address of a programme without any; twins have the same title."""
        title = next(iter(self.titles.all()), None)
        return title.title if title else self.slug


@tracked()
class ProgramTitle(Keyed):
    """A title of a programme in a language, and whose words it is."""

    record_field = "program"

    program = models.ForeignKey(Program, models.CASCADE, related_name="titles", verbose_name=_("programme"))
    language = models.CharField(_("language"), max_length=12, validators=[LANGUAGE])
    title = models.CharField(_("title"), max_length=2000)
    basis = models.CharField(_("basis"), max_length=24, choices=TitleBasis)

    class Meta:
        verbose_name = _("title")
        verbose_name_plural = _("titles")
        ordering = ["position", "id"]
        triggers = touches(TABLE, "program_id")
        constraints = [
            *unique_key("programtitle", "program"),
            exactly("programtitle_basis_known", "basis", TitleBasis.values, _("Say whose words the title is.")),
            given("programtitle_given", "title", _("A title cannot be empty.")),
        ]

    def __str__(self) -> str:
        return self.title

    def key_stem(self) -> str:
        """Return what the key starts with."""
        return f"title-{self.language}".lower()


@tracked()
class ProgramBasis(Keyed):
    """An agreement or framework from which the programme follows."""

    record_field = "program"

    class How(models.TextChoices):
        FOLLOWS_FROM = "follows-from", _("follows from")
        UNDER = "under", _("is carried out under")
        FORESEEN_BY = "foreseen-by", _("was foreseen by")

    program = models.ForeignKey(Program, models.CASCADE, related_name="bases", verbose_name=_("programme"))
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="program_rows", verbose_name=_("agreement"))
    how = models.CharField(_("how"), max_length=16, choices=How, default=How.FOLLOWS_FROM)

    class Meta:
        verbose_name = _("agreement it rests on")
        verbose_name_plural = _("agreements it rests on")
        ordering = ["position", "id"]
        triggers = touches(TABLE, "program_id")
        constraints = [
            *unique_key("programbasis", "program"),
            exactly(
                "programbasis_how_known", "how", ["follows-from", "under", "foreseen-by"], _("Say how it rests on it.")
            ),
            models.UniqueConstraint(
                fields=["program", "agreement"],
                name="programbasis_once",
                violation_error_message=_("The programme already names this agreement."),
            ),
        ]

    def key_stem(self) -> str:
        """Return what the key starts with."""
        return self.agreement.slug[:70].rstrip("-")


@tracked()
class ProgramSector(Keyed):
    """That a programme is about a sector."""

    record_field = "program"

    program = models.ForeignKey(Program, models.CASCADE, related_name="sector_rows", verbose_name=_("programme"))
    sector = models.ForeignKey(Sector, models.PROTECT, related_name="program_rows", verbose_name=_("sector"))

    class Meta:
        verbose_name = _("sector of the programme")
        verbose_name_plural = _("sectors of the programme")
        ordering = ["position", "id"]
        triggers = touches(TABLE, "program_id")
        constraints = [
            *unique_key("programsector", "program"),
            models.UniqueConstraint(
                fields=["program", "sector"],
                name="programsector_once",
                violation_error_message=_("The programme already has this sector."),
            ),
        ]

    def key_stem(self) -> str:
        """Return what the key starts with."""
        return self.sector.slug[:70]


@tracked()
class ProgramForm(Keyed):
    """That a programme works in a form of cooperation."""

    record_field = "program"

    program = models.ForeignKey(Program, models.CASCADE, related_name="form_rows", verbose_name=_("programme"))
    form = models.CharField(_("form of cooperation"), max_length=32, choices=Form)

    class Meta:
        verbose_name = _("form of cooperation")
        verbose_name_plural = _("forms of cooperation")
        ordering = ["position", "id"]
        triggers = touches(TABLE, "program_id")
        constraints = [
            *unique_key("programform", "program"),
            exactly("programform_known", "form", Form.values, _("This is not a form of cooperation.")),
            models.UniqueConstraint(
                fields=["program", "form"],
                name="programform_once",
                violation_error_message=_("The programme already has this form."),
            ),
        ]

    def key_stem(self) -> str:
        """Return what the key starts with."""
        return self.form or "form"


@tracked()
class ProgramLead(Keyed):
    """A country or institution that leads a programme or takes part in it."""

    record_field = "program"

    class Part(models.TextChoices):
        LEAD = "lead", _("Leads")
        PARTNER = "partner", _("Takes part")

    program = models.ForeignKey(Program, models.CASCADE, related_name="leads", verbose_name=_("programme"))
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("country")
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("institution")
    )
    part = models.CharField(_("part"), max_length=8, choices=Part, default=Part.LEAD)

    class Meta:
        verbose_name = _("leading institution")
        verbose_name_plural = _("leading institutions")
        ordering = ["position", "id"]
        triggers = touches(TABLE, "program_id")
        constraints = [
            *unique_key("programlead", "program"),
            exactly("programlead_part_known", "part", ["lead", "partner"], _("It leads or takes part.")),
            models.CheckConstraint(
                condition=models.Q(country__isnull=False) | models.Q(institution__isnull=False),
                name="programlead_is_somebody",
                violation_error_message=_("Name a country, an institution or both."),
            ),
            models.UniqueConstraint(
                fields=["program", "country", "institution", "part"],
                name="programlead_once_in_a_part",
                nulls_distinct=False,
                violation_error_message=_("It already stands on the programme in this part."),
            ),
        ]

    def key_stem(self) -> str:
        """Return what the key starts with."""
        who = self.institution.slug if self.institution else (self.country.code.lower() if self.country else "somebody")
        return f"{who}-{self.part}"[:70]
