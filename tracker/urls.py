"""The map of the site on one screen."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("api/", include("tracker.api")),
    *i18n_patterns(
        path("", include("agreements.pages.urls")),
        prefix_default_language=False,
    ),
]
