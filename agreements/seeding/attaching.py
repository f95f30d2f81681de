"""Attach the text of a source: check its sha-256, put the words beside every passage, publish the source again.

The text is never altered to fit: what has another sum is another text. Nothing is written unless every passage fits.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction

from agreements.codelists import Stage
from agreements.desk.acting import acting
from agreements.loading.errors import nearest
from agreements.models import EvidenceBase, Passage, Source
from agreements.publishing import publish
from agreements.quoting.anchoring import anchor
from agreements.quoting.finding import Folded, folded
from agreements.quoting.taking import MOST_BYTES, Form, NotText, form_with_sum, text_of

BY = "attach_text"
REASON = "The text of the source was attached"
_FORMS: dict[Form, str] = {
    "bom": "without its byte order mark",
    "lf": "with Unix line ends",
    "crlf": "with Windows line ends",
    "end": "with a line end at its end",
    "no-end": "without white space at its end",
    "nfc": "in Unicode form NFC",
    "nfd": "in Unicode form NFD",
}


class TextRefused(Exception):
    """The text was not attached, and nothing was written; the message says why."""


@dataclass(slots=True)
class Attached:
    """What was done: how many passages carry words now, whether any changed, whether the source was published again."""

    characters: int
    passages: int = 0
    changed: bool = False
    published: bool = False
    first_sum: bool = False
    notes: list[str] = field(default_factory=list)


def attach_text(slug: str, data: bytes) -> Attached:
    """Attach ``data`` to the source ``slug``; ``TextRefused`` for another text, or a passage that does not fit."""
    total = hashlib.sha256(data).hexdigest()
    with transaction.atomic(), acting(BY, REASON):
        source = Source.objects.select_for_update().filter(slug=slug).first()
        if source is None:
            raise TextRefused(f"There is no source '{slug}'.{_near(slug)}")
        if source.sha256 and source.sha256 != total:
            raise TextRefused(
                f"This is another text than the one that '{slug}' stands for.\n"
                f"sha-256 recorded: {source.sha256}\nsha-256 of the file: {total}{_hint(data, source.sha256)}"
            )
        text = _decoded(data)
        was_clean = source.editorial_status == Stage.PUBLISHED
        done = Attached(len(text), first_sum=not source.sha256)
        _anchor_all(source, text, done)
        if source.text != text or done.first_sum:
            source.text, source.sha256 = text, total
            _checked(source)
            done.changed = True
        done.notes += _other_words(source)
        if not done.changed:
            return done
        if was_clean:
            publish([Source.objects.get(pk=source.pk)], reason=REASON, by=BY)
            done.published = True
        else:
            done.notes.append(f"'{slug}' is not published again: it has edits that nobody published yet.")
        return done


def _anchor_all(source: Source, text: str, done: Attached) -> None:
    faults = []
    page = Folded(text)
    for passage in source.passages.all():
        before = _selector(passage)
        if fault := anchor(passage, page):
            faults.append(fault)
        elif _selector(passage) != before:
            _checked(passage)
            done.changed = True
        done.passages += bool(passage.quote)
    if faults:
        raise TextRefused("\n".join(faults))


def _other_words(source: Source) -> list[str]:
    """Say where evidence states words that its passage, read in the text, does not hold; an editor decides."""
    found = []
    for model in apps.get_models():
        if issubclass(model, EvidenceBase):
            rows = model._default_manager.filter(passage__source=source).exclude(stated_value="")
            for row in rows.select_related("passage", model.record_field):
                if row.passage.quote and folded(row.stated_value)[0] not in folded(row.passage.quote)[0]:
                    record = getattr(row, model.record_field)
                    found.append(f"{record.slug}, {row.target}: “{row.stated_value}” is not in '{row.passage.key}'.")
    return sorted(found)


def _selector(passage: Passage) -> tuple[Any, ...]:
    return passage.start, passage.end, passage.quote, passage.prefix, passage.suffix


def _checked(record: Source | Passage) -> None:
    try:
        record.full_clean()
    except ValidationError as error:
        raise TextRefused(" ".join(error.messages)) from error
    record.save()


def _decoded(data: bytes) -> str:
    try:
        return text_of(data)
    except NotText as error:
        raise TextRefused(
            {
                "utf-8": f"The file is not UTF-8 text: byte {error.byte} cannot be read.",
                "nul": f"The file holds a NUL (byte {error.byte}), so it is not a text.",
                "long": f"The file has {error.byte} bytes; a text has at most {MOST_BYTES}.",
            }[error.fault]
        ) from error


def _hint(data: bytes, wanted: str) -> str:
    """Say what differs where the text is the same but for its form; it is for a person to fix, not for us."""
    try:
        form = form_with_sum(data.decode("utf-8"), wanted)
    except UnicodeDecodeError:
        return "\nThe file is not UTF-8 text."
    return f"\nIt would be the recorded text {_FORMS[form]}." if form else ""


def _near(slug: str) -> str:
    found = nearest(slug, Source.objects.values_list("slug", flat=True))
    return f" Did you mean{found.removeprefix('; did you mean')}" if "did you mean" in found else ""
