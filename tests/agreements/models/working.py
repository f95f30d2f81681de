"""The tables under test, found by walking the registry rather than by a list that could be forgotten."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from agreements.models import LoadedRecord
from agreements.models.base import Record

#: Not tracked: it is what a machine last loaded, written by loads only and replaced as a whole; no fact of ours.
EXEMPT = {LoadedRecord}


def working_models() -> list[type[models.Model]]:
    """Every table of the two applications on the editors' side, except history itself."""
    return [
        model
        for label in ("agreements", "programs")
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        if not hasattr(model, "pgh_tracked_model")
    ]


def tracked_models() -> list[type[models.Model]]:
    return [model for model in working_models() if model not in EXEMPT]


def records() -> list[type[Record]]:
    return [model for model in working_models() if issubclass(model, Record)]


def children() -> list[type[models.Model]]:
    return [model for model in tracked_models() if not issubclass(model, Record)]
