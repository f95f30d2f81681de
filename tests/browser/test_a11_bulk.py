"""A11, P11: a stranger finds the whole register on one page, in any language, and takes a file along."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from agreements.exports.bulk.running import export_to
from tests.agreements.pages.world import NEW
from tests.browser.reading import Readers

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]


def test_a11_the_whole_register_is_taken_along_from_one_page(reader: Readers, settings: Any, tmp_path: Path) -> None:
    settings.EXPORT_DIR = tmp_path / "data"
    made = reader(width=320, height=700)
    export_to(settings.EXPORT_DIR)
    for address in ("/data/", "/ko/data/"):
        made.open(address)
        assert made.violations() == [], address
    assert made.overhang() <= 0
    page = reader(scripts=False).open("/")
    page.locator("footer").get_by_role("link", name="Data", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="agreements.csv", exact=True).click()
    with Path(waiting.value.path()).open(encoding="utf-8", newline="") as file:
        assert NEW in {row["id"] for row in csv.DictReader(file)}
    assert waiting.value.suggested_filename == "agreements.csv"
