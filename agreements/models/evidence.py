"""Evidence: a passage speaks for or against one field of one record (domain section 9).

A field that does not exist cannot be cited: ``CITABLE`` lists, per kind of record, the parts and their fields, and a
database constraint holds every row to it. ``part`` is empty for the record's own fields; ``item`` is the key of the
row. That the row exists is checked when evidence is entered, and by the audit, because rows come and go.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.codelists import BasisCode, Stance
from agreements.models.agreement import Agreement
from agreements.models.base import Keyed, exactly, touches, tracked, unique_key
from agreements.models.occasion import Occasion
from agreements.models.reference import Institution
from agreements.models.source import Passage

#: part -> fields of it that evidence may name. A field "" cites the row as a whole (that it is there at all).
Citable = dict[str, tuple[str, ...]]

AGREEMENT_FIELDS: Citable = {
    "": (
        "kind",
        "original_designation",
        "legal_force",
        "level",
        "summary",
        "occasion",
        "territorial_scope",
        "official_text_url",
    ),
    "title": ("", "title", "basis", "prevails"),
    "identifier": ("", "value"),
    "party": ("", "role", "country", "institution", "person", "office"),
    "sector": ("",),
    "form": ("",),
    "amount": ("", "amount", "currency"),
    "act": ("", "date", "takes_effect", "until", "ground", "place", "occasion", "actor", "observed_state"),
    "relation": ("", "code", "date", "until", "extent"),
    "clause": (
        "duration_kind",
        "initial_term",
        "until_date",
        "counting_start",
        "counting_date",
        "renewal_kind",
        "renewal_term",
        "max_renewals",
        "notice_period",
        "termination_right",
        "survival_term",
        "end_convention",
    ),
}
OCCASION_FIELDS: Citable = {
    "": ("kind", "name_en", "name_ko", "name_zh", "date", "place", "country", "parent", "summary"),
    "participant": ("", "country", "institution", "person", "office"),
}
INSTITUTION_FIELDS: Citable = {
    "": ("country", "kind", "parent", "website"),
    "name": ("", "name", "acronym", "since", "until"),
    "change": ("", "what", "date", "successor"),
}


#: part -> the name by which a record reaches the rows of that part, for every kind of record.
ROWS = {
    "title": "titles",
    "identifier": "identifiers",
    "party": "parties",
    "sector": "sector_rows",
    "form": "form_rows",
    "amount": "amounts",
    "act": "acts",
    "relation": "relations",
    "participant": "participants",
    "name": "names",
    "change": "changes",
    "basis": "bases",
    "lead": "leads",
    "activity": "activities",
    "session": "sessions",
}
#: Parts of which a record has at most one, without a key.
WITHOUT_ITEM = ("", "clause")


def keys_of(record: models.Model, part: str) -> set[str]:
    """Return the keys of a saved record's rows of one part, as evidence names them in ``item``."""
    return set(getattr(record, ROWS[part]).values_list("key", flat=True))


def names_a_field(name: str, citable: Citable) -> models.CheckConstraint:
    """Return the constraint that evidence names a field that exists, and an item exactly where the part has rows."""
    condition = models.Q(pk__isnull=True)
    for part, fields in citable.items():
        one = models.Q(part=part, field__in=fields)
        condition |= one & (models.Q(item="") if part in WITHOUT_ITEM else ~models.Q(item=""))
    return models.CheckConstraint(
        condition=condition,
        name=name,
        violation_error_message=_("There is no such field to cite; choose one from the list."),
    )


class EvidenceBase(Keyed):
    """One passage for or against one field, with the value that it gives and the words in which it gives it.

    ``value`` is the normalised value (EDTF, code or text), ``stated_value`` the passage's own words for it; ``column``
    names the column in which it stands, where the passage is a row of a table. A value that lost is kept with its
    reason. A relative date resolved against the publication date is *inferred*, with reasoning.
    """

    CITABLE: Citable = {}
    #: Who confirmed evidence confirmed these; of others they have not said a word.
    PROVING: ClassVar[frozenset[str]] = frozenset({"value", "stated_value", "passage"})
    as_it_stands = ("stated_value",)

    part = models.CharField(_("part"), max_length=16, blank=True, default="")
    item = models.CharField(_("row"), max_length=80, blank=True, default="")
    field = models.CharField(_("field"), max_length=32, blank=True, default="")
    stance = models.CharField(_("the passage"), max_length=12, choices=Stance, default=Stance.SUPPORTS)
    passage = models.ForeignKey(Passage, models.PROTECT, related_name="+", verbose_name=_("passage"))
    value = models.CharField(_("value"), max_length=400, blank=True, default="")
    stated_value = models.CharField(_("in these words"), max_length=400, blank=True, default="")
    column = models.CharField(
        _("column"),
        max_length=120,
        blank=True,
        default="",
        help_text=_("The column of the table in which the value stands."),
    )
    basis = models.CharField(_("basis"), max_length=10, choices=BasisCode, default=BasisCode.STATED)
    reasoning = models.TextField(_("reasoning"), blank=True, default="")
    preferred = models.BooleanField(_("preferred"), default=True)
    lost_reason = models.TextField(_("why it lost"), blank=True, default="")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    last_checked = models.DateField(_("last checked"), null=True, blank=True)

    class Meta(Keyed.Meta):
        abstract = True
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["position", "id"]

    def clean(self) -> None:
        """Refuse a field that does not exist, and a row that does not exist; the latter for saved records only."""
        super().clean()
        fields = self.CITABLE.get(self.part, ())
        if self.part not in self.CITABLE or self.field not in fields:
            allowed = ", ".join(f or gettext("(the row itself)") for f in fields) or gettext("none")
            raise ValidationError({"field": _("There is no such field to cite. Fields of this part: %s") % allowed})
        if self.part in WITHOUT_ITEM:
            if self.item:
                raise ValidationError({"item": _("This part has no rows; leave the row empty.")})
        elif not self.item:
            raise ValidationError({"item": _("Say by its key which row the passage speaks of.")})
        elif not self.item_is_checked_elsewhere:
            self.clean_item()

    #: Set by a form that saves the rows together with their evidence, and checks the one against the other itself.
    item_is_checked_elsewhere = False

    def clean_item(self) -> None:
        """Refuse a row that the saved record does not have."""
        record_id = getattr(self, f"{self.record_field}_id")
        if record_id is not None and self.item not in keys_of(getattr(self, self.record_field), self.part):
            raise ValidationError({"item": _("The record has no row “%s” in this part.") % self.item})

    def key_stem(self) -> str:
        """Return what the key starts with."""
        return (
            "-".join(p.replace("_", "-") for p in (self.item or self.part, self.field) if p)[:70].strip("-")
            or "evidence"
        )

    @property
    def target(self) -> str:
        """Return the path of the field cited, such as ``act/signed/date`` or ``kind``."""
        return "/".join(p for p in (self.part, self.item, self.field) if p)


def evidence_constraints(model: str, record_field: str, citable: Citable) -> list[models.BaseConstraint]:
    """Return the constraints that every evidence table has."""
    return [
        *unique_key(model, record_field),
        names_a_field(f"{model}_names_a_field", citable),
        exactly(f"{model}_stance_known", "stance", Stance.values, _("It supports or contradicts.")),
        exactly(f"{model}_basis_known", "basis", BasisCode.values, _("Say how the value is known.")),
        models.CheckConstraint(
            condition=models.Q(preferred=True) | ~models.Q(lost_reason=""),
            name=f"{model}_lost_with_reason",
            violation_error_message=_("Say why this value lost."),
        ),
        models.CheckConstraint(
            condition=~models.Q(basis="inferred") | ~models.Q(reasoning=""),
            name=f"{model}_inferred_with_reasoning",
            violation_error_message=_("An inferred value needs its reasoning."),
        ),
    ]


@tracked()
class AgreementEvidence(EvidenceBase):
    """Evidence for a field of an agreement."""

    CITABLE = AGREEMENT_FIELDS

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="evidence", verbose_name=_("agreement"))

    class Meta(EvidenceBase.Meta):
        triggers = touches("agreements_agreement", "agreement_id")
        constraints = evidence_constraints("agreementevidence", "agreement", AGREEMENT_FIELDS)


@tracked()
class OccasionEvidence(EvidenceBase):
    """Evidence for a field of an occasion."""

    CITABLE = OCCASION_FIELDS
    record_field = "occasion"

    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="evidence", verbose_name=_("occasion"))

    class Meta(EvidenceBase.Meta):
        triggers = touches("agreements_occasion", "occasion_id")
        constraints = evidence_constraints("occasionevidence", "occasion", OCCASION_FIELDS)


@tracked()
class InstitutionEvidence(EvidenceBase):
    """Evidence for a field of an institution."""

    CITABLE = INSTITUTION_FIELDS
    record_field = "institution"

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="evidence", verbose_name=_("institution"))

    class Meta(EvidenceBase.Meta):
        triggers = touches("agreements_institution", "institution_id")
        constraints = evidence_constraints("institutionevidence", "institution", INSTITUTION_FIELDS)
