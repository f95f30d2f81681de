"""The public side of programmes as a Django application."""

from django.apps import AppConfig


class ProgramRegisterConfig(AppConfig):
    """Entries of published programmes; table names start with ``register_program_``."""

    name = "programs.register"
    label = "program_register"
    verbose_name = "Programmes (published)"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell agreements which programmes rest on them."""
        from agreements.register.extensions import register_programmes
        from programs.register.following import ProgrammesOfAgreements

        register_programmes(ProgrammesOfAgreements())
