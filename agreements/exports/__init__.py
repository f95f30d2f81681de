"""Lists as files: CSV and JSON of the same question that a page asks (``docs/twins.md``)."""
