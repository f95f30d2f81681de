"""The application of agreements and everything they rest on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    """Agreements, their parties, acts, relations, clauses, sources and evidence."""

    name = "agreements"
    label = "agreements"
    verbose_name = _("Records")
