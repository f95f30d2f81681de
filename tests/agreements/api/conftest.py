"""The small register, asked over HTTP."""

from tests.agreements.register.conftest import published, records

__all__ = ["published", "records"]
