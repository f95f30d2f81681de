"""Addresses of the pages about agreements and what stands around them (contract, "Pages")."""

from django.urls import path

from agreements.pages import (
    agreement,
    agreement_files,
    agreement_list,
    changes,
    countries,
    data,
    deadlines,
    institution,
    occasion,
    pair,
    record_lists,
    reporting,
    sectors,
    source,
)

app_name = "agreement_pages"
urlpatterns = [
    path("agreements/", agreement_list.listing, name="agreements"),
    path("agreements/facets/<slug:name>/", agreement_list.facet, name="facet"),
    path("agreements/<slug:slug>/", agreement.detail, name="agreement"),
    path("agreements/<slug:slug>/history/", agreement.past, name="agreement-history"),
    path("agreements/<slug:slug>/cite.bib", agreement_files.bibtex, name="agreement-bibtex"),
    path("agreements/<slug:slug>/cite.json", agreement_files.csl, name="agreement-csl"),
    path("agreements/<slug:slug>/evidence.csv", agreement_files.evidence, name="agreement-evidence"),
    path("agreements/<slug:slug>/compare/", agreement.compared, name="agreement-compare"),
    path("countries/", record_lists.countries, name="countries"),
    path("countries/<slug:code>/", countries.country, name="country"),
    path("countries/<slug:first>/<slug:second>/", pair.between, name="pair"),
    path("institutions/", record_lists.institutions, name="institutions"),
    path("institutions/facets/<slug:name>/", record_lists.facet_of_institutions, name="institutions-facet"),
    path("institutions/<slug:slug>/", institution.institution, name="institution"),
    path("occasions/<slug:slug>/", occasion.occasion, name="occasion"),
    path("sectors/", sectors.sectors, name="sectors"),
    path("sectors/<slug:slug>/", sectors.sector, name="sector"),
    path("sources/", record_lists.sources, name="sources"),
    path("sources/facets/<slug:name>/", record_lists.facet_of_sources, name="sources-facet"),
    path("sources/<slug:slug>/", source.source, name="source"),
    path("deadlines/", deadlines.deadlines, name="deadlines"),
    path("report/", reporting.report, name="report"),
    path("report/thanks/<slug:reference>/", reporting.thanks, name="report-thanks"),
    path("changes/", changes.changes, name="changes"),
    path("data/", data.data, name="data"),
]
