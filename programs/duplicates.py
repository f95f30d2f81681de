"""Programmes that may be one: they rest on the same agreement, were agreed at one occasion or are led by the same."""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext as _

from agreements.duplicates import titles
from agreements.duplicates.others import ALIKE, GONE
from agreements.duplicates.pairs import Only, Proposal, made, pairs
from programs.models import Program, ProgramBasis, ProgramTitle


def programs(only: Only = None) -> list[Proposal]:
    """Propose programmes that share a basis or an occasion and have similar titles; never parent and child."""
    held = {
        key: (parent, occasion)
        for key, parent, occasion in Program.objects.exclude(stage__in=GONE).values_list("pk", "parent", "occasion")
    }
    spoken: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for key, language, title in ProgramTitle.objects.filter(program__in=held).values_list(
        "program", "language", "title"
    ):
        spoken[key].append((language, title))
    bases = ProgramBasis.objects.filter(program__in=held).values_list("agreement", "program")
    shared = {
        _("rest on the same agreement"): bases,
        _("agreed at the same occasion"): [(o, key) for key, (_p, o) in held.items() if o is not None],
    }
    said: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    for reason, group in shared.items():
        for one, other in pairs(group, only):
            if held[one][0] == other or held[other][0] == one or titles.against(spoken[one], spoken[other]):
                continue
            if (alike := titles.best(spoken[one], spoken[other])) >= ALIKE:
                said[one, other][f"{reason}, " + _("titles %(percent)d %% alike") % {"percent": int(alike * 100)}] = (
                    alike
                )
    return made("program", said)
