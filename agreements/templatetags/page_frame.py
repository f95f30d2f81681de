"""What the frame of every page needs: the same page in the other languages, and where in the site the page stands."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.template import Context
from django.urls import translate_url

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


@register.simple_tag(takes_context=True)
def section_here(context: Context) -> str:
    """Name the section of the site to which the page belongs: the first part of its path without the language."""
    request = context.get("request")
    parts = [part for part in (request.path if request else "").split("/") if part]
    codes = [code for code, _ in settings.LANGUAGES]
    if parts and parts[0] in codes:
        parts = parts[1:]
    return parts[0] if parts else ""
