"""How gunicorn serves the register under ``./run``; a Python configuration file of gunicorn."""

import gc
import os
from typing import Any

_PORT = os.environ.get("PORT") or "8000"

bind = f"{os.environ.get('HOST') or '127.0.0.1'}:{_PORT}"
workers = int(os.environ.get("WEB_WORKERS") or 2)
worker_class = "gthread"
threads = 4
graceful_timeout = 5
preload_app = True  # one import for all workers: an earlier first page and shared memory
loglevel = "warning"
forwarded_allow_ips = ""
"""Nobody's headers set scheme or path here: a stranger's ``SCRIPT_NAME`` or ``X-Forwarded-Proto`` that a proxy on this
machine hands on must not change addresses. Whether a proxy is believed, ``BEHIND_PROXY`` alone says (in Django)."""
limit_request_line = 8190  # the most that gunicorn takes; longer ones are refused with 414
control_socket_disable = True  # several registers may run on one machine, and one default socket is not enough


def when_ready(server: Any) -> None:
    """Say where the register is, once it listens there and the first page will not wait for imports."""
    from django.urls import get_resolver

    assert get_resolver().url_patterns
    # What is imported by now lives as long as the process. Frozen, it stays shared with the workers, and none of them
    # takes it apart object by object before it ends: Ctrl-C is answered at once (0.07 s of work instead of 0.44).
    gc.freeze()
    print(  # noqa: T201
        f"\nThe register is at http://127.0.0.1:{_PORT}/\n"
        "Editors work at /admin/. Make an account for one with: ./run manage createsuperuser\n"
        "Ctrl-C stops it, and its database with it; what was written is kept in var/.\n",
        flush=True,
    )
