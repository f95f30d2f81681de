"""Say whom a name means: a look-up in a table, and nothing where the table is silent.

A name that is not in the table is never taken for one that looks like it: a register that guesses is worthless. What
looks like it is only shown beside the name, for a person to decide, in the profile or in the register's tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from agreements.importing.drafts import Place
from agreements.importing.parties.folding import fold
from agreements.importing.parties.known import Meaning, known_names
from agreements.importing.parties.sides import Side, Suggestion, Unresolved
from agreements.importing.parties.tables import Organisation, Table, shipped
from agreements.loading.errors import Fault, Faults, nearest
from agreements.loading.merging import OWN
from agreements.loading.records import GivenRecord, Reference
from agreements.loading.shapes import SHAPES

MOST = 5
#: For so many names of a file suggestions are looked for; whoever maps the wrong column need not wait for thousands.
SUGGESTED = 200
#: How alike (difflib) a name must be to be shown, and where the table is looked through.
LIKE = 0.7
_NOTE = "Names, acronym and kind are reference data of our own, entered with an import; they have no source here."


@dataclass(slots=True)
class _Noted:
    first: Place
    count: int = 0
    columns: set[str] = field(default_factory=set)


class Parties:
    """The names of one import. The register's names are read once, when it is made.

    ``extra_aliases`` are those of the profile: a name, and a country's code or an institution's address. They hold
    against everything else. Raises ``Faults`` where one points to nobody; ``file`` and ``lines`` say where it stands.
    """

    def __init__(
        self,
        extra_aliases: Mapping[str, str] | None = None,
        *,
        file: str = "[aliases]",
        lines: Mapping[str, int] | None = None,
        table: Table | None = None,
    ) -> None:
        self._known = known_names(shipped() if table is None else table)
        self._asked: dict[str, Side | None] = {}
        self._noted: dict[str, _Noted] = {}
        faults: list[Fault] = []
        own: dict[str, Side] = {}
        for name, target in (extra_aliases or {}).items():
            folded = fold(name)
            side = self._known.targets.get(target)
            said = ""
            if side is None:
                near = nearest(target, self._known.targets)
                said = f"'{name}': no country has the code and no institution the address '{target}'{near}"
            elif not folded or own.setdefault(folded, side) != side:
                said = f"'{name}': this name is empty, or stands here for somebody else too."
            if said:
                faults.append(Fault(file, (lines or {}).get(name, 0), said))
        if faults:
            raise Faults(faults)
        for name in extra_aliases or {}:
            self._known.names[fold(name)] = Meaning(name, {own[fold(name)]})

    def resolve(self, name: str) -> Side | None:
        """Say whom a name means, or ``None`` where it means nobody known, or several."""
        if name not in self._asked:
            meaning = self._known.names.get(fold(name))
            alone = meaning is not None and len(meaning.sides) == 1
            self._asked[name] = next(iter(meaning.sides)) if meaning and alone else None
        return self._asked[name]

    def note_unresolved(self, name: str, column: str, place: Place) -> None:
        """Remember that a name meant nobody here."""
        noted = self._noted.setdefault(" ".join(name.split()), _Noted(place))
        noted.count += 1
        noted.columns.add(column)

    def unresolved(self) -> list[Unresolved]:
        """Return the names that were noted, once each, the most frequent first; these have suggestions."""
        noted = sorted(self._noted.items(), key=lambda one: (-one[1].count, one[0]))
        return [
            Unresolved(
                name,
                one.count,
                tuple(sorted(one.columns)),
                self.suggestions(name) if place < SUGGESTED else (),
                self._why(name),
                one.first,
            )
            for place, (name, one) in enumerate(noted)
        ]

    def suggestions(self, name: str) -> tuple[Suggestion, ...]:
        """Return at most five sides for a person to choose from: those that the name may stand for, else those of
        names that look like it, the likest first.
        """
        names, folded = self._known.names, fold(name)
        if (meaning := names.get(folded)) is not None:
            return tuple(self._shown(name, side) for side in sorted(meaning.sides, key=str))[:MOST]
        seen: dict[Side, Suggestion] = {}
        for close in get_close_matches(folded, names, n=3 * MOST, cutoff=LIKE):
            for side in sorted(names[close].sides, key=str):
                seen.setdefault(side, self._shown(names[close].spelling, side))
        return tuple(seen.values())[:MOST]

    def institution_records(self, slugs: Iterable[str]) -> list[GivenRecord]:
        """Return what to create for those of these addresses that only the shipped table knows, in their order.

        Each is an institution with kind, country and names, without evidence: what the row says is for the plan to add.
        Addresses that the register holds are left out.
        """
        wanted = dict.fromkeys(slugs)
        return [_record(self._known.unborn[slug]) for slug in wanted if slug in self._known.unborn]

    def _why(self, name: str) -> str:
        meaning = self._known.names.get(fold(name))
        if meaning is None:
            return ""
        titles = sorted(self._title(side) for side in meaning.sides)
        return f"It may stand for {' or '.join(titles)}." if titles else "It stands for no one party."

    def _title(self, side: Side) -> str:
        return self._known.titles.get(side) or side.institution or side.country or ""

    def _shown(self, name: str, side: Side) -> Suggestion:
        return Suggestion(name, side, self._title(side))


def _record(organisation: Organisation) -> GivenRecord:
    record = GivenRecord(SHAPES["institution"], organisation.slug, "organisations.tsv", organisation.line)
    own = record.own()
    own.update({"kind": organisation.kind, "public_notes": _NOTE})
    if organisation.country:
        own["country"] = organisation.country
        record.references.append(Reference("country", organisation.country, OWN, "country"))
    for language, name in organisation.names.items():
        acronym = organisation.acronym if language == "en" else ""
        row = record.rows.setdefault(("name", f"name-{language}"), {"language": language, "name": name})
        if acronym:
            row["acronym"] = acronym
    return record
