"""Loads: records given from outside become working records, whether seed files or foreign registers brought them.

``shapes`` says which fields and rows a kind of record has (``programs`` registers its own there, because arrows never
run back), ``plain`` gives values as text, ``records`` holds one record as it was given, ``state`` reads what the
register holds now, ``merging`` decides without a database whose value is whose, ``writing`` writes, ``bringing`` does
all of it for whole records and publishes them.

For tens of thousands of records: ``bulk.write_new`` copies new ones, ``held`` reads what stands as plain values,
``changing.write_changes`` changes by the set, ``remembering`` keeps what was loaded and knows what nobody touched
since; ``keys`` holds numbers by name, ``columns`` checks a value as its model would.

Reading a format is the business of whoever calls.
"""
