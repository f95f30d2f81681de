"""The project as an application, so that its checks and commands are found."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrackerConfig(AppConfig):
    """Site-wide checks and commands."""

    name = "tracker"
    label = "tracker"
    verbose_name = _("tracker")

    def ready(self) -> None:
        """Register the checks on the database."""
        from tracker import checks

        assert checks.DATABASE_CHECKS
