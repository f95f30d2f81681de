"""What an agreement's detail adds to its row in a list: acts, relations, clause, terms, evidence, programmes.

Parts are added for a whole page at once (``expand``), each by a fixed number of queries, so that a list with evidence
costs no more queries when it is longer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.utils.translation import gettext, override

from agreements.codelists import ACT_LABELS, RELATION_LABELS
from agreements.register.entries import document_of
from agreements.register.evidence import cited_sources, evidence_of
from agreements.register.extensions import programs_of_agreements
from agreements.register.models import AgreementEntry
from agreements.register.names import agreement_titles, best_text, documents
from agreements.register.presenting import FIELDS, Document, in_order
from agreements.register.reading import Reading
from agreements.register.terms import terms_of
from agreements.register.withdrawn import hide_withdrawn

EVENT_ORDER: Final = ("key", "type", "label", "date", "takes_effect", "until", "observed_state", "ground", "basis")
STANDING_ORDER: Final = ("code", "group", "may", "surely", "basis", "by", "began_by", "since", "until", "until_status")
Part = Callable[[Sequence[AgreementEntry], Reading], list[dict[str, Any]]]


def complete(
    entries: Sequence[AgreementEntry], rows: list[Document], reading: Reading, parts: tuple[str, ...] = ()
) -> list[Document]:
    """Give the rows with ``parts`` added; without any named, with everything that a detail has."""
    hide_withdrawn(entries)
    for name, add in PARTS.items():
        if not parts or name in parts:
            for row, added in zip(rows, add(entries, reading), strict=True):
                row.update(added)
    return rows


def events(entries: Sequence[AgreementEntry], reading: Reading) -> list[Document]:
    """Give every act in the order of the record, each with its label and the occasion's address."""
    with override(reading.language):
        return [
            {
                "events": [
                    in_order({**event, "label": str(ACT_LABELS.get(event["type"], event["type"]))}, EVENT_ORDER)
                    for event in document_of(entry)["events"]
                ]
            }
            for entry in entries
        ]


def relations(entries: Sequence[AgreementEntry], reading: Reading) -> list[Document]:
    """Give the relations of both directions, each with its label and the other record's title."""
    found = [document_of(entry)["relations"] for entry in entries]
    titles = agreement_titles({row["other"] for rows in found for row in rows}, reading)
    with override(reading.language):
        return [
            {"relations": [_relation(entry.record_id, row, titles, reading) for row in rows]}
            for entry, rows in zip(entries, found, strict=True)
        ]


def _relation(own: str, row: Document, titles: dict[str, str], reading: Reading) -> Document:
    outward = row["direction"] == "out"
    verb, reverse = RELATION_LABELS[row["code"]]
    other = row["other"]
    return {
        "key": row["key"],
        "code": row["code"],
        "direction": row["direction"],
        "label": str(verb if outward else reverse),
        "subject": own if outward else other,
        "object": other if outward else own,
        "other": {
            "id": other,
            "title": titles.get(other, other),
            "url": f"{reading.base}/api/v1/agreements/{other}/",
            "html_url": f"{reading.base}/agreements/{other}/",
        },
        **{k: v for k, v in row.items() if k not in ("key", "code", "direction", "other")},
    }


def evidence(entries: Sequence[AgreementEntry], reading: Reading) -> list[Document]:
    """Give every row of evidence with its source and passage, and the values that have none."""
    sources = cited_sources([document_of(entry) for entry in entries], reading)
    return [
        {
            "evidence": evidence_of(document_of(entry), sources, reading),
            "unsourced": document_of(entry)["unsourced"],
        }
        for entry in entries
    ]


def programs(entries: Sequence[AgreementEntry], reading: Reading) -> list[Document]:
    """Give the programmes that rest on each agreement."""
    found = programs_of_agreements([entry.record_id for entry in entries], reading)
    return [{"programs": found[entry.record_id]} for entry in entries]


def clause_and_terms(entries: Sequence[AgreementEntry], reading: Reading) -> list[Document]:
    """Give the clause as it stands, and the terms that it makes as far as the day read and the next one."""
    return [
        {"clause": document_of(entry)["clause"], "terms": terms_of(document_of(entry), reading.as_of)}
        for entry in entries
    ]


def occasion(entries: Sequence[AgreementEntry], reading: Reading) -> list[Document]:
    """Give the occasion on which each was made, and those of its acts."""
    made = [document_of(entry)["occasion"] for entry in entries]
    found = documents("occasion", made, reading)
    return [{"occasion": short_occasion(name, found, reading)} for name in made]


def short_occasion(name: str | None, found: dict[str, Document], reading: Reading) -> Document | None:
    """Give an occasion as other records show it, or ``None``."""
    if name is None:
        return None
    document = found.get(name, {})
    return {
        "id": name,
        "name": best_text(document.get("names"), reading.language) or name,
        "kind": document.get("kind"),
        "date": document.get("date"),
        "place": document.get("place"),
        "html_url": f"{reading.base}/occasions/{name}/",
    }


def words_about_it(entries: Sequence[AgreementEntry], reading: Reading) -> list[Document]:
    """Give summary, notes, scope, amounts and findings; the summary in the language asked for and in all it has."""
    return [_words(document_of(entry), reading) for entry in entries]


def _words(document: Document, reading: Reading) -> Document:
    with override(reading.language):
        findings = [{**row, "words": gettext(row["words"])} for row in document["findings"] if row.get("words")]
    return {
        "summary": best_text(document["summary"], reading.language),
        "summaries": [{"language": code, "summary": text} for code, text in document["summary"].items() if text],
        **{k: document[k] for k in ("original_designation", "public_notes", "territorial_scope", "official_text_url")},
        "amounts": [{k: v for k, v in row.items() if k != "key"} for row in document["amounts"]],
        "findings": findings,
    }


def standings(entries: Sequence[AgreementEntry], reading: Reading) -> list[Document]:
    """Give the standings as published; they depend on no day."""
    return [
        {"standings": [in_order(row, STANDING_ORDER) for row in document_of(entry)["standings"]]} for entry in entries
    ]


PARTS: Final[dict[str, Part]] = {
    "words": words_about_it,
    "events": events,
    "relations": relations,
    "clause": clause_and_terms,
    "evidence": evidence,
    "programs": programs,
    "occasion": occasion,
    "standings": standings,
}
#: Every field of a detail: those of a list, and those that the parts add.
DETAIL_FIELDS: Final = (
    *FIELDS,
    *("summary", "summaries", "original_designation", "public_notes", "territorial_scope", "official_text_url"),
    *("amounts", "findings", "events", "relations", "clause", "terms", "evidence", "unsourced", "programs", "occasion"),
    "standings",
)
