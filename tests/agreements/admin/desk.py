"""How tests sit at the desk: read a form of the admin as a browser would, change some fields, send it back."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from django.test import Client

INLINE_HANDLER = re.compile(r"\son[a-z]+\s*=", re.IGNORECASE)


class FormReader(HTMLParser):
    """Collect the fields of the main form of a page, with the values that a browser would send."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, Any] = {}
        self._inside = False
        self._select: str | None = None
        self._area: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = dict(attrs)
        if tag == "form":
            self._inside = a.get("method") == "post" and "logout" not in (a.get("action") or "")
        if not self._inside:
            return
        name = a.get("name") or ""
        if tag == "input" and a.get("type") in ("checkbox", "radio"):
            if "checked" in a:
                self.fields[name] = a.get("value") or "on"
        elif tag == "input" and a.get("type") != "submit":
            self.fields[name] = a.get("value") or ""
        elif tag == "textarea":
            self._area, self.fields[name] = name, ""
        elif tag == "select":
            self._select = name
            self.fields.setdefault(name, "")
        elif tag == "option" and self._select and "selected" in a:
            self.fields[self._select] = a.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data.removeprefix("\n")


def fields_of(client: Client, address: str) -> dict[str, Any]:
    """Return what a browser would send from the form at this address, when nothing is typed."""
    page = client.get(address)
    assert page.status_code == 200, (address, page.status_code)
    return {
        name: value
        for name, value in FormReader(page.text).fields.items()
        if "__prefix__" not in name and name not in ("csrfmiddlewaretoken", "CHANGE_FORM-action")
    }


def violations(page: str, policy: str) -> list[str]:
    """Return what a browser would refuse to run or to style under our policy: scripts and styles without the nonce."""
    nonce = re.search(r"'nonce-([^']+)'", policy)
    found = [tag for tag in re.findall(r"<[a-z][^>]*>", page) if INLINE_HANDLER.search(tag) or " style=" in tag]
    for tag in re.findall(r"<(?:script|style)\b[^>]*>", page):
        known = nonce is not None and f'nonce="{nonce.group(1)}"' in tag
        own = re.search(r'src="/', tag) is not None or 'type="application/json"' in tag
        if not known and not own:
            found.append(tag)
    return found
