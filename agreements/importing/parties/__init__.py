"""Whom a name in a foreign register means: a country, an institution, or nobody known.

A table decides, never likeness. It is made of the register's own names (countries, their aliases, institutions), of the
shipped ``aliases.tsv`` and ``organisations.tsv`` beside this module, and of the aliases of the profile. docs/import.md
tells how to add a name.
"""

from agreements.importing.parties.resolving import Parties
from agreements.importing.parties.sides import Side, Suggestion, Unresolved

__all__ = ["Parties", "Side", "Suggestion", "Unresolved"]
