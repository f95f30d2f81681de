"""Sources, and the passages in them that evidence points to.

The text of a source may or may not be kept. A passage holds a W3C TextPosition selector (characters from ``start`` up
to, not including, ``end``) and the text's sha-256, so that the words can be shown and checked wherever the text is at
hand, without the words being stored with the seeds.
"""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.codelists import BasisCode, LocatorKind, SourceKind
from agreements.models.base import Keyed, Record, exactly, record_triggers, touches, tracked, unique_key
from agreements.models.guards import given, record_constraints
from agreements.models.reference import LANGUAGE
from agreements.partial_dates.fields import PartialDateField, partial_date_bounded

SHA256 = RegexValidator(r"^[0-9a-f]{64}\Z", _("A sha-256 is 64 hexadecimal digits in lower case."))


@tracked()
class Source(Record):
    """A document: article, official text, press release, gazette, web page or data file."""

    as_it_stands = ("text",)

    title = models.CharField(_("title"), max_length=400)
    kind = models.CharField(_("kind"), max_length=16, choices=SourceKind)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True, default="")
    author = models.CharField(_("author"), max_length=200, blank=True, default="")
    language = models.CharField(_("language"), max_length=12, validators=[LANGUAGE])
    url = models.URLField(_("address on the web"), max_length=1000, blank=True, default="")
    published = PartialDateField(_("published"), null=True, blank=True)
    published_basis = models.CharField(
        _("how the date is known"), max_length=10, choices=BasisCode, default=BasisCode.STATED
    )
    published_reasoning = models.TextField(_("reasoning about the date"), blank=True, default="")
    retrieved = models.DateField(_("retrieved"), null=True, blank=True)
    sha256 = models.CharField(_("sha-256 of the text"), max_length=64, blank=True, default="", validators=[SHA256])
    text = models.TextField(
        _("text"), blank=True, default="", help_text=_("Kept for editors; only cited passages are published.")
    )
    licence = models.CharField(_("licence of the text"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["slug"]
        permissions = [("publish_source", _("Can publish and withdraw sources"))]
        triggers = record_triggers()
        constraints = [
            *record_constraints("source"),
            given("source_title_given", "title", _("A source needs a title.")),
            exactly("source_kind_known", "kind", SourceKind.values, _("This is not a kind of source.")),
            models.CheckConstraint(
                condition=models.Q(sha256="") | models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="source_sha256_shape",
                violation_error_message=_("A sha-256 is 64 hexadecimal digits in lower case."),
            ),
            exactly(
                "source_published_basis_known",
                "published_basis",
                BasisCode.values,
                _("Say whether the date is stated, computed or inferred."),
            ),
            models.CheckConstraint(
                condition=~models.Q(published_basis=BasisCode.INFERRED) | ~models.Q(published_reasoning=""),
                name="source_inferred_with_reasoning",
                violation_error_message=_("An inferred date of publication needs its reasoning."),
            ),
            partial_date_bounded("source_published_bounded", "published"),
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class Passage(Keyed):
    """A place in a source: a locator for people, a position and the quoted words for machines."""

    record_field = "source"
    as_it_stands = ("quote", "prefix", "suffix")

    source = models.ForeignKey(Source, models.CASCADE, related_name="passages", verbose_name=_("source"))
    locator_kind = models.CharField(
        _("kind of place"), max_length=10, choices=LocatorKind, default=LocatorKind.PARAGRAPH
    )
    locator = models.CharField(_("place"), max_length=80, blank=True, default="")
    start = models.PositiveIntegerField(_("first character"), null=True, blank=True)
    end = models.PositiveIntegerField(_("first character after"), null=True, blank=True)
    quote = models.TextField(_("quoted words"), blank=True, default="")
    prefix = models.TextField(_("what stands before"), blank=True, default="")
    suffix = models.TextField(_("what stands after"), blank=True, default="")

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["source", "start", "id"]
        triggers = touches("agreements_source", "source_id")
        constraints = [
            *unique_key("passage", "source"),
            exactly("passage_locator_known", "locator_kind", LocatorKind.values, _("This is not a kind of place.")),
            models.CheckConstraint(
                condition=models.Q(start__isnull=True, end__isnull=True)
                | models.Q(start__isnull=False, end__isnull=False, end__gt=models.F("start")),
                name="passage_position_in_order",
                violation_error_message=_("A passage ends after it starts; give both ends or neither."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_locator_kind_display()} {self.locator or self.key}, {self.source}"

    def key_stem(self) -> str:
        """Return what the key starts with."""
        return f"p-{self.locator}".lower().strip("-") if self.locator.isalnum() and self.locator.isascii() else "p"
