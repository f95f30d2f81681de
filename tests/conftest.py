"""What every test may count on: the marks mean something, and whether there is a browser is found out once."""

import gc
import os
import shutil

import pytest
from django.utils import translation

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser_program() -> str | None:
    """Return the browser of this machine: the one that ``BROWSER_PROGRAM`` names, or the first that is installed."""
    named = os.environ.get("BROWSER_PROGRAM")
    return named or next((found for name in BROWSERS if (found := shutil.which(name))), None)


def browser_is_required() -> bool:
    """Tell whether a missing browser is a failure, as it is in CI."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def pytest_report_header() -> str:
    """Say at the start whether the browser tests will run."""
    found = browser_program()
    if found:
        return f"browser: {found}"
    if browser_is_required():
        return "browser: none, and CI=true demands one: the browser tests will fail"
    return "browser: NONE FOUND - the browser tests are skipped; install chromium to run them"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the browser tests where there is no browser, but never in CI."""
    if browser_program() or browser_is_required():
        return
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="no browser on this machine; install chromium"))


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what was imported: it lives as long as the run, and is much."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.fixture(autouse=True)
def _no_language_of_the_test_before() -> None:
    """Forget the language that the last request activated in this process; it is no part of the next test."""
    translation.deactivate()


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Return the path of the browser's program, for playwright's ``executable_path``."""
    found = browser_program()
    assert found, "CI=true demands a browser: install chromium"
    return found
