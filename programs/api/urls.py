"""The addresses of programmes in the API."""

from django.urls import path

from programs.api.views import ProgramDetail, ProgramList

urlpatterns = [
    path("programs/", ProgramList.as_view(), name="api-programs"),
    path("programs/<str:program_id>/", ProgramDetail.as_view(), name="api-program"),
]
