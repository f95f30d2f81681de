"""The catalogues of translations: complete, compiled, and true to their places to fill.

Compiled catalogues are kept with their sources, so that a fresh clone speaks all languages without further tools.
"""

import ast
import gettext
import re
from pathlib import Path

import pytest

from agreements.codelists import ACT_LABELS, RELATION_LABELS, STATE_LABELS, Kind, Role
from agreements.lifecycle.reasons import FINDINGS, REASONS
from tests.tracker.words_of_code import words_of_the_code

LOCALE = Path(__file__).resolve().parents[2] / "locale"
LANGUAGES = ("ko", "zh_Hans")
FIELD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) (".*")$')

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


def entries(language: str) -> list[dict[str, str]]:
    """Read the entries of a catalogue, its header left out."""
    found: list[dict[str, str]] = []
    field = ""
    for line in (LOCALE / language / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8").splitlines():
        if match := FIELD.match(line):
            field = match[1]
            if field == "msgctxt" or (field == "msgid" and (not found or "msgid" in found[-1])):
                found.append({})
            found[-1][field] = ast.literal_eval(match[2])
        elif line.startswith('"'):
            found[-1][field] += ast.literal_eval(line)
    return [entry for entry in found if entry["msgid"]]


def compiled(language: str) -> gettext.GNUTranslations:
    with (LOCALE / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_what_is_compiled_is_what_is_written(language: str) -> None:
    catalogue = compiled(language)
    written = entries(language)
    for entry in written:
        if "msgid_plural" in entry:
            said = catalogue.ngettext(entry["msgid"], entry["msgid_plural"], 2)
        elif "msgctxt" in entry:
            said = catalogue.pgettext(entry["msgctxt"], entry["msgid"])
        else:
            said = catalogue.gettext(entry["msgid"])
        assert said == entry.get("msgstr", entry.get("msgstr[0]"))
    assert len([key for key in catalogue._catalog if key]) == len(written)


def test_every_entry_is_translated(language: str) -> None:
    for entry in entries(language):
        assert entry.get("msgstr", entry.get("msgstr[0]")), entry["msgid"]


def test_places_to_fill_are_the_same(language: str) -> None:
    places = re.compile(r"%\(\w+\)s|\{\w+\}")
    for entry in entries(language):
        said = entry.get("msgstr", entry.get("msgstr[0]", ""))
        wanted = entry.get("msgid_plural", entry["msgid"])
        assert sorted(places.findall(said)) == sorted(places.findall(wanted)), entry["msgid"]


def test_reasons_states_and_codes_are_translated(language: str) -> None:
    known = {entry["msgid"] for entry in entries(language)}
    labels = [*STATE_LABELS.values(), *ACT_LABELS.values(), *(v for pair in RELATION_LABELS.values() for v in pair)]
    labels += [*Kind.labels, *Role.labels, *REASONS.values(), *FINDINGS.values()]
    assert [str(text) for text in labels if str(text) not in known] == []


def test_every_word_that_readers_see_is_in_the_catalogue(language: str) -> None:
    known = {(entry.get("msgctxt"), entry["msgid"]) for entry in entries(language)}
    assert sorted(words_of_the_code() - known, key=str) == []
    assert len(words_of_the_code()) > 500
