"""The places to choose from, under the field of the quoted words: where they stand, or what comes nearest to them.

An offer is sent back as its position and a digest of the words asked for and the words there, so that a choice made for
other words, or in another text, is no choice.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from agreements.quoting.finding import Folded, Place, folded, place_at

#: More places than these are not listed; more words tell them apart.
MOST_OFFERED = 20
_SENT = re.compile("([0-9]{1,9})-([0-9]{1,9})-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Offers:
    """Places under a legend; ``chosen`` is what was sent for one of them. The words are in ``language``."""

    legend: str
    places: tuple[Place, ...]
    quote: str
    language: str = ""
    chosen: str = ""


def name_of(place: Place, quote: str) -> str:
    """Return what is sent when this place is chosen for these words."""
    words = "\x00".join((folded(quote)[0].strip(), place.words))
    return f"{place.start}-{place.end}-{hashlib.sha256(words.encode()).hexdigest()[:12]}"


def chosen_place(sent: str, quote: str, page: Folded) -> Place | None:
    """Return the place that was chosen for these words in this text; ``None`` where none was."""
    found = _SENT.fullmatch(sent)
    if found is None:
        return None
    start, end = int(found[1]), int(found[2])
    if not start < end <= len(page.text):
        return None
    place = place_at(page.text, start, end)
    return place if name_of(place, quote) == sent else None


class QuoteInput(forms.Textarea):
    """The quoted words, and under them the places to choose from where there is a choice."""

    offers: Offers | None = None

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Render the field, then the offers."""
        area = super().render(name, value, attrs, renderer)
        offers = self.offers
        if offers is None or not offers.places:
            return area
        field = f"{name[: -len('quote')]}place"
        rows = format_html_join(
            "",
            '<label><input type="radio" name="{}" value="{}"{}> <span lang="{}">…{}<mark>{}</mark>{}…</span></label>',
            (
                (
                    field,
                    sent := name_of(place, offers.quote),
                    SafeString(" checked") if sent == offers.chosen else "",
                    offers.language,
                    place.before,
                    place.words,
                    place.after,
                )
                for place in offers.places[:MOST_OFFERED]
            ),
        )
        more = len(offers.places) - MOST_OFFERED
        note = format_html("<p>{}</p>", _("And %(count)s more; quote more words to tell them apart.") % {"count": more})
        return format_html(
            '<div class="desk-source-quote">{}<fieldset class="desk-source-offers"><legend>{}</legend>{}{}</fieldset>'
            "</div>",
            area,
            offers.legend,
            rows,
            note if more > 0 else "",
        )
