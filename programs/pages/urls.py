"""Addresses of the pages about programmes (contract, "Pages")."""

from django.urls import path

from programs.pages import program, program_list

app_name = "program_pages"
urlpatterns = [
    path("programs/", program_list.programs, name="programs"),
    path("programs/<slug:slug>/", program.detail, name="program"),
    path("programs/<slug:slug>/history/", program.past, name="program-history"),
    path("programs/<slug:slug>/compare/", program.compared, name="program-compare"),
]
