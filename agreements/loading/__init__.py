"""Loads: records given from outside become working records, whether seed files or foreign registers brought them.

``shapes`` says which fields and rows a kind of record has (``programs`` registers its own there, because arrows never
run back), ``plain`` gives values as text, ``records`` holds one record as it was given, ``state`` reads what the
register holds now, ``merging`` decides without a database whose value is whose, ``writing`` writes, ``bringing`` does
all of it for whole records and publishes them. Reading a format is the business of whoever calls.
"""
