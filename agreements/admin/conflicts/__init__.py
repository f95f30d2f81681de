"""Two editors at once: the second save is stopped, shown what differs, and carried over field by field (scenario E8).

A record's ``revision`` counts every change of its row and its rows, by trigger, so that comparing two numbers is exact.
``sheets`` reads what a form shows and what was typed as plain text, ``stamp`` signs what a form was made from,
``merging`` compares three sheets (no Django, no database), ``rebuilding`` turns the choices into a form that is sent
again, ``telling`` asks history who it was, ``page`` shows it, ``locking`` is what the admin of a record calls.
"""
