"""Seed files: working records that come with the register, each value beside the place in a source that supports it.

One way through: ``folder`` reads a directory strictly and as a whole (``toml_records``, ``tables``), ``merging``
decides without a database whose value is whose, ``loading`` writes in one transaction and publishes through the one
door.
``attaching`` puts a source's text beside its passages. The format is told in docs/seeds.md.

Kinds of records are described by ``shapes``; ``programs`` registers its own there, because arrows never run back.
"""

from agreements.seeding.errors import SeedError, SeedErrors
from agreements.seeding.shapes import Part, Shape, register

__all__ = ["Part", "SeedError", "SeedErrors", "Shape", "register"]
