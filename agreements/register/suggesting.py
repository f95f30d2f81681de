"""What to search for instead, when nothing was found: another spelling of a Latin word, or a blank in a run of Han.

Only what would find something, under the same filters, is suggested. Spellings come from the titles and names that are
public at the reading's number, by trigrams; Korean and Chinese need no trigrams, because pairs of characters already
find parts of words, but what is written there without a blank may be two words of two places (韩国合作: 韩国 合作).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice
from typing import Any, Final

from django.contrib.postgres.search import TrigramWordDistance
from django.db import connection, transaction
from django.db.models import QuerySet

from agreements.register.entries import entries_at
from agreements.register.models import RecordEntry
from agreements.register.reading import Reading
from agreements.register.searching import in_text
from agreements.register.tokens import Word, fold

MOST_SUGGESTIONS: Final = 3
MOST_TRIALS: Final = 10
MOST_TITLES: Final = 60
SHORTEST_WORD: Final = 4
LONGEST_RUN: Final = 10
#: Share of trigrams that a word of a title must have in common, and of letters that make a spelling likely.
LEAST_TRIGRAMS: Final = "0.3"
LEAST_LIKENESS: Final = 0.66
_LATIN = re.compile(r"[^\W\d_]{3,}")


def suggestions(
    text: str, given: Sequence[Word], rows: QuerySet[Any], reading: Reading, finds: Callable[[str], bool]
) -> list[str]:
    """Give texts to search for instead of ``text``, at most three, likeliest first; each ``finds`` something.

    ``rows`` are the entries of the list at the reading, unfiltered.
    """
    names = entries_at(RecordEntry, reading)
    faults = [word for word in given if not _occurs(word, rows) and not _occurs(word, names)]
    found: list[str] = []
    for trial in islice(_trials(fold(text), faults, (rows, names)), MOST_TRIALS):
        if trial not in found and finds(trial):
            found.append(trial)
        if len(found) == MOST_SUGGESTIONS:
            break
    return found


def _occurs(word: Word, rows: QuerySet[Any]) -> bool:
    return bool(rows.filter(terms__sought=in_text(word)).exists())


def _trials(text: str, faults: Sequence[Word], among: Sequence[QuerySet[Any]]) -> Iterator[str]:
    misspelt = [word for word in faults if word.is_latin and len(word.text) >= SHORTEST_WORD]
    likely = {word.text: _spellings(word.text, among) for word in misspelt}
    likely = {word: spellings for word, spellings in likely.items() if spellings}
    for rank in range(max(map(len, likely.values()), default=0)):
        trial = text
        for word, spellings in likely.items():
            spelling = spellings[min(rank, len(spellings) - 1)]
            trial = re.sub(rf"\b{re.escape(word)}\b", lambda _: spelling, trial)  # noqa: B023 - used at once
        yield trial
    for run in (word.text for word in faults if not word.is_latin and 4 <= len(word.text) <= LONGEST_RUN):
        for at in range(2, len(run) - 1):
            yield text.replace(run, f"{run[:at]} {run[at:]}")


def _spellings(word: str, among: Sequence[QuerySet[Any]]) -> list[str]:
    """Give the words of titles that are likely meant, likeliest first, then the most frequent."""
    vocabulary: Counter[str] = Counter()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [LEAST_TRIGRAMS])
        for rows in among:
            like = rows.filter(title__trigram_word_similar=word).annotate(far=TrigramWordDistance(word, "title"))
            for title in like.order_by("far", "record_id").values_list("title", flat=True)[:MOST_TITLES]:
                vocabulary.update(set(_LATIN.findall(fold(title))))
    scored = [(SequenceMatcher(None, word, other).ratio(), n, other) for other, n in vocabulary.items()]
    scored = sorted((row for row in scored if LEAST_LIKENESS <= row[0] < 1), key=lambda row: (-row[0], -row[1], row[2]))
    return [other for _, _, other in scored[:MOST_SUGGESTIONS]]
