"""The desk at 20,000 agreements: ``python benchmarks/desk.py [records]``, on a throwaway server of its own.

Prints the median and the slowest of seven requests, in milliseconds and with the number of queries, for the dashboard
and for lists with and without queue, filter, search and order. Records are made by SQL with triggers off: what is
measured is reading. Of ten records seven are published; each has two parties, a title, an act or two and some eight
rows of evidence, and one in three a clause with its terms.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings.testing"
os.environ.setdefault("DEBUG", "0")
os.environ.setdefault("ALLOW_EMBEDDED", "1")
os.environ.setdefault("HTTPS", "0")
os.environ.setdefault("SECRET_KEY", "for-a-benchmark-only-and-for-nothing-else-whatever")

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import (  # noqa: E402
    CaptureQueriesContext,
    setup_databases,
    setup_test_environment,
    teardown_databases,
)

from agreements import duplicates  # noqa: E402
from agreements.admin.queues.rules import QUEUES  # noqa: E402
from agreements.audit.measures import keep_measures  # noqa: E402

#: Columns that every record has, and what they hold.
RECORD = "slug, stage, revision, published_revision, merged_into, public_notes, internal_notes, created_at, updated_at"
WHEN = "now() - (n %% 300) * interval '1 day'"
FILLING = (
    f"""INSERT INTO agreements_country ({RECORD}, code, name_en, name_ko, name_zh)
        SELECT lower(c), 'published', 1, 1, '', '', '', now(), now(), c, 'Country ' || c, '나라 ' || c, '国家' || c
        FROM (SELECT chr(65 + n / 26) || chr(65 + n %% 26) AS c FROM generate_series(0, 99) n) x""",
    f"""INSERT INTO agreements_sector ({RECORD}, name_en, name_ko, name_zh)
        SELECT 'sector-' || n, 'published', 1, 1, '', '', '', now(), now(), 'Sector ' || n, '분야 ' || n, '领域' || n
        FROM generate_series(1, 30) n""",
    f"""INSERT INTO agreements_source ({RECORD}, title, kind, publisher, author, language, url, published_basis,
               published_reasoning, sha256, text, licence)
        SELECT 'source-' || n, 'published', 1, 1, '', '', '', now(), now(), 'Article ' || n, 'article', 'A paper', '',
               'en', '', 'stated', '', '', CASE WHEN n %% 3 = 0 THEN '' ELSE 'words' END, ''
        FROM generate_series(1, %(count)s / 10) n""",
    """INSERT INTO agreements_passage (key, position, source_id, locator_kind, locator, quote, prefix, suffix)
        SELECT 'p' || k, k, s.id, 'paragraph', k::text, '', '', '' FROM agreements_source s, generate_series(1, 3) k""",
    f"""INSERT INTO agreements_agreement ({RECORD}, kind, original_designation, legal_force, level, parties_status,
               acts_status, sectors_status, summary, summary_ko, summary_zh, territorial_scope, official_text_url,
               signed, effective, ends, ends_status, decisions)
        SELECT 'record-' || n, CASE n %% 10 WHEN 8 THEN 'draft' WHEN 9 THEN 'in-review' ELSE 'published' END,
               5 + (n %% 10 = 7)::int, CASE WHEN n %% 10 < 8 THEN 5 END, '', '', '', {WHEN}, {WHEN},
               CASE n %% 3 WHEN 0 THEN 'memorandum-of-understanding' ELSE 'agreement' END, '',
               CASE n %% 2 WHEN 0 THEN 'binding' ELSE 'not-stated' END, 'not-stated', 'given', 'given', 'given', '', '',
               '', '', '', daterange(d, d + 1), NULL, CASE WHEN n %% 3 = 0 THEN daterange(d + 1826, d + 1827) END,
               'computed',
               CASE WHEN n %% 3 = 1 THEN (SELECT range_agg(daterange(d + 365 * k, d + 365 * k + 1))
                                          FROM generate_series(1, 90) k) END
        FROM (SELECT n, current_date - (n * 7919 %% 15000) AS d FROM generate_series(1, %(count)s) n) x""",
    """INSERT INTO agreements_title (key, position, agreement_id, language, title, basis, prevails)
        SELECT 'title-' || l, 1, a.id, l, CASE l WHEN 'en' THEN 'Memorandum of Understanding on Cooperation, number '
               WHEN 'ko' THEN '중소기업 협력에 관한 양해각서 ' ELSE '关于中小企业合作的谅解备忘录 ' END || a.id,
               'press-translation', false
        FROM agreements_agreement a, unnest(ARRAY['en', 'ko', 'zh']) l WHERE l = 'en' OR a.id %% 4 = 0""",
    """INSERT INTO agreements_party (key, position, agreement_id, country_id, role, person, office)
        SELECT 'party-' || k, k, a.id, c.ids[1 + (a.id * 7 + k * (1 + a.id %% 49)) %% 100], 'party', '', ''
        FROM agreements_agreement a, generate_series(1, 2) k, (SELECT array_agg(id) ids FROM agreements_country) c""",
    """INSERT INTO agreements_agreementsector (key, position, agreement_id, sector_id)
        SELECT 'sector', 1, a.id, s.ids[1 + a.id %% 30]
        FROM agreements_agreement a, (SELECT array_agg(id) ids FROM agreements_sector) s""",
    """INSERT INTO agreements_act (key, position, agreement_id, type, date, observed_state, ground, date_basis, place,
               note, preferred, lost_reason)
        SELECT t, 1, a.id, t, a.signed, '', '', 'stated', '', '', true, ''
        FROM agreements_agreement a, unnest(ARRAY['signed', 'effective']) t WHERE t = 'signed' OR a.id %% 2 = 0""",
    """INSERT INTO agreements_clause (agreement_id, duration_kind, initial_term, counting_start, renewal_kind,
               renewal_term, notice_period, termination_right, end_convention, basis, duration_article,
               renewal_article, notice_article, termination_article, survival_article)
        SELECT id, 'fixed-term', 'P1Y', 'signature', 'tacit-fixed-periods', 'P1Y', 'P3M', 'end-of-term',
               'day-before-anniversary', 'stated', '', '', '', '', ''
        FROM agreements_agreement WHERE id %% 3 = 1""",
    """INSERT INTO agreements_agreementevidence (key, position, agreement_id, part, item, field, stance, passage_id,
               value, stated_value, basis, reasoning, preferred, lost_reason, last_checked)
        SELECT 'e' || f.n, f.n, a.id, f.part, f.item, f.field, 'supports', p.ids[1 + (a.id * 31 + f.other) %% p.many],
               CASE WHEN f.n = 8 AND a.id %% 50 = 0 THEN '2019-05' ELSE f.value END, '', 'stated', '', true, '',
               CASE WHEN a.id %% 5 > 0 THEN current_date - (a.id %% 400)::int END
        FROM agreements_agreement a, (SELECT array_agg(id) ids, count(*) many FROM agreements_passage) p,
             (VALUES (1, '', '', 'kind', 0, 'agreement'), (2, 'title', 'title-en', 'title', 0, ''),
                     (3, 'party', 'party-1', '', 0, ''), (4, 'party', 'party-2', '', 0, ''),
                     (5, 'sector', 'sector', '', 0, ''), (6, 'act', 'signed', 'date', 0, '2020-05-06'),
                     (7, 'act', 'effective', 'date', 0, '2020'), (8, 'act', 'signed', 'date', 77, '2020-05'))
             AS f (n, part, item, field, other, value)
        WHERE (f.n <> 7 OR a.id %% 2 = 0) AND (f.n <> 8 OR a.id %% 4 > 0) AND (f.n <> 5 OR a.id %% 6 > 0)""",
)
LISTS = "/admin/agreements/agreement/"
PAGES = {
    "dashboard": "/admin/",
    "list": LISTS,
    "list, last page": f"{LISTS}?p={{pages}}",
    "list by title": f"{LISTS}?o=1",
    **{f"list, queue {code}": f"{LISTS}?queue={code}" for code in QUEUES if code != "no-text"},
    "search, two characters": f"{LISTS}?q=중소",
    "search, words in any order": f"{LISTS}?q=cooperation+memorandum+AB",
    "filters together": f"{LISTS}?party=AB&status=published&sector=sector-3&year=2015&o=1",
}


def fill(count: int) -> None:
    """Fill the empty database with ``count`` agreements and what belongs to them; triggers and checks rest."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in FILLING:
            cursor.execute(statement, {"count": count})
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")


def measure(client: Client, address: str) -> str:
    """Ask seven times; say median, slowest and the number of queries."""
    times = []
    for _turn in range(7):
        began = time.perf_counter()
        answer = client.get(address)
        times.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, (address, answer.status_code)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    slowest = sorted(queries.captured_queries, key=lambda one: float(one["time"]))[-1]
    if os.environ.get("SHOW_SLOWEST"):
        sys.stdout.write(f"    {slowest['time']} s: {slowest['sql'][:3000]}\n")
    return f"median {statistics.median(times):5.0f} ms, slowest {max(times):5.0f} ms, {len(queries):3d} queries"


def once(work: Callable[[], int]) -> str:
    """Do something once; say how long it took and what number it gave."""
    began = time.perf_counter()
    number = work()
    return f"{(time.perf_counter() - began) * 1000:12.0f} ms, {number} found"


def say(line: str) -> None:
    """Write a line at once, for whoever waits."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Make the database, fill it, and ask for every page."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    setup_test_environment(debug=False)
    made = setup_databases(verbosity=0, interactive=False)
    try:
        fill(count)
        client = Client()
        client.force_login(User.objects.create_superuser("chief", password="x"))
        say(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        say(f"{'dashboard, nothing measured':32s} {measure(client, PAGES['dashboard'])}")
        say(f"{'measuring every record':32s} {once(keep_measures)}")
        say(f"{'counting possible duplicates':32s} {once(duplicates.count)}")
        for name, address in PAGES.items():
            say(f"{name:32s} {measure(client, address.format(pages=-(-count // 50)))}")
        say(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    finally:
        teardown_databases(made, verbosity=0)


if __name__ == "__main__":
    main()
