"""Proposals for programmes, institutions and sources: simpler, for there are fewer of them.

A pair is compared only within a small group that shares something hard: the day and the publisher, the country, the
address on the web, the agreement on which a programme rests. Programmes register theirs from their own application.
"""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext as _

from agreements.codelists import Stage
from agreements.duplicates import titles
from agreements.duplicates.pairs import Only, Proposal, made, pairs, register_finder
from agreements.models import Institution, InstitutionName, Source

GONE = (Stage.MERGED, Stage.WITHDRAWN)
ALIKE = 0.75


def sources(only: Only = None) -> list[Proposal]:
    """Propose sources with the same address or text, and those of one publisher and day with similar titles."""
    rows = list(
        Source.objects.exclude(stage__in=GONE).values_list("pk", "url", "sha256", "publisher", "published", "title")
    )
    said: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    addresses = [(url.rstrip("/"), key) for key, url, *_rest in rows if url]
    texts = [(sha256, key) for key, _url, sha256, *_rest in rows if sha256]
    for reason, keyed in ((_("the same address on the web"), addresses), (_("the same text"), texts)):
        for one, other in pairs(keyed, only):
            said[one, other][reason] = 0.9
    by_key = {row[0]: row[5] for row in rows}
    days = (((row[3].casefold(), str(row[4])), row[0]) for row in rows if row[3] and row[4])
    for one, other in pairs(days, only):
        if (alike := titles.likeness(by_key[one], by_key[other])) >= ALIKE:
            words = _("same publisher and day, titles %(percent)d %% alike") % {"percent": int(alike * 100)}
            said[one, other][words] = 0.85 * alike
    return made("source", said)


def institutions(only: Only = None) -> list[Proposal]:
    """Propose institutions of one country with similar names or the same acronym."""
    country = dict(Institution.objects.exclude(stage__in=GONE).values_list("pk", "country"))
    names: dict[int, list[tuple[str, str]]] = defaultdict(list)
    acronyms: dict[int, set[str]] = defaultdict(set)
    for key, language, name, acronym in InstitutionName.objects.filter(institution__in=country).values_list(
        "institution", "language", "name", "acronym"
    ):
        names[key].append((language, name))
        acronyms[key] |= {acronym.casefold()} - {""}
    follows = Institution.objects.filter(changes__isnull=False).values_list("pk", "changes__successor")
    linked = {(min(pair), max(pair)) for pair in follows}
    said: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
    for pair in pairs(((place, key) for key, place in country.items()), only):
        if pair in linked:
            continue
        one, other = pair
        alike = titles.best(names[one], names[other])
        if alike >= ALIKE:
            said[pair][_("same country, names %(percent)d %% alike") % {"percent": int(alike * 100)}] = 0.9 * alike
        if shared := acronyms[one] & acronyms[other]:
            said[pair][_("same country, both are called %s") % ", ".join(sorted(shared)).upper()] = 0.6
    return made("institution", said)


register_finder("source", sources)
register_finder("institution", institutions)
