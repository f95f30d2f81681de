"""The people of the desk: an editor and a reviewer, who need nothing published."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from tests.agreements.admin.review.conftest import person
from tracker.roles import make_roles


@pytest.fixture
def ann(transactional_db: None) -> User:
    """Give an editor."""
    make_roles()
    return person("ann", "editor")


@pytest.fixture
def rex(transactional_db: None) -> User:
    """Give a reviewer."""
    make_roles()
    return person("rex", "reviewer")
