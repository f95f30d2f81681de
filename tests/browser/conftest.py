"""One browser for the run; for each test the two memoranda on a live server, and a reader with or without scripts."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.agreements.pages.world import World, build
from tests.browser.reading import Readers, seats

#: A container's browser: no sandbox of its own, and nothing of its own to say to the network.
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-quic"),
]


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
    """Wait at the end for what a page asked last (a preview while typing): the tables are emptied next.

    An answer on its way would hold its rows against that, and one of the two would be refused as a deadlock. The
    server has a thread for each connection, which ends when the window is closed and the answer is given.
    """
    database = "transactional_db" in request.fixturenames or "live_server" in request.fixturenames
    if database:
        request.getfixturevalue("transactional_db")
    yield
    deadline = time.monotonic() + 60
    while any("process_request_thread" in thread.name for thread in threading.enumerate()):
        assert time.monotonic() < deadline, "the server goes on answering a window that was closed"
        time.sleep(0.02)


@pytest.fixture
def world(browser: Browser, transactional_db: None) -> World:
    """Publish the two memoranda for the server to see."""
    return build()


@pytest.fixture
def seat(browser: Browser, live_server: LiveServer) -> Iterator[Readers]:
    """Seat people at the browser, before whatever the test has put into the register."""
    with seats(browser, live_server.url) as make:
        yield make


@pytest.fixture
def reader(world: World, seat: Readers) -> Readers:
    """Seat readers before the two memoranda."""
    return seat
