"""No statement empties a table of records, of their history or of publications past the triggers of its rows."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

import tests.factories as factories
from agreements.models import Agreement

pytestmark = pytest.mark.django_db
TABLES = sorted(
    {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table.startswith(("agreements_", "programs_", "register_"))
    }
)


def test_every_table_of_records_histories_and_publications_refuses_to_be_emptied() -> None:
    factories.AgreementFactory()
    assert {"agreements_agreement", "agreements_actevent", "programs_program", "register_publication"} <= set(TABLES)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET LOCAL register.never_emptied = 'on'")
        for table in TABLES:
            with pytest.raises(IntegrityError, match="never emptied"), transaction.atomic():
                cursor.execute(f"TRUNCATE {table} CASCADE")
    assert Agreement.objects.exists()
