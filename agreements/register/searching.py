"""Search by words: what ``q`` keeps, and how well each entry fits.

A word is sought in the terms of an entry, and beside that as a name: of countries, institutions and sectors by every
name that they have or had at the reading's number, which stand in the terms as ids (``register.indexing``). So *every*
word must be found, in whichever of the two ways. As with the filters, an institution is also found in what those that
it succeeded signed, and a sector in all below it.

The rank asks for *any* of the words, because only then does the server add up their weights; among entries that hold
all of them, those with the words in their titles come first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import BooleanField, ExpressionWrapper, F, Q
from django.utils.translation import gettext_lazy as _

from agreements.register.entries import entries_at
from agreements.register.mergers import mergers
from agreements.register.models import RecordEntry
from agreements.register.models.vectors import Relevance
from agreements.register.problems import BadValueError, said, shown
from agreements.register.reading import Reading
from agreements.register.references import predecessors, with_descendants
from agreements.register.strict import One, StrictFilterSet
from agreements.register.tokens import Word, name_of, quoted, words

MOST_WORDS: Final = 24
#: Names that one query may stand for; those that fit most of its words come first.
MOST_NAMES: Final = 400
NAMED: Final = ("country", "institution", "sector")
RELEVANCE: Final = "relevance"
#: In the orders of a list that can be searched; what it stands for depends on the words.
BY_RELEVANCE: Final = {RELEVANCE: F(RELEVANCE)}


@dataclass(frozen=True, slots=True)
class Sought:
    """A query as the server reads it: ``match`` must hold, ``rank`` says how well.

    ``names`` are, for the text of each word, the lexemes of the records that have it in a name.
    """

    words: tuple[Word, ...]
    match: str
    rank: str
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)


def read_words(text: str) -> list[Word]:
    """Read ``q``; ``BadValueError`` where there is no word in it, or too many."""
    found = words(text)
    if not found:
        raise BadValueError(said(_("{typed} has no word in it."), typed=shown(text)), (_("words in any script"),))
    if len(found) > MOST_WORDS:
        sentence = said(_("at most {most} different words are searched for at once."), most=MOST_WORDS)
        raise BadValueError(sentence, (said(_("{most} words"), most=MOST_WORDS),))
    return found


def sought(given: Sequence[Word], reading: Reading) -> Sought:
    """Write the two ``tsquery`` texts of the words, at the reading's number."""
    names = _names(given, reading)
    found = [f"({' | '.join([in_text(word), *map(quoted, names[word.text])])})" for word in given]
    lexemes = dict.fromkeys(quoted(x, prefix=word.prefix) for word in given for way in word.ways for x in way)
    lexemes |= dict.fromkeys(quoted(name) for word in given for name in names[word.text])
    return Sought(tuple(given), " & ".join(found), " | ".join(lexemes), names)


def in_text(word: Word) -> str:
    """Write the ``tsquery`` of a word as it stands in a text: all lexemes of one of its ways."""
    ways = [" & ".join(quoted(lexeme, prefix=word.prefix) for lexeme in way) for way in word.ways]
    return ways[0] if len(ways) == 1 else " | ".join(f"({way})" for way in ways)


def _names(given: Sequence[Word], reading: Reading) -> dict[str, list[str]]:
    """For each word give the lexemes of the records that have it in a name."""
    asked = [in_text(word) for word in given]
    rows = entries_at(RecordEntry, reading).filter(record_type__in=NAMED)
    rows = rows.filter(terms__sought=" | ".join(f"({each})" for each in asked))
    each = {f"word_{n}": ExpressionWrapper(Q(terms__sought=a), BooleanField()) for n, a in enumerate(asked)}
    found = list(rows.annotate(**each).values_list("record_type", "record_id", *each))
    found.sort(key=lambda row: (-sum(row[2:]), row[0], row[1]))
    found = found[:MOST_NAMES]
    wider = _wider(found, reading)
    return {
        word.text: list(
            dict.fromkeys(
                name_of(record_type, name)
                for record_type, record_id, *fits in found
                if fits[place]
                for name in wider.get((record_type, record_id), [record_id])
            )
        )
        for place, word in enumerate(given)
    }


def _wider(found: Sequence[tuple[Any, ...]], reading: Reading) -> dict[tuple[str, str], list[str]]:
    """Give what else a record stands for: what was merged into it, whom it succeeded, the sectors below it."""
    countries, institutions, sectors = ([row[1] for row in found if row[0] == kind] for kind in NAMED)
    wider: dict[tuple[str, str], list[str]] = {}
    if countries:
        for merged, heir in mergers("country", reading).items():
            wider.setdefault(("country", heir), [heir]).append(merged)
    if institutions:
        wider |= {("institution", name): ids for name, ids in predecessors(institutions, reading).items()}
    if sectors:
        branches = with_descendants(sectors, reading)
        wider |= {("sector", name): ids for name, ids in zip(sectors, branches, strict=True)}
    return wider


class SearchFilters(StrictFilterSet):
    """The parameter ``q``, for every list whose entries have terms."""

    q = One(
        read_words,
        help_text="Words in titles, summaries and names, in any script; all must occur. Two characters are enough in "
        "Korean and Chinese.",
    )
    #: What ``q`` came to; None without ``q``, and until the conditions were asked for.
    sought: Sought | None = None

    def conditions(self, reading: Reading) -> dict[str, Q]:
        """Give the condition of every parameter, words included."""
        self.filters["q"].keep = self._words
        return super().conditions(reading)

    def _words(self, given: list[Word], reading: Reading) -> Q:
        self.sought = sought(given, reading)
        return Q(terms__sought=self.sought.match)

    def relevance(self) -> Relevance:
        """Give the key that puts the best first; ask for the conditions before."""
        assert self.sought is not None, "relevance is offered with q only"
        return Relevance(self.sought.rank)
