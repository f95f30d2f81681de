"""The addresses of the list of programmes as files."""

from typing import Final

from agreements.api.twins import TwinnedList
from agreements.exports.urls import files
from programs.exports.tables import PROGRAMS as TABLE
from programs.register.programs import PROGRAMS

#: The list of programmes as its twins know it.
LIST: Final = TwinnedList("programs", PROGRAMS, ("program",))

app_name = "program_exports"
urlpatterns = files(LIST, TABLE)
