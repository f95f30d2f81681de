"""Addresses of pages: the language stands before the path, the chosen day after it.

The read layer names pages without language (``/agreements/x/``); here the language of the reader is put before it and
the two clocks, where the reader chose them, are kept, so that nobody wanders off the day that they asked about.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.urls import get_script_prefix

from agreements.register.moments import write_instant
from agreements.register.reading import Reading


def in_language(address: str, reading: Reading) -> str:
    """Give the address of a page in the reading's language, with the day and instant that the reader chose."""
    path, mark, fragment = address.partition("#")
    prefix = "" if reading.language == settings.LANGUAGE_CODE else f"{reading.language}/"
    path = f"{get_script_prefix()}{prefix}{path.removeprefix('/')}"
    clocks = {}
    if reading.as_of_given:
        clocks["as_of"] = reading.as_of.isoformat()
    if reading.known_at_given and reading.known_at:
        clocks["known_at"] = write_instant(reading.known_at)
    joint = "&" if "?" in path else "?"
    return path + (joint + urlencode(clocks) if clocks else "") + mark + fragment
