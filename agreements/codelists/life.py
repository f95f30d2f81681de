"""Labels of the codes that the rules of an agreement's life use: states, acts, relations and the clause's codes."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STATE_LABELS: dict[str, str | Promise] = {
    "not-yet": _("Not yet"),
    "in-negotiation": _("In negotiation"),
    "signed-not-effective": _("Signed, not in effect"),
    "provisionally-applied": _("Provisionally applied"),
    "in-effect": _("In effect"),
    "in-effect-by-tacit-renewal": _("In effect by tacit renewal"),
    "suspended": pgettext_lazy("agreement", "Suspended"),
    "expired": _("Expired"),
    "terminated": _("Terminated"),
    "replaced": _("Replaced"),
    "never-took-effect": _("Never took effect"),
    "unknown": _("Unknown"),
}
GROUP_LABELS: dict[str, str | Promise] = {"running": _("Running"), "ended": _("Ended")}

#: The relations by which one instrument takes the place of another or continues it (domain section 6): between the two
#: there may be a lapse.
SUCCEEDING = ("replaces", "renews")
#: code -> (verb, reverse verb)
RELATION_LABELS: dict[str, tuple[str | Promise, str | Promise]] = {
    "replaces": (_("replaces"), _("is replaced by")),
    "renews": (_("renews"), _("is renewed by")),
    "extends": (_("extends"), _("is extended by")),
    "terminates": (_("terminates"), _("is terminated by")),
    "suspends": (_("suspends"), _("is suspended by")),
    "amends": (_("amends"), _("is amended by")),
    "supplements": (_("supplements"), _("is supplemented by")),
    "builds-on": (_("builds on"), _("is built on by")),
    "implements": (_("implements"), _("is implemented by")),
    "consolidates": (_("consolidates"), _("is consolidated by")),
    "interprets": (_("interprets"), _("is interpreted by")),
    "corrects": (_("corrects"), _("is corrected by")),
    "cites": (_("cites"), _("is cited by")),
    "part-of": (_("is part of"), _("has the part")),
    "mirrors": (_("mirrors"), _("is mirrored by")),
}

ACT_LABELS: dict[str, str | Promise] = {
    "signed": _("Signed"),
    "adopted": _("Adopted"),
    "provisionally-applied": _("Provisionally applied"),
    "effective": _("Took effect"),
    "renewed-expressly": _("Renewed expressly"),
    "extended": _("Extended"),
    "suspended": _("Suspended (act)"),
    "resumed": _("Resumed"),
    "denounced": _("Denounced"),
    "terminated": _("Terminated"),
    "expired": _("Expired"),
    "never-took-effect": _("Never took effect"),
    "negotiation-started": _("Negotiation started"),
    "ratified": _("Ratified"),
    "accepted": _("Accepted"),
    "approved": _("Approved"),
    "internal-procedure-completed": _("Internal procedure completed"),
    "note-received": _("Note received"),
    "acceded": _("Acceded"),
    "withdrawn-from": _("Withdrawn from"),
    "observed": _("Observed"),
    "negotiation-announced": _("Negotiation announced"),
    "text-agreed": _("Text agreed"),
    "initialled": _("Initialled"),
    "registered": _("Registered"),
    "published": _("Published"),
    "amended": _("Amended"),
    "corrected": _("Corrected"),
    "survival-ended": _("Survival ended"),
    "session-held": _("Session held"),
    "reviewed": _("Reviewed"),
}
GROUND_LABELS: dict[str, str | Promise] = {
    "by-consent": _("By consent"),
    "by-denunciation": _("By denunciation"),
    "fulfilled": _("Fulfilled"),
    "sunset": _("Sunset clause"),
    "substitution": _("Substitution"),
    "extinction-of-party": _("Extinction of a party"),
    "other": _("Other ground"),
}
DURATION_LABELS: dict[str, str | Promise] = {
    "indefinite": _("Indefinite"),
    "fixed-term": _("Fixed term"),
    "until-date": _("Until a date"),
    "until-completion": _("Until completion"),
    "not-stated": _("Not stated in the text"),
    "unknown": _("Not known from our sources"),
}
RENEWAL_LABELS: dict[str, str | Promise] = {
    "none": _("No renewal"),
    "express": _("Express renewal"),
    "tacit-fixed-periods": _("Tacit renewal by fixed periods"),
    "tacit-indefinite": _("Tacit renewal without end"),
    "once-only": _("Renewal once only"),
    "not-stated": _("Not stated"),
}
TERMINATION_RIGHT_LABELS: dict[str, str | Promise] = {
    "end-of-term": _("At the end of a term"),
    "any-time": _("At any time"),
    "after-initial-term": _("After the initial term"),
    "not-stated": _("Not stated"),
}
COUNTING_START_LABELS: dict[str, str | Promise] = {
    "signature": _("From signature"),
    "effective": _("From entry into effect"),
    "date": _("From a date"),
}
END_CONVENTION_LABELS: dict[str, str | Promise] = {
    "day-before-anniversary": _("Day before the anniversary"),
    "anniversary": _("Anniversary"),
}
