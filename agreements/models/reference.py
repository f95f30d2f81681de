"""Countries, institutions and sectors: the nouns that many records name.

A country is keyed by its ISO 3166-1 alpha-2 code, or a user-assigned one (EU, XK). Former states are countries with an
end, which by itself terminates nothing. Names change over time and by language; a record stays under the name of its
day and is found under every name.
"""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.codelists import InstitutionKind
from agreements.models.base import Keyed, PlainText, Record, exactly, record_triggers, touches, tracked, unique_key
from agreements.models.guards import given, no_cycle_above, not_before, record_constraints, refuse_cycle_above
from agreements.partial_dates.fields import PartialDateField, partial_date_bounded

LANGUAGE = RegexValidator(
    r"^[a-z]{2,3}(-[a-z0-9]{2,8})*\Z", _("Use a language tag in lower case, such as “ko” or “zh-hans”.")
)


@tracked()
class Country(Record):
    """A country or former state; ``slug`` is its code in lower case."""

    code = models.CharField(
        _("code"),
        max_length=2,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", _("Two capital letters, as in ISO 3166-1."))],
    )
    name_en = models.CharField(_("name in English"), max_length=120)
    name_ko = models.CharField(_("name in Korean"), max_length=120)
    name_zh = models.CharField(_("name in Chinese"), max_length=120)
    ended = PartialDateField(_("last day as a state"), null=True, blank=True)
    successors = models.ManyToManyField(
        "self",
        through="CountrySuccession",
        through_fields=("country", "successor"),
        symmetrical=False,
        blank=True,
        related_name="predecessors",
        verbose_name=_("successors"),
    )

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["name_en"]
        permissions = [("publish_country", _("Can publish and withdraw countries"))]
        triggers = record_triggers()
        constraints = [
            *record_constraints("country"),
            given("country_name_given", "name_en", _("A country needs a name in English.")),
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[A-Z]{2}$"),
                name="country_code_two_capitals",
                violation_error_message=_("A country code is two capital letters."),
            ),
            partial_date_bounded("country_ended_bounded", "ended"),
        ]

    def __str__(self) -> str:
        return f"{self.name_en} ({self.code})"


@tracked()
class CountrySuccession(models.Model):
    """That one country succeeds another; a table of its own so that it has history like every other fact."""

    country = models.ForeignKey(Country, models.CASCADE, related_name="succession_rows", verbose_name=_("before"))
    successor = models.ForeignKey(Country, models.PROTECT, related_name="origin_rows", verbose_name=_("after"))

    class Meta:
        verbose_name = _("succession of a country")
        verbose_name_plural = _("successions of countries")
        ordering = ["successor__name_en"]
        triggers = touches("agreements_country", "country_id")
        constraints = [
            models.UniqueConstraint(
                fields=["country", "successor"],
                name="country_succession_once",
                violation_error_message=_("This successor is already recorded."),
            ),
            models.CheckConstraint(
                condition=~models.Q(country=models.F("successor")),
                name="country_does_not_succeed_itself",
                violation_error_message=_("A country cannot succeed itself."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.successor)


@tracked()
class CountryAlias(PlainText):
    """Another name of a country, in any language; import resolves parties through these, never by guess."""

    country = models.ForeignKey(Country, models.CASCADE, related_name="aliases", verbose_name=_("country"))
    language = models.CharField(_("language"), max_length=12, validators=[LANGUAGE])
    name = models.CharField(_("name"), max_length=160)

    class Meta:
        verbose_name = _("alias of a country")
        verbose_name_plural = _("aliases of countries")
        triggers = touches("agreements_country", "country_id")
        constraints = [
            models.UniqueConstraint(
                "language",
                models.functions.Lower("name"),
                name="country_alias_means_one_country",
                violation_error_message=_("This name already stands for a country in this language."),
            ),
            given("country_alias_given", "name", _("A name cannot be empty.")),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Institution(Record):
    """A ministry, agency, government, central bank or international organisation; it may have no country."""

    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="institutions", verbose_name=_("country")
    )
    kind = models.CharField(_("kind"), max_length=32, choices=InstitutionKind, default=InstitutionKind.OTHER)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    website = models.URLField(_("website"), blank=True, default="")

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = ["slug"]
        permissions = [("publish_institution", _("Can publish and withdraw institutions"))]
        triggers = record_triggers(no_cycle_above("agreements_institution", "institution_no_cycle"))
        constraints = [
            *record_constraints("institution"),
            exactly("institution_kind_known", "kind", InstitutionKind.values, _("This is not a kind of institution.")),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="institution_not_its_own_parent",
                violation_error_message=_("An institution cannot be part of itself."),
            ),
        ]

    def __str__(self) -> str:
        name = next((n for n in self.names.all() if n.language == "en"), None) or next(iter(self.names.all()), None)
        if name is None:
            return self.slug
        return f"{name.name} ({name.acronym})" if name.acronym else name.name

    def clean(self) -> None:
        """Refuse an institution that would be part of itself."""
        super().clean()
        refuse_cycle_above(self, "institution_no_cycle")


@tracked()
class InstitutionName(Keyed):
    """A name that an institution has or had, in one language; ``until`` is the last day of its use."""

    record_field = "institution"

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="names", verbose_name=_("institution"))
    language = models.CharField(_("language"), max_length=12, validators=[LANGUAGE])
    name = models.CharField(_("name"), max_length=240)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True, default="")
    since = PartialDateField(_("first day of use"), null=True, blank=True)
    until = PartialDateField(_("last day of use"), null=True, blank=True)

    class Meta:
        verbose_name = _("name of an institution")
        verbose_name_plural = _("names of institutions")
        ordering = ["position", "id"]
        triggers = touches("agreements_institution", "institution_id")
        constraints = [
            *unique_key("institutionname", "institution"),
            given("institutionname_given", "name", _("A name cannot be empty.")),
            not_before("institutionname_days_in_order", "until", "since", _("A name ends after it began.")),
            partial_date_bounded("institutionname_since_bounded", "since"),
            partial_date_bounded("institutionname_until_bounded", "until"),
        ]

    def __str__(self) -> str:
        return self.name

    def key_stem(self) -> str:
        """Return what the key starts with."""
        return f"name-{self.language}".lower()


@tracked()
class InstitutionChange(Keyed):
    """An institution renamed into, merged into or split into another; a record stays under the name of its day."""

    record_field = "institution"

    class What(models.TextChoices):
        RENAMED = "renamed", _("was renamed")
        MERGED = "merged", _("was merged")
        SPLIT = "split", _("was split")

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="changes", verbose_name=_("before"))
    successor = models.ForeignKey(Institution, models.PROTECT, related_name="origins", verbose_name=_("after"))
    what = models.CharField(_("what happened"), max_length=8, choices=What)
    date = PartialDateField(_("first day of the new order"), null=True, blank=True)

    class Meta:
        verbose_name = _("change of an institution")
        verbose_name_plural = _("changes of institutions")
        ordering = ["position", "id"]
        triggers = touches("agreements_institution", "institution_id")
        constraints = [
            *unique_key("institutionchange", "institution"),
            models.CheckConstraint(
                condition=~models.Q(institution=models.F("successor")),
                name="institution_does_not_succeed_itself",
                violation_error_message=_("An institution cannot succeed itself."),
            ),
            exactly("institutionchange_what_known", "what", ["renamed", "merged", "split"], _("Say what happened.")),
            partial_date_bounded("institutionchange_date_bounded", "date"),
        ]


@tracked()
class Sector(Record):
    """A subject in our own short tree; it may carry codes of outside schemes."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("within")
    )
    name_en = models.CharField(_("name in English"), max_length=120)
    name_ko = models.CharField(_("name in Korean"), max_length=120)
    name_zh = models.CharField(_("name in Chinese"), max_length=120)

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["name_en"]
        permissions = [("publish_sector", _("Can publish and withdraw sectors"))]
        triggers = record_triggers(no_cycle_above("agreements_sector", "sector_no_cycle"))
        constraints = [
            *record_constraints("sector"),
            given("sector_name_given", "name_en", _("A sector needs a name in English.")),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="sector_not_its_own_parent",
                violation_error_message=_("A sector cannot lie within itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_en

    def clean(self) -> None:
        """Refuse a sector that would lie within itself."""
        super().clean()
        refuse_cycle_above(self, "sector_no_cycle")


@tracked()
class SectorCode(Keyed):
    """The code of a sector in an outside scheme, such as an OECD DAC CRS purpose code or an ISIC class."""

    record_field = "sector"

    sector = models.ForeignKey(Sector, models.CASCADE, related_name="codes", verbose_name=_("sector"))
    scheme = models.CharField(_("scheme"), max_length=40)
    code = models.CharField(_("code"), max_length=40)

    class Meta:
        verbose_name = _("outside code of a sector")
        verbose_name_plural = _("outside codes of sectors")
        ordering = ["position", "id"]
        triggers = touches("agreements_sector", "sector_id")
        constraints = [
            *unique_key("sectorcode", "sector"),
            given("sectorcode_scheme_given", "scheme", _("Say of which scheme the code is.")),
            given("sectorcode_code_given", "code", _("A code cannot be empty.")),
            models.UniqueConstraint(
                fields=["sector", "scheme", "code"],
                name="sectorcode_once",
                violation_error_message=_("This sector already has this code."),
            ),
        ]

    def key_stem(self) -> str:
        """Return what the key starts with."""
        return "code"
