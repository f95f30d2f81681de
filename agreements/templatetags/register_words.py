"""Words and small marks in templates: days at their precision, labels of codes, addresses, markers and state signs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agreements.codelists import GROUP_LABELS, STATE_LABELS
from agreements.pages.field_words import value_said
from agreements.pages.marking import Mark
from agreements.pages.saying import Said, words_of
from agreements.pages.signs import sign_of, tone_of
from agreements.pages.visiting import current_language

register = template.Library()


@register.filter
def day(edtf: str | None) -> str:
    """Say a day in the language of the page; nothing for none."""
    return words_of(edtf, current_language()) if edtf else ""


@register.filter
def instant(text: str | None) -> str:
    """Say the day of an RFC 3339 instant, in the language of the page."""
    return words_of(datetime.fromisoformat(text).date().isoformat(), current_language()) if text else ""


@register.filter
def when(edtf: str | None) -> SafeString | str:
    """Say a day as an HTML time element, where HTML has a form for its precision."""
    if not edtf:
        return ""
    words = words_of(edtf, current_language())
    return words if "/" in edtf else format_html('<time datetime="{}">{}</time>', edtf, words)


@register.simple_tag(takes_context=True)
def to(context: Context, address: str) -> str:
    """Give the address of another page in the reader's language and on the reader's day."""
    visit = context.get("visit")
    if visit is not None:
        return str(visit.to(address))
    language = current_language()  # pages of refusal are read without a visit, but in the reader's language
    return address if language == settings.LANGUAGE_CODE else f"/{language}{address}"


@register.simple_tag
def marker(marks: Mark | tuple[Mark, ...] | None) -> SafeString:
    """Show the markers of a value: links to the notes, or the word "unsourced"."""
    given = marks if isinstance(marks, tuple | list) else ([] if marks is None else [marks])
    return format_html_join("", "{}", ((_one(mark),) for mark in given))


def _one(mark: Mark) -> SafeString:
    if mark.note is None:
        return format_html('<span class="marker marker-none" title="{}">{}</span>', mark.label, _("unsourced"))
    look = " marker-disputed" if mark.note.disputed else ""
    return format_html(
        '<a class="marker{}" href="#{}" data-note aria-label="{}">{}</a>',
        look, mark.note.anchor, mark.label, mark.note.number,
    )  # fmt: skip


@register.simple_tag(takes_context=True)
def said(context: Context, value: Said) -> SafeString:
    """Show a value: as a day, a link or a text, then how it is known, then its markers."""
    text: Any = value.text
    if value.lang and value.lang != get_language():
        text = format_html('<span lang="{}">{}</span>', value.lang, text)
    if value.edtf and "/" not in value.edtf:
        text = format_html('<time datetime="{}">{}</time>', value.edtf, text)
    if value.href:
        text = format_html('<a href="{}">{}</a>', to(context, value.href) if value.href[0] == "/" else value.href, text)
    if value.code:
        text = format_html('<code class="breakable">{}</code>', text)
    if value.unknown:
        text = format_html('<span class="unknown">{}</span>', text)
    note = format_html(' <span class="aside">({})</span>', value.note) if value.note else ""
    return format_html("{}{}{}{}", text, note, marker(value.marks), dissent(value.marks))


@register.simple_tag
def dissent(marks: tuple[Mark, ...]) -> SafeString:
    """Say that a source disagrees, and what it says instead; the note at the marker says why it was not preferred."""
    return format_html_join("", "{}", ((_dissenting(mark),) for mark in marks if mark.dissent))


def _dissenting(mark: Mark) -> SafeString:
    said = [value_said(row["field"], row["value"], current_language()) for row in mark.against if row["value"]]
    given = [text for text in dict.fromkeys(said) if text]
    instead = format_html(": {}", _(" or ").join(given)) if given else ""
    anchor = mark.note.anchor if mark.note else ""
    return format_html(' <a class="dissent" href="#{}">{}{}</a>', anchor, mark.dissent, instead)


@register.simple_tag
def state_sign(state: dict[str, Any]) -> SafeString:
    """Draw the sign of a state; it is for the eye only, the word stands beside it."""
    return format_html(
        '<svg class="state-glyph" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" focusable="false">'
        '<use href="#sign-{}"/></svg>',
        sign_of(state),
    )


@register.simple_tag
def state_tone(state: dict[str, Any]) -> str:
    """Give the class of a state's colour, which only repeats what sign and word say."""
    return tone_of(state)


@register.filter
def state_label(code: str) -> str:
    """Give the label of a state or of a group of states."""
    return str(STATE_LABELS.get(code) or GROUP_LABELS.get(code) or code)


@register.filter
def code_label(code: str, labels: dict[str, Any]) -> str:
    """Give the label of a code in one of the code lists."""
    return str(labels.get(code, code))
