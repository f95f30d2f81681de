"""Which agreements may be one, with the reasons in words.

Candidates come from the database set-wise; titles are compared only for these. An agreement is proposed with another
where their parties (as sets), their days *and* their titles agree; never by the title alone, and never by parties and
day alone, because a pair signs fourteen different memoranda on one day of a state visit: on such a day the titles must
be all but the same, and the proposal says how many instruments were signed. A number that both bear speaks for one,
under two schemes only from five characters on: two registers number their rows alike. Different numbers under one
scheme say that two records are two, for a register knows its own rows. Pairs on which an editor gave a verdict, and
pairs linked by a relation, are two as well; none of these is ever proposed.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import batched
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.duplicates import titles
from agreements.duplicates.pairs import Only, Proposal, register_finder
from agreements.models import Title

#: How alike titles must be: signed on the same day, on days that may be the same, on a day with many instruments, and
#: where both bear the same number.
SAME_DAY, MAYBE_SAME_DAY, CROWDED, SAME_NUMBER = 0.62, 0.75, 0.82, 0.3
#: So many instruments of the same parties on one day, both of the pair included, are many.
MANY = 3
_AT_ONCE = 2_000

#: Parties as one text; an institution stands for itself only where it has no country.
_PARTIES = """
    SELECT p.agreement_id AS id, string_agg(DISTINCT coalesce('c' || coalesce(p.country_id, i.country_id),
        'i' || p.institution_id), ' ' ORDER BY coalesce('c' || coalesce(p.country_id, i.country_id),
        'i' || p.institution_id)) AS parties
    FROM agreements_party p LEFT JOIN agreements_institution i ON i.id = p.institution_id
    JOIN agreements_agreement a ON a.id = p.agreement_id AND a.stage NOT IN ('merged', 'withdrawn')
    WHERE p.role IN ('party', 'participant', 'signatory') GROUP BY 1
"""
#: Every month in which a day may lie, so that overlapping days meet in an equality; long spans by their first months.
_DAYS = """
    SELECT s.id, s.parties, d.what, d.days, date_trunc('month', m)::date AS month
    FROM sides s JOIN agreements_agreement a ON a.id = s.id
    CROSS JOIN LATERAL (VALUES ('signed', a.signed), ('effective', a.effective), ('ends', a.ends)) AS d(what, days)
    CROSS JOIN LATERAL generate_series(date_trunc('month', lower(d.days)),
        least(upper(d.days) - 1, lower(d.days) + 3700), interval '1 month') AS m
    WHERE d.days IS NOT NULL AND NOT lower_inf(d.days) AND NOT upper_inf(d.days)
"""
#: A number as it is compared: its letters and figures alone.
_NUMBER = "lower(regexp_replace({}.value, '[^[:alnum:]]', '', 'g'))"
_CANDIDATES = f"""
    WITH every AS MATERIALIZED ({_PARTIES}),
    sides AS MATERIALIZED (SELECT * FROM every WHERE %(only)s::bigint[] IS NULL
        OR parties IN (SELECT parties FROM every WHERE id = ANY(%(only)s::bigint[]))),
    days AS MATERIALIZED ({_DAYS}),
    crowds AS (SELECT parties, days, count(*) AS size FROM days
        WHERE what = 'signed' AND upper(days) - lower(days) = 1 GROUP BY 1, 2),
    numbers AS (SELECT n.agreement_id AS id, n.scheme, {_NUMBER.format("n")} AS number FROM agreements_identifier n),
    found AS (
        SELECT x.id AS one, y.id AS other, x.days = y.days AND upper(x.days) - lower(x.days) = 1 AS same, x.what,
            coalesce(c.size, 0) AS size, false AS numbered
        FROM days x JOIN days y ON y.parties = x.parties AND y.what = x.what AND y.month = x.month AND x.id < y.id
            AND x.days && y.days
        LEFT JOIN crowds c ON c.parties = x.parties AND c.days = x.days AND x.days = y.days
        WHERE x.what = 'signed' OR EXISTS (SELECT 1 FROM agreements_agreement a
            WHERE a.id IN (x.id, y.id) AND a.signed IS NULL)
        UNION ALL
        SELECT least(x.id, y.id), greatest(x.id, y.id), false, 'number', 0, true
        FROM numbers x JOIN numbers y ON x.number = y.number AND x.id < y.id AND x.number ~ '[0-9]'
            AND length(x.number) >= CASE WHEN x.scheme = y.scheme THEN 3 ELSE 5 END
        JOIN sides s ON s.id = x.id JOIN sides t ON t.id = y.id AND t.parties = s.parties
    )
    SELECT one, other, bool_or(same), bool_or(numbered), max(size),
        bool_or(what = 'signed'), bool_or(what = 'effective'), bool_or(what = 'ends')
    FROM found
    WHERE (%(only)s::bigint[] IS NULL OR one = ANY(%(only)s::bigint[]) OR other = ANY(%(only)s::bigint[]))
      AND NOT EXISTS (SELECT 1 FROM agreements_identifier x JOIN agreements_identifier y ON y.scheme = x.scheme
        WHERE x.agreement_id = one AND y.agreement_id = other GROUP BY x.scheme
        HAVING NOT bool_or({_NUMBER.format("x")} = {_NUMBER.format("y")}))
      AND NOT EXISTS (SELECT 1 FROM desk_verdict v WHERE v.record_type = 'agreement' AND v.first_pk = one
        AND v.second_pk = other)
      AND NOT EXISTS (SELECT 1 FROM agreements_relation r
        WHERE (r.subject_id, r.object_id) IN ((one, other), (other, one)))
    GROUP BY one, other
"""


def agreements(only: Only = None) -> list[Proposal]:
    """Return the proposals among agreements; memory grows with the candidates, not with the register."""
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, {"only": only})
        candidates = cursor.fetchall()
    found: list[Proposal] = []
    for part in batched(candidates, _AT_ONCE):
        spoken = _titles({key for row in part for key in row[:2]})
        found += [p for row in part if (p := _proposal(row, spoken)) is not None]
    return found


def _titles(keys: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    spoken: dict[int, list[tuple[str, str]]] = {key: [] for key in keys}
    for key, language, title in Title.objects.filter(agreement__in=spoken).values_list(
        "agreement", "language", "title"
    ):
        spoken[key].append((language, title))
    return spoken


def _proposal(row: tuple[Any, ...], spoken: dict[int, list[tuple[str, str]]]) -> Proposal | None:
    one, other, same, numbered, size, signed, effective, ends = row
    if titles.against(spoken[one], spoken[other]):
        return None
    alike = titles.best(spoken[one], spoken[other])
    dated = signed or effective or ends
    crowded = size >= MANY
    usual = CROWDED if crowded else SAME_DAY if same and signed else MAYBE_SAME_DAY
    wanted = SAME_NUMBER if numbered else usual
    if alike < wanted:
        return None
    reasons = [_("same parties")]
    if same and signed:
        reasons.append(_("signed on the same day"))
    elif signed:
        reasons.append(_("signed on days that may be the same"))
    elif dated:
        reasons.append(_("in effect or ended on days that may be the same"))
    reasons.append(_("titles %(percent)d %% alike") % {"percent": int(alike * 100)})
    if numbered:
        reasons.append(_("the same number"))
    score = 0.6 * alike + (0.25 if same and signed else 0.12 if dated else 0) + (0.15 if numbered else 0)
    score -= 0.1 if crowded else 0
    remark = (
        ngettext(
            "These parties signed %(count)d instrument that day: look closely.",
            "These parties signed %(count)d instruments that day: look closely.",
            size,
        )
        % {"count": size}
        if crowded
        else ""
    )
    return Proposal("agreement", one, other, round(max(min(score, 1.0), 0.0), 4), tuple(reasons), remark)


register_finder("agreement", agreements)
