"""What two spellings may differ in and still be one name: case, accents, spaces and the small signs between letters.

Folded are width and ligatures (NFKC), case, accents of Latin letters, white space, quotes, hyphens, full stops, middle
dots and invisible signs. Everything else counts: a comma, a bracket, one other letter. That no two names of different
sides become equal by this is checked on the shipped table when it is read, and on the whole in the tests.
"""

from __future__ import annotations

import unicodedata

#: Signs that stand between letters and say nothing; read before NFKC, which makes letters of some of them.
_SIGNS = dict.fromkeys(map(ord, "'\"`´ʻʼʹ.·ㆍ・･‧•∙⋅․․。-‐‑‒–—―−~〜"))
#: General categories that go: marks of accents on Latin letters are dealt with apart.
_SILENT = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Pd", "Pi", "Pf"})


def fold(name: str) -> str:
    """Return what is compared of a name; empty where nothing is left."""
    text = unicodedata.normalize("NFKC", name.translate(_SIGNS)).casefold()
    plain: list[str] = []
    for sign in text.translate(_SIGNS):
        if unicodedata.category(sign) in _SILENT:
            continue
        parts = unicodedata.normalize("NFD", sign) if not "가" <= sign <= "힣" else sign
        if len(parts) > 1 and "a" <= parts[0] <= "z":
            parts = "".join(part for part in parts if not unicodedata.combining(part))
            plain.append(parts)
        else:
            plain.append(sign)
    return "".join(plain)
