"""Quotes: finding the words of a passage in a text, and reading the dates that words state or imply.

Pure functions of texts; no record is read or written here. Seeding, the command that attaches texts and the desk use
them alike, so that a quote is found by one rule wherever it comes from.
"""
