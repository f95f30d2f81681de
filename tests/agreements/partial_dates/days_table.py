"""A table that exists in the tests only: the fields are proved against the real database before any model uses them."""

from typing import Any

from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.test.utils import isolate_apps

from agreements.partial_dates.fields import DaySetField, PartialDateField, partial_date_bounded

with isolate_apps("agreements"):

    class Kept(models.Model):
        """One row of days."""

        name = models.CharField(max_length=40, default="")
        signed = PartialDateField(null=True, blank=True)
        coverage = DaySetField(null=True, blank=True)

        objects: Any = models.Manager()

        class Meta:
            app_label = "agreements"
            db_table = "kept_days_of_the_tests"
            constraints = (partial_date_bounded("kept_signed_is_a_partial_date", "signed"),)
            indexes = (
                GistIndex(fields=["signed"], name="kept_signed"),
                GistIndex(fields=["coverage"], name="kept_coverage"),
            )

        def __str__(self) -> str:
            return self.name
