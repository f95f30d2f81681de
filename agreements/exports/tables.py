"""The columns of agreements and of the small records, in the order in which they stand in the files.

Columns are added at the end and never renamed or moved: clients read them by name, people by place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from agreements.codelists import (
    GROUP_LABELS,
    STATE_LABELS,
    TAKING_PART,
    Form,
    InstitutionKind,
    Kind,
    LegalForceCode,
    Level,
    SourceKind,
)
from agreements.exports.columns import Column, Names, Table, labelled, named, plain, texts, titles

#: What stands at the end of every table of records.
LAST: Final = (plain("updated_at"), plain("publication"), plain("url"), plain("html_url"))


def _countries(row: Any) -> list[str]:
    return list(dict.fromkeys(p["country"] for p in row["parties"] if p["country"] and p["role"] in TAKING_PART))


def _institutions(row: Any) -> list[Any]:
    found = {p["institution"]["id"]: p["institution"] for p in row["parties"] if p["institution"]}
    return list(found.values())


def _identifiers(row: Any) -> list[str]:
    return [f"{each['scheme']}:{each['value']}" for each in row["identifiers"]]


def _named_by_agreement(row: Any) -> Iterator[tuple[str, str | None]]:
    yield from (("country", party["country"]) for party in row["parties"])
    yield from (("sector", sector) for sector in row["sectors"])


def _party(row: Any) -> str:
    whose = (row["country"], row["institution"]["id"] if row["institution"] else "", row["person"])
    return " ".join(part for part in (f"{row['role']}:", *whose) if part)


def _lapse(row: Any) -> str:
    days = row["days"]
    return f"{row['predecessor']} {row['successor']} {row['relation']} {days['min']}..{days['max']}"


AGREEMENTS: Final = Table(
    columns=(
        plain("id"),
        plain("title"),
        *titles(),
        *labelled("kind", dict(Kind.choices)),
        *labelled("legal_force", dict(LegalForceCode.choices)),
        *labelled("level", dict(Level.choices)),
        Column("countries", "parties", lambda row, names: _countries(row)),
        Column("countries_label", "parties", lambda row, names: [names.of("country", c) for c in _countries(row)]),
        Column("institutions", "parties", lambda row, names: [each["id"] for each in _institutions(row)]),
        Column("institutions_label", "parties", lambda row, names: [each["name"] for each in _institutions(row)]),
        Column("parties", "parties", lambda row, names: [_party(each) for each in row["parties"]]),
        plain("parties_status"),
        plain("acts_status"),
        plain("sectors_status"),
        *named("sectors", "sector"),
        *labelled("forms", dict(Form.choices)),
        Column("identifiers", "identifiers", lambda row, names: _identifiers(row)),
        plain("signed"),
        plain("effective"),
        plain("ends"),
        plain("ends_status"),
        plain("state_as_of", "state", "as_of"),
        *labelled("state", STATE_LABELS, "state", "state"),
        *labelled("state_group", GROUP_LABELS, "state", "group"),
        plain("state_certain", "state", "certain"),
        *labelled("state_possible", STATE_LABELS, "state", "possible_states"),
        plain("state_basis", "state", "basis"),
        plain("state_by", "state", "by"),
        plain("state_since", "state", "since"),
        plain("state_until", "state", "until"),
        plain("state_until_status", "state", "until_status"),
        plain("state_because", "state", "because"),
        Column("lapses", "lapses", lambda row, names: [_lapse(each) for each in row["lapses"]]),
        plain("next_decision"),
        *LAST,
    ),
    named=_named_by_agreement,
)  # fmt: skip

_NAMES: Final = texts("names", "name")


def _name_in(tongue: str) -> Column:
    def write(row: Any, names: Names) -> list[str]:
        return [each["name"] for each in row["names"] if each["language"].lower().split("-")[0] == tongue]

    return Column(f"names_{tongue}", "names", write)


RECORDS: Final = {
    "country": Table((plain("id"), plain("name"), *_NAMES, plain("code"), plain("ended"), plain("successors"), *LAST)),
    "institution": Table(
        (
            plain("id"),
            plain("name"),
            *(_name_in(tongue) for tongue in ("en", "ko", "zh")),
            *named("country", "country"),
            *labelled("kind", dict(InstitutionKind.choices)),
            plain("parent"),
            plain("website"),
            *LAST,
        ),
        named=lambda row: [("country", row["country"])],
    ),
    "sector": Table((plain("id"), plain("name"), *_NAMES, plain("parent"), *LAST)),
    "source": Table(
        (
            plain("id"),
            plain("title"),
            *labelled("kind", dict(SourceKind.choices)),
            plain("publisher"),
            plain("author"),
            plain("language"),
            plain("published"),
            plain("source_url"),
            plain("sha256"),
            *LAST,
        )
    ),
}


def _inputs(row: Any) -> str:
    """Write what a rule was given as JSON, in one line with its keys in order."""
    return json.dumps(row["rule"]["inputs"], ensure_ascii=False, sort_keys=True)


def _outcome(name: str) -> Column:
    return plain(f"outcome_{name}", "outcome", name)


DEADLINES: Final = Table(
    columns=(
        plain("uid"),
        plain("type"),
        plain("type_label", "label"),
        plain("date"),
        plain("earliest"),
        plain("latest"),
        plain("when"),
        Column("as_of", "when", lambda row, names: names.reading.as_of.isoformat()),
        plain("record_type", "record", "type"),
        plain("record_id", "record", "id"),
        plain("record_title", "record", "title"),
        plain("item_key", "item", "key"),
        plain("item_title", "item", "title"),
        *labelled("kind", dict(Kind.choices)),
        *named("countries", "country"),
        Column("institutions", "institutions", lambda row, names: [each["id"] for each in row["institutions"]]),
        Column("institutions_label", "institutions", lambda row, names: [each["name"] for each in row["institutions"]]),
        *named("sectors", "sector"),
        Column("agreements", "agreements", lambda row, names: [each["id"] for each in row["agreements"]]),
        plain("rule", "rule", "code"),
        plain("rule_words", "rule", "words"),
        Column("rule_inputs", "rule", lambda row, names: _inputs(row)),
        plain("term_number", "term", "number"),
        plain("term_first_day", "term", "first_day"),
        plain("term_last_day", "term", "last_day"),
        plain("tacit_renewal"),
        plain("basis"),
        plain("outcome", "outcome", "code"),
        *(_outcome(name) for name in ("label", "certain", "on", "successors")),
        plain("updated_at"),
        plain("publication"),
        plain("url", "record", "url"),
        plain("html_url", "record", "html_url"),
    ),
    named=lambda row: [
        *(("country", code) for code in row["countries"]),
        *(("sector", sector) for sector in row["sectors"]),
    ],
)
