"""The application of working programmes, their activities and sessions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgramsConfig(AppConfig):
    """Working programmes; depends on ``agreements``, never the other way round."""

    name = "programs"
    label = "programs"
    verbose_name = _("Working programmes")

    def ready(self) -> None:
        """Register what programmes add to the parts of ``agreements`` that keep a list for it."""
        from agreements.duplicates.pairs import register_finder
        from agreements.exports.bulk import streams
        from agreements.pages.around import register_neighbour
        from agreements.publishing import register
        from programs.duplicates import programs
        from programs.exports.bulk import STREAM
        from programs.loading import add_programs
        from programs.pages.around import citing, held_on
        from programs.publishing.program import PROGRAM

        register(PROGRAM)
        add_programs()
        register_neighbour(citing, held_on)
        register_finder("program", programs)
        streams.register(STREAM)
