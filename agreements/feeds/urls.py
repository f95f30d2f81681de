"""The addresses of what can be followed."""

from django.urls import URLPattern

app_name = "agreement_feeds"
urlpatterns: list[URLPattern] = []
