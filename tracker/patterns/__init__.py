"""``/patterns/``: every part of the pages in every state, for those who tend the look; while developing only."""
