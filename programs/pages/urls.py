"""Addresses of the pages about programmes (contract, "Pages")."""

from django.urls import path

from programs.pages import files, program, program_list

app_name = "program_pages"
urlpatterns = [
    path("programs/", program_list.programs, name="programs"),
    path("programs/<slug:slug>/", program.detail, name="program"),
    path("programs/<slug:slug>/history/", program.past, name="program-history"),
    path("programs/<slug:slug>/compare/", program.compared, name="program-compare"),
    path("programs/<slug:slug>/cite.bib", files.bibtex, name="program-bibtex"),
    path("programs/<slug:slug>/cite.json", files.csl, name="program-csl"),
    path("programs/<slug:slug>/evidence.csv", files.evidence, name="program-evidence"),
]
