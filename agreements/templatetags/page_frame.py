"""What the frame of every page needs: the same page in the other languages, and where in the site the page stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django import template
from django.conf import settings
from django.template import Context
from django.urls import is_valid_path, translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from agreements.pages.visiting import current_language

register = template.Library()


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language of the page: its own name and the address of the same page, with the same question."""

    code: str
    name: str
    address: str
    absolute: str
    current: bool


@register.simple_tag(takes_context=True)
def languages_here(context: Context) -> list[Tongue]:
    """Give the same page in every language of the register; nothing where there is no request (error pages)."""
    request = context.get("request")
    if request is None:
        return []
    here = current_language()
    found = []
    for code, name in settings.LANGUAGES:
        address = translate_url(request.get_full_path(), code)
        found.append(Tongue(code, name, address, f"{request.scheme}://{request.get_host()}{address}", code == here))
    # What stands outside the languages (the API's own pages) has one address and nothing to switch.
    return found if len({one.address for one in found}) > 1 else []


@register.simple_tag(takes_context=True)
def canonical_here(context: Context) -> str:
    """Give the address under which the page should be known: its own question, without the two clocks and the place.

    A page read for another day is the same page; nothing where no page of the register is shown (error pages).
    """
    request, visited = context.get("request"), context.get("visit")
    if request is None or visited is None:
        return ""
    asked = visited.query.without("as_of", "known_at", "cursor", "lang").encoded()
    return f"{request.scheme}://{request.get_host()}{request.path}{'?' + asked if asked else ''}"


@register.simple_block_tag
def property_too(content: str, name: str) -> SafeString:
    """Render words once for the head of the page and once as a property of the Open Graph protocol.

    A title is written as the element and as ``og:title``, a description as the two kinds of ``meta``.
    """
    words = mark_safe(" ".join(content.split()).replace('"', "&quot;"))
    if name == "title":
        return format_html('<title>{}</title>\n  <meta property="og:title" content="{}">', words, words)
    return format_html('<meta name="{0}" content="{1}">\n  <meta property="og:{0}" content="{1}">', name, words)


@dataclass(frozen=True, slots=True)
class Twin:
    """A list page in another format: its name, media type and address."""

    name: str
    type: str
    address: str


#: The endings of twins (contract, "Pages"), each with its media type and the name that readers know it by.
FORMATS: Final = (
    ("csv", "text/csv", "CSV"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    ("ndjson", "application/x-ndjson", "NDJSON"),
    ("json", "application/json", "JSON"),
    ("atom", "application/atom+xml", "Atom"),
    ("ics", "text/calendar", gettext_lazy("Calendar")),
)


@register.simple_tag(takes_context=True)
def twins_here(context: Context) -> list[Twin]:
    """Give the twins of a list page, for the same question; nothing for other pages and for questions refused.

    They begin at the beginning: the place in the list (``cursor``) is left out.
    """
    request, visited = context.get("request"), context.get("visit")
    if request is None or visited is None or context.get("problems") or not request.path.endswith("/"):
        return []
    asked = visited.query.without("cursor", "lang").encoded()
    found = []
    for ending, media_type, name in FORMATS:
        path = f"{request.path.removesuffix('/')}.{ending}"
        if is_valid_path(path):
            found.append(Twin(str(name), media_type, f"{path}?{asked}" if asked else path))
    return found


@register.simple_tag(takes_context=True)
def section_here(context: Context) -> str:
    """Name the section of the site to which the page belongs: the first part of its path without the language."""
    request = context.get("request")
    parts = [part for part in (request.path if request else "").split("/") if part]
    codes = [code for code, _ in settings.LANGUAGES]
    if parts and parts[0] in codes:
        parts = parts[1:]
    return parts[0] if parts else ""
