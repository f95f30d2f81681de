"""Every type of page in three languages past the Nu HTML checker: ``validate_pages.py http://127.0.0.1:8000 vnu.jar``.

Asks a running register, and starts nothing but the checker. Errors and warnings both count; the pages of refusal and of
nothing found are pages too. What is left out is named here with its reason, nowhere else.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from weights import LANGUAGES, fetched, page_types

#: The checker guesses a page's language from its words, and a register quotes titles in three.
PASSED_OVER: Final = ("This document appears to be written in",)


def saved(base: str, folder: Path) -> dict[str, str]:
    """Fetch every page in every language; give file name -> address. Raises ``SystemExit`` for a wrong status."""
    found = {}
    paths = [(f"{prefix}{path}", status) for prefix in LANGUAGES for path, status in page_types(base)]
    for number, (path, status) in enumerate([*paths, ("/api/docs/", 200), ("/api/docs/guide/", 200)]):
        answered, body, _ = fetched(base + path)
        if answered != status:
            sys.exit(f"{path} answered {answered} and not {status}.")
        name = f"{number:03d}.html"
        (folder / name).write_bytes(body)
        found[name] = path
    return found


def findings(jar: str, folder: Path) -> list[dict[str, Any]]:
    """Run the checker over a folder."""
    run = subprocess.run(
        ["java", "-jar", jar, "--format", "json", "--stdout", "--skip-non-html", str(folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    try:
        rows: list[dict[str, Any]] = json.loads(run.stdout)["messages"]
    except (ValueError, KeyError):
        sys.exit(f"The checker did not answer: {run.stdout[:500]}{run.stderr[:500]}")
    return [row for row in rows if row.get("subType") == "warning" or row["type"] == "error"]


def main(base: str, jar: str) -> int:
    """Print every finding, then how many pages had none; 1 when one had."""
    with tempfile.TemporaryDirectory() as place:
        pages = saved(base, Path(place))
        rows = findings(jar, Path(place))
    kept = [row for row in rows if not row["message"].startswith(PASSED_OVER)]
    for row in kept:
        page = pages[Path(row["url"]).name]
        print(f"{page}:{row.get('lastLine')}: {row['message']}: {row.get('extract', '')[:160]!r}")  # noqa: T201
    print(f"{len(pages)} pages checked, {len(kept)} errors and warnings")  # noqa: T201
    return 1 if kept else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Say where a register runs and where the checker is: validate_pages.py http://127.0.0.1:8000 vnu.jar")
    sys.exit(main(sys.argv[1].rstrip("/"), sys.argv[2]))
