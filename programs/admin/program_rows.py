"""The rows of a programme, as inlines of its form."""

from __future__ import annotations

from agreements.admin.citing import EvidenceInline
from agreements.admin.rows import RowInline, StackedRowInline
from programs.models import (
    Activity,
    ProgramBasis,
    ProgramEvidence,
    ProgramForm,
    ProgramLead,
    ProgramSector,
    ProgramTitle,
    Session,
)


class TitleInline(RowInline):
    """Titles."""

    model = ProgramTitle
    fields = ("title", "language", "basis", "key", "position")


class BasisInline(RowInline):
    """The agreements on which the programme rests."""

    model = ProgramBasis
    fields = ("agreement", "how", "key", "position")
    autocomplete_fields = ("agreement",)
    related = ("agreement",)
    prefetch = ("agreement__titles",)


class LeadInline(RowInline):
    """Who leads and who takes part."""

    model = ProgramLead
    fields = ("country", "institution", "part", "key", "position")
    autocomplete_fields = ("country", "institution")
    related = ("country", "institution")
    prefetch = ("institution__names",)


class SectorInline(RowInline):
    """Subjects."""

    model = ProgramSector
    fields = ("sector", "key", "position")
    autocomplete_fields = ("sector",)
    related = ("sector",)


class FormInline(RowInline):
    """Forms of cooperation."""

    model = ProgramForm
    extra = 0
    fields = ("form", "key", "position")


class ActivityInline(StackedRowInline):
    """Commitments and steps."""

    model = Activity
    autocomplete_fields = ("institution",)
    related = ("institution",)
    prefetch = ("institution__names",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("title", "title_ko", "title_zh"),
                    ("institution", "form", "stated_state"),
                    ("planned_start", "planned_end"),
                    ("actual_start", "actual_end"),
                    "note",
                    ("key", "position"),
                )
            },
        ),
    )


class SessionInline(StackedRowInline):
    """Meetings."""

    model = Session
    extra = 0
    autocomplete_fields = ("occasion",)
    related = ("occasion",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("title", "title_ko", "title_zh"),
                    ("date", "stated_state", "occasion"),
                    "note",
                    ("key", "position"),
                )
            },
        ),
    )


class ProgramEvidenceInline(EvidenceInline):
    """Evidence."""

    model = ProgramEvidence


INLINES = (
    TitleInline,
    BasisInline,
    LeadInline,
    ActivityInline,
    SessionInline,
    SectorInline,
    FormInline,
    ProgramEvidenceInline,
)
