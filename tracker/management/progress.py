"""How far a long command is: at most one line a second on standard error, rewritten in place at a terminal."""

from __future__ import annotations

import resource
import sys
from time import monotonic
from typing import Any

EVERY = 1.0


class Progress:
    """Hears stages with counts; say nothing where it is quiet."""

    def __init__(self, stream: Any, *, quiet: bool = False) -> None:
        self.stream, self.quiet = stream, quiet
        self.terminal = bool(getattr(stream, "isatty", lambda: False)())
        self.last, self.stage, self.open = 0.0, "", False

    def __call__(self, stage: str, count: int) -> None:
        """Hear that ``count`` rows have passed a stage."""
        now = monotonic()
        if self.quiet or (stage == self.stage and now - self.last < EVERY):
            return
        self.last, self.stage = now, stage
        text = f"{stage}: {count}"
        self.stream.write(f"\r{text:<40}" if self.terminal else text, ending="" if self.terminal else "\n")
        self.open = self.terminal

    def end(self) -> None:
        """Leave the line."""
        if self.open:
            self.stream.write("")
            self.open = False


def peak_megabytes() -> float:
    """Return the most memory that this process has held, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
