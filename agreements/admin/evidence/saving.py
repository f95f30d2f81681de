"""Write a passage and its evidence rows, and the dates taken over, in one transaction under the locks of the door.

Source and record are locked before anything is read, so that what was shown can be held against what is there now. A
field is written only where it was empty or its taking over was ticked, and never where somebody changed it meanwhile.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext

from agreements import asof, publishing
from agreements.admin.evidence.form import Citation, PassageForm
from agreements.admin.evidence.targets import Target
from agreements.desk.acting import because
from agreements.models import Agreement, Passage, Source
from agreements.models.base import Record
from agreements.models.evidence import WITHOUT_ITEM, EvidenceBase
from agreements.publishing.registry import kind_of, ref_of
from agreements.publishing.working import locked


def save(record: Record, form: PassageForm) -> list[EvidenceBase]:
    """Write what the form holds; ``ValidationError``, with nothing written, where a rule refuses it."""
    with transaction.atomic():
        because(form.cleaned_data["change_reason"] or gettext("Evidence from %s") % form.source.slug)
        held = locked([form.source, record])
        now = held[ref_of(record)]
        passage = _passage(held[ref_of(form.source)], form)
        made = [_evidence(now, passage, citation, form.cleaned_data["stance"]) for citation in form.citations]
        taken = [citation for citation in form.citations if citation.take is not None]
        for citation in taken:
            _take(now, citation)
        if taken and isinstance(now, Agreement):
            publishing.settle_working(now)
        return made


def _passage(source: Source, form: PassageForm) -> Passage:
    given = form.cleaned_data
    own = {"locator_kind": given["locator_kind"], "locator": given.get("locator", "")}
    place = form.place
    if place is None:
        found = source.passages.filter(start=None, quote=given["quote"], **own).first()
        if source.text and found is None:
            raise ValidationError(gettext("The text of the source has arrived meanwhile; save once more."))
    else:
        if source.text[place.start : place.end] != place.words:
            raise ValidationError(gettext("The text of the source was changed meanwhile; select the words again."))
        found = source.passages.filter(start=place.start, end=place.end).first()
    if found is not None and (place is None or found.quote):
        return found
    passage = found or Passage(source=source, quote=given["quote"], position=_next(source.passages), **own)
    if place is not None:
        passage.start, passage.end, passage.quote = place.start, place.end, place.words
        passage.prefix, passage.suffix = place.before, place.after
    passage.full_clean()
    passage.save()
    return passage


def _next(rows: Any) -> int:
    return min((rows.aggregate(last=Max("position"))["last"] or 0) + 1, 32767)


def _evidence(record: Any, passage: Passage, citation: Citation, stance: str) -> EvidenceBase:
    target = citation.target
    row: EvidenceBase = record.evidence.model(
        **{record.evidence.field.name: record},
        position=_next(record.evidence),
        part=target.part,
        item=target.item,
        field=target.field,
        stance=stance,
        passage=passage,
        value=citation.value,
        stated_value=citation.stated_value,
        basis=citation.basis,
        reasoning=citation.reasoning,
        last_checked=asof.today(),
    )
    same = {name: getattr(row, name) for name in ("part", "item", "field", "stance", "passage", "value")}
    if record.evidence.filter(**same).exists():
        raise ValidationError(gettext("%s: this passage is cited there already with the same value.") % target.label)
    _cleaned(row, target)
    row.save()
    return row


def _take(record: Any, citation: Citation) -> None:
    target = citation.target
    holder = _holder(record, target)
    now = getattr(holder, target.field)
    text = "" if now is None else now.edtf
    if text == citation.value:
        return
    if text != citation.shown:
        raise ValidationError(
            gettext("%(field)s: somebody changed the value to %(value)s meanwhile; look at it before you take over.")
            % {"field": target.label, "value": target.in_words(text) or gettext("nothing")}
        )
    setattr(holder, target.field, citation.take)
    if target.field == "date" and hasattr(holder, "date_basis"):
        holder.date_basis = citation.basis
    _cleaned(holder, target)
    holder.save()


def _holder(record: Any, target: Target) -> Any:
    if target.part == "":
        return record
    rows_of = kind_of(record).rows
    assert rows_of is not None
    rows = rows_of(record)[target.part]
    found = next((r for r in rows if target.part in WITHOUT_ITEM or r.key == target.item), None)
    if found is None:
        raise ValidationError(gettext("%s: this row was taken away meanwhile.") % target.label)
    return found


def _cleaned(row: Any, target: Target) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        raise ValidationError([f"{target.label}: {message}" for message in error.messages]) from error
