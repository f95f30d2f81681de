"""A new draft made from a record: the same parties, subjects and terms, with dates of its own.

What one instrument says is no evidence for another. So only what the editor would otherwise type again is copied, the
days are asked for, and numbers, acts, evidence and notes stay behind; the page says which is which. ``plan`` is what a
kind of record copies, ``dates`` moves days, ``page`` asks and makes.
"""
