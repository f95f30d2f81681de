"""The reasons and findings that the rules give, as English sentences with places to fill.

A ``Reason`` or ``Finding`` carries a code and values; the pages fill the sentence of their language with dates written
its way. Codes are stable: translations are kept by them.
"""

from __future__ import annotations

from typing import Final

REASONS: Final[dict[str, str]] = {
    "no-rule": "What the register knows gives no state for this day.",
    "not-yet": "The first known act in its life lies ahead on this day: {since_next}.",
    "in-negotiation": "It has been under negotiation since {since}.",
    "signed-not-effective": "It was signed on {since} and had not entered into force.",
    "effect-not-known": "It was signed on {since}; whether it had entered into force is not known from our sources.",
    "provisionally-applied": "It has been applied provisionally since {since}.",
    "in-effect": "It has been in effect since {since}.",
    "presumed-from-signature": "It is presumed in effect from its signature on {since}; our sources say nothing else.",
    "presumed-from-adoption": "It is presumed in effect from its adoption on {since}; our sources say nothing else.",
    "start-not-known": "It was in effect; since when is not known from our sources.",
    "tacit-renewal": "Its first term has ended, and it has been renewed tacitly since {since}.",
    "extended": "It was extended to {until}.",
    "renewed-expressly": "It was renewed expressly to {until}.",
    "renewed-end-not-known": "It was renewed; until when is not known from our sources.",
    "suspended": "It has been suspended since {since}.",
    "suspended-by-relation": "Another instrument has suspended it since {since}.",
    "expired": "Its last day in effect was {last_day}.",
    "expired-by-denunciation": "It was denounced and not renewed; its last day in effect was {last_day}.",
    "terminated": "It was terminated with effect from {since}.",
    "terminated-by-relation": "Another instrument terminated it with effect from {since}.",
    "denounced": "It was denounced with effect from {since}.",
    "too-few-parties": "Fewer than two parties were left from {since}.",
    "replaced": "Another instrument replaced it from {since}.",
    "never-took-effect": "It was given up before it took effect.",
    "observed": "A source reports this state for {since}.",
    "deadline-end": "The last day in effect is {day}.",
    "deadline-term": "Term {term} ends on {day}.",
    "deadline-decision": "Notice must be given by {day}, or the term that ends on {last_day} is renewed.",
    "deadline-suspension": "The last day of the suspension is {day}.",
}

FINDINGS: Final[dict[str, str]] = {
    "happens-once": "Two acts of a kind that happens once are more than a day apart: {one} and {other}.",
    "ends-before-start": "The end comes before the first day in effect: {one} and {other}.",
    "replaced-before-signature": "The replacement comes before the signature: {one} and {other}.",
    "resumed-before-suspended": "The resumption comes before the suspension: {one} and {other}.",
    "never-took-effect": "One fact says that it took effect, another that it never did: {one} and {other}.",
    "observed-against-dates": "The observation {one} stands against {other}.",
    "effective-before-signature": "It entered into force before it was signed, which is unusual.",
    "period-before-signature": "It ended before it was signed, which is unusual.",
    "resumed-after-end": "The resumption {one} comes after the end.",
    "resumed-without-suspension": "The resumption {one} follows no known suspension.",
    "terminated-after-end": "The termination {one} comes after the end, so it ends nothing.",
    "extension-moves-nothing": "The extension {one} has a last day that is not after the end that it should move.",
    "agreed-after-end": "The extension {one} was agreed after the end that it moves.",
    "expired-off-term": "The reported end {one} is more than a day from the end of the term.",
    "end-of-extension-not-known": "The renewal {one} does not say until when.",
    "relation-without-day": "The relation {one} has no day, and its subject gives none.",
    "extends-without-until": "The relation {one} extends, but does not say until when; it is recorded only.",
    "act-without-day": "The act {one} has no day; it is recorded only.",
    "observation-without-state": "The observation {one} does not say which state was seen.",
}


def words(code: str, values: dict[str, str]) -> str:
    """Fill the English sentence of a finding."""
    return FINDINGS[code].format_map(values)
