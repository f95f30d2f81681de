"""The small register, followed."""

from tests.agreements.register.conftest import published, records

__all__ = ["published", "records"]
