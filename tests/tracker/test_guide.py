"""The guide to the API keeps its word: every request of it is run against a live server and prints what it says."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from markdown_it import MarkdownIt
from pytest_django.live_server_helper import LiveServer

from agreements.publishing import publish, withdraw
from tests.agreements.pages.world import REPORT, build
from tests.agreements.register.building import agreement
from tests.factories import ClauseFactory

GUIDE = Path(settings.BASE_DIR) / "docs" / "api.md"
SITE = "https://register.example"
Step = tuple[str, str, str, str]


def steps() -> tuple[dict[str, str], list[Step]]:
    """Give the lines that each language begins with, and each request: heading, language, code, what it prints."""
    tokens = MarkdownIt().parse(GUIDE.read_text(encoding="utf-8"))
    heading, code, begin, found = "", None, {}, []
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = tokens[at + 1].content
        elif token.type == "fence" and token.info in ("text", "json"):
            assert code, f"{heading}: an answer without a request"
            found.append((heading, *code, token.content))
            code = None
        elif token.type == "fence":
            assert code is None, f"{heading}: a request without its answer"
            if heading == "Before you start":
                begin[token.info] = token.content
            else:
                code = (token.info, token.content)
    return begin, found


def printed(language: str, code: str) -> str:
    if language == "python":
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(code, "guide", "exec"), {})
        return out.getvalue()
    program = ["sh", "-c", code] if language == "sh" else ["node", "--input-type=module", "-e", code]
    done = subprocess.run(program, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout + done.stderr


def as_written(text: str) -> Any:
    """Give an answer without what is never twice the same; JSON as what it says."""
    text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", "<instant>", text).strip()
    return json.loads(text) if text.startswith("{") else text


def publish_all() -> None:
    build()
    again = agreement("kr-cn-entered-twice", source=REPORT)
    treaty = agreement(
        "kr-jp-research-treaty",
        countries=("JP", "KR"),
        acts=({"type": "effective", "date": "2020-08-01"},),
        source=REPORT,
        kind="treaty",
    )
    ClauseFactory(agreement=treaty, three_years_renewed_by_one=True)
    publish([treaty, again], reason="First entry", by="ed")
    withdraw([again], reason="Entered twice by mistake", by="ed")


@pytest.mark.thorough
def test_every_request_of_the_guide_prints_what_the_guide_says(
    live_server: LiveServer, transactional_db: None, subtests: pytest.Subtests
) -> None:
    publish_all()
    begin, found = steps()
    assert {language for _, language, _, _ in found} == {"sh", "python", "js"} == set(begin)
    for heading, language, code, answer in found:
        program = {"sh": "curl", "js": "node"}.get(language)
        with subtests.test(msg=f"{heading} ({language})"):
            if program and not shutil.which(program):
                pytest.skip(f"no {program} on this machine")
            given = printed(language, (begin[language] + code).replace(SITE, live_server.url))
            assert as_written(given.replace(live_server.url, SITE)) == as_written(answer)


def test_every_topic_is_shown_in_three_languages() -> None:
    _, found = steps()
    told = {heading: {language for name, language, _, _ in found if name == heading} for heading, *_ in found}
    assert len(told) >= 10
    assert {name: languages for name, languages in told.items() if len(languages) != 3} == {}
