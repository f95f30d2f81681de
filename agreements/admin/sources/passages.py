"""The passages of a source at the desk: an editor gives the words, the server finds where they stand.

Words that do not occur in the text exactly are refused, with the nearest place as an offer; words that occur several
times ask which place is meant. Where the text changed, every passage is held against the new one: what still fits moves
without a word, anything else stops the whole save until it is settled. Without a text at hand words and places are
taken as they are typed. Position, prefix and suffix are never typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agreements.admin.rows import RowFormSet
from agreements.admin.sources.line_ends import with_unix_ends
from agreements.admin.sources.offers import Offers, QuoteInput, chosen_place
from agreements.codelists import LocatorKind, SourceKind
from agreements.models import EvidenceBase, Passage, Source
from agreements.quoting.anchoring import fill, told_apart
from agreements.quoting.finding import Folded, Place, folded, place_at
from agreements.quoting.taking import sum_of

#: What the server fills.
FILLED = ("start", "end", "prefix", "suffix")


@dataclass(frozen=True, slots=True)
class Text:
    """The text that a source will have: ``changed`` where it is not the one in which its passages were anchored.

    ``positions_hold`` where a text comes to a source that had none, and is the one in which positions were counted.
    """

    page: Folded
    changed: bool
    positions_hold: bool
    before: str = ""
    language: str = ""


def text_of_source(source: Source) -> Text:
    """Return the text of a source after its form was checked, or as it is saved."""
    before = getattr(source, "text_before", source.text)
    recorded = getattr(source, "sum_before", source.sha256)
    holds = not before and bool(source.text) and recorded in ("", sum_of(source.text))
    return Text(Folded(source.text), before != source.text, holds, before, source.language)


class QuoteField(forms.CharField):
    """Quoted words; other line ends and white space around them are no change."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other words were typed."""
        return with_unix_ends(initial or "").strip() != with_unix_ends(data or "").strip()


class PassageForm(forms.ModelForm):  # type: ignore[type-arg]
    """A passage; ``unfit`` where a changed text no longer holds it, ``moved`` where it stands elsewhere now."""

    class Meta:
        field_classes: ClassVar[Any] = {"quote": QuoteField}
        widgets: ClassVar[Any] = {"quote": QuoteInput(attrs={"class": "vLargeTextField", "rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unfit = self.moved = False

    def has_changed(self) -> bool:
        """Whether there is anything to save."""
        return self.moved or super().has_changed()

    def hold(self, text: Text) -> None:
        """Hold the passage against the text: fill its position, or refuse its words beside their field."""
        passage = self.instance
        if "quote" not in self.cleaned_data:
            return
        selector = _selector(passage)
        old = self.initial.get("quote") or ""
        same = passage.pk is not None and folded(passage.quote)[0].strip() == folded(old)[0].strip()
        if same:
            passage.quote = old
        if not passage.quote and not same:
            _unplaced(passage)
        elif not text.page.text:
            if old and not same:
                _unplaced(passage)
        elif not (same and self._stays(passage, text)):
            self._place(passage, text, same)
        self.cleaned_data["quote"] = passage.quote
        self.moved = passage.pk is not None and _selector(passage) != selector

    def _stays(self, passage: Passage, text: Text) -> bool:
        """Whether nothing is to be looked for, because the passage stands where it stood; fill what it lacks."""
        start, end = passage.start, passage.end
        if not passage.quote and (start is None or end is None):
            return True
        if start is not None and end is not None and (not text.changed or text.positions_hold):
            if end > len(text.page.text):
                return not text.changed
            place = place_at(text.page.text, start, end)
            if not passage.quote or (text.changed and folded(place.words)[0] == folded(passage.quote)[0]):
                fill(passage, place)
                return True
            return not text.changed
        if not text.changed and len(found := text.page.places_of(passage.quote)) == 1:
            fill(passage, found[0])
        return not text.changed

    def _place(self, passage: Passage, text: Text, same: bool) -> None:
        """Find the words; ``same`` where they are those that the passage had before."""
        quote = passage.quote
        if not quote and passage.start is not None:
            quote = text.before[passage.start : passage.end]
        found = text.page.places_of(quote)
        if same and len(found) > 1:
            found = told_apart(found, passage.prefix, passage.suffix, text.page.text) or found
        sent = str(self.data.get(self.add_prefix("place"), ""))
        chosen = chosen_place(sent, quote, text.page)
        if chosen is not None:
            fill(passage, chosen)
            self._offer(_("The place that you chose"), (chosen,), quote, text, sent)
        elif len(found) == 1:
            fill(passage, found[0])
        elif found:
            self._refuse(text, same, _("These words occur %(count)s times in the text.") % {"count": len(found)})
            self._offer(_("Choose the place that you mean"), tuple(found), quote, text)
        else:
            self._refuse(text, same, _("These words do not occur in the text."))
            near = text.page.nearest_place(quote)
            if near is not None:
                self._offer(_("The nearest place: choose it to use these words"), (near,), quote, text)

    def _offer(self, legend: str, places: tuple[Place, ...], quote: str, text: Text, sent: str = "") -> None:
        self.fields["quote"].widget.offers = Offers(legend, places, quote, text.language, sent)

    def _refuse(self, text: Text, same: bool, sentence: str) -> None:
        if same and text.changed:
            self.unfit = True
            ways = (
                _("The text was changed: choose other words, or keep the text; evidence cites this passage.")
                if is_cited(self.instance)
                else _("The text was changed: choose other words, delete the passage, or keep the text.")
            )
            sentence = f"{sentence} {ways}"
        self.add_error("quote", forms.ValidationError(sentence, code="not-in-text"))


class PassageFormSet(RowFormSet):
    """The passages of one source, held against its text together; the text is folded once."""

    def clean(self) -> None:
        """Check the rows, then hold each against the text, unless the text itself was refused."""
        super().clean()
        if getattr(self.instance, "text_in_doubt", False):
            return
        text = text_of_source(self.instance)
        for form in self.staying():
            form.hold(text)  # type: ignore[attr-defined]

    def keys_elsewhere(self) -> set[str]:
        """Return the keys of the rows of a table, which are not in the form."""
        if not self.instance.pk:
            return set()
        return set(rows_of_tables().filter(source=self.instance).values_list("key", flat=True))

    @property
    def rows_elsewhere(self) -> int:
        """How many passages are rows of the table that the source is."""
        return rows_of_tables().filter(source=self.instance).count() if self.instance.pk else 0

    @property
    def unfit(self) -> list[Any]:
        """Return the forms of the passages that the changed text no longer holds."""
        return [form for form in self.forms if getattr(form, "unfit", False)]


class PassageOfSourceForm(PassageForm):
    """A passage on a page of its own, where its source is chosen too."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        source = self.cleaned_data.get("source")
        if source is not None:
            moved = "source" in self.changed_data and self.instance.pk is not None
            self.hold(Text(Folded(source.text), moved, positions_hold=False, language=source.language))


def rows_of_tables() -> QuerySet[Passage]:
    """Return the passages that imports bring: rows of data files, by thousands. No form has a field for each."""
    return Passage.objects.filter(
        source__kind=SourceKind.DATA_FILE, locator_kind=LocatorKind.ROW, start__isnull=True, quote=""
    )


def is_cited(passage: Passage) -> bool:
    """Whether evidence of any record cites the passage, which then cannot be deleted."""
    kinds = (model for model in apps.get_models() if issubclass(model, EvidenceBase))
    return any(model._default_manager.filter(passage=passage).exists() for model in kinds)


def _selector(passage: Passage) -> tuple[Any, ...]:
    return passage.quote, *(getattr(passage, name) for name in FILLED)


def _unplaced(passage: Passage) -> None:
    passage.start = passage.end = None
    passage.prefix = passage.suffix = ""
