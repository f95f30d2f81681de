"""The page of an institution: under every name that it had, what became of it, and its part in agreements."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.codelists import TAKING_PART, InstitutionKind, Role
from agreements.pages.marking import Marks
from agreements.pages.record_facts import language_name, marks_of
from agreements.pages.rows import agreement_rows
from agreements.pages.saying import Fact, Said, label, marks, unknown, words_of
from agreements.pages.visiting import Visit, found, lower_case, page, visit, with_query
from agreements.register.agreements import list_agreements
from agreements.register.institutions import Around, Part, around, part_of
from agreements.register.names import country_name, documents
from agreements.register.query import Query
from agreements.register.records import get_record

Document = dict[str, Any]

#: So many agreements, persons and other institutions are shown; links lead to all agreements.
MOST: Final = 20
MOST_SIGNERS: Final = 30
#: What happened to an institution, said of it and of the one that it became.
BECAME: Final = {
    "renamed": (gettext_lazy("renamed to"), gettext_lazy("renamed from")),
    "merged": (gettext_lazy("merged into"), gettext_lazy("took in")),
    "split": (gettext_lazy("split, and was followed by"), gettext_lazy("came out of")),
}


@page
def institution(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an institution under every name that it had, and the agreements in which it takes part."""
    lower_case(request, slug)
    visited = visit(request)
    record = found(visited, get_record("institution", slug, visited.reading), "institutions")
    if isinstance(record, HttpResponse):
        return record
    seen = marks_of(record, visited.reading)
    near = around(record, visited.reading)
    part = part_of(slug, visited.reading)
    clocks = {name: value for name, value in visited.query.pairs if name in ("as_of", "known_at")}
    listed = list_agreements(
        Query.of(institution=slug, page_size=str(MOST), **clocks), accept_language=visited.language
    )
    return visited.show(
        "agreements/institution.html",
        {
            "record": record,
            "facts": _facts(record, near, seen, visited),
            "names": _names(record, seen),
            "changes": _changes(record, near, seen, visited),
            "below": near.below,
            "roles": _roles(part),
            "signers": part.signers[:MOST_SIGNERS],
            "more_signers": max(0, len(part.signers) - MOST_SIGNERS),
            "rows": agreement_rows(listed.results, visited),
            "count": listed.count,
            "list_address": with_query("/agreements/", Query.of(institution=slug)),
            "feed_address": with_query("/agreements.atom", Query.of(institution=slug)),
            "notes": seen.notes,
        },
    )


def _facts(record: Document, near: Around, seen: Marks, visited: Visit) -> list[Fact]:
    kind = Said(label(dict(InstitutionKind.choices), record["kind"]), marks(seen.mark("", "", "kind", _("Kind"))))
    facts = [Fact(_("Kind"), (kind,))]
    country = documents("country", [(record["country"] or "").lower()], visited.reading)
    mark = seen.mark("", "", "country", _("Country"))
    places = [
        Said(country_name(doc, visited.language), marks(mark), f"/countries/{doc['id']}/") for doc in country.values()
    ]
    facts.append(Fact(_("Country"), tuple(places) or (Said(_("None: it belongs to no single country"), marks(mark)),)))
    if parent := near.others.get(record["parent"] or ""):
        mark = seen.mark("", "", "parent", _("Part of"))
        facts.append(Fact(_("Part of"), (Said(parent["name"], marks(mark), parent["html_url"]),)))
    if record["website"]:
        mark = seen.mark("", "", "website", _("Web site"))
        facts.append(Fact(_("Web site"), (Said(record["website"], marks(mark), record["website"]),)))
    return facts


def _names(record: Document, seen: Marks) -> list[Document]:
    """Give the names, those in use first, then the latest; each with its days as far as they are known."""
    rows = [
        {
            "name": row,
            "language": language_name(row["language"]),
            "marks": marks(seen.mark("name", row["key"], "name", row["name"])),
        }
        for row in record["names"]
    ]
    return sorted(rows, key=lambda row: (row["name"]["until"] is not None, row["language"]))


def _changes(record: Document, near: Around, seen: Marks, visited: Visit) -> list[Fact]:
    """Say what it came from and what became of it, in the order of time."""
    facts = []
    for other, change in near.before:
        facts.append(Fact(str(BECAME[change["what"]][1]), (_change(other, change, visited),)))
    for change in record["changes"]:
        heir = near.others.get(change["successor"] or "")
        said = _change(heir, change, visited) if heir else unknown(_("Successor not known from our sources"))
        facts.append(Fact(str(BECAME[change["what"]][0]), (said,)))
    return facts


def _change(other: Document, change: Document, visited: Visit) -> Said:
    day = words_of(change["date"], visited.language) if change["date"] else _("day not known from our sources")
    return Said(other["name"], href=other["html_url"], note=day)


def _roles(part: Part) -> list[Document]:
    """Give the roles with the number of agreements; those that the list cannot ask for are named one by one."""
    return [
        {
            "label": label(dict(Role.choices), role),
            "count": len(ids),
            "named": [] if role in TAKING_PART else [(name, part.titles.get(name, name)) for name in ids[:MOST]],
        }
        for role, ids in part.roles.items()
    ]
