"""The page of one agreement."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from agreements.codelists import GROUND_LABELS, SUCCEEDING
from agreements.lifecycle.reasons import FINDINGS
from agreements.pages import facts, lead, lineage
from agreements.pages.agreement_files import downloads
from agreements.pages.citing import citation
from agreements.pages.comparing import RecordPages, compare_page, history_page, steps_told
from agreements.pages.drawing import draw
from agreements.pages.following import told as follow_up_told
from agreements.pages.lineage_drawing import draw_kinship
from agreements.pages.marking import Marks
from agreements.pages.saying import Fact, Said, day, label, marks, unknown
from agreements.pages.visiting import Visit, current_language, found, lower_case, page, visit
from agreements.register.agreements import get_agreement, history
from agreements.register.extensions import following
from agreements.register.kinship import kinship
from agreements.register.names import country_name, documents
from agreements.register.phrases import said
from agreements.register.records import name_of

Document = dict[str, Any]
PAGES: Final = RecordPages("agreement", "agreements", get_agreement)


@page
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one agreement on a day: its state and why, its facts with their evidence, and what stands around it."""
    lower_case(request, slug)
    visited = visit(request)
    agreement = found(visited, get_agreement(slug, visited.reading), "agreements")
    return (
        agreement
        if isinstance(agreement, HttpResponse)
        else visited.show("agreements/agreement.html", told(agreement, visited))
    )


@page
def past(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the public history of one agreement."""
    return history_page(request, slug, PAGES)


@page
def compared(request: HttpRequest, slug: str) -> HttpResponse:
    """Compare two published states of one agreement."""
    return compare_page(request, slug, PAGES)


def told(agreement: Document, visited: Visit) -> Document:
    """Give everything that the page says, in the order in which it says it: notes are numbered on the way."""
    reading, language = visited.reading, visited.language
    seen = Marks(agreement["evidence"], agreement["unsourced"])
    near = [r["other"]["id"] for r in agreement["relations"] if r["code"] in SUCCEEDING]
    others = lineage.courses(near, reading)
    countries = _names("country", [(p["country"] or "").lower() for p in agreement["parties"]], visited)
    sectors = _names("sector", agreement["sectors"], visited)
    titles = facts.title_values(agreement, seen)
    bases = [row["basis"] for row in agreement["titles"]]
    named = next((place for place, said in enumerate(titles) if said.text == agreement["title"]), None)
    context = {
        "agreement": agreement,
        "title": None if named is None else titles[named],
        "title_basis": "" if named is None else bases[named],
        "other_titles": [
            {"said": said, "basis": basis}
            for said, basis in zip(titles, bases, strict=True)
            if said.text != agreement["title"]
        ],
        "eyebrow": label(facts.KINDS, agreement["kind"]),
        "between": list(
            dict.fromkeys(countries.get((p["country"] or "").lower(), "") for p in _taking_part(agreement))
        ),
        "pair": _pair(agreement),
        "state": agreement["state"],
        "state_words": lead.state_words(agreement["state"]),
        "state_marks": marks(_state_mark(agreement, seen)),
        "phrases": lead.phrases(agreement, others, seen, language),
        "facts": [*_titles(titles), *facts.key_facts(agreement, sectors, seen, reading)],
        "summary": _summary(agreement, seen),
        "drawing": draw(_in_order(agreement, others), reading.as_of, language, agreement["id"]),
        "kin": draw_kinship(kinship(agreement["id"], reading), agreement["id"], language),
        "relations": [_relation(row, agreement, seen, language) for row in agreement["relations"]],
        "clause": facts.clause_facts(agreement["clause"], seen, language),
        "terms": agreement["terms"],
        "parties": [_party(row, countries, seen) for row in agreement["parties"]],
        "acts": [_act(row, seen, language) for row in agreement["events"]],
        "programs": agreement["programs"],
        "programs_address": f"/programs/?agreement={agreement['id']}",
        "follow_up": follow_up_told(following(agreement["id"], reading), language),
        "findings": [_finding(row) for row in agreement["findings"]],
        **_history(agreement["id"], visited),
        "report_on": f"agreement:{agreement['id']}",
        "report_address": f"/report/?record=agreement:{agreement['id']}",
        "cited": citation(agreement, visited, countries),
        "downloads": downloads(agreement["id"], visited),
    }
    return context | {"notes": seen.notes}


def _titles(titles: list[Said]) -> list[Fact]:
    """Give all titles as a fact: each with its language and what it rests on."""
    return [Fact(_("Titles"), tuple(titles))] if titles else []


def _state_mark(agreement: Document, seen: Marks) -> Any:
    """Give the marker of the fact that began the state of the day."""
    began = agreement["state"]["began_by"]
    if began is None:
        return None
    if began["kind"] == "act":
        event = next((row for row in agreement["events"] if row["key"] == began["key"]), None)
        return None if event is None else lead.act_mark(seen, event)
    if began["kind"] == "relation":
        relation = next((row for row in agreement["relations"] if row["key"] == began["key"]), None)
        return None if relation is None else lineage.relation_mark(relation, seen)
    return lead.clause_mark(agreement, seen)


def _names(record_type: str, ids: list[str], visited: Visit) -> dict[str, str]:
    found_ones = documents(record_type, ids, visited.reading)
    if record_type == "country":
        return {name: country_name(row, visited.language) for name, row in found_ones.items()}
    return {name: name_of(record_type, row, visited.reading) for name, row in found_ones.items()}


def _taking_part(agreement: Document) -> list[Document]:
    return [p for p in agreement["parties"] if p["role"] in ("party", "participant", "signatory") and p["country"]]


def _pair(agreement: Document) -> str:
    """Give the address of the pair's page where exactly two countries take part."""
    codes = sorted({p["country"].lower() for p in _taking_part(agreement)})
    return f"/countries/{codes[0]}/{codes[1]}/" if len(codes) == 2 else ""


def _in_order(agreement: Document, others: dict[str, Document]) -> list[Document]:
    """Give the agreement between those that it follows and those that follow it."""
    before = [
        others[r["other"]["id"]] for r in lineage.preferred(agreement["relations"], "out") if r["other"]["id"] in others
    ]
    after = [
        others[r["other"]["id"]] for r in lineage.preferred(agreement["relations"], "in") if r["other"]["id"] in others
    ]
    return [*before, agreement, *(row for row in after if row not in before)]


def _summary(agreement: Document, seen: Marks) -> Said | None:
    return (
        Said(agreement["summary"], marks(seen.mark("", "", "summary", _("Summary")))) if agreement["summary"] else None
    )


def _relation(row: Document, agreement: Document, seen: Marks, language: str) -> Document:
    lapse = lineage.lapse_with(agreement, row["other"]["id"]) if row["code"] in SUCCEEDING else None
    return {
        "row": row,
        "marks": marks(lineage.relation_mark(row, seen)),
        "day": day(row["date"], language) if row["date"] else None,
        "until": day(row["until"], language) if row["until"] else None,
        "lapse": lead.lapse_words(lapse) if lapse else "",
    }


def _party(row: Document, countries: dict[str, str], seen: Marks) -> Document:
    code = row["country"]
    name = countries.get((code or "").lower(), code or "")
    institution = row["institution"]
    called = (institution or {}).get("name") or name
    mark = seen.mark("party", row["key"], "role", called)
    return {
        "country": Said(name, href=f"/countries/{code.lower()}/") if code else None,
        "institution": institution and Said(institution["name"], href=f"/institutions/{institution['id']}/"),
        "acronym": (institution or {}).get("acronym"),
        "role": label(facts.ROLES, row["role"]),
        "person": row["person"] and Said(row["person"], marks(seen.mark("party", row["key"], "person", called))),
        "office": row["office"] and Said(row["office"], marks(seen.mark("party", row["key"], "office", called))),
        "marks": marks(mark),
    }


def _act(row: Document, seen: Marks, language: str) -> Document:
    dated = day(row["date"], language, lead.act_mark(seen, row)) if row["date"] else unknown()
    further = [
        (term, day(row[name], language, lead.act_mark(seen, row, name)))
        for name, term in (("takes_effect", _("with effect from")), ("until", _("until")))
        if row[name]
    ]
    if row["place"]:
        further.append((_("at"), Said(row["place"], marks(lead.act_mark(seen, row, "place")))))
    if row["ground"]:
        ground = label(GROUND_LABELS, row["ground"])
        further.append((_("ground"), Said(ground, marks(lead.act_mark(seen, row, "ground")))))
    return {"row": row, "label": row["label"], "day": dated, "further": further}


def _finding(row: Document) -> str:
    """Say what the rules noted, in the language of the page; dates among the values in words."""
    sentence = FINDINGS.get(row["code"])
    if sentence is None:
        return str(row["words"])
    values = {name: said(value, current_language()) for name, value in row["values"].items()}
    try:
        return _(sentence).format_map(values)
    except KeyError:
        return str(row["words"])


def _history(slug: str, visited: Visit) -> Document:
    """Give the public history, and the addresses of its own page and of the comparison of its last two states."""
    steps, address = history("agreement", slug, visited.reading), f"/agreements/{slug}/"
    return {
        "history": steps_told(steps, address, visited),
        "comparable": [step for step in steps if step.readable],
        "history_address": f"{address}history/",
        "compare_address": f"{address}compare/",
    }
