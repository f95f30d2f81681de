"""What the pages of the smaller records share: their markers, and languages by their names."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language_info

from agreements.pages.marking import Marks
from agreements.register.evidence import cited_sources, evidence_of
from agreements.register.reading import Reading

Document = dict[str, Any]


def language_name(code: str) -> str:
    """Name a language in the language of the page; by its code where nobody named it."""
    try:
        return str(get_language_info(code.lower())["name_translated"])
    except KeyError:
        return code


def marks_of(record: Document, reading: Reading) -> Marks:
    """Give the markers of a record that has evidence."""
    return Marks(evidence_of(record, cited_sources([record], reading), reading), record.get("unsourced", ()))
