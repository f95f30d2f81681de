"""The list of programmes as files."""
