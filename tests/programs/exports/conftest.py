"""The small register with two programmes, asked for as files."""

from tests.agreements.register.conftest import published, records
from tests.programs.api.conftest import programs, published_programs

__all__ = ["programs", "published", "published_programs", "records"]
