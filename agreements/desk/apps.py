"""The desk as a Django application of its own, so that its tables stand apart from the records."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """Reviews, findings, verdicts and mergers; table names start with ``desk_``."""

    name = "agreements.desk"
    label = "desk"
    verbose_name = _("The desk")
    default_auto_field = "django.db.models.BigAutoField"
