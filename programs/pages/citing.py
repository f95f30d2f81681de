"""How a programme is cited: who leads it, its title, and the register's publication, day, address and licence.

A programme has no day of signature; its dates are plans, so none of them stands in the citation as its date.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from agreements.pages.citing import BASES, Citation, permanent
from agreements.pages.saying import label, words_of
from agreements.pages.visiting import Visit
from agreements.register.names import country_name, documents
from programs.pages.words import KINDS

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ProgramCitation(Citation):
    """Everything that a citation of a programme says."""

    def text(self) -> str:
        """Give the citation as a sentence in the language of the page."""
        whose = "" if self.basis in ("authentic", "") else f" [{label(BASES, self.basis).lower()}]"
        return _(
            "%(authors)s: “%(title)s”%(whose)s. %(kind)s. %(register)s, publication no. %(number)s, read for %(day)s: "
            "<%(address)s>. Licence: %(licence)s."
        ) % {
            "authors": "; ".join(self.authors) or _("Lead not known from our sources"),
            "title": self.title,
            "whose": whose,
            "kind": self.kind,
            "register": self.register,
            "number": self.publication,
            "day": words_of(self.day.isoformat(), self.language),
            "address": self.address,
            "licence": self.licence,
        }

    def csl(self) -> list[Document]:
        """Give the item as CSL-JSON 1.0.2; a programme is no treaty."""
        return [{**item, "type": "report"} for item in Citation.csl(self)]


def citation(program: Document, visited: Visit) -> ProgramCitation:
    """Make the citation of a programme as it is read."""
    codes = [(lead["country"] or "").lower() for lead in program["leads"]]
    countries = {
        code: country_name(row, visited.language) for code, row in documents("country", codes, visited.reading).items()
    }
    title: Document = next((row for row in program["titles"] if row["title"] == program["title"]), {})
    return ProgramCitation(
        id=program["id"],
        title=program["title"],
        title_language=title.get("language", ""),
        language=visited.language,
        basis=title.get("basis", ""),
        kind=label(KINDS, program["kind"]),
        authors=tuple(dict.fromkeys(_author(lead, countries) for lead in program["leads"] if lead["part"] == "lead")),
        signed=None,
        register=_("Register of bilateral cooperation"),
        publication=program["publication"],
        day=visited.reading.as_of,
        address=permanent(f"/programs/{program['id']}/", visited),
        licence=settings.REGISTER_LICENCE,
        licence_address=settings.REGISTER_LICENCE_URL,
    )


def _author(lead: Document, countries: dict[str, str]) -> str:
    code = (lead["country"] or "").lower()
    country = countries.get(code, code.upper())
    institution = (lead["institution"] or {}).get("name", "")
    return f"{institution} ({country})" if institution and country else institution or country
