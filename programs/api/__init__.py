"""The read-only API of programmes."""
