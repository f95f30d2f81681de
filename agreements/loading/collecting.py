"""Let the collector of cycles look less often while a load makes millions of small objects that stay.

It looked through all of them again and again, which was a quarter of an import's time; they hold few cycles, so that
memory hardly grows (measured on 2,000 rows: 18 to 14 seconds of one core, 273 to 331 MB).
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: Objects made before the young are looked through; how many such times before the next generation is, and the next.
SELDOM = (100_000, 20, 100)


@contextmanager
def few_collections() -> Iterator[None]:
    """Look less often inside; what stands already is not looked through at all until the end."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
