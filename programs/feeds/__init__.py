"""The list of programmes to follow."""
