"""The reports of readers as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """Reports and the tally by which they are throttled; table names start with ``reports_``."""

    name = "agreements.reports"
    label = "reports"
    verbose_name = _("Reports of readers")
    default_auto_field = "django.db.models.BigAutoField"
