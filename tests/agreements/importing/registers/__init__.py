"""Whole registers: the four samples, and invented ones with columns that nobody has seen."""
