"""Duplicates at the desk: the list of proposals, two records side by side, the merger with its preview, the undo."""
