"""Seed files: working records that come with the register, each value beside the place in a source that supports it.

One way through: ``folder`` reads a directory strictly and as a whole (``toml_records``, ``tables``), ``loading`` plans
and writes in one transaction with the means of ``agreements.loading``, and publishes through the one door.
``attaching`` puts a source's text beside its passages. The format is told in docs/seeds.md.
"""
