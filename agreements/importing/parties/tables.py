"""The shipped tables: names of countries and organisations as registers write them, and organisations that sign.

``aliases.tsv`` says whom a name means (the code of a country, the address of an organisation); a name that stands for
several sides says so with ``?`` and is never taken for any of them. ``organisations.tsv`` holds the organisations that
an import may enter when the register does not know them yet. Names of countries that are fit for the public register
stand in ``seeds/reference``; here stand the spellings that only an import needs. Both files are checked when they are
read: a name for two sides is refused with its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from agreements.codelists import InstitutionKind
from agreements.importing.parties.folding import fold
from agreements.loading.errors import Fault, Faults

HERE = Path(__file__).parent
ALIASES, ORGANISATIONS = "aliases.tsv", "organisations.tsv"
#: The language tags under which an organisation's columns are kept as names.
LANGUAGES = {"en": "en", "ko": "ko", "zh": "zh-hans", "pt": "pt"}
SEVERAL = "?"


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation, or a former state without a code of its own, that signs agreements."""

    slug: str
    kind: str
    country: str
    acronym: str
    names: dict[str, str]
    line: int

    @property
    def title(self) -> str:
        """Its name as it is shown."""
        return self.names["en"]

    def every_name(self) -> Iterator[str]:
        """Yield its names and its acronym."""
        yield from self.names.values()
        if self.acronym:
            yield self.acronym


@dataclass(frozen=True, slots=True)
class Table:
    """Both files, read: ``aliases`` by folded name, each with the spelling in the file."""

    aliases: dict[str, tuple[str, str]] = field(default_factory=dict)
    several: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)


@cache
def shipped() -> Table:
    """Return the shipped table; it is read once. Raises ``Faults``."""
    return read_table(HERE)


def read_table(folder: Path) -> Table:
    """Read both files of a folder; raises ``Faults`` with every line that cannot stand."""
    table = Table()
    faults: list[Fault] = []
    for line, (slug, kind, country, acronym, *names) in _lines(folder / ORGANISATIONS, 8, faults):
        given = {tag: name for tag, name in zip(LANGUAGES.values(), names, strict=True) if name}
        organisation = Organisation(slug, kind, country, acronym, given, line)
        if slug in table.organisations:
            faults.append(Fault(ORGANISATIONS, line, f"'{slug}' stands here twice."))
        if kind not in InstitutionKind.values or "en" not in given:
            faults.append(Fault(ORGANISATIONS, line, "an organisation has a known kind and a name in English."))
        table.organisations[slug] = organisation
        for name in organisation.every_name():
            _alias(table, name, slug, Fault(ORGANISATIONS, line, ""), faults)
    for line, (means, name) in _lines(folder / ALIASES, 2, faults):
        place = Fault(ALIASES, line, "")
        if means.startswith(SEVERAL):
            table.several[fold(name)] = (name, tuple(means.removeprefix(SEVERAL).split()))
        elif len(means) != 2 and means not in table.organisations:
            faults.append(Fault(ALIASES, line, f"'{means}' is neither a country's code nor an organisation."))
        else:
            _alias(table, name, means, place, faults)
    for folded in table.several.keys() & table.aliases.keys():
        faults.append(Fault(ALIASES, 0, f"'{table.several[folded][0]}' stands for several sides, and for one."))
    if faults:
        raise Faults(faults)
    return table


def _alias(table: Table, name: str, means: str, place: Fault, faults: list[Fault]) -> None:
    folded = fold(name)
    before = table.aliases.setdefault(folded, (name, means))
    if not folded or before[1] != means:
        faults.append(Fault(place.file, place.line, f"'{name}' means '{means}', and '{before[1]}' elsewhere."))


def _lines(path: Path, width: int, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each line below the header; a line that starts with # is a comment."""
    head = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        cells += [""] * (width - len(cells))
        if not head:
            head = True
        elif len(cells) != width or not cells[0] or not cells[1]:
            faults.append(Fault(path.name, number, f"a line has {width} cells, set apart by tabs."))
        else:
            yield number, cells
