"""The public side: publications, their entries and standings, and everything that filters, searches and reads them.

A Django application of its own, so that the wall is visible: nothing here, and nothing that serves the public, can
reach a working table (checked by the import arrows).
"""
