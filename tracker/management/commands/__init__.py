"""``python manage.py ...``: seed, attach_text, audit."""
