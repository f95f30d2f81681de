"""The small register with two programmes, followed."""

from tests.agreements.register.conftest import published, records
from tests.programs.api.conftest import programs, published_programs

__all__ = ["programs", "published", "published_programs", "records"]
