"""The guide to the API: ``docs/api.md`` as a page, its examples addressed to the register that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any, Final

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt

from tracker.docs.describing import EXAMPLE_SITE

LANGUAGES: Final = {"sh": "curl", "python": "Python", "js": "JavaScript", "text": "prints", "json": "prints"}


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide: its title, the headings below it with their anchors, and its text."""

    title: str
    headings: tuple[tuple[str, str], ...]
    body: SafeString


def guide(site: str) -> Guide:
    """Give the guide with ``site`` (scheme and host) in place of the example's."""
    title, headings, body = _read()
    return Guide(title, headings, mark_safe(body.replace(EXAMPLE_SITE, escape(site))))


@cache
def _read() -> tuple[str, tuple[tuple[str, str], ...], str]:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.add_render_rule("fence", _fence)
    tokens = reader.parse((settings.BASE_DIR / "docs" / "api.md").read_text(encoding="utf-8"))
    title, headings = tokens[1].content, []
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            words = tokens[at + 1].content
            headings.append((slugify(words), words))
            token.attrSet("id", slugify(words))
            token.attrSet("class", "section-head")
    return title, tuple(headings), str(reader.renderer.render(tokens[3:], reader.options, {}))


def _fence(renderer: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
    """Write a block with its language above it; it scrolls by itself, so it can be reached by keyboard."""
    token = tokens[at]
    name = LANGUAGES.get(token.info, token.info)
    kind = "sample-answer" if token.info in ("text", "json") else "sample-request"
    label = escape(name, quote=True)
    return (
        f'<figure class="sample {kind}"><figcaption>{label}</figcaption>'
        f'<pre tabindex="0" role="group" aria-label="{label}"><code>{escape(token.content)}</code></pre></figure>'
    )
