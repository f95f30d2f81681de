"""The page of data, and the files of the last export as they are served (contract, "Bulk"; scenario P11)."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from agreements.exports.bulk.running import export_to
from tests.agreements.exports.reading import answer, body

pytestmark = pytest.mark.usefixtures("records")


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """The folder that is served, empty at first."""
    settings.EXPORT_DIR = tmp_path / "data"
    return tmp_path / "data"


def test_without_an_export_the_page_leads_to_the_lists_and_the_files_say_why(client: Client, folder: Path) -> None:
    html = answer(client, "/data/").content.decode()
    assert "No export of the whole register was made here yet." in html
    assert 'href="/agreements.ndjson"' in html
    problem = answer(client, "/data/datapackage.json", 404)
    assert problem["Content-Type"] == "application/problem+json"
    assert problem.json()["detail"].startswith("No export of the whole register was made here yet.")


def test_files_are_served_as_they_lie_and_in_parts(client: Client, folder: Path) -> None:
    tag = answer(client, "/data/")["ETag"]
    export_to(folder, ["ndjson", "csv"])
    page = answer(client, "/ko/data/", **{"if-none-match": tag})
    data = (folder / "agreements.csv").read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    assert f'title="{digest}"' in page.content.decode()
    assert answer(client, "/data/")["ETag"] != tag
    whole = answer(client, "/data/agreements.csv")
    assert body(whole) == data
    assert (whole["ETag"], whole["Content-Type"]) == (f'"{digest}"', "text/csv; charset=utf-8")
    assert (whole["Access-Control-Allow-Origin"], whole["Content-Length"]) == ("*", str(len(data)))
    answer(client, "/data/agreements.csv", 304, **{"if-none-match": whole["ETag"]})
    marked = answer(client, "/data/agreements.csv?bom=1")
    assert body(marked) == b"\xef\xbb\xbf" + data
    assert marked["ETag"] != whole["ETag"]
    for asked, first, last in (("2-5", 2, 5), ("-3", len(data) - 3, len(data) - 1), ("7-", 7, len(data) - 1)):
        part = answer(client, "/data/agreements.csv", 206, range=f"bytes={asked}")
        assert body(part) == data[first : last + 1]
        assert part["Content-Range"] == f"bytes {first}-{last}/{len(data)}"
    assert answer(client, "/data/agreements.csv", 416, range=f"bytes={len(data)}-")["Content-Range"].endswith(
        f"/{len(data)}"
    )
    assert body(answer(client, "/data/agreements.csv", range="bytes=2-5", **{"if-range": '"other"'})) == data
    assert body(answer(client, "/data/agreements.csv", range="bytes=1-2,4-5")) == data
    assert client.head("/data/agreements.csv")["Content-Length"] == str(len(data))
    assert client.options("/data/agreements.csv").status_code == 204
    for each in re.findall(r'href="(/data/[^"]+)"', page.content.decode()):
        answer(client, each)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("nothing.csv", 404),
        ("register.xlsx", 404),
        ("..%2Fsecret.txt", 404),
        ("%2e%2e", 404),
        (".data.lock", 404),
        ("%00", 404),
        ("agreements.csv?fields=id", 400),
        ("agreements.csv?bom=2", 400),
        ("agreements.ndjson?bom=1", 400),
    ],
)
def test_no_other_name_is_opened_and_nothing_is_ignored(client: Client, folder: Path, name: str, status: int) -> None:
    export_to(folder, ["ndjson", "csv"])
    (folder.parent / "secret.txt").write_text("secret")
    (folder / "secret.txt").write_text("secret")
    assert "secret" not in answer(client, f"/data/{name}", status).content.decode().replace("secret.txt", "")
    answer(client, "/data/secret.txt", 404)
    assert client.post("/data/agreements.csv").status_code == 405


@pytest.mark.parametrize("name", ["agreements.csv", "agreements.ndjson", "datapackage.json", "README.md", "SHA256SUMS"])
def test_the_tag_of_every_file_is_the_sum_of_its_bytes_and_stays_when_the_same_is_exported_again(
    client: Client, folder: Path, name: str
) -> None:
    export_to(folder, ["ndjson", "csv"])
    first = answer(client, f"/data/{name}")
    assert first["ETag"] == f'"{hashlib.sha256(body(first)).hexdigest()}"'
    export_to(folder, ["ndjson", "csv"])
    assert answer(client, f"/data/{name}")["ETag"] == first["ETag"]


@pytest.mark.parametrize("name", ["agreements.csv", "agreements.csv?bom=1", "README.md"])
def test_a_file_says_when_it_was_written_and_answers_every_condition(client: Client, folder: Path, name: str) -> None:
    export_to(folder, ["csv"])
    for path in folder.iterdir():
        os.utime(path, (1782000000, 1782000000.75))
    written, earlier = "Sun, 21 Jun 2026 00:00:00 GMT", "Sat, 20 Jun 2026 23:59:59 GMT"
    address = f"/data/{name}"
    whole = answer(client, address)
    tag = whole["ETag"]
    assert (whole["Last-Modified"], whole["Content-Language"]) == (written, "en")
    for status, header, value in (
        (304, "if-none-match", tag),
        (304, "if-none-match", f'"other", W/{tag}'),
        (304, "if-none-match", "*"),
        (200, "if-none-match", '"other"'),
        (304, "if-modified-since", written),
        (200, "if-modified-since", earlier),
        (200, "if-modified-since", "yesterday"),
        (200, "if-match", tag),
        (200, "if-match", "*"),
        (412, "if-match", '"other"'),
        (412, "if-match", f"W/{tag}"),
        (200, "if-unmodified-since", written),
        (412, "if-unmodified-since", earlier),
    ):
        found = answer(client, address, status, **{header: value})
        assert (found["ETag"], found["Last-Modified"]) == (tag, written)
        assert found["Access-Control-Allow-Origin"] == "*"
    answer(client, address, **{"if-none-match": '"other"', "if-modified-since": written})
    answer(client, address, 412, **{"if-match": '"other"', "if-none-match": tag})


def test_a_range_is_a_matter_of_get_and_head_tells_of_the_whole(client: Client, folder: Path) -> None:
    export_to(folder, ["csv"])
    size = (folder / "agreements.csv").stat().st_size
    for asked in ("bytes=2-5", f"bytes={size}-"):
        head = client.head("/data/agreements.csv", headers={"range": asked})
        assert (head.status_code, head["Content-Length"]) == (200, str(size))
        assert "Content-Range" not in head


def test_a_file_is_in_english_at_every_address_and_a_refusal_in_that_of_the_address(
    client: Client, folder: Path
) -> None:
    export_to(folder, ["csv"])
    assert answer(client, "/ko/data/agreements.csv")["Content-Language"] == "en"
    assert answer(client, "/ko/data/nothing.csv", 404)["Content-Language"] == "ko"


def test_scripts_of_other_origins_may_ask_for_parts_and_read_what_they_are_of(client: Client, folder: Path) -> None:
    export_to(folder, ["csv"])
    asked = {"access-control-request-method": "GET", "access-control-request-headers": "range,if-range"}
    found = client.options(
        "/data/agreements.csv", headers={**asked, "access-control-request-headers": "range,if-range"}
    )
    assert (found.status_code, found["Access-Control-Allow-Origin"]) == (204, "*")
    allowed = {each.strip().lower() for each in found["Access-Control-Allow-Headers"].split(",")}
    assert {"range", "if-range", "if-match", "if-unmodified-since", "if-none-match", "if-modified-since"} <= allowed
    part = answer(client, "/data/agreements.csv", 206, range="bytes=0-1")
    exposed = {each.strip() for each in part["Access-Control-Expose-Headers"].split(",")}
    assert {"ETag", "Last-Modified", "Content-Range", "Accept-Ranges"} <= exposed
