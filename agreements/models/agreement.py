"""Agreements: the instrument, its titles, identifiers, parties, sectors, forms and amounts.

Only facts are entered. ``signed``, ``effective``, ``ends`` and ``decisions`` are derived from acts and clause and
written only by settling; the state on a day is never stored.
"""

from __future__ import annotations

from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.codelists import Form, GivenStatus, Kind, LegalForceCode, Level, Role, SectorsStatus, TitleBasis
from agreements.models.base import Keyed, Record, exactly, record_triggers, touches, tracked, unique_key
from agreements.models.guards import given, record_constraints
from agreements.models.occasion import Occasion
from agreements.models.reference import LANGUAGE, Country, Institution, Sector
from agreements.partial_dates.fields import DaySetField, PartialDateField, partial_date_bounded

#: Written by settling, never by an editor.
DERIVED = ("signed", "effective", "ends", "ends_status", "decisions")


@tracked(derived=DERIVED)
class Agreement(Record):
    """One instrument between any number of parties; two make it bilateral."""

    kind = models.CharField(_("kind"), max_length=32, choices=Kind, blank=True, default="")
    original_designation = models.CharField(_("original designation"), max_length=200, blank=True, default="")
    legal_force = models.CharField(
        _("legal force"), max_length=12, choices=LegalForceCode, default=LegalForceCode.NOT_STATED
    )
    level = models.CharField(_("level"), max_length=20, choices=Level, default=Level.NOT_STATED)
    parties_status = models.CharField(_("parties are"), max_length=12, choices=GivenStatus, blank=True, default="")
    acts_status = models.CharField(_("acts are"), max_length=12, choices=GivenStatus, blank=True, default="")
    sectors_status = models.CharField(_("sectors are"), max_length=12, choices=SectorsStatus, blank=True, default="")
    summary = models.TextField(_("summary"), blank=True, default="", help_text=_("In our own words, in English."))
    summary_ko = models.TextField(_("summary in Korean"), blank=True, default="")
    summary_zh = models.TextField(_("summary in Chinese"), blank=True, default="")
    occasion = models.ForeignKey(
        Occasion, models.PROTECT, null=True, blank=True, related_name="agreements", verbose_name=_("occasion")
    )
    territorial_scope = models.TextField(_("territorial scope"), blank=True, default="")
    official_text_url = models.URLField(_("address of the official text"), max_length=1000, blank=True, default="")
    signed = PartialDateField(_("signed"), null=True, blank=True, editable=False)
    effective = PartialDateField(_("took effect"), null=True, blank=True, editable=False)
    ends = PartialDateField(_("last day in effect"), null=True, blank=True, editable=False)
    ends_status = models.CharField(_("how the end is known"), max_length=12, default="unknown", editable=False)
    #: Every last day for a notice up to 2100, of all terms together; NULL where there is none.
    decisions = DaySetField(_("last days for a notice"), null=True, editable=False)

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["slug"]
        permissions = [("publish_agreement", _("Can publish and withdraw agreements"))]
        triggers = record_triggers(derived=DERIVED)
        indexes = [
            GistIndex(fields=[f], name=f"agreement_{f}_gist") for f in ("signed", "effective", "ends", "decisions")
        ]
        constraints = [
            *record_constraints("agreement"),
            exactly("agreement_kind_known", "kind", ["", *Kind.values], _("This is not a kind of instrument.")),
            exactly("agreement_force_known", "legal_force", LegalForceCode.values, _("This is not a legal force.")),
            exactly("agreement_level_known", "level", Level.values, _("This is not a level.")),
            exactly(
                "agreement_parties_status_known", "parties_status", ["", *GivenStatus.values], _("Given or not stated.")
            ),
            exactly("agreement_acts_status_known", "acts_status", ["", *GivenStatus.values], _("Given or not stated.")),
            exactly(
                "agreement_sectors_status_known",
                "sectors_status",
                ["", *SectorsStatus.values],
                _("Given or unclassified."),
            ),
            *(partial_date_bounded(f"agreement_{f}_bounded", f) for f in ("signed", "effective", "ends")),
        ]

    def __str__(self) -> str:
        title = self.title_or_address()
        return title if title == self.slug else f"{title} [{self.slug}]"

    def title_or_address(self) -> str:
        """Return the first title, or the address of an agreement without any; twins have the same title."""
        title = next(iter(self.titles.all()), None)
        return title.title if title else self.slug


@tracked()
class Title(Keyed):
    """A title in a language: whose words they are, and whether this text prevails."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="titles", verbose_name=_("agreement"))
    language = models.CharField(_("language"), max_length=12, validators=[LANGUAGE])
    title = models.CharField(_("title"), max_length=2000)
    basis = models.CharField(_("basis"), max_length=24, choices=TitleBasis)
    prevails = models.BooleanField(_("this text prevails"), default=False)

    class Meta:
        verbose_name = _("title")
        verbose_name_plural = _("titles")
        ordering = ["position", "id"]
        triggers = touches("agreements_agreement", "agreement_id")
        constraints = [
            *unique_key("title"),
            exactly("title_basis_known", "basis", TitleBasis.values, _("Say whose words the title is.")),
            given("title_given", "title", _("A title cannot be empty.")),
        ]

    def __str__(self) -> str:
        return self.title

    def key_stem(self) -> str:
        """Return what the key starts with."""
        return f"title-{self.language}".lower()


@tracked()
class Identifier(Keyed):
    """A number under a scheme (UNTS, a national treaty number, the row key of a register); the key of re-import."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="identifiers", verbose_name=_("agreement"))
    scheme = models.CharField(_("scheme"), max_length=80)
    value = models.CharField(_("number"), max_length=200)

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ["position", "id"]
        triggers = touches("agreements_agreement", "agreement_id")
        constraints = [
            *unique_key("identifier"),
            given("identifier_scheme_given", "scheme", _("Say under which scheme the number stands.")),
            given("identifier_value_given", "value", _("A number cannot be empty.")),
            models.UniqueConstraint(
                fields=["scheme", "value"],
                name="identifier_unique_in_scheme",
                violation_error_message=_("Another record already has this number under this scheme."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


@tracked()
class Party(Keyed):
    """A country and/or institution on an agreement, in a role, with the person and office that acted for it."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties", verbose_name=_("agreement"))
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="parties", verbose_name=_("country")
    )
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="parties", verbose_name=_("institution")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.PARTY)
    person = models.CharField(_("person"), max_length=160, blank=True, default="")
    office = models.CharField(_("office"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["position", "id"]
        triggers = touches("agreements_agreement", "agreement_id")
        constraints = [
            *unique_key("party"),
            exactly("party_role_known", "role", Role.values, _("This is not a role.")),
            models.CheckConstraint(
                condition=models.Q(country__isnull=False) | models.Q(institution__isnull=False),
                name="party_is_country_or_institution",
                violation_error_message=_("A party is a country, an institution or both."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "country", "institution", "role", "person"],
                name="party_once_in_a_role",
                nulls_distinct=False,
                violation_error_message=_("This party already stands on the agreement in this role."),
            ),
        ]

    def __str__(self) -> str:
        return " / ".join(str(p) for p in (self.country, self.institution) if p is not None)

    def key_stem(self) -> str:
        """Return what the key starts with."""
        who = self.institution.slug if self.institution else (self.country.code.lower() if self.country else "somebody")
        return f"{who}-{self.role}"[:70]


@tracked()
class AgreementSector(Keyed):
    """That an agreement is about a sector."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="sector_rows", verbose_name=_("agreement"))
    sector = models.ForeignKey(Sector, models.PROTECT, related_name="agreement_rows", verbose_name=_("sector"))

    class Meta:
        verbose_name = _("sector of the agreement")
        verbose_name_plural = _("sectors of the agreement")
        ordering = ["position", "id"]
        triggers = touches("agreements_agreement", "agreement_id")
        constraints = [
            *unique_key("agreementsector"),
            models.UniqueConstraint(
                fields=["agreement", "sector"],
                name="agreementsector_once",
                violation_error_message=_("The agreement already has this sector."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.sector)

    def key_stem(self) -> str:
        """Return what the key starts with."""
        return self.sector.slug[:70]


@tracked()
class AgreementForm(Keyed):
    """That the parties cooperate in a form, apart from the subject on which they do it."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="form_rows", verbose_name=_("agreement"))
    form = models.CharField(_("form of cooperation"), max_length=32, choices=Form)

    class Meta:
        verbose_name = _("form of cooperation")
        verbose_name_plural = _("forms of cooperation")
        ordering = ["position", "id"]
        triggers = touches("agreements_agreement", "agreement_id")
        constraints = [
            *unique_key("agreementform"),
            exactly("agreementform_known", "form", Form.values, _("This is not a form of cooperation.")),
            models.UniqueConstraint(
                fields=["agreement", "form"],
                name="agreementform_once",
                violation_error_message=_("The agreement already has this form."),
            ),
        ]

    def key_stem(self) -> str:
        """Return what the key starts with."""
        return self.form or "form"


@tracked()
class Amount(Keyed):
    """A sum of money that the text names; ``currency`` is an ISO 4217 code, ``amount`` is in whole units with cents."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="amounts", verbose_name=_("agreement"))
    amount = models.DecimalField(_("amount"), max_digits=24, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)
    note = models.CharField(_("what for"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("amount")
        verbose_name_plural = _("amounts")
        ordering = ["position", "id"]
        triggers = touches("agreements_agreement", "agreement_id")
        constraints = [
            *unique_key("amount"),
            models.CheckConstraint(
                condition=models.Q(currency__regex=r"^[A-Z]{3}$"),
                name="amount_currency_three_capitals",
                violation_error_message=_("A currency is three capital letters, as in ISO 4217."),
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0),
                name="amount_not_negative",
                violation_error_message=_("An amount is not negative."),
            ),
        ]
