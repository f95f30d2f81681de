"""The version of the running code, as part of every ETag: an answer made by other code is another answer."""

from __future__ import annotations

import hashlib
from functools import cache

from django.conf import settings

#: Pages name static files by digests of their contents, and the guide of the API is one of the docs.
PARTS = ("agreements", "programs", "tracker", "templates", "static", "locale", "docs")
KINDS = (".py", ".html", ".xml", ".txt", ".mo", ".css", ".js", ".svg", ".json", ".md")


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
