"""What two spellings may differ in and still be one name: case, accents, spaces and the small signs between letters.

Folded are width and ligatures (NFKC), case, accents of Latin letters, white space, quotes, hyphens, full stops, middle
dots and invisible signs. Everything else counts: a comma, a bracket, one other letter. That no two names of different
sides become equal by this is checked on the shipped table when it is read, and on the whole in the tests.
"""

from __future__ import annotations

import unicodedata

#: Signs that stand between letters and say nothing; read before NFKC, which makes letters of some of them.
_SIGNS = dict.fromkeys(map(ord, "'\"`´ʻʼʹ.·ㆍ・･‧•∙⋅․․。-‐‑‒–—―−~〜"))
#: General categories that go; the marks of accents go on Latin letters only.
_SILENT = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Pd", "Pi", "Pf"})


def fold(name: str) -> str:
    """Return what is compared of a name; empty where nothing is left."""
    text = unicodedata.normalize("NFKC", name.translate(_SIGNS)).casefold()
    plain: list[str] = []
    for sign in text.translate(_SIGNS):
        if unicodedata.category(sign) in _SILENT:
            continue
        base = unicodedata.normalize("NFD", sign)[0]
        if "a" <= base <= "z":
            plain.append(base)
        elif not (unicodedata.combining(sign) and plain and "a" <= plain[-1] <= "z"):
            plain.append(sign)
    return "".join(plain)
