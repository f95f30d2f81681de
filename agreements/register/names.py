"""Names and titles of other records, looked up in bulk when a document is read, at the reading's own number.

Documents name other records by id, so that a rename rewrites nothing (domain section 10). One query answers for a whole
page of records, whatever its length.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from agreements.partial_dates.days import PartialDate
from agreements.register.entries import entries_at
from agreements.register.mergers import mergers
from agreements.register.models import AgreementEntry, RecordEntry
from agreements.register.reading import Reading, best_for

Document = dict[str, Any]

#: Titles in one language are offered in this order of authority.
AUTHORITY = ("authentic", "official-translation", "press-translation", "ours")


def documents(record_type: str, ids: Iterable[str | None], reading: Reading) -> dict[str, Document]:
    """Give the documents of the records of one type, by id; those that are not public at the number are left out.

    A record that was merged into another is known by the other's document.
    """
    wanted = {name for name in ids if name}
    found = _documents(record_type, wanted, reading)
    if lost := wanted - found.keys():
        heirs = mergers(record_type, reading, lost)
        theirs = found | _documents(record_type, set(heirs.values()) - found.keys(), reading)
        found |= {name: theirs[heir] for name, heir in heirs.items() if heir in theirs}
    return found


def _documents(record_type: str, ids: set[str], reading: Reading) -> dict[str, Document]:
    if not ids:
        return {}
    rows = entries_at(RecordEntry, reading).filter(record_type=record_type, record_id__in=ids)
    return {name: found for name, found in rows.values_list("record_id", "publication__document") if found is not None}


def agreement_titles(ids: Iterable[str], reading: Reading) -> dict[str, str]:
    """Give the titles of agreements in the reader's language, by id; those not public at the number are left out."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = entries_at(AgreementEntry, reading).filter(record_id__in=wanted)
    found = rows.values_list("record_id", "title", "publication__document__titles")
    return {name: best_title(titles or [], reading.language) or title for name, title, titles in found}


def best_title(titles: Sequence[Mapping[str, Any]], language: str) -> str:
    """Give the title for a reader of ``language``: theirs, English, or the first; of these the prevailing."""
    ranked = sorted(titles, key=lambda t: (not t.get("prevails"), AUTHORITY.index(t["basis"])))
    place = best_for(language, [t["language"] for t in ranked])
    return "" if place is None else ranked[place]["title"]


def language_of(text: str | None, rows: Iterable[Mapping[str, Any]], part: str = "title") -> str:
    """Give the language of one of a record's titles (``part``: names, summaries); "" for what is none of them."""
    return next((str(row["language"]) for row in rows if row[part] == text), "")


def same_language(one: str, other: str) -> bool:
    """Say whether two tags name one language: ``zh`` is that of ``zh-hans``."""
    return one.lower().split("-")[0] == other.lower().split("-")[0]


def best_text(texts: Mapping[str, str] | None, language: str) -> str | None:
    """Give one of the texts that a document holds by language (``en``, ``ko``, ``zh``), or ``None``."""
    given = {code: text for code, text in (texts or {}).items() if text}
    place = best_for(language, list(given))
    return None if place is None else list(given.values())[place]


def best_name(institution: Document, language: str, day: date | None) -> tuple[str, str | None]:
    """Give name and acronym of an institution as it was called on ``day`` (``None``: the latest names).

    A record made under an old name stays under it (domain section 2). A name whose days are unknown may be meant on
    any day, so it stands behind one that surely was in use; without a day, one that went out of use stands last.
    """
    names = institution.get("names", [])
    in_use = [n for n in names if day is None or _may_be_used(n, day)] or list(names)
    in_use.sort(key=lambda n: (day is not None or not n.get("until"), _since(n)), reverse=True)
    place = best_for(language, [n["language"] for n in in_use])
    if place is None:
        return institution.get("id", ""), None
    return in_use[place]["name"], in_use[place].get("acronym") or None


def country_name(country: Document, language: str) -> str:
    """Give a country's name in a language; its code when it has none."""
    return best_text(country.get("names"), language) or country.get("code", "")


def naming_day(document: Document) -> date | None:
    """Give the day by which an agreement's parties are called: the first on which it may have been signed.

    Where the signature is not known, the first on which anything is known of it, because a name that came up later
    cannot be the one that it was made under; ``None`` where no day is known.
    """
    if document.get("signed"):
        return PartialDate.parse(document["signed"]).first
    days = [event["date"] or event["takes_effect"] for event in document.get("events", ()) if event["preferred"]]
    return min((PartialDate.parse(day).first for day in days if day), default=None)


def _may_be_used(name: Mapping[str, Any], day: date) -> bool:
    since, until = name.get("since"), name.get("until")
    begun = not since or PartialDate.parse(since).first <= day
    return begun and (not until or day <= PartialDate.parse(until).last)


def _since(name: Mapping[str, Any]) -> date:
    return PartialDate.parse(name["since"]).first if name.get("since") else date.min
