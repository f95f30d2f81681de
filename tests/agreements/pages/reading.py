"""A page as a reader gets it: its words without tags, and what its markers lead to."""

from __future__ import annotations

import re
from html import unescape

from django.http import HttpResponse


def words(response: HttpResponse) -> str:
    """Give the words of a page, white space folded; what stands in scripts and drawings' definitions is no word."""
    text = re.sub(r"<(script|defs|symbol)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def lead(response: HttpResponse) -> str:
    """Give the part of an agreement's page that states its state and life, with tags."""
    found = re.search(r'<section class="verdict".*?</section>', response.content.decode(), flags=re.DOTALL)
    assert found, "the page has no verdict"
    return found.group()


def markers(html: str) -> list[str]:
    """Give the fragments to which the markers in a piece of HTML lead."""
    return re.findall(r'<a class="marker[^"]*" href="#([^"]+)"', html)


def note(response: HttpResponse, anchor: str) -> str:
    """Give one note of a page, with tags."""
    found = re.search(rf'<li class="note" id="{re.escape(anchor)}".*?\n    </li>', response.content.decode(), re.DOTALL)
    assert found, f"no note {anchor}"
    return found.group()
