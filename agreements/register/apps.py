"""The register's public side as a Django application."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Publications, entries and standings; table names start with ``register_``."""

    name = "agreements.register"
    label = "register"
    verbose_name = "Register (published)"
    default_auto_field = "django.db.models.BigAutoField"
