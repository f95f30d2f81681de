"""Sources at the door, and the rule by which a passage becomes public.

A source's document shows only passages that public documents cite (domain section 10). Which ones is not the source's
own matter, so publishing an agreement that newly cites a passage publishes the source again, and withdrawing the last
record that cites it takes the passage off the source's page.

*What is shown of a cited passage.* First, what the source's own last publication says of it: place, position and, where
the text was at hand and published with the source, the quoted words. A passage that was entered after that publication
is not in it; then the place that the citing publication carries is shown (locator and position, which the reviewer of
that publication saw as part of its evidence) without a word of the text. An edit of the source that nobody has
published therefore never leaks through a record that cites it, and no evidence points at a place that the source's page
lacks.

*Rows of tables* are no part of any of this: a source does not hold them, neither in its facts nor in its document; each
stands where it is cited (``sourcing.is_row``), and the source's page lists them from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from agreements.codelists import LocatorKind
from agreements.models import Passage, Source
from agreements.publishing.facts import day, edtf
from agreements.publishing.naming import Json, Named
from agreements.publishing.registry import Missing
from agreements.publishing.sourcing import passage_place
from agreements.publishing.world import World

#: Rows of tables are not read (``sourcing.is_row``): a register may have a hundred thousand.
PREFETCH = (
    Prefetch("passages", Passage.objects.exclude(locator_kind=LocatorKind.ROW, start=None), to_attr="anchored"),
)


def facts(source: Any) -> Json:
    """Return what a publication of the source stores: its base, and all its passages but rows of tables, cited or not.

    The words of a passage are kept only where the text itself is at hand.
    """
    return {
        "base": {
            "id": source.slug,
            "title": source.title,
            "kind": source.kind,
            "publisher": source.publisher,
            "author": source.author,
            "language": source.language,
            "url": source.url,
            "published": edtf(source.published),
            "published_basis": source.published_basis,
            "published_reasoning": source.published_reasoning,
            "retrieved": None if source.retrieved is None else source.retrieved.isoformat(),
            "sha256": source.sha256,
            "has_text": bool(source.text),
            "licence": source.licence,
            "public_notes": source.public_notes,
        },
        "all_passages": [
            {"key": passage.key, **passage_place(passage), **_words(source, passage)} for passage in source.anchored
        ],
    }


def _words(source: Source, passage: Passage) -> Json:
    if not source.text:
        return {"quote": "", "prefix": "", "suffix": ""}
    return {"quote": passage.quote, "prefix": passage.prefix, "suffix": passage.suffix}


def document(slug: str, facts: Json, world: World) -> Json:
    """Return the public document: the base, and the passages that public documents cite."""
    known = {passage["key"]: passage for passage in facts["all_passages"]}
    cited = world.citations(slug)
    passages = [
        known.get(key) or {"key": key, **place, "quote": "", "prefix": "", "suffix": ""} for key, place in cited.items()
    ]
    return {
        **facts["base"],
        "passages": sorted(passages, key=lambda p: (p["start"] is None, p["start"] or 0, p["key"])),
    }


def entry(document: Json) -> Json:
    """Return the columns of the source's entry."""
    return {"title": document["title"], "date": day(document["published"])}


def names(_facts: Json, _document: Json) -> Iterator[Named]:
    """Yield nothing: a source stands by itself."""
    yield from ()


def missing(source: Source) -> Iterator[Missing]:
    """Yield what a source lacks: it has a title, a kind and a language, and reasoning where its date is inferred."""
    if not source.title:
        yield Missing(source, "title", _("Give the title."))
    if not source.kind:
        yield Missing(source, "kind", _("Give the kind of source."))
    if not source.language:
        yield Missing(source, "language", _("Give the language."))
    if source.published_basis == "inferred" and not source.published_reasoning:
        yield Missing(source, "published_reasoning", _("Say how the date of publication was inferred."))
