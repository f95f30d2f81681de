"""The version of the running code, as part of every ETag: an answer made by other code is another answer."""

from __future__ import annotations

import hashlib
from functools import cache

from django.conf import settings

PARTS = ("agreements", "programs", "tracker", "templates", "locale")
KINDS = (".py", ".html", ".xml", ".txt", ".mo", ".css", ".js")


@cache
def code_version() -> str:
    """Give a digest of everything that shapes an answer; read from the files once a process, when first asked."""
    digest = hashlib.sha256()
    for part in PARTS:
        for path in sorted((settings.BASE_DIR / part).rglob("*")):
            if path.suffix in KINDS and path.is_file():
                digest.update(str(path.relative_to(settings.BASE_DIR)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
