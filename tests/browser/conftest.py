"""One browser for the run; for each test the two memoranda on a live server, and a reader with or without scripts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.agreements.pages.world import World, build

#: A container's browser: no sandbox of its own, and nothing of its own to say to the network.
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-quic"),
]


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


@pytest.fixture(scope="module")
def browser(browser_path: str, django_db_setup: None) -> Iterator[Browser]:
    """Start the machine's browser; the loop that playwright runs is no reason for Django to refuse the database."""
    with pytest.MonkeyPatch.context() as patched, sync_playwright() as playwright:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(autouse=True)
def _no_request_goes_on(request: pytest.FixtureRequest) -> Iterator[None]:
    """Wait at the end for what the page asked last (a preview while typing): the tables are emptied next."""
    database = "transactional_db" in request.fixturenames or "live_server" in request.fixturenames
    if database:
        request.getfixturevalue("transactional_db")
    yield
    deadline = time.monotonic() + 10
    while database and time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND state LIKE ANY (ARRAY['active', 'idle in transaction%%'])"
            )
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.05)


@pytest.fixture
def world(browser: Browser, transactional_db: None) -> World:
    """Publish the two memoranda for the server to see."""
    return build()


@pytest.fixture
def reader(browser: Browser, live_server: LiveServer, world: World) -> Iterator[Callable[..., Reader]]:
    """Make readers: ``reader(scripts=False, width=375, dark=True)``."""
    contexts = []

    def make(*, scripts: bool = True, width: int = 1280, height: int = 800, dark: bool = False) -> Reader:
        context = browser.new_context(
            java_script_enabled=scripts,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        made = Reader(context.new_page(), live_server.url)
        made.page.on("console", lambda m: made.complaints.append(m.text) if m.type in ("error", "warning") else None)
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        return made

    yield make
    for context in contexts:
        context.close()
