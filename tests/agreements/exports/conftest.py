"""The small register, asked for as files."""

from tests.agreements.register.conftest import published, records

__all__ = ["published", "records"]
