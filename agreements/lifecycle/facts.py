"""What the rules read: one instrument's acts and clause, and the relations by which other instruments act on it.

Facts are the *preferred* values only; which value is preferred is settled before they get here. An unknown date is
``None`` and has no assignments (domain section 4). Every fact carries the key by which standings and findings name it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from agreements.partial_dates.days import PartialDate
from agreements.partial_dates.duration import Duration


class State(StrEnum):
    """The legal state of an agreement on a day, in the order of a life (domain section 4)."""

    NOT_YET = "not-yet"
    IN_NEGOTIATION = "in-negotiation"
    SIGNED_NOT_EFFECTIVE = "signed-not-effective"
    PROVISIONALLY_APPLIED = "provisionally-applied"
    IN_EFFECT = "in-effect"
    TACIT_RENEWAL = "in-effect-by-tacit-renewal"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    TERMINATED = "terminated"
    REPLACED = "replaced"
    NEVER_TOOK_EFFECT = "never-took-effect"
    UNKNOWN = "unknown"


class Group(StrEnum):
    """Groups of states; a state outside both groups has none."""

    RUNNING = "running"
    ENDED = "ended"


GROUP_OF: dict[State, Group] = {
    State.PROVISIONALLY_APPLIED: Group.RUNNING,
    State.IN_EFFECT: Group.RUNNING,
    State.TACIT_RENEWAL: Group.RUNNING,
    State.EXPIRED: Group.ENDED,
    State.TERMINATED: Group.ENDED,
    State.REPLACED: Group.ENDED,
}


class Basis(StrEnum):
    """How a value is known, weakest first; a derived value has the weakest basis of its inputs."""

    PRESUMED = "presumed"
    INFERRED = "inferred"
    COMPUTED = "computed"
    STATED = "stated"


class LegalForce(StrEnum):
    """Whether the instrument binds. ``DISPUTED`` is read as binding: a dispute takes the presumption of rule 1 away."""

    BINDING = "binding"
    NON_BINDING = "non-binding"
    NOT_STATED = "not-stated"
    DISPUTED = "disputed"


class ActType(StrEnum):
    """The acts of domain section 5; ``RECORDED_ONLY`` lists those that move no standing."""

    SIGNED = "signed"
    ADOPTED = "adopted"
    PROVISIONALLY_APPLIED = "provisionally-applied"
    EFFECTIVE = "effective"
    RENEWED_EXPRESSLY = "renewed-expressly"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    DENOUNCED = "denounced"
    TERMINATED = "terminated"
    EXPIRED = "expired"
    NEVER_TOOK_EFFECT = "never-took-effect"
    NEGOTIATION_STARTED = "negotiation-started"
    RATIFIED = "ratified"
    ACCEPTED = "accepted"
    APPROVED = "approved"
    INTERNAL_PROCEDURE_COMPLETED = "internal-procedure-completed"
    NOTE_RECEIVED = "note-received"
    ACCEDED = "acceded"
    WITHDRAWN_FROM = "withdrawn-from"
    OBSERVED = "observed"
    NEGOTIATION_ANNOUNCED = "negotiation-announced"
    TEXT_AGREED = "text-agreed"
    INITIALLED = "initialled"
    REGISTERED = "registered"
    PUBLISHED = "published"
    AMENDED = "amended"
    CORRECTED = "corrected"
    SURVIVAL_ENDED = "survival-ended"
    SESSION_HELD = "session-held"
    REVIEWED = "reviewed"


CONSENT = frozenset(
    {
        ActType.RATIFIED,
        ActType.ACCEPTED,
        ActType.APPROVED,
        ActType.INTERNAL_PROCEDURE_COMPLETED,
        ActType.NOTE_RECEIVED,
    }
)
RECORDED_ONLY = frozenset(
    {
        ActType.NEGOTIATION_ANNOUNCED,
        ActType.TEXT_AGREED,
        ActType.INITIALLED,
        ActType.REGISTERED,
        ActType.PUBLISHED,
        ActType.AMENDED,
        ActType.CORRECTED,
        ActType.SURVIVAL_ENDED,
        ActType.SESSION_HELD,
        ActType.REVIEWED,
    }
)


class Ground(StrEnum):
    """Why an agreement ended (domain section 5)."""

    BY_CONSENT = "by-consent"
    BY_DENUNCIATION = "by-denunciation"
    FULFILLED = "fulfilled"
    SUNSET = "sunset"
    SUBSTITUTION = "substitution"
    EXTINCTION_OF_PARTY = "extinction-of-party"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Act:
    """One dated act.

    ``date`` is the day of the act. For ``expired`` it is the *last day in effect*; for ``observed`` the day of which
    ``state`` was reported. ``takes_effect`` is the *first day of its effect*: for ``terminated`` and ``denounced`` the
    first day without effect. It defaults to ``date`` except for ``extended`` and ``renewed-expressly``, which have
    none. ``until`` is the last day that the act fixes. ``actor`` is the key of the acting party, if one acted alone.
    """

    key: str
    type: ActType
    date: PartialDate | None = None
    takes_effect: PartialDate | None = None
    until: PartialDate | None = None
    ground: Ground | None = None
    basis: Basis = Basis.STATED
    actor: str | None = None
    state: State | None = None


class DurationKind(StrEnum):
    """What the text says on how long it lasts; ``not-stated`` means that the text was seen."""

    INDEFINITE = "indefinite"
    FIXED_TERM = "fixed-term"
    UNTIL_DATE = "until-date"
    UNTIL_COMPLETION = "until-completion"
    NOT_STATED = "not-stated"
    UNKNOWN = "unknown"


class CountingStart(StrEnum):
    """From which day the first term is counted."""

    SIGNATURE = "signature"
    EFFECTIVE = "effective"
    DATE = "date"


class RenewalKind(StrEnum):
    """How a term is followed by another; only the tacit kinds renew without an act."""

    NONE = "none"
    EXPRESS = "express"
    TACIT_FIXED_PERIODS = "tacit-fixed-periods"
    TACIT_INDEFINITE = "tacit-indefinite"
    ONCE_ONLY = "once-only"
    NOT_STATED = "not-stated"


class TerminationRight(StrEnum):
    """When a party may end it by notice (rule 8)."""

    END_OF_TERM = "end-of-term"
    ANY_TIME = "any-time"
    AFTER_INITIAL_TERM = "after-initial-term"
    NOT_STATED = "not-stated"


class EndConvention(StrEnum):
    """Whether a term's last day is the day before the anniversary of its first, or the anniversary itself."""

    DAY_BEFORE_ANNIVERSARY = "day-before-anniversary"
    ANNIVERSARY = "anniversary"


@dataclass(frozen=True, slots=True)
class Clause:
    """What the text says on duration and renewal (domain section 7). No clause at all is ``duration_kind`` unknown.

    ``until_date`` is the last day of the *first* term. ``renewal_term`` defaults to ``initial_term`` only where
    the text says so; a tacit clause with neither is refused where it is entered.
    """

    duration_kind: DurationKind = DurationKind.UNKNOWN
    initial_term: Duration | None = None
    until_date: PartialDate | None = None
    counting_start: CountingStart = CountingStart.EFFECTIVE
    counting_date: PartialDate | None = None
    renewal_kind: RenewalKind = RenewalKind.NOT_STATED
    renewal_term: Duration | None = None
    max_renewals: int | None = None
    notice_period: Duration | None = None
    termination_right: TerminationRight = TerminationRight.NOT_STATED
    survival_term: Duration | None = None
    end_convention: EndConvention = EndConvention.DAY_BEFORE_ANNIVERSARY
    basis: Basis = Basis.STATED


class RelationCode(StrEnum):
    """How the subject acts on the object (domain section 6). The first five act; the others are recorded only."""

    REPLACES = "replaces"
    RENEWS = "renews"
    EXTENDS = "extends"
    TERMINATES = "terminates"
    SUSPENDS = "suspends"
    AMENDS = "amends"
    SUPPLEMENTS = "supplements"
    BUILDS_ON = "builds-on"
    IMPLEMENTS = "implements"
    CONSOLIDATES = "consolidates"
    INTERPRETS = "interprets"
    CORRECTS = "corrects"
    CITES = "cites"
    PART_OF = "part-of"
    MIRRORS = "mirrors"


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument's own facts. ``parties`` are the keys of those in role party, participant or signatory."""

    key: str
    legal_force: LegalForce = LegalForce.NOT_STATED
    acts: tuple[Act, ...] = ()
    clause: Clause = field(default_factory=Clause)
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Incoming:
    """A relation on the instrument being settled; ``subject`` brings its own facts, never its standings."""

    key: str
    code: RelationCode
    subject: Instrument
    date: PartialDate | None = None
    until: PartialDate | None = None
    whole: bool = True
    basis: Basis = Basis.STATED
