"""An address for a record whose editor gives none: made from its title or English name, and free.

A country is the exception: its address is its code, and the model says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

#: Where a form says what a record is called, in the order in which it is asked.
_NAMES = re.compile(r"(title|name_en|code|titles-[0-9]+-title|names-[0-9]+-name)\Z")
LONGEST = 80
"""Characters of a proposed address, cut between words."""


def propose_address(model: Any, typed: Mapping[str, Any]) -> str:
    """Return a free address for a new record of ``model``, made from what the form says of its name.

    Raises ``ValidationError`` where nothing typed gives one: a title in Korean or Chinese alone has no Latin letters.
    """
    stem = next((stem for name in _names(typed) if (stem := _cut(slugify(name)))), "")
    if not stem:
        raise ValidationError(_("Give an address, or a title or name in Latin letters from which one can be made."))
    taken = set(model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(
        address for n in range(1, len(taken) + 2) if (address := stem if n == 1 else f"{stem}-{n}") not in taken
    )


def _names(typed: Mapping[str, Any]) -> Iterator[str]:
    for key in typed:
        if _NAMES.fullmatch(key) and str(typed[key]).strip():
            yield str(typed[key])


def _cut(slug: str) -> str:
    plain = re.sub(r"-{2,}", "-", slug.replace("_", "-")).strip("-")
    return plain if len(plain) <= LONGEST else plain[: LONGEST + 1].rpartition("-")[0] or plain[:LONGEST]
