"""The tables of the export: those of the list twins, without what depends on a day, and those within documents.

A dump carries standings, not the state of a day (contract, "Changes"), so the columns that a list reads for its day are
left out here and the table ``standings`` stands in for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from agreements import codelists
from agreements.codelists import InstitutionKind, Kind, LocatorKind, OccasionKind, PublicationType, SourceKind
from agreements.exports import tables as twins
from agreements.exports.bulk.shape import BulkTable, Foreign, Said
from agreements.exports.bulk.words import WORDS, code, label, text
from agreements.exports.columns import Column, Names, Table, labelled, plain, texts
from agreements.lifecycle.facts import Basis

#: Fields of a list that are read for a day.
OF_A_DAY: Final = frozenset({"state", "next_decision", "progress"})
COLUMNS_OF_A_DAY: Final = frozenset({"activities_overdue"})


def made(
    name: str,
    title: str,
    columns: Iterable[Column],
    key: tuple[str, ...] = ("id",),
    foreign: tuple[Foreign, ...] = (),
    named: Any = None,
    own: Mapping[str, Said] | None = None,
) -> BulkTable:
    """Make a table; what is said of a column is looked up by its name, unless it is given here."""
    kept = tuple(columns)
    given = own or {}
    said = {column.name: given.get(column.name) or _said(column.name) for column in kept}
    return BulkTable(name, title, kept, said, key, foreign, named or (lambda row: ()))


def of_twin(
    name: str,
    title: str,
    table: Table,
    foreign: tuple[Foreign, ...] = (),
    own: Mapping[str, Said] | None = None,
) -> BulkTable:
    """Make the table of a list, with the columns of its twin that do not depend on a day."""
    columns = (c for c in table.columns if c.field not in OF_A_DAY and c.name not in COLUMNS_OF_A_DAY)
    return made(name, title, columns, foreign=foreign, named=table.named, own=own)


def _said(name: str) -> Said:
    if name not in WORDS and name.endswith("_label"):
        return label(name.removesuffix("_label"))
    return WORDS[name]


def columns(*names: str) -> tuple[Column, ...]:
    """Make columns that show members of a row as they stand."""
    return tuple(plain(name) for name in names)


def _span(pairs: Iterable[Iterable[str | None]]) -> list[str]:
    return ["/".join(end or ".." for end in pair) for pair in pairs]


def spans(name: str) -> Column:
    """Make the column of a set of days."""
    return Column(name, name, lambda row, names: _span(row[name]))


def _began(row: Any, names: Names) -> str | None:
    began = row["began_by"]
    return " ".join(part for part in (began["kind"], began["key"]) if part) if began else None


def _articles(row: Any, names: Names) -> list[str]:
    return [f"{name}: {article}" for name, article in row["articles"].items()]


AGREEMENT: Final = Foreign(("agreement",), "agreements")
IN_COUNTRY: Final = Foreign(("country",), "countries", ("code",))
AT_INSTITUTION: Final = Foreign(("institution",), "institutions")
ON_OCCASION: Final = Foreign(("occasion",), "occasions")

AGREEMENTS: Final = of_twin(
    "agreements", "Agreements", twins.AGREEMENTS, own={"kind": code("What it is called.", Kind)}
)
PARTIES: Final = made(
    "parties",
    "Parties of the agreements",
    columns("agreement", "key", "country", "institution", "role", "person", "office"),
    ("agreement", "key"),
    (AGREEMENT, IN_COUNTRY, AT_INSTITUTION),
)
EVENTS: Final = made(
    "events",
    "Acts and observations in the lives of the agreements",
    columns(
        *("agreement", "key", "type", "date", "takes_effect", "until", "observed_state", "ground", "basis", "place"),
        *("occasion", "actor", "note", "preferred", "lost_reason"),
    ),
    ("agreement", "key"),
    # The party that acted is no foreign key here: with the agreement it would be one of two columns, and validators
    # (frictionless) look such a key up where the act names no party as well.
    (AGREEMENT, ON_OCCASION),
    own={"type": code("Type of the act.", codelists.ACT_LABELS, required=True)},
)
RELATIONS: Final = made(
    "relations",
    "Relations between agreements, each once, on its subject",
    columns(
        *("subject", "key", "code", "object", "date", "until", "extent", "basis", "wording", "note", "preferred"),
        "lost_reason",
    ),
    ("subject", "key"),
    (Foreign(("subject",), "agreements"), Foreign(("object",), "agreements")),
    own={"code": code("What the subject does to the object.", codelists.RELATION_LABELS, required=True)},
)
AMOUNTS: Final = made(
    "amounts",
    "Sums of money that the agreements name",
    columns("agreement", "key", "amount", "currency", "note"),
    ("agreement", "key"),
    (AGREEMENT,),
    own={
        "amount": Said("number", "The sum, in whole units of the currency with cents.", required=True),
        "currency": text("Currency (ISO 4217).", required=True),
        "note": text("What it is for."),
    },
)
CLAUSES: Final = made(
    "clauses",
    "What the agreements say on duration and renewal",
    (
        *columns(
            *("agreement", "duration_kind", "initial_term", "until_date", "counting_start", "counting_date"),
            *("renewal_kind", "renewal_term", "max_renewals", "notice_period", "termination_right", "survival_term"),
            *("end_convention", "basis"),
        ),
        Column("articles", "articles", _articles),
    ),
    ("agreement",),
    (AGREEMENT,),
    own={
        "duration_kind": code("Kind of duration.", codelists.DURATION_LABELS),
        "initial_term": text("First term (ISO 8601 duration)."),
        "until_date": text("Fixed last day of the first term (EDTF)."),
        "counting_start": code("From what terms are counted.", codelists.COUNTING_START_LABELS),
        "counting_date": text("The day from which they are counted, where it is a day of its own (EDTF)."),
        "renewal_kind": code("Kind of renewal.", codelists.RENEWAL_LABELS),
        "renewal_term": text("Length of a renewal (ISO 8601 duration)."),
        "max_renewals": Said("integer", "How many renewals there may be at most."),
        "notice_period": text("Notice (ISO 8601 duration)."),
        "termination_right": code("When it may be denounced.", codelists.TERMINATION_RIGHT_LABELS),
        "survival_term": text("How long activities go on after the end (ISO 8601 duration)."),
        "end_convention": code(
            "Whether a term ends on the day before the anniversary or on it.", codelists.END_CONVENTION_LABELS
        ),
        "articles": Said("string", "Articles that say so, as `what: article`.", several=True),
    },
)
STANDINGS: Final = made(
    "standings",
    "The days on which a state, or a group of states, may and surely does hold",
    (
        *columns("agreement", "number", "code", "group"),
        spans("may"),
        spans("surely"),
        *columns("basis", "by", "since", "until", "until_status"),
        Column("began_by", "began_by", _began),
    ),
    ("agreement", "number"),
    (AGREEMENT,),
    own={
        "number": Said("integer", "Place of the standing within the agreement, from 1.", required=True),
        "code": code("State or group of states.", (*codelists.STATE_LABELS, *codelists.GROUP_LABELS), required=True),
        "basis": code("How it is known.", Basis),
    },
)
EVIDENCE: Final = made(
    "evidence",
    "Which passage speaks for or against which value of which record",
    columns(
        *("record_type", "record_id", "key", "part", "item", "field", "stance", "value", "stated_value", "column"),
        *("basis", "reasoning", "preferred", "lost_reason", "confirmed", "confirmed_by", "last_checked", "source"),
        *("passage", "locator_kind", "locator"),
    ),
    ("record_type", "record_id", "key"),
    (Foreign(("source",), "sources"),),
    own={
        "passage": text(
            "Key of the passage in the source; the table `passages` has all but rows of tables.", required=True
        ),
        "locator_kind": code("`row` where the passage is a row of a table; empty otherwise.", (LocatorKind.ROW,)),
        "locator": text("The row of the table, counted as a person counts it."),
    },
)
COUNTRIES: Final = of_twin(
    "countries", "Countries", twins.RECORDS["country"], own={"code": text("ISO 3166-1 code.", required=True)}
)
INSTITUTIONS: Final = of_twin(
    "institutions",
    "Ministries, agencies, central banks, organisations",
    twins.RECORDS["institution"],
    (IN_COUNTRY, Foreign(("parent",), "institutions")),
    own={"kind": code("What it is.", InstitutionKind)},
)
SECTORS: Final = of_twin("sectors", "Subjects", twins.RECORDS["sector"], (Foreign(("parent",), "sectors"),))
SOURCES: Final = of_twin("sources", "Sources", twins.RECORDS["source"], own={"kind": code("What it is.", SourceKind)})
PASSAGES: Final = made(
    "passages",
    "Places in the sources that evidence cites",
    columns("source", "key", "locator_kind", "locator", "start", "end"),
    ("source", "key"),
    (Foreign(("source",), "sources"),),
)
OCCASIONS: Final = made(
    "occasions",
    "State visits, summits and meetings",
    (
        plain("id"),
        plain("name"),
        *texts("names", "name"),
        *labelled("kind", dict(OccasionKind.choices)),
        *columns("date", "place", "country", "parent"),
        *twins.LAST,
    ),
    foreign=(IN_COUNTRY, Foreign(("parent",), "occasions")),
    own={"kind": code("What it is.", OccasionKind)},
)
CHANGES: Final = made(
    "changes",
    "The sequence of publications, without a gap",
    columns("number", "record_type", "id", "type", "time", "reason", "target"),
    ("number",),
    own={"type": code("What was published.", PublicationType, required=True)},
)
CODELISTS: Final = made(
    "codelists",
    "Every code with its labels",
    columns("list", "code", "label_en", "label_ko", "label_zh", "reverse_label_en"),
    ("list", "code"),
)


def kept_by_name(tables: Iterable[BulkTable]) -> Mapping[str, BulkTable]:
    """Give tables by name, each once, in their order."""
    return {table.name: table for table in tables}
