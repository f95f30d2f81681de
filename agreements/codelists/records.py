"""Code lists of the nouns: kinds, levels, roles, forms, occasions, sources, programmes, stages."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """What an instrument is called; the name decides neither its force nor its level."""

    TREATY = "treaty", _("Treaty")
    AGREEMENT = "agreement", _("Agreement")
    CONVENTION = "convention", _("Convention")
    PROTOCOL = "protocol", _("Protocol")
    EXCHANGE_OF_NOTES = "exchange-of-notes", _("Exchange of notes")
    EXCHANGE_OF_LETTERS = "exchange-of-letters", _("Exchange of letters")
    MOU = "memorandum-of-understanding", _("Memorandum of understanding")
    MOC = "memorandum-of-cooperation", _("Memorandum of cooperation")
    ARRANGEMENT = "arrangement", _("Arrangement")
    INTER_AGENCY_ARRANGEMENT = "inter-agency-arrangement", _("Inter-agency arrangement")
    IMPLEMENTING_ARRANGEMENT = "implementing-arrangement", _("Implementing arrangement")
    AGREED_MINUTES = "agreed-minutes", _("Agreed minutes")
    JOINT_STATEMENT = "joint-statement", _("Joint statement")
    JOINT_DECLARATION = "joint-declaration", _("Joint declaration")
    JOINT_COMMUNIQUE = "joint-communique", _("Joint communiqué")
    DECLARATION = "declaration", _("Declaration")
    ACTION_PLAN = "action-plan", _("Action plan")
    PROGRAMME_OF_COOPERATION = "programme-of-cooperation", _("Programme of cooperation")
    EXECUTIVE_PROGRAMME = "executive-programme", _("Executive programme")
    WORK_PLAN = "work-plan", _("Work plan")
    ROADMAP = "roadmap", _("Roadmap")
    LETTER_OF_INTENT = "letter-of-intent", _("Letter of intent")
    FRAMEWORK_AGREEMENT = "framework-agreement", _("Framework agreement")
    SWAP_LINE = "swap-line", _("Swap line")
    OTHER = "other", _("Other instrument")
    NOT_STATED = "not-stated", _("Kind not stated")


class LegalForceCode(TextChoices):
    """Whether the instrument binds under international law, as a source says it; never guessed from the kind."""

    BINDING = "binding", _("Binding")
    NON_BINDING = "non-binding", _("Not binding")
    NOT_STATED = "not-stated", _("Legal force not stated")
    DISPUTED = "disputed", _("Legal force disputed")


class Level(TextChoices):
    """At which level the instrument was concluded."""

    HEAD_OF_STATE = "head-of-state", _("Heads of state")
    INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental")
    INTER_MINISTERIAL = "inter-ministerial", _("Inter-ministerial")
    INTER_AGENCY = "inter-agency", _("Inter-agency")
    SUB_NATIONAL = "sub-national", _("Sub-national")
    NOT_STATED = "not-stated", _("Level not stated")


class GivenStatus(TextChoices):
    """Whether a part of a record is given, or explicitly unknown; blank is neither, and cannot be published."""

    GIVEN = "given", _("Given")
    NOT_STATED = "not-stated", _("Not stated in our sources")


class SectorsStatus(TextChoices):
    """Whether the subjects are given, or the record is published without any."""

    GIVEN = "given", _("Given")
    UNCLASSIFIED = "unclassified", _("Unclassified")


class Role(TextChoices):
    """In which role a country or an institution stands in an agreement."""

    PARTY = "party", _("Party")
    PARTICIPANT = "participant", _("Participant")
    SIGNATORY = "signatory", _("Signatory")
    WITNESS = "witness", _("Witness")
    DEPOSITARY = "depositary", _("Depositary")
    IMPLEMENTING_BODY = "implementing-body", _("Implementing body")
    FOCAL_POINT = "focal-point", _("Focal point")
    OBSERVER = "observer", _("Observer")


#: The roles in which a country or institution *takes part* (contract, parameter ``party``).
TAKING_PART = (Role.PARTY, Role.PARTICIPANT, Role.SIGNATORY, Role.IMPLEMENTING_BODY)
#: The roles that make a party for the rules (domain section 4, rule 10).
BOUND = (Role.PARTY, Role.PARTICIPANT, Role.SIGNATORY)


class TitleBasis(TextChoices):
    """Whose words a title is."""

    AUTHENTIC = "authentic", _("Authentic text")
    OFFICIAL_TRANSLATION = "official-translation", _("Official translation")
    PRESS_TRANSLATION = "press-translation", _("Press translation")
    OURS = "ours", _("Our wording")


class Form(TextChoices):
    """What the parties do, apart from the subject on which they do it."""

    INFORMATION_SHARING = "information-sharing", _("Information sharing")
    EXPERT_EXCHANGE = "expert-exchange", _("Exchange of experts")
    CAPACITY_BUILDING = "capacity-building", _("Capacity building")
    JOINT_RESEARCH = "joint-research", _("Joint research")
    TECHNOLOGY_TRANSFER = "technology-transfer", _("Technology transfer")
    TECHNOLOGY_DEVELOPMENT = "technology-development", _("Joint technology development")
    INVESTMENT = "investment", _("Investment")
    MARKET_ACCESS = "market-access", _("Market access")
    POLICY_DIALOGUE = "policy-dialogue", _("Policy dialogue")
    INCUBATION = "incubation", _("Incubation of start-ups")
    TRAINING = "training", _("Training")
    FINANCING = "financing", _("Financing")
    LIQUIDITY = "liquidity", _("Liquidity support")
    MUTUAL_RECOGNITION = "mutual-recognition", _("Mutual recognition")
    LEGAL_ASSISTANCE = "legal-assistance", _("Legal assistance")
    OTHER = "other", _("Other form")


class Extent(TextChoices):
    """Whether an act or a relation concerns the whole instrument or a part of it."""

    WHOLE = "whole", _("In whole")
    PART = "part", _("In part")


class BasisCode(TextChoices):
    """How a value that an editor enters is known; a presumption is never entered."""

    STATED = "stated", _("Stated")
    COMPUTED = "computed", _("Computed")
    INFERRED = "inferred", _("Inferred")


class OccasionKind(TextChoices):
    """At what kind of meeting an agreement was made or a session was held."""

    STATE_VISIT = "state-visit", _("State visit")
    SUMMIT = "summit", _("Summit")
    MINISTERIAL_MEETING = "ministerial-meeting", _("Ministerial meeting")
    JOINT_COMMITTEE = "joint-committee-session", _("Joint committee session")
    DIALOGUE = "dialogue", _("Dialogue")
    OTHER = "other", _("Other occasion")


class SourceKind(TextChoices):
    """What a source is."""

    ARTICLE = "article", _("Article")
    OFFICIAL_TEXT = "official-text", _("Official text")
    PRESS_RELEASE = "press-release", _("Press release")
    GAZETTE = "gazette", _("Gazette")
    WEB_PAGE = "web-page", _("Web page")
    DATA_FILE = "data-file", _("Data file")


class InstitutionKind(TextChoices):
    """What an institution is."""

    MINISTRY = "ministry", _("Ministry")
    AGENCY = "agency", _("Agency")
    GOVERNMENT = "government", _("Government")
    CENTRAL_BANK = "central-bank", _("Central bank")
    INTERNATIONAL_ORGANISATION = (
        "international-organisation",
        _("International organisation"),
    )
    OTHER = "other", _("Other institution")


class LocatorKind(TextChoices):
    """What the number of a passage counts in its source."""

    PARAGRAPH = "paragraph", _("Paragraph")
    PAGE = "page", _("Page")
    ARTICLE = "article", pgettext_lazy("part of a text", "Article")
    ROW = "row", _("Row")


class Stance(TextChoices):
    """Whether a passage speaks for the value entered or against it."""

    SUPPORTS = "supports", _("Supports")
    CONTRADICTS = "contradicts", _("Contradicts")


class ProgramKind(TextChoices):
    """What a programme is called."""

    WORKING_PROGRAMME = "working-programme", _("Working programme")
    WORK_PLAN = "work-plan", _("Work plan")
    ACTION_PLAN = "action-plan", _("Action plan")
    PLATFORM = "platform", _("Platform")
    INITIATIVE = "initiative", _("Initiative")


class ProgressState(TextChoices):
    """The stated state of a programme or an activity; what its dates imply is shown beside it (domain section 8)."""

    PLANNED = "planned", _("Planned")
    ONGOING = "ongoing", _("Ongoing")
    COMPLETED = "completed", _("Completed")
    PARTLY_COMPLETED = "partly-completed", _("Partly completed")
    CANCELLED = "cancelled", _("Cancelled")
    SUSPENDED = "suspended", pgettext_lazy("programme", "Suspended")
    UNKNOWN = "unknown", _("Not known")


class Stage(TextChoices):
    """The stored part of the editorial status; *changed since publication* is derived from revisions."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MERGED = "merged", _("Merged")


class PublicationType(TextChoices):
    """What a publication did to the public record."""

    CREATED = "created", _("Created")
    UPDATED = "updated", _("Updated")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MERGED = "merged", _("Merged")
    RESTORED = "restored", _("Restored")
