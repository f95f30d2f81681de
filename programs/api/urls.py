"""The addresses of programmes in the API."""

from django.urls import path

from programs.api.views import ActivityList, ProgramDetail, ProgramList

urlpatterns = [
    path("activities/", ActivityList.as_view(), name="api-activities"),
    path("programs/", ProgramList.as_view(), name="api-programs"),
    path("programs/<str:program_id>/", ProgramDetail.as_view(), name="api-program"),
]
