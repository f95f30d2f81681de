"""Addresses of the pages about agreements and what stands around them (contract, "Pages")."""

from django.urls import path

from agreements.pages import agreement, agreement_list, changes, countries, records

app_name = "agreement_pages"
urlpatterns = [
    path("agreements/", agreement_list.listing, name="agreements"),
    path("agreements/<slug:slug>/", agreement.detail, name="agreement"),
    path("countries/", countries.countries, name="countries"),
    path("countries/<slug:code>/", countries.country, name="country"),
    path("countries/<slug:first>/<slug:second>/", countries.between, name="pair"),
    path("institutions/<slug:slug>/", records.institution, name="institution"),
    path("occasions/<slug:slug>/", records.occasion, name="occasion"),
    path("sources/", records.sources, name="sources"),
    path("sources/<slug:slug>/", records.source, name="source"),
    path("changes/", changes.changes, name="changes"),
]
