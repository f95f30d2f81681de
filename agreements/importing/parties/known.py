"""Every name that the register and the shipped table know, with whom it means, from a few queries.

The register's own tables come first: what an editor wrote there holds against the shipped table. A name under which two
sides stand means neither. An organisation of the shipped table that the register holds under another address is that
one, if one of its full names leads there and no other leads elsewhere; an acronym alone says too little.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from agreements.codelists import Stage
from agreements.importing.parties.folding import fold
from agreements.importing.parties.sides import Side
from agreements.importing.parties.tables import Organisation, Table
from agreements.models import Country, CountryAlias, Institution, InstitutionName


@dataclass(slots=True)
class Meaning:
    """What one folded name means: ``spelling`` as it is written, and the sides under it (one, or it means nobody)."""

    spelling: str
    sides: set[Side] = field(default_factory=set)


@dataclass(slots=True)
class Known:
    """All names, folded; the sides by what an alias may point to; what to call each side; what is to be created."""

    names: dict[str, Meaning] = field(default_factory=dict)
    targets: dict[str, Side] = field(default_factory=dict)
    titles: dict[Side, str] = field(default_factory=dict)
    unborn: dict[str, Organisation] = field(default_factory=dict)

    def add(self, name: str, side: Side) -> None:
        """Let a name mean a side, beside what it means already."""
        if folded := fold(name):
            self.names.setdefault(folded, Meaning(name)).sides.add(side)


def known_names(table: Table) -> Known:
    """Read the register's tables and lay the shipped one under them."""
    known = Known()
    _countries(known)
    _institutions(known)
    _organisations(known, table)
    register = frozenset(known.names)
    for folded, (spelling, means) in table.aliases.items():
        if folded not in register and (side := known.targets.get(means)) is not None:
            known.names.setdefault(folded, Meaning(spelling)).sides.add(side)
    for folded, (spelling, means_several) in table.several.items():
        if folded not in register:
            sides = {known.targets[target] for target in means_several if target in known.targets}
            known.names[folded] = Meaning(spelling, sides if len(sides) > 1 else set())
    return known


def _countries(known: Known) -> None:
    held = Country.objects.exclude(stage__in=(Stage.WITHDRAWN, Stage.MERGED))
    for code, *names in held.values_list("code", "name_en", "name_ko", "name_zh"):
        side = known.targets[code] = Side(country=code)
        known.titles[side] = names[0]
        for name in names:
            known.add(name, side)
    for code, name in CountryAlias.objects.values_list("country__code", "name"):
        if code in known.targets:
            known.add(name, known.targets[code])


def _institutions(known: Known) -> None:
    rows = {
        slug: (stage, into, country)
        for slug, stage, into, country in Institution.objects.values_list(
            "slug", "stage", "merged_into", "country__code"
        )
    }
    for slug in rows:
        last, seen = slug, {slug}
        while rows[last][0] == Stage.MERGED and rows[last][1] in rows.keys() - seen:
            last = rows[last][1]
            seen.add(last)
        if rows[last][0] not in (Stage.MERGED, Stage.WITHDRAWN):
            known.targets[slug] = Side(rows[last][2], last)
    names = InstitutionName.objects.order_by("position", "id")
    for slug, language, name, acronym in names.values_list("institution__slug", "language", "name", "acronym"):
        if (side := known.targets.get(slug)) is None:
            continue
        if side not in known.titles or (language == "en" and side.institution == slug):
            known.titles[side] = name
        known.add(name, side)
        known.add(acronym, side)


def _organisations(known: Known, table: Table) -> None:
    for slug, organisation in table.organisations.items():
        if slug in known.targets:
            continue
        led: set[Side] = set()
        for name in organisation.names.values():
            if (meaning := known.names.get(fold(name))) is not None:
                led |= meaning.sides
        if len(led) == 1 and (held := next(iter(led))).institution:
            known.targets[slug] = held
        elif not led:
            side = known.targets[slug] = Side(organisation.country or None, slug)
            known.titles[side] = organisation.title
            known.unborn[slug] = organisation
