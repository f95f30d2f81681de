"""Evidence for the fields of a programme, its activities and its sessions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models.base import touches, tracked
from agreements.models.evidence import Citable, EvidenceBase, evidence_constraints
from programs.models.program import PLANNED_AND_ACTUAL, TABLE, Program

PROGRAM_FIELDS: Citable = {
    "": ("kind", "parent", "occasion", "stated_state", "summary", *PLANNED_AND_ACTUAL),
    "title": ("", "title"),
    "basis": ("", "how"),
    "sector": ("",),
    "form": ("",),
    "lead": ("", "country", "institution", "part"),
    "activity": ("", "title", "institution", "form", "stated_state", *PLANNED_AND_ACTUAL),
    "session": ("", "title", "date", "occasion", "stated_state"),
}


@tracked()
class ProgramEvidence(EvidenceBase):
    """Evidence for a field of a programme."""

    CITABLE = PROGRAM_FIELDS
    record_field = "program"

    program = models.ForeignKey(Program, models.CASCADE, related_name="evidence", verbose_name=_("programme"))

    class Meta(EvidenceBase.Meta):
        triggers = touches(TABLE, "program_id")
        constraints = evidence_constraints("programevidence", "program", PROGRAM_FIELDS)
