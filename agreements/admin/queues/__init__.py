"""Work queues: what wants an editor's hand, each a rule over the working tables and one click from the dashboard.

``rules`` are the queues, one function each; ``counting`` asks all of them of a kind of record in one query; ``filters``
and ``lists`` bring them, and what else lists are narrowed by, into the addresses of Django's own lists; ``dashboard``
is the first page of the desk and ``findings`` shows what the last audit found. Nothing here writes a record.
"""
