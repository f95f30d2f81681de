"""Addresses of the desk beside Django's own: its first page, and the findings of the audit."""

from django.contrib import admin
from django.urls import path

from agreements.admin.queues.dashboard import dashboard
from agreements.admin.queues.findings import findings, measure_now, run_now

urlpatterns = [
    path("", admin.site.admin_view(dashboard)),
    path("findings/", admin.site.admin_view(findings), name="desk-findings"),
    path("findings/run/", admin.site.admin_view(run_now), name="desk-findings-run"),
    path("findings/measure/", admin.site.admin_view(measure_now), name="desk-measure"),
]
