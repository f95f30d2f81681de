"""What the frame of every page needs: the same page in the other languages, and where in the site the page stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django import template
from django.conf import settings
from django.template import Context
from django.urls import is_valid_path, translate_url
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
    return found


@dataclass(frozen=True, slots=True)
class Twin:
    """A list page in another format: its name, media type and address."""

    name: str
    type: str
    address: str


#: The endings of twins (contract, "Pages"), each with its media type and the name that readers know it by.
FORMATS: Final = (
    ("csv", "text/csv", "CSV"),
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
