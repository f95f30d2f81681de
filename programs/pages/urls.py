"""Addresses of the pages about programmes (contract, "Pages")."""

from django.urls import path

from programs.pages import program

app_name = "program_pages"
urlpatterns = [
    path("programs/", program.programs, name="programs"),
    path("programs/<slug:slug>/", program.detail, name="program"),
]
