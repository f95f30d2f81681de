"""Liveness and readiness: ``/healthz`` says that the process answers, ``/readyz`` that it can do its work.

Ready means: the database answers, every migration is applied, and the database is fit for three scripts. Under
``./run`` the first seed is done before the server starts, so a register that answers there is seeded.
"""

from __future__ import annotations

from django.core.checks import run_checks
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe


@csrf_exempt
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 while the process lives; touches nothing else."""
    return JsonResponse({"status": "ok"})


@csrf_exempt
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the register can serve, else 503 naming what is missing (never how it failed)."""
    checks = {"database": False, "migrations": False, "scripts": False}
    try:
        connection.ensure_connection()
        checks["database"] = True
        executor = MigrationExecutor(connection)
        checks["migrations"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        checks["scripts"] = not run_checks(tags=["database"], databases=["default"])
    except Error:
        pass
    ready = all(checks.values())
    body = {"status": "ready" if ready else "not ready", "checks": checks}
    return JsonResponse(body, status=200 if ready else 503)
