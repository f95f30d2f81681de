"""What a publication did, in words: the title of its entry, and what changed against what was said before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.codelists import PublicationType
from agreements.pages.comparing import Told, told_between
from agreements.pages.record_words import RecordWords
from agreements.pages.saying import label
from agreements.register.news import News
from agreements.register.reading import Reading

TYPES: Final = dict(PublicationType.choices)
#: So many changes are told one by one; the page of the record tells them all.
MOST_TOLD: Final = 12


def words_for(found: Sequence[News], reading: Reading) -> RecordWords:
    """Look up, once for a whole feed, what its documents name."""
    compared = [one for one in found if one.document and one.before]
    return RecordWords([doc for one in compared for doc in (one.before, one.document) if doc], reading)


def heading(one: News) -> str:
    """Say what happened to which record: "Updated: Memorandum of …"."""
    title = one.title or one.record_id
    if one.type == PublicationType.MERGED:
        return _("Merged: %(title)s, now in %(target)s") % {"title": title, "target": one.target_title}
    return _("%(term)s: %(values)s") % {"term": label(TYPES, one.type), "values": title}


def reason_words(reason: str) -> str:
    """Say the public reason, or that none was given."""
    return reason.strip() or _("No reason was given.")


def content(one: News, words: RecordWords) -> SafeString:
    """Say the public reason and, row by row, what changed."""
    lines = _changes(one, words)
    told = format_html("<p>{}</p>", reason_words(one.reason))
    if lines:
        told += format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in lines)))
    return told


def _changes(one: News, words: RecordWords) -> list[str]:
    if not one.document or not one.before:
        return []
    rows = told_between(one.before, one.document, words)
    found = [_line(row) for row in rows[:MOST_TOLD]]
    if left := len(rows) - len(found):
        found.append(ngettext("and %(n)s more", "and %(n)s more", left) % {"n": left})
    return found


def _line(row: Told) -> str:
    sides = [
        ": ".join(part for part in (name, " → ".join(side for side in (before or "–", after or "–"))) if part)
        for name, before, after in row.lines
    ]
    said = "; ".join(sides) if row.what == "changed" or len(sides) == 1 else ""
    return f"{row.about} – {row.word}" + (f" ({said})" if said else "")
