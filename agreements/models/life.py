"""What moves an agreement's life: its acts, and its clause on duration and renewal."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.codelists import (
    ACT_LABELS,
    COUNTING_START_LABELS,
    DURATION_LABELS,
    END_CONVENTION_LABELS,
    GROUND_LABELS,
    RENEWAL_LABELS,
    STATE_LABELS,
    TERMINATION_RIGHT_LABELS,
    BasisCode,
)
from agreements.models.agreement import Agreement, Party
from agreements.models.base import Keyed, PlainText, exactly, touches, tracked, unique_key
from agreements.models.duration import DurationField, is_duration
from agreements.models.guards import (
    ACTOR_OF_SAME_AGREEMENT,
    SENTENCES,
    not_before,
)
from agreements.models.occasion import Occasion
from agreements.partial_dates.fields import PartialDateField, partial_date_bounded

#: The columns of a clause that hold lengths of time.
DURATIONS = ("initial_term", "renewal_term", "notice_period", "survival_term")

#: An act may be observed in every state but ``unknown``.
OBSERVABLE = {code: label for code, label in STATE_LABELS.items() if code != "unknown"}


@tracked()
class Act(Keyed):
    """One dated act in the life of an agreement (domain section 5).

    ``date`` is the day of the act; for *expired* the **last day in effect**. ``takes_effect`` is the **first day of its
    effect**: for a termination the first day without effect. ``until`` is the last day that the act fixes.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="acts", verbose_name=_("agreement"))
    type = models.CharField(_("act"), max_length=32, choices=list(ACT_LABELS.items()))
    date = PartialDateField(_("day of the act"), null=True, blank=True)
    takes_effect = PartialDateField(_("first day of its effect"), null=True, blank=True)
    until = PartialDateField(_("last day that it fixes"), null=True, blank=True)
    observed_state = models.CharField(
        _("state observed"), max_length=32, choices=list(OBSERVABLE.items()), blank=True, default=""
    )
    ground = models.CharField(_("ground"), max_length=24, choices=list(GROUND_LABELS.items()), blank=True, default="")
    date_basis = models.CharField(
        _("how the date is known"), max_length=10, choices=BasisCode, default=BasisCode.STATED
    )
    place = models.CharField(_("place"), max_length=200, blank=True, default="")
    occasion = models.ForeignKey(
        Occasion, models.PROTECT, null=True, blank=True, related_name="acts", verbose_name=_("occasion")
    )
    actor = models.ForeignKey(
        Party, models.RESTRICT, null=True, blank=True, related_name="acts", verbose_name=_("acting party")
    )
    note = models.TextField(_("public note"), blank=True, default="")
    preferred = models.BooleanField(
        _("preferred"), default=True, help_text=_("A value that lost is kept with its reason.")
    )
    lost_reason = models.TextField(_("why it lost"), blank=True, default="")

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        ordering = ["position", "id"]
        triggers = [*touches("agreements_agreement", "agreement_id"), ACTOR_OF_SAME_AGREEMENT]
        constraints = [
            *unique_key("act"),
            not_before(
                "act_until_not_before_effect",
                "until",
                "takes_effect",
                _("The last day that the act fixes cannot lie before the first day of its effect."),
            ),
            exactly("act_type_known", "type", ACT_LABELS, _("This is not a type of act.")),
            exactly("act_observed_state_known", "observed_state", ["", *OBSERVABLE], _("This is not a state.")),
            exactly("act_ground_known", "ground", ["", *GROUND_LABELS], _("This is not a ground.")),
            exactly("act_date_basis_known", "date_basis", BasisCode.values, _("Say how the date is known.")),
            models.CheckConstraint(
                condition=(models.Q(type="observed") & ~models.Q(observed_state=""))
                | (~models.Q(type="observed") & models.Q(observed_state="")),
                name="act_observation_has_state",
                violation_error_message=_("An observation names the state observed; no other act does."),
            ),
            models.CheckConstraint(
                condition=models.Q(preferred=True) | ~models.Q(lost_reason=""),
                name="act_lost_with_reason",
                violation_error_message=_("Say why this value lost."),
            ),
            *(partial_date_bounded(f"act_{f}_bounded", f) for f in ("date", "takes_effect", "until")),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()} {self.date or ''}".strip()

    def clean(self) -> None:
        """Refuse an actor that stands on another agreement, and an observation without the state observed."""
        super().clean()
        if self.actor is not None and self.actor.agreement_id != self.agreement_id:
            raise ValidationError({"actor": SENTENCES["act_actor_of_same_agreement"]})
        if (self.type == "observed") != bool(self.observed_state):
            raise ValidationError({"observed_state": _("An observation names the state observed; no other act does.")})

    def key_stem(self) -> str:
        """Return what the key starts with."""
        return self.type or "act"


@tracked()
class Clause(PlainText):
    """What the text says on duration and renewal, each with its article (domain section 7)."""

    agreement = models.OneToOneField(Agreement, models.CASCADE, related_name="clause", verbose_name=_("agreement"))
    duration_kind = models.CharField(
        _("duration"), max_length=20, choices=list(DURATION_LABELS.items()), default="unknown"
    )
    initial_term = DurationField(_("initial term"), null=True, blank=True)
    until_date = PartialDateField(_("last day of the first term"), null=True, blank=True)
    counting_start = models.CharField(
        _("terms count"), max_length=12, choices=list(COUNTING_START_LABELS.items()), default="effective"
    )
    counting_date = PartialDateField(_("first day of the first term"), null=True, blank=True)
    renewal_kind = models.CharField(
        _("renewal"), max_length=24, choices=list(RENEWAL_LABELS.items()), default="not-stated"
    )
    renewal_term = DurationField(_("renewal term"), null=True, blank=True)
    max_renewals = models.PositiveSmallIntegerField(_("at most so many renewals"), null=True, blank=True)
    notice_period = DurationField(_("notice period"), null=True, blank=True)
    termination_right = models.CharField(
        _("may be ended"), max_length=24, choices=list(TERMINATION_RIGHT_LABELS.items()), default="not-stated"
    )
    survival_term = DurationField(_("survival after the end"), null=True, blank=True)
    end_convention = models.CharField(
        _("a term ends on"),
        max_length=24,
        choices=list(END_CONVENTION_LABELS.items()),
        default="day-before-anniversary",
    )
    basis = models.CharField(_("how it is known"), max_length=10, choices=BasisCode, default=BasisCode.STATED)
    duration_article = models.CharField(_("article on duration"), max_length=60, blank=True, default="")
    renewal_article = models.CharField(_("article on renewal"), max_length=60, blank=True, default="")
    notice_article = models.CharField(_("article on notice"), max_length=60, blank=True, default="")
    termination_article = models.CharField(_("article on termination"), max_length=60, blank=True, default="")
    survival_article = models.CharField(_("article on survival"), max_length=60, blank=True, default="")

    class Meta:
        verbose_name = _("clause on duration and renewal")
        verbose_name_plural = _("clauses on duration and renewal")
        triggers = touches("agreements_agreement", "agreement_id")
        constraints = [
            exactly("clause_duration_known", "duration_kind", DURATION_LABELS, _("This is not a kind of duration.")),
            exactly("clause_renewal_known", "renewal_kind", RENEWAL_LABELS, _("This is not a kind of renewal.")),
            exactly(
                "clause_counting_known", "counting_start", COUNTING_START_LABELS, _("Say from what day terms count.")
            ),
            exactly(
                "clause_right_known", "termination_right", TERMINATION_RIGHT_LABELS, _("This is not a right to end.")
            ),
            exactly(
                "clause_convention_known", "end_convention", END_CONVENTION_LABELS, _("Say on what day a term ends.")
            ),
            exactly("clause_basis_known", "basis", BasisCode.values, _("Say how the clause is known.")),
            models.CheckConstraint(
                condition=~models.Q(renewal_kind="tacit-fixed-periods")
                | models.Q(renewal_term__isnull=False)
                | models.Q(initial_term__isnull=False),
                name="clause_tacit_has_period",
                violation_error_message=_("A tacit renewal by periods needs the length of the period."),
            ),
            models.CheckConstraint(
                condition=~models.Q(duration_kind="fixed-term") | models.Q(initial_term__isnull=False),
                name="clause_fixed_term_has_length",
                violation_error_message=_("A fixed term needs its length."),
            ),
            models.CheckConstraint(
                condition=~models.Q(duration_kind="until-date") | models.Q(until_date__isnull=False),
                name="clause_until_date_has_date",
                violation_error_message=_("A duration until a date needs the date."),
            ),
            models.CheckConstraint(
                condition=~models.Q(counting_start="date") | models.Q(counting_date__isnull=False),
                name="clause_counting_date_given",
                violation_error_message=_("Terms that count from a date need the date."),
            ),
            not_before(
                "clause_until_date_not_before_counting",
                "until_date",
                "counting_date",
                _("The first term cannot end before the day from which it counts."),
            ),
            models.CheckConstraint(
                condition=~models.Q(max_renewals=0),
                name="clause_max_renewals_not_zero",
                violation_error_message=_("For no renewal at all choose “No renewal”."),
            ),
            *(is_duration(f"clause_{f}_is_a_length", f) for f in DURATIONS),
            *(partial_date_bounded(f"clause_{f}_bounded", f) for f in ("until_date", "counting_date")),
        ]

    def __str__(self) -> str:
        return str(DURATION_LABELS[self.duration_kind])
