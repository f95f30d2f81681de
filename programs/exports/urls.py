"""The addresses of the list of programmes as files."""

from agreements.api.twins import TwinnedList
from agreements.exports.urls import files
from programs.exports.tables import PROGRAMS as TABLE
from programs.register.programs import PROGRAMS

app_name = "program_exports"
urlpatterns = files(TwinnedList("programs", PROGRAMS, ("program",)), TABLE)
