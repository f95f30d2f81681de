"""A reader or an editor at a browser, and what axe holds against the page before them.

A browser answers when it can: a click or a key returns before the page that it asks for is there. Nothing is read from
a page at once, therefore: ``expect`` waits, and what brings another page is done within ``Reader.led_on``.
``BROWSER_SLOW=6`` plays a machine six times as slow behind a slow network, where whatever is read too early fails.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

#: Milliseconds for a page or a part of it to come; a machine may be busy.
PATIENCE = 60_000
#: How many times slower the browser is made.
SLOW = float(os.environ.get("BROWSER_SLOW", "0"))

#: The rules of WCAG 2.2 AA. On our own pages good practice counts too; in the admin Django's templates decide on that.
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")

expect.set_options(timeout=PATIENCE)


@dataclass(slots=True)
class Reader:
    """A page that keeps what the browser complained about."""

    page: Page
    site: str
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        """Go to an address of the site."""
        self.page.goto(self.site + address)
        return self.page

    @contextmanager
    def led_on(self) -> Iterator[None]:
        """Do what brings another page, or another place of this one, and wait until it is there."""
        with self.page.expect_navigation():
            yield

    def arrives(self, end: str) -> None:
        """Wait until the page's address ends like this, and the page is loaded."""
        expect(self.page).to_have_url(re.compile(re.escape(end) + "$"))
        self.page.wait_for_load_state()

    def violations(self, within: str | None = None) -> list[str]:
        """Give what axe holds against the page, or against a part of it (then without the rules of good practice)."""
        options = {"runOnly": {"type": "tag", "values": [*WCAG, *(() if within else ("best-practice",))]}}
        found = Axe().run(self.page, context=within, options=options).response["violations"]
        return [f"{one['id']}: {[node['html'][:300] for node in one['nodes'][:3]]}" for one in found]

    def overhang(self) -> int:
        """Give how many pixels the page is wider than the screen."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


#: Makes readers: ``readers(scripts=False, width=375, dark=True, account=ann)``.
Readers = Callable[..., Reader]


@contextmanager
def seats(browser: Browser, site: str) -> Iterator[Readers]:
    """Seat people at the browser, each at a window of their own; all are closed at the end."""
    contexts: list[BrowserContext] = []

    def make(
        *,
        scripts: bool = True,
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
        account: AbstractBaseUser | None = None,
    ) -> Reader:
        context = browser.new_context(
            java_script_enabled=scripts,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if account:
            client = Client()
            client.force_login(account)
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
        made = Reader(context.new_page(), site)
        made.page.on("console", lambda m: made.complaints.append(m.text) if m.type in ("error", "warning") else None)
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        if SLOW:
            slow_down(made.page)
        return made

    yield make
    for context in contexts:
        context.close()


def slow_down(page: Page) -> None:
    """Make a page as slow as on a busy machine."""
    protocol = page.context.new_cdp_session(page)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
    line = {"offline": False, "latency": 50 * SLOW, "downloadThroughput": -1, "uploadThroughput": -1}
    protocol.send("Network.emulateNetworkConditions", line)
