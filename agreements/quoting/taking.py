"""What a file must be to be the text of a source, and in what form another text would be the one that is wanted.

A text is kept byte for byte: what cannot be read as UTF-8, or holds NUL, is refused and never mended. The sum of a text
is that of its UTF-8 bytes, so that anybody can check the file that they have.
"""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Final, Literal

MOST_BYTES: Final = 1_000_000
"""The longest text, in bytes of UTF-8; a treaty with its annexes has some hundred thousand."""

Fault = Literal["utf-8", "nul", "long"]
Form = Literal["bom", "lf", "crlf", "end", "no-end", "nfc", "nfd"]


class NotText(ValueError):
    """The bytes are no text of a source; ``byte`` counts from 0 to the one at fault, or is how many there are."""

    def __init__(self, fault: Fault, byte: int) -> None:
        super().__init__(f"{fault} at byte {byte}")
        self.fault, self.byte = fault, byte


def text_of(data: bytes) -> str:
    """Read bytes as the text of a source; ``NotText`` says why not."""
    if len(data) > MOST_BYTES:
        raise NotText("long", len(data))
    if (nul := data.find(b"\x00")) >= 0:
        raise NotText("nul", nul)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotText("utf-8", error.start) from error


def sum_of(text: str) -> str:
    """Return the sha-256 of a text, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def form_with_sum(text: str, wanted: str) -> Form | None:
    """Return the form in which the text has the wanted sum: it is the same but for that; ``None`` if there is none."""
    forms: dict[Form, str] = {
        "bom": text.removeprefix("\ufeff"),
        "lf": text.replace("\r\n", "\n"),
        "crlf": text.replace("\r\n", "\n").replace("\n", "\r\n"),
        "end": text + "\n",
        "no-end": text.rstrip(),
        "nfc": unicodedata.normalize("NFC", text),
        "nfd": unicodedata.normalize("NFD", text),
    }
    return next((form for form, changed in forms.items() if sum_of(changed) == wanted), None)
