"""The whole register as files: what ``manage.py export DIR`` writes and ``/data/`` serves (docs/bulk.md).

One export is of one number of the sequence: what is published meanwhile is not in it. ``running.export_to`` is the way
in. Records go out twice: as the published documents, one JSON a line, streamed out of the database by COPY
(``lines``), and as tables for people, CSV and one XLSX (``tabling``), whose columns ``tables`` names and describes.
``describing`` says in a ``datapackage.json`` what is there, ``replacing`` puts the finished folder in the place of the
former one. Nothing here depends on the clock: the same register gives the same bytes.
"""
