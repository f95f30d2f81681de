"""The addresses of agreements in the API (contract, "API")."""

from django.urls import path

from agreements.api.agreements import (
    AgreementDetail,
    AgreementEvidence,
    AgreementHistory,
    AgreementList,
    AgreementStandings,
)

urlpatterns = [
    path("agreements/", AgreementList.as_view(), name="api-agreements"),
    path("agreements/<str:agreement_id>/", AgreementDetail.as_view(), name="api-agreement"),
    path("agreements/<str:agreement_id>/standings/", AgreementStandings.as_view(), name="api-agreement-standings"),
    path("agreements/<str:agreement_id>/evidence/", AgreementEvidence.as_view(), name="api-agreement-evidence"),
    path("agreements/<str:agreement_id>/history/", AgreementHistory.as_view(), name="api-agreement-history"),
]
