"""What each type of page weighs on the wire: ``python benchmarks/weights.py http://127.0.0.1:8000``.

Asks a running register, and starts nothing. A reader's first page costs its HTML with the stylesheet and every script;
each later one only its HTML, because the others are kept. Both are counted compressed as they are sent, and the run
ends with 1 when any first page is over 60 KB (issue "The public side, whole", item 8). ``page_types`` is also what
the validation of the pages walks.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import urllib.error
import urllib.request
from typing import Final
from urllib.parse import urljoin, urlsplit

MOST: Final = 60_000
LANGUAGES: Final = ("", "/ko", "/zh-hans")
#: Addresses that every register answers, whatever it holds.
FIXED: Final = (
    *("/", "/agreements/", "/agreements/?state=running&q=cooperation&as_of=2025-06-30", "/agreements/?year=1801"),
    *("/countries/", "/institutions/", "/sectors/", "/programs/", "/sources/", "/deadlines/?from=2000-01-01"),
    *("/changes/", "/report/"),
)
#: Questions that are refused, and addresses where nothing is: with the status that each must have.
REFUSED: Final = (
    ("/agreements/?secter=x&as_of=2026-02-30", 400),
    ("/changes/?after=x", 400),
    ("/?as_fo=2026-01-01", 400),
    ("/nothing/here/", 404),
)
LISTS: Final = ("agreements", "countries", "institutions", "sectors", "programs", "occasions", "sources")


def fetched(address: str) -> tuple[int, bytes, int]:
    """Give status, body and the number of bytes on the wire, for a reader who takes gzip; redirects are followed."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    try:
        answer = urllib.request.urlopen(request, timeout=60)
    except urllib.error.HTTPError as refusal:
        answer = refusal
    with answer:
        sent = answer.read()
        packed = answer.headers.get("Content-Encoding") == "gzip"
        return answer.status, gzip.decompress(sent) if packed else sent, len(sent)


def page_types(base: str) -> list[tuple[str, int]]:
    """Give an address of every type of page that a register has, with the status expected; in English."""
    found = [(path, 200) for path in FIXED]
    for name in LISTS:
        _, body, _ = fetched(f"{base}/api/v1/{name}/?page_size=500")
        rows = json.loads(body)["results"]
        pages = [urlsplit(row["html_url"]).path for row in rows if row.get("html_url")]
        found += [(page, 200) for page in (pages[:2] if name != "countries" else [p for p in pages if "kr" in p][:1])]
        if name in ("agreements", "programs") and pages:
            found += [(f"{pages[0]}history/", 200), (f"{pages[0]}compare/", 200)]
    found += [("/countries/cn/kr/", 200), ("/countries/cn/jp/", 200)]
    return [*dict.fromkeys(found), *REFUSED]


def _beside(base: str, page: bytes) -> set[str]:
    """Name the stylesheets and scripts that a page loads, with the modules that those import."""
    text = page.decode()
    names = re.findall(r'<link rel="stylesheet" href="([^"]+)"', text) + re.findall(r'<script[^>]* src="([^"]+)"', text)
    waiting, found = [urljoin(base, name) for name in names], set()
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        found.add(address)
        if ".js" in address:
            waiting += [urljoin(address, one) for one in re.findall(r'from "(\.[^"]+)"', fetched(address)[1].decode())]
    return found


def main(base: str) -> int:
    """Print a line for each type of page; 1 when one is too heavy or answers another status than it should."""
    kept: dict[str, int] = {}
    faults = 0
    print("   HTML   whole  page (bytes, compressed)")  # noqa: T201
    for path, status in page_types(base):
        answered, body, weight = fetched(base + path)
        beside = _beside(base, body)
        for address in beside - kept.keys():
            kept[address] = fetched(address)[2]
        whole = weight + sum(kept[address] for address in beside)
        wrong = "" if answered == status else f"  answered {answered} and not {status}"
        wrong += "" if whole <= MOST else f"  more than {MOST}"
        faults += bool(wrong)
        print(f"{weight:7d} {whole:7d}  {path}{wrong}")  # noqa: T201
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say where a register runs: python benchmarks/weights.py http://127.0.0.1:8000")
    sys.exit(main(sys.argv[1].rstrip("/")))
