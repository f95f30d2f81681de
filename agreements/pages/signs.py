"""The sign and the tone of a state: its shape for the eye, and the colour that only repeats what sign and word say."""

from __future__ import annotations

from typing import Any, Final

#: The sign of a state: filled while it runs, hollow before, barred when over, hatched where two states are possible.
SIGNS: Final = {
    "provisionally-applied": "half",
    "in-effect": "full",
    "in-effect-by-tacit-renewal": "full",
    "suspended": "pause",
    "expired": "barred",
    "terminated": "barred",
    "replaced": "barred",
    "never-took-effect": "crossed",
    "unknown": "dotted",
}
TONES: Final = {"running": "state-running", "ended": "state-ended"}


def sign_of(state: dict[str, Any]) -> str:
    """Name the sign of a state on its day."""
    possible = state["possible_states"]
    if len(possible) > 1:
        return "hatched"
    sign = SIGNS.get(possible[0], "hollow")
    return "open" if sign == "full" and not state["certain"] else sign


def tone_of(state: dict[str, Any]) -> str:
    """Give the class of a state's colour."""
    tone = TONES.get(state["group"] or "", "state-ahead")
    if state["possible_states"] == ["unknown"]:
        tone = "state-ended"
    return tone if state["certain"] else f"{tone} state-unsure"
