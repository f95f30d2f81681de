"""List pages from a specification: what is asked for, what is chosen, and where each choice leads.

A list page is one ``ListForm`` (the list of the read layer, its parameters with their words, its orders), one template
that extends ``parts/list_page.html`` and fills the blocks ``heading``, ``rows`` and ``none``, and one view::

    @page
    def programs(request: HttpRequest) -> HttpResponse:
        return list_page(request, PROGRAMS_FORM, "programs/list.html", rows)

The form, chips, the sentence, facets, "did you mean", what to loosen, paging and the updating in place come with it. An
address with empty values leads to the one without, so that a list has one address.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from agreements.pages.asking import ListForm, form_of
from agreements.pages.chosen import chips, choices, clock_choices, counted, looser, sentence, title
from agreements.pages.facet_boxes import boxes_of
from agreements.pages.visiting import Redirect, Visit, clean_query, current_language, with_query
from agreements.register.listing import Listing, list_entries
from agreements.register.problems import BadParametersError
from agreements.register.query import Query, names_checked
from agreements.register.reading import open_reading

Document = dict[str, Any]
Rows = Callable[[Listing, Visit], Document]


def list_page(request: HttpRequest, form: ListForm, template: str, rows: Rows) -> HttpResponse:
    """Show what a query keeps of a list, or beside the form what is wrong with the query (400).

    ``rows`` gives what the template shows of the results, by a fixed number of queries.
    """
    query = canonical(request, form)
    try:
        found = answer(form, query, counted=form.facets)
    except BadParametersError as error:
        return refused(request, form, template, query, error)
    visited = Visit(request, found.query, found.reading)
    return visited.show(template, {**shown(form, found, visited), **rows(found, visited)})


def facet_page(request: HttpRequest, form: ListForm, name: str, template: str) -> HttpResponse:
    """Show every value of one facet with its count; ``template`` is the list's, for a question that cannot be read."""
    asked = form.ask(name)
    if asked is None or name not in form.facets:
        raise Http404
    query = canonical(request, form).without("cursor")
    try:
        found = answer(form, query.having(page_size="1"), counted=(name,))
    except BadParametersError as error:
        return refused(request, form, template, query, error)
    visited = Visit(request, query, found.reading)
    path = request.path.partition("facets/")[0]
    above = asked.above(found.reading) if asked.above else None
    context = {
        "form": form,
        "asked": asked,
        "boxes": boxes_of((found.facets or {}).get(name, ()), None, above),
        "kept": [pair for pair in query.pairs if pair[0] != name],
        "list_path": path,
        "list_address": visited.to(form.folder),
        "back": with_query(path, query),
    }
    return visited.show("parts/facet_page.html", context)


def canonical(request: HttpRequest, form: ListForm) -> Query:
    """Read the query of a list; an address with empty values leads to the one without."""
    query = clean_query(request)
    given, problems = names_checked(query, form.kind.single, form.kind.many)
    if not problems and given != query:
        raise Redirect(with_query(request.path, given))
    return query


def answer(form: ListForm, query: Query, counted: tuple[str, ...] = ()) -> Listing:
    """Ask the list in the language of the page, with the facets that the page counts."""
    return list_entries(form.kind, query, accept_language=current_language(), whole=True, counted=counted)


def shown(form: ListForm, found: Listing, visited: Visit) -> Document:
    """Give what every list page shows around its rows."""
    path, query = visited.request.path, found.query
    chosen = choices(form, query, found.reading)
    clocks = clock_choices(form, query, found.reading)
    return {
        "found": found,
        "form": form_of(form, query, found.reading, found.facets),
        "chips": chips([*chosen, *clocks], query, path),
        "chosen": bool(chosen),
        "sentence": sentence(form, found, chosen),
        "count_words": counted(form, found),
        "title": title(form, found, chosen),
        "meant": [
            {"words": text, "address": with_query(path, query.without("cursor").having(q=text))}
            for text in found.suggestions or ()
        ],
        "looser": looser(form, chosen, query, lambda wider: answer(form, wider), path) if not found.count else [],
        "clear": visited.to(form.folder),
        "next": found.next and with_query(path, found.next),
        "previous": found.previous and with_query(path, found.previous),
    }


def refused(
    request: HttpRequest, form: ListForm, template: str, query: Query, error: BadParametersError
) -> HttpResponse:
    """Answer 400 with the form as it was filled in, and beside it what cannot be read and what could be."""
    reading = open_reading(Query(), accept_language=current_language())
    visited = Visit(request, Query(), reading)
    given = Query(tuple(pair for pair in query.pairs if pair[1].strip()))
    context = {
        "problems": error.problems,
        "form": form_of(form, given, reading),
        "found": None,
        "title": str(form.heading),
        "clear": visited.to(form.folder),
    }
    return visited.show(template, context, status=400)
