"""The same people as at the review sit at the page of evidence."""

from __future__ import annotations

from tests.agreements.admin.review.conftest import desk

__all__ = ["desk"]
