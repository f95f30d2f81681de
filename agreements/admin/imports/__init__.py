"""Importing a foreign register at the desk: give a file, say what its columns mean, look, confirm (scenario E10).

Decisions. What was looked at is what is done: a preview has a digest of everything that it says would happen, and the
import plans anew and goes on only with the same digest; else nothing is written and the new preview says what differs.
Whoever imports is the author of what comes in, and nobody publishes their own change: from the desk an import always
leaves drafts and changes for somebody else to publish, whatever its profile says; the command publishes. Nothing that
was given is lost: the file is kept until it is imported (``desk.ImportFile``), the text of the profile for good.

``bringing`` opens the file of a run and plans with it, ``telling`` makes of a plan what is kept of it, ``wording`` says
that to the reader, ``confirming`` imports, ``naming`` adds names that nobody knew; ``overview`` and ``page`` answer.
"""
