"""The words that the code gives to gettext, read from the source as ``locale/collect`` reads it.

Gettext's own programs are not on every machine that runs the tests, so Python is read as Python and templates through
Django's ``templatize``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
#: What commands print is English only; the page of parts is for developers.
OTHERS = {"seeding", "audit", "patterns", "migrations"}
#: name of the function -> which of its arguments is the context, which the word
FUNCTIONS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (None, 0)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (None, 0)),
    **dict.fromkeys(("pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"), (0, 1)),
}
IN_TEMPLATE = re.compile(r"\b(_|n?p?gettext)\((?=u?['\"])")
Word = tuple[str | None, str]


@cache
def words_of_the_code() -> frozenset[Word]:
    """Give every word with its context (``None`` for none)."""
    found: set[Word] = set()
    for app in ("agreements", "programs", "tracker"):
        for path in (ROOT / app).rglob("*.py"):
            if not OTHERS & set(path.relative_to(ROOT).parts):
                found.update(_of_python(path.read_text(encoding="utf-8")))
    for folder in ("templates", "agreements/templates", "programs/templates"):
        for path in (ROOT / folder).rglob("*.*"):
            if path.is_file() and not OTHERS & set(path.relative_to(ROOT).parts) and path.stem != "patterns":
                found.update(_of_template(path.read_text(encoding="utf-8")))
    return frozenset(found)


def _of_python(source: str) -> Iterator[Word]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in FUNCTIONS:
                yield from _of_call(name, node.args)


def _of_template(source: str) -> Iterator[Word]:
    text = templatize(source)
    for match in IN_TEMPLATE.finditer(text):
        end = match.end()
        while (end := text.index(")", end) + 1) <= len(text):
            try:
                call = ast.parse(text[match.start() : end], mode="eval").body
            except SyntaxError:
                continue
            assert isinstance(call, ast.Call)
            yield from _of_call(match[1], call.args)
            break


def _of_call(name: str, arguments: list[ast.expr]) -> Iterator[Word]:
    context, word = FUNCTIONS[name]
    given = [each.value if isinstance(each, ast.Constant) else None for each in arguments]
    if len(given) > word and isinstance(given[word], str) and given[word]:
        yield (str(given[context]) if context is not None else None, str(given[word]))
