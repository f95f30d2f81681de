"""Every name that a profile may use, by the table in which it stands; docs/import.md explains each, as a test sees."""

from __future__ import annotations

from typing import Final

from agreements.loading.shapes import SHAPES

_AGREEMENT = SHAPES["agreement"]
_PARTS = {part.name: part for part in _AGREEMENT.parts}

#: What a rule may say, whatever it is for.
RULE: Final = (
    "column",
    "columns",
    "join",
    "template",
    "constant",
    "reasoning",
    "pattern",
    "patterns",
    "split",
    "map",
    "unmapped",
    "formats",
    "unknown",
    "open_ended",
    "prefix",
    "when",
    "unless",
)
#: Tables and what they hold; where rules stand too, ``RULE`` is added by whoever reads the table.
TABLES: Final[dict[str, tuple[str, ...]]] = {
    "register": ("scheme", "title", "publish", "reason", "edition"),
    "source": (
        "slug",
        "title",
        "kind",
        "publisher",
        "author",
        "language",
        "url",
        "licence",
        "published",
        "retrieved",
        "public_notes",
    ),
    "format": ("type", "encoding", "delimiter", "quote", "sheet", "header_row", "columns", "path", "files"),
    "words": ("unknown", "open_ended", "open_ended_is"),
    "dates": ("formats", "languages", "two_digit_years_from"),
    "key": ("digest", "address"),
    "extract": ("column", "pattern", "patterns", "when", "unless"),
    "leave_out": ("when", "unless", "why"),
    "duplicates": ("may_differ",),
    "aliases": (),
    "fields": (
        "kind",
        "original_designation",
        "legal_force",
        "level",
        "summary",
        "summary_ko",
        "summary_zh",
        "territorial_scope",
        "official_text_url",
        "public_notes",
        "internal_notes",
    ),
    "titles": ("language", "basis", "prevails"),
    "parties": ("role", "named_by", "unresolved", "institution", "person", "office"),
    "sectors": (),
    "forms": (),
    "acts": ("takes_effect", "until", "place", "ground", "note", "date", "date_basis"),
    "clause": _PARTS["clause"].fields,
    "identifiers": ("scheme",),
    "amounts": ("amount", "currency", "note", "scale", "decimal", "thousands"),
    "relations": ("inverse",),
}
#: Tables without which a file is no profile.
NEEDED: Final = ("register", "source", "key", "titles")
#: Tables that are one rule or a list of rules.
RULED: Final = ("sectors", "forms")
