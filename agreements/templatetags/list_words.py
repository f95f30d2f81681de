"""What list pages show: matched words marked, and nothing of a text ever taken for markup."""

from __future__ import annotations

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from agreements.register.highlighting import Marked

register = template.Library()


@register.filter
def marked(text: Marked) -> SafeString:
    """Show a text, what was matched in it as ``mark``; every segment is escaped."""
    parts = (format_html("<mark>{}</mark>", part) if hit else conditional_escape(part) for part, hit in text.segments)
    return mark_safe("".join(parts))
