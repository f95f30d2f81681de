"""The addresses of agreements in the API (contract, "API")."""

from django.urls import path

from agreements.api.agreements import (
    AgreementDetail,
    AgreementEvidence,
    AgreementHistory,
    AgreementList,
    AgreementStandings,
)
from agreements.api.catalog import CatalogDetail, CatalogList, Changes, CodeLists, PublicationDetail, SourceDetail
from agreements.api.rows import DeadlineList, EventList, RelationList
from agreements.register.catalog import KINDS

urlpatterns = [
    path("agreements/", AgreementList.as_view(), name="api-agreements"),
    path("agreements/<str:agreement_id>/", AgreementDetail.as_view(), name="api-agreement"),
    path("agreements/<str:agreement_id>/standings/", AgreementStandings.as_view(), name="api-agreement-standings"),
    path("agreements/<str:agreement_id>/evidence/", AgreementEvidence.as_view(), name="api-agreement-evidence"),
    path("agreements/<str:agreement_id>/history/", AgreementHistory.as_view(), name="api-agreement-history"),
    path("relations/", RelationList.as_view(), name="api-relations"),
    path("events/", EventList.as_view(), name="api-events"),
    path("deadlines/", DeadlineList.as_view(), name="api-deadlines"),
    *(
        path(f"{name}/", CatalogList.as_view(record_type=record_type), name=f"api-{name}")
        for record_type, (name, _, _) in KINDS.items()
    ),
    *(
        path(
            f"{name}/<str:record_id>/",
            (SourceDetail if record_type == "source" else CatalogDetail).as_view(record_type=record_type),
            name=f"api-{record_type}",
        )
        for record_type, (name, _, _) in KINDS.items()
    ),
    path("codelists/", CodeLists.as_view(), name="api-codelists"),
    path("changes/", Changes.as_view(), name="api-changes"),
    path("publications/<str:number>/", PublicationDetail.as_view(), name="api-publication"),
]
