"""The map of the site on one screen."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from tracker.health import healthz, readyz

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("api/", include("tracker.api")),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
