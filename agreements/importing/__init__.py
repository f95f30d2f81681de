"""Foreign registers come in: a file and a profile become a plan, and the plan becomes working records.

One way through: ``reading`` opens the file (CSV, XLSX, JSON, NDJSON) and yields its rows, ``profile`` reads the TOML
that says what its columns mean, ``mapping`` makes of each row a draft (``drafts``) with every value beside the words
and the column that gave it, ``parties`` says whom a name means by a table and never by likeness, ``planning`` compares
the drafts with the register, ``acting`` writes and publishes. The format of profiles is told in docs/import.md.
"""
