"""The editors' desk: Django's own admin over every working record, one module a noun.

``records`` is what all of them do alike, ``rows`` and ``citing`` are rows within a record, ``door`` publishes,
``panels`` shows what follows from the facts. Nothing here decides a rule of the domain: forms ask the models, panels
ask the lifecycle, the door asks publishing.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agreements.admin.agreement import AgreementAdmin
from agreements.admin.country import CountryAdmin
from agreements.admin.institution import InstitutionAdmin
from agreements.admin.loading import LoadedRecordAdmin
from agreements.admin.occasion import OccasionAdmin
from agreements.admin.report import ReportAdmin
from agreements.admin.sector import SectorAdmin
from agreements.admin.source import PassageAdmin, SourceAdmin

admin.site.site_header = _("The register's desk")
admin.site.site_title = _("Desk")
admin.site.index_title = _("Working records")

__all__ = [
    "AgreementAdmin",
    "CountryAdmin",
    "InstitutionAdmin",
    "LoadedRecordAdmin",
    "OccasionAdmin",
    "PassageAdmin",
    "ReportAdmin",
    "SectorAdmin",
    "SourceAdmin",
]
