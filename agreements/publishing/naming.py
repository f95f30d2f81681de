"""How the door's modules speak of records: by kind and address; the leaf on which all of them stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

Json = dict[str, Any]
#: Rows of a record by the part under which evidence names them.
Rows = Mapping[str, Iterable[Any]]


class Ref(NamedTuple):
    """A record by its kind and its address; what numbers, mentions and problems speak of."""

    type: str
    id: str

    def __str__(self) -> str:
        return f"{self.type}/{self.id}"


class Named(NamedTuple):
    """That a record's facts name another: see ``register.models.Mention``, whose columns these are."""

    target: Ref
    what: str
    item: str = ""
    needed: bool = True
    value: Any = None
