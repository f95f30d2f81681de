"""The map of the site on one screen: the desk and its accounts, the API, and the pages in three languages."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from agreements.admin.forms.echo import echo_view
from tracker.crawling import robots, sitemap
from tracker.health import healthz, readyz
from tracker.home import views as home
from tracker.patterns import views as patterns

handler400 = "agreements.pages.errors.bad_request"
handler404 = "agreements.pages.errors.not_found"
handler429 = "tracker.accounts.views.too_many"
handler500 = "agreements.pages.errors.failed"

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/language/", set_language, name="desk-language"),
    path("admin/desk/echo/", admin.site.admin_view(echo_view), name="desk-echo"),
    path("admin/", include("agreements.admin.queues.urls")),
    path("admin/imports/", include("agreements.admin.imports.urls")),
    path("admin/", admin.site.urls),
    path("accounts/", include("tracker.accounts.urls")),
    path("api/", include("tracker.api")),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", sitemap, name="sitemap-part"),
    *i18n_patterns(
        path("", home.home, name="home"),
        path("patterns/", patterns.patterns, name="patterns"),
        path("", include("agreements.exports.urls")),
        path("", include("agreements.feeds.urls")),
        path("", include("programs.exports.urls")),
        path("", include("programs.feeds.urls")),
        path("", include("agreements.pages.urls")),
        path("", include("programs.pages.urls")),
        prefix_default_language=False,
    ),
]
