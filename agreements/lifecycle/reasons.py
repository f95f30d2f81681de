"""The reasons and findings that the rules give, as English sentences with places to fill.

A ``Reason`` or ``Finding`` carries a code and values; the pages fill the sentence of their language with dates written
its way. Codes are stable: translations are kept by them.
"""

from __future__ import annotations

from typing import Final


def _(text: str) -> str:
    """Mark a sentence for the catalogues; it is translated where it is said."""
    return text


REASONS: Final[dict[str, str]] = {
    "no-rule": _("What the register knows gives no state for this day."),
    "not-yet": _("The first known act in its life lies ahead on this day: {since_next}."),
    "in-negotiation": _("It has been under negotiation since {since}."),
    "signed-not-effective": _("It was signed on {since} and had not entered into force."),
    "effect-not-known": _("It was signed on {since}; whether it had entered into force is not known from our sources."),
    "provisionally-applied": _("It has been applied provisionally since {since}."),
    "in-effect": _("It has been in effect since {since}."),
    "presumed-from-signature": _(
        "It is presumed in effect from its signature on {since}; our sources say nothing else."
    ),
    "presumed-from-adoption": _("It is presumed in effect from its adoption on {since}; our sources say nothing else."),
    "start-not-known": _("It was in effect; since when is not known from our sources."),
    "tacit-renewal": _("Its first term has ended, and it has been renewed tacitly since {since}."),
    "extended": _("It was extended to {until}."),
    "renewed-expressly": _("It was renewed expressly to {until}."),
    "renewed-end-not-known": _("It was renewed; until when is not known from our sources."),
    "suspended": _("It has been suspended since {since}."),
    "suspended-by-relation": _("Another instrument has suspended it since {since}."),
    "expired": _("Its last day in effect was {last_day}."),
    "expired-by-denunciation": _("It was denounced and not renewed; its last day in effect was {last_day}."),
    "terminated": _("It was terminated with effect from {since}."),
    "terminated-by-relation": _("Another instrument terminated it with effect from {since}."),
    "denounced": _("It was denounced with effect from {since}."),
    "too-few-parties": _("Fewer than two parties were left from {since}."),
    "replaced": _("Another instrument replaced it from {since}."),
    "never-took-effect": _("It was given up before it took effect."),
    "observed": _("A source reports this state for {since}."),
    "deadline-end": _("The last day in effect is {day}."),
    "deadline-term": _("Term {term} ends on {day}."),
    "deadline-decision": _("Notice must be given by {day}, or the term that ends on {last_day} is renewed."),
    "deadline-suspension": _("The last day of the suspension is {day}."),
}

FINDINGS: Final[dict[str, str]] = {
    "happens-once": _("Two acts of a kind that happens once are more than a day apart: {one} and {other}."),
    "ends-before-start": _("The end comes before the first day in effect: {one} and {other}."),
    "replaced-before-signature": _("The replacement comes before the signature: {one} and {other}."),
    "resumed-before-suspended": _("The resumption comes before the suspension: {one} and {other}."),
    "never-took-effect": _("One fact says that it took effect, another that it never did: {one} and {other}."),
    "observed-against-dates": _("The observation {one} stands against {other}."),
    "effective-before-signature": _("It entered into force before it was signed, which is unusual."),
    "period-before-signature": _("It ended before it was signed, which is unusual."),
    "resumed-after-end": _("The resumption {one} comes after the end."),
    "resumed-without-suspension": _("The resumption {one} follows no known suspension."),
    "terminated-after-end": _("The termination {one} comes after the end, so it ends nothing."),
    "extension-moves-nothing": _("The extension {one} has a last day that is not after the end that it should move."),
    "agreed-after-end": _("The extension {one} was agreed after the end that it moves."),
    "expired-off-term": _("The reported end {one} is more than a day from the end of the term."),
    "seen-ended-in-a-term": _(
        "It was seen to have ended before its terms had run out, and no dated act says when it ended: {one}."
    ),
    "end-of-extension-not-known": _("The renewal {one} does not say until when."),
    "relation-without-day": _("The relation {one} has no day, and its subject gives none."),
    "extends-without-until": _("The relation {one} extends, but does not say until when; it is recorded only."),
    "act-without-day": _("The act {one} has no day; it is recorded only."),
    "observation-without-state": _("The observation {one} does not say which state was seen."),
}


def words(code: str, values: dict[str, str]) -> str:
    """Fill the English sentence of a finding."""
    return FINDINGS[code].format_map(values)
