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
        from agreements.register.extensions import register_entries, register_programmes
        from agreements.register.sessions import register_sessions
        from programs.register.following import ProgrammesOfAgreements
        from programs.register.models import ProgramEntry
        from programs.register.sessions import sessions_by_agreement

        register_programmes(ProgrammesOfAgreements())
        register_entries(ProgramEntry)
        register_sessions(sessions_by_agreement)
