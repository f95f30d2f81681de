"""Read a query string strictly: what cannot be read, or is not offered, is a problem and never ignored.

Django's own ``QueryDict`` replaces broken UTF-8 in silence; a register that answers "all records" to a damaged question
misleads, so the raw string is read here (contract, "bad input"). An empty value counts as absent; an unknown name is
refused even without a value, because it was meant to do something.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote_to_bytes, urlencode

from django.utils.translation import gettext_lazy as _

from agreements.register.problems import BadParametersError, ParameterProblem, nearest, said, shown, with_hint

LONGEST_QUERY: Final = 16_000
LONGEST_VALUE: Final = 1_000
MOST_VALUES: Final = 100


@dataclass(frozen=True, slots=True)
class Query:
    """The names and values of one query string: decoded, complete, without empty values, in the order given."""

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, **values: str | Iterable[str]) -> Query:
        """Make a query in code: ``Query.of(party=["KR", "CN"], lapsed="true")``."""
        pairs = []
        for name, given in values.items():
            pairs += [(name, v) for v in ([given] if isinstance(given, str) else given) if v.strip()]
        return cls(tuple(pairs))

    def all(self, name: str) -> list[str]:
        """Give every value of ``name``, without repetitions."""
        return list(dict.fromkeys(v for n, v in self.pairs if n == name))

    def one(self, name: str) -> str | None:
        """Give the value of a single-valued parameter, or ``None``."""
        return next((v for n, v in self.pairs if n == name), None)

    def without(self, *names: str) -> Query:
        """Give the query without some parameters."""
        return Query(tuple(p for p in self.pairs if p[0] not in names))

    def having(self, **values: str) -> Query:
        """Give the query with single-valued parameters set."""
        return Query((*self.without(*values).pairs, *values.items()))

    def encoded(self) -> str:
        """Write it as a query string."""
        return urlencode(self.pairs)

    def digest(self, *left_out: str) -> str:
        """Give a short digest of what is asked; order and repetition change nothing, nor do the ``left_out``."""
        kept = sorted({p for p in self.pairs if p[0] not in left_out})
        return hashlib.sha256(urlencode(kept).encode()).hexdigest()[:16]


def read_query(raw: str | bytes) -> Query:
    """Read a raw query string (still percent-encoded); ``BadParametersError`` for what is no text."""
    encoded = raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogateescape")
    if len(encoded) > LONGEST_QUERY:
        sentence = said(
            _("The query string has {size} bytes; at most {most} are read."), size=len(encoded), most=LONGEST_QUERY
        )
        raise BadParametersError([ParameterProblem("(query string)", sentence)])
    pairs, problems = [], []
    for part in encoded.split(b"&"):
        if not part:
            continue
        raw_name, _sign, raw_value = part.partition(b"=")
        name, value = (_decoded(piece) for piece in (raw_name, raw_value))
        label = name if name is not None and name.isprintable() and name else "(name)"
        if name is None or value is None:
            problems.append(ParameterProblem(label, said(_("{name} is not valid UTF-8."), name=label)))
        elif any(c < " " or c == "\x7f" for c in name + value):
            problems.append(ParameterProblem(label, said(_("{name} has a control character in it."), name=label)))
        elif len(value) > LONGEST_VALUE:
            sentence = said(_("{name} has more than {most} characters."), name=shown(name), most=LONGEST_VALUE)
            problems.append(ParameterProblem(label[:80], sentence))
        else:
            pairs.append((name, value))
    if len(pairs) > MOST_VALUES:
        problems.append(
            ParameterProblem("(query string)", said(_("More than {most} values are not read."), most=MOST_VALUES))
        )
    if problems:
        raise BadParametersError(problems[:MOST_VALUES])
    return Query(tuple(pairs))


def raw_query(meta: Mapping[str, Any]) -> bytes:
    """Give the query string of a request's ``META`` as bytes (WSGI hides them in Latin-1 text, PEP 3333)."""
    text: str = meta.get("QUERY_STRING", "")
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape")


def names_checked(query: Query, single: Collection[str], many: Collection[str]) -> tuple[Query, list[ParameterProblem]]:
    """Find unknown names and repeated single-valued ones; give the query without empty values beside the problems."""
    problems = []
    known = sorted({*single, *many})
    for name in dict.fromkeys(n for n, _value in query.pairs):
        if name in single or name in many:
            continue
        sentence = with_hint(said(_("There is no parameter {name} here."), name=shown(name)), nearest(name, known))
        problems.append(ParameterProblem(name[:80] or "(name)", sentence, tuple(known)))
    given = Query(tuple((n, v) for n, v in query.pairs if v.strip()))
    for name in single:
        if sum(n == name for n, _ in given.pairs) > 1:
            problems.append(once_only(name))
    return given, problems


def once_only(name: str) -> ParameterProblem:
    """Say that a parameter was repeated that has one value."""
    return ParameterProblem(name, said(_("{name} can be given once only."), name=name), (_("one value"),))


def _decoded(piece: bytes) -> str | None:
    try:
        return unquote_to_bytes(piece.replace(b"+", b" ")).decode("utf-8")
    except UnicodeDecodeError:
        return None
