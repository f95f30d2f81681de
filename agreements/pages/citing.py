"""How a record is cited: as text, as BibTeX and as CSL-JSON (scenario P11).

What is cited is the instrument as the register describes it on a day: its parties as institutional authors, its day of
signature with exactly the precision that it has, and the register's publication, address and licence. The address
keeps the clocks that the reader chose, so that whoever follows it reads the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from agreements.codelists import BOUND, Kind, TitleBasis
from agreements.pages.addresses import in_language
from agreements.pages.saying import label, words_of
from agreements.pages.visiting import Visit
from agreements.partial_dates.days import PartialDate
from agreements.register.names import country_name, documents

Document = dict[str, Any]
KINDS: Final = dict(Kind.choices)
BASES: Final = dict(TitleBasis.choices)
#: What BibTeX reads as commands. Braces are counted even after a backslash, so they are named and not escaped.
_SPECIAL: Final = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}", "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """Everything that a citation says. ``signed`` is EDTF or nothing; ``basis`` is whose words the title is."""

    id: str
    title: str
    title_language: str
    language: str
    basis: str
    kind: str
    authors: tuple[str, ...]
    signed: str | None
    register: str
    publication: int
    day: date
    address: str
    licence: str
    licence_address: str

    @property
    def note(self) -> str:
        """Say what no field of a citation has: whose words the title is, which publication, for which day."""
        parts = [_("publication no. %(number)s, read for %(day)s") % {"number": self.publication, "day": self.day}]
        if self.basis not in ("authentic", ""):
            parts.insert(0, _("title: %(basis)s") % {"basis": label(BASES, self.basis).lower()})
        return "; ".join([*parts, _("licence: %(licence)s") % {"licence": self.licence}])

    def text(self) -> str:
        """Give the citation as a sentence in the language of the page."""
        signed = words_of(self.signed, self.language) if self.signed else _("day of signature not known")
        whose = "" if self.basis in ("authentic", "") else f" [{label(BASES, self.basis).lower()}]"
        return _(
            "%(authors)s: “%(title)s”%(whose)s. %(kind)s, %(signed)s. %(register)s, publication no. %(number)s, "
            "read for %(day)s: <%(address)s>. Licence: %(licence)s."
        ) % {
            "authors": "; ".join(self.authors) or _("Parties not stated"),
            "title": self.title,
            "whose": whose,
            "kind": self.kind,
            "signed": signed,
            "register": self.register,
            "number": self.publication,
            "day": words_of(self.day.isoformat(), self.language),
            "address": self.address,
            "licence": self.licence,
        }

    def bibtex(self) -> str:
        """Give an entry in BibTeX; names and titles stand in braces of their own, so that nothing recases them."""
        fields = [
            ("author", " and ".join(f"{{{escaped(name)}}}" for name in self.authors or (self.register,))),
            ("title", f"{{{escaped(self.title)}}}"),
            ("howpublished", escaped(self.register)),
            ("note", escaped(f"{self.kind}; {self.note}")),
            ("url", _plain(self.address)),
            ("urldate", self.day.isoformat()),
        ]
        if self.signed:
            days = PartialDate.parse(self.signed)
            fields.insert(2, ("date", self.signed))
            if days.first.year == days.last.year:  # BibTeX knows one year only, and two are not one
                fields.insert(2, ("year", str(days.first.year)))
        body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields)
        return f"@misc{{{self.id},\n{body}\n}}\n"

    def csl(self) -> list[Document]:
        """Give the item as CSL-JSON 1.0.2, whose dates are EDTF; an unknown day is left out."""
        item: Document = {
            "id": self.id,
            "type": "treaty",
            "title": self.title,
            "author": [{"literal": name} for name in self.authors],
            "genre": self.kind,
            "issued": self.signed,
            "container-title": self.register,
            "number": str(self.publication),
            "accessed": self.day.isoformat(),
            "URL": self.address,
            "license": self.licence,
            "language": self.title_language,
            "note": self.note,
        }
        return [{name: value for name, value in item.items() if value not in (None, "", [])}]


def citation(agreement: Document, visited: Visit, countries: dict[str, str] | None = None) -> Citation:
    """Make the citation of an agreement as it is read; ``countries`` are names by lower-case code, where at hand."""
    if countries is None:
        codes = [(party["country"] or "").lower() for party in agreement["parties"]]
        named = documents("country", codes, visited.reading)
        countries = {code: country_name(row, visited.language) for code, row in named.items()}
    title: Document = next((row for row in agreement["titles"] if row["title"] == agreement["title"]), {})
    return Citation(
        id=agreement["id"],
        title=agreement["title"],
        title_language=title.get("language", ""),
        language=visited.language,
        basis=title.get("basis", ""),
        kind=label(KINDS, agreement["kind"]),
        authors=tuple(_authors(agreement, countries)),
        signed=agreement["signed"],
        register=_("Register of bilateral cooperation"),
        publication=agreement["publication"],
        day=visited.reading.as_of,
        address=permanent(f"/agreements/{agreement['id']}/", visited),
        licence=settings.REGISTER_LICENCE,
        licence_address=settings.REGISTER_LICENCE_URL,
    )


def permanent(path: str, visited: Visit) -> str:
    """Give the address to cite: complete, on the day that was read, and at the instant where the reader chose one."""
    return visited.request.build_absolute_uri(in_language(path, visited.reading.on(visited.reading.as_of)))


def escaped(text: str) -> str:
    """Write a text for BibTeX."""
    return "".join(_SPECIAL.get(c, c) for c in " ".join(text.split()))


def _plain(address: str) -> str:
    """Write an address for BibTeX, where it stands as it is but for what would end the field."""
    return re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", address)


def _authors(agreement: Document, countries: dict[str, str]) -> list[str]:
    """Name who takes part, each once: the institution with its country, else the country."""
    found: dict[str, None] = {}
    for party in agreement["parties"]:
        if party["role"] not in BOUND:
            continue
        country = countries.get((party["country"] or "").lower(), party["country"] or "")
        institution = (party["institution"] or {}).get("name", "")
        name = f"{institution} ({country})" if institution and country else institution or country
        if name:
            found[name] = None
    return list(found)
