"""Evidence in words: which field a passage speaks for, the value, how it is known, and the place in the source."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

from agreements.pages.field_words import IDS, field_words, part_words, value_said
from agreements.pages.record_words import place_said
from agreements.pages.saying import basis_word
from agreements.pages.visiting import current_language

register = template.Library()

Row = dict[str, Any]


@register.filter
def field_name(row: Row) -> str:
    """Name the field for which a row of evidence speaks; for a row as a whole, what the row is."""
    return field_words(row["field"]) if row["field"] else part_words(row["part"])


@register.filter
def value_words(row: Row) -> str:
    """Say the value that a passage gives: days in words, codes by their labels."""
    if row["field"] in IDS or not row["field"]:
        return ""
    return value_said(row["field"], row["value"], current_language())


register.filter(basis_word)


@register.filter
def place_words(passage: Row | None) -> str:
    """Say the place of a passage: "paragraph 4"."""
    return place_said(passage) or _("place not given")


@register.filter
def cited_place(row: Row) -> str:
    """Say the place that a row of evidence cites: "row 17, column “status”"."""
    return place_said(row["passage"], row.get("column", "")) or _("place not given")


@register.filter
def passage_address(row: Row) -> str:
    """Give the address of a passage on its source's page; a source with many passages shows them in pages."""
    key = row["passage"]["key"] if row["passage"] else ""
    return f"/sources/{row['source']['id']}/" + (f"?passage={key}#{key}" if key else "")
