"""What is typed on the page of evidence, held against the text of the source and the fields of the record.

A quote that does not occur in the text is refused beside its field, with the nearest place as an offer; one that occurs
several times asks which place is meant, unless it was selected in the text and so brings its place along.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agreements.admin.evidence.reading import read_as
from agreements.admin.evidence.targets import VALUE_LENGTH, Target
from agreements.admin.evidence.texts import paragraph_at
from agreements.codelists import BasisCode, LocatorKind, Stance
from agreements.models import Passage, Source
from agreements.partial_dates.days import PartialDate, PartialDateError
from agreements.partial_dates.typed import parse_typed
from agreements.quoting.dates_in_prose import ProseDate
from agreements.quoting.finding import Place, folded, nearest_place, place_at, places_of

#: The longest quote, in characters.
QUOTE_LENGTH = 4000


@dataclass(frozen=True, slots=True)
class Citation:
    """One evidence row to be made; ``take`` is the date that the field takes over, ``shown`` what the field showed."""

    target: Target
    value: str
    stated_value: str
    basis: str
    reasoning: str
    take: PartialDate | None
    shown: str


class PassageForm(forms.Form):
    """The words, where they stand, and how they speak; the fields that they speak of are read beside it."""

    quote = forms.CharField(
        label=_("Words of the source"),
        required=False,
        max_length=QUOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Select them in the text, or type or paste them exactly as they stand there."),
    )
    start = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    locator_kind = forms.ChoiceField(
        label=_("Kind of place"), choices=LocatorKind, required=False, initial=LocatorKind.PARAGRAPH
    )
    locator = forms.CharField(
        label=_("Place"),
        required=False,
        max_length=60,
        help_text=_("Left empty, the number of the paragraph."),
        widget=forms.TextInput(attrs={"size": 12}),
    )
    stance = forms.ChoiceField(label=_("The passage"), choices=Stance, required=False, initial=Stance.SUPPORTS)
    basis = forms.ChoiceField(label=_("The value is"), choices=BasisCode, required=False, initial=BasisCode.STATED)
    reasoning = forms.CharField(
        label=_("Reasoning"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed where the value is inferred."),
    )
    stated_value = forms.CharField(
        label=_("The value in the passage’s own words"),
        required=False,
        max_length=VALUE_LENGTH,
        help_text=_("Left empty, the words quoted."),
    )
    change_reason = forms.CharField(
        label=_("Why"), required=False, max_length=500, help_text=_("Kept in the history for editors; not public.")
    )

    def __init__(self, data: Any = None, *, source: Source, targets: list[Target], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.data: Any
        self.source, self.targets = source, targets
        self.nearest: Place | None = None
        self.several: list[Place] = []
        #: Why a ticked field is refused, by its path.
        self.refused: dict[str, str] = {}
        self.place: Place | None = None
        self.citations: list[Citation] = []

    @property
    def ticked(self) -> list[Target]:
        """Return the fields that were ticked, in the order of the page."""
        names = set(self.data.getlist("target")) if self.is_bound else set()
        return [target for target in self.targets if target.path in names]

    @property
    def chosen_reading(self) -> str:
        """Return the name of the reading that was chosen; empty for none."""
        return str(self.data.get("reading", "")) if self.is_bound else ""

    def clean_quote(self) -> str:
        """Take what was typed with line ends as texts have them."""
        quote: str = self.cleaned_data["quote"]
        return quote.replace("\r\n", "\n").strip()

    def clean(self) -> dict[str, Any]:
        """Find the place of the quote, then read what each ticked field is to get."""
        cleaned = super().clean() or self.cleaned_data
        for name in ("locator_kind", "stance", "basis"):
            cleaned[name] = cleaned.get(name) or self.fields[name].initial
        if "quote" in cleaned:
            self._find(cleaned)
        unknown = set(self.data.getlist("target")) - {target.path for target in self.targets}
        if unknown:
            raise ValidationError(_("A field that you ticked is no longer there; look at the list again."))
        if not self.ticked:
            raise ValidationError(_("Tick the fields of which these words speak."), code="no-target")
        reading = self._reading(cleaned)
        self.citations = [c for target in self.ticked if (c := self._citation(target, cleaned, reading)) is not None]
        return cleaned

    def _find(self, cleaned: dict[str, Any]) -> None:
        quote, text = cleaned["quote"], self.source.text
        if not text:
            if not quote and not cleaned.get("locator"):
                self.add_error("locator", _("Say where in the source it stands; its text is not at hand."))
            return
        if not quote:
            self.add_error("quote", _("Select or type the words of the source."))
            return
        chosen = str(self.data.get("place", "")).partition("-")
        given = (cleaned.get("start"), cleaned.get("end"))
        if chosen[0].isascii() and chosen[0].isdigit() and chosen[2].isascii() and chosen[2].isdigit():
            given = (int(chosen[0]), int(chosen[2]))
        found = places_of(quote, text)
        exact = [place for place in found if (place.start, place.end) == given]
        if not exact and given[0] is not None and given[1] is not None and given[0] < given[1] <= len(text):
            words = text[given[0] : given[1]]
            if folded(words)[0].strip() == folded(quote)[0].strip():
                lead = len(words) - len(words.lstrip())
                exact = [place_at(text, given[0] + lead, given[0] + len(words.rstrip()))]
        if exact or len(found) == 1:
            self.place = (exact or found)[0]
            cleaned["locator"] = cleaned.get("locator") or (
                str(paragraph_at(text, self.place.start)) if cleaned["locator_kind"] == LocatorKind.PARAGRAPH else ""
            )
        elif found:
            self.several = found[:50]
            self.add_error("quote", _("These words occur several times in the text; choose the place that you mean."))
        else:
            self.nearest = nearest_place(quote, text)
            self.add_error("quote", _("These words do not occur in the text of the source."))

    def _reading(self, cleaned: dict[str, Any]) -> ProseDate | None:
        if not self.chosen_reading or "quote" not in cleaned:
            return None
        reading = read_as(cleaned["quote"], self.source, self.chosen_reading)
        if reading is None:
            raise ValidationError(_("The words no longer give the date that was chosen; read the dates again."))
        return reading

    def _citation(self, target: Target, cleaned: dict[str, Any], reading: ProseDate | None) -> Citation | None:
        value = str(self.data.get(f"value:{target.path}", target.value)).strip()
        basis, reasoning = cleaned["basis"], cleaned.get("reasoning", "")
        words = cleaned.get("stated_value", "") or cleaned.get("quote", "")
        date: PartialDate | None = None
        if target.is_date and reading is not None:
            date, basis, reasoning = reading.value, reading.basis, reasoning or reading.reasoning
            words = cleaned.get("stated_value", "") or reading.words
        elif target.is_date and value:
            try:
                date = parse_typed(value)
            except PartialDateError as error:
                self._refuse(target, str(error))
                return None
        value = date.edtf if date is not None else value
        if "\x00" in value or len(value) > VALUE_LENGTH:
            self._refuse(target, _("A value has at most %(most)s characters.") % {"most": VALUE_LENGTH})
            return None
        if target.field and not target.given and not target.value and not value:
            self._refuse(target, _("The field is empty: say which value the passage gives."))
            return None
        shown = str(self.data.get(f"was:{target.path}", target.value))
        wanted = not shown or f"take:{target.path}" in self.data
        take = date if wanted and cleaned["stance"] == Stance.SUPPORTS else None
        return Citation(target, value, words if len(words) <= VALUE_LENGTH else "", basis, reasoning, take, shown)

    def _refuse(self, target: Target, message: Any) -> None:
        self.refused[target.path] = str(message)
        self.add_error(None, f"{target.label}: {message}")


def from_passage(passage: Passage) -> dict[str, Any]:
    """Return what the form starts with when a passage is cited again."""
    return {
        "quote": passage.quote,
        "start": passage.start,
        "end": passage.end,
        "locator_kind": passage.locator_kind,
        "locator": passage.locator,
    }
