"""The desk's own memory: who works and why, and what editors said of a record's way to publication.

``acting`` tells history who is at work. ``models`` keeps submissions for review with their comments, findings of the
last audit, verdicts on possible duplicates and what a merger moved. All of it is for editors only; it names working
records by kind and number and imports none of them, so that it is a leaf.
"""
