"""The worlds of the pages: the two memoranda with their programme, and the framework programme beside them."""

from tests.agreements.pages.conftest import published, world
from tests.programs.register.conftest import framework, published_tree

__all__ = ["framework", "published", "published_tree", "world"]
