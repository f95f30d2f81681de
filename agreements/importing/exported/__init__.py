"""The export of a register comes in again: its NDJSON documents become working records, and are published as they were.

What was exported and is loaded into an empty register gives the same register: the same documents, but for the numbers
and times of publications. What a public document does not say does not travel (docs/bulk.md): internal notes, the words
of texts, who confirmed a value, drafts, and records that left the register.

``folder`` reads the files and checks their sums, ``layouts`` says which member of a document fills which field,
``given`` makes records of documents, ``loading`` brings them in as seeds are brought in.
"""
