"""The application of working programmes, their activities and sessions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgramsConfig(AppConfig):
    """Working programmes; depends on ``agreements``, never the other way round."""

    name = "programs"
    label = "programs"
    verbose_name = _("working programmes")
