"""Addresses of the pages about agreements and what stands around them (contract, "Pages")."""

from django.urls import path

from agreements.pages import agreement

app_name = "agreement_pages"
urlpatterns = [
    path("agreements/<slug:slug>/", agreement.detail, name="agreement"),
]
