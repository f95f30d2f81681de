"""The addresses of what can be followed."""

from django.urls import URLPattern

app_name = "program_feeds"
urlpatterns: list[URLPattern] = []
