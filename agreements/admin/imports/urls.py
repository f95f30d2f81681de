"""Addresses of imports at the desk."""

from django.contrib import admin
from django.urls import path

from agreements.admin.imports.overview import imports_page
from agreements.admin.imports.page import import_page, names_page, profile_file

urlpatterns = [
    path("", admin.site.admin_view(imports_page), name="desk-imports"),
    path("<int:run_id>/", admin.site.admin_view(import_page), name="desk-import"),
    path("<int:run_id>/names/", admin.site.admin_view(names_page), name="desk-import-names"),
    path("<int:run_id>/profile.toml", admin.site.admin_view(profile_file), name="desk-import-profile"),
]
