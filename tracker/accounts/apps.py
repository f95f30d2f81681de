"""Two applications: Django's admin with our site, and accounts, which come last so that they have the last word."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class DeskAdminConfig(AdminConfig):
    """Django's admin, entered through the pages of accounts."""

    default_site = "tracker.accounts.site.DeskSite"


class AccountsConfig(AppConfig):
    """Accounts of the desk."""

    name = "tracker.accounts"
    label = "accounts"
    verbose_name = _("accounts")

    def ready(self) -> None:
        """Register the checks of the settings."""
        from tracker.accounts import checks

        assert checks.accounts_are_safe
