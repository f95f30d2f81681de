"""Nothing that is not published gets out: a secret word is put wherever editors work, and the public side is crawled.

The crawl starts at the home page and at the API's index and follows every address that it is shown, in all languages;
to these come the addresses that nobody is shown (the hidden records' own, and every publication by its number).
"""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile

import pytest
from django.test import Client

from agreements.asof import instant
from agreements.desk.models import AuditFinding, AuditRun, ImportFile, ImportRun, Merger, Review, ReviewComment, Verdict
from agreements.exports.bulk.running import export_to
from agreements.models import Agreement, Title
from agreements.publishing import publish, withdraw
from agreements.register.models import Publication
from tests.agreements.pages.world import NEW, OLD, World, build
from tests.factories.life import ActFactory, ClauseFactory, RelationFactory
from tests.factories.programs import ActivityFactory, ProgramBasisFactory, SessionFactory, publishable_program
from tests.factories.records import PartyFactory
from tests.factories.reference import InstitutionFactory
from tests.factories.sources import AgreementEvidenceFactory, PassageFactory, SourceFactory, publishable_agreement

SECRET = "quetzalword"
HIDDEN = ("hidden-draft", "hidden-in-review", "hidden-withdrawn", "hidden-plan", "hidden-source", "hidden-ministry")
ADDRESS = re.compile(r"""(?:href|src|action)="([^"#]+)|"(https?://[^"\\]+)\"""")
#: Lists of rows: whatever a draft holds that would be one of their rows, they must not know of it, on any day.
ROW_LISTS = ("relations", "events", "deadlines", "activities")
EVERY_DAY = "from=0001-01-01"
#: Every list page with the endings of its twins (contract, "Pages").
TWINS = {
    **dict.fromkeys(("agreements", "programs", "deadlines"), ("json", "csv", "xlsx", "ndjson", "atom", "ics")),
    **dict.fromkeys(
        ("countries", "institutions", "sectors", "sources", "changes"), ("json", "csv", "xlsx", "ndjson", "atom")
    ),
}
FOLDERS = ("agreements", "programs", "sources", "institutions", "occasions", "countries")

pytestmark = pytest.mark.django_db


def hide(world: World) -> int:
    """Put the word everywhere that is not public; give the number of publications before the withdrawal."""
    ministry = InstitutionFactory(slug="hidden-ministry", name=f"Ministry of {SECRET}", internal_notes=SECRET)
    source = SourceFactory(slug="hidden-source", title=SECRET, text=SECRET, internal_notes=SECRET)
    for slug, stage in (("hidden-draft", "draft"), ("hidden-in-review", "in-review")):
        draft = publishable_agreement(slug, title=SECRET, summary=SECRET, internal_notes=SECRET, public_notes=SECRET)
        PartyFactory(agreement=draft, institution=ministry, role="witness", person=SECRET, office=SECRET)
        ActFactory(agreement=draft, type="reviewed", date="2026-05-05", place=SECRET, note=SECRET, key="reviewed")
        RelationFactory(subject=draft, object=world.old, code="builds-on", wording=SECRET, note=SECRET)
        passage = PassageFactory(source=source, quote=SECRET)
        AgreementEvidenceFactory(
            agreement=draft, passage=passage, part="", item="", field="kind", value=SECRET, stated_value=SECRET
        )
        Agreement.objects.filter(pk=draft.pk).update(stage=stage)
    plan = publishable_program("hidden-plan", title=SECRET, summary=SECRET, planned_end="2028-08")
    ProgramBasisFactory(program=plan, agreement=world.new)
    for program in (plan, world.plan):
        ActivityFactory(program=program, title=SECRET, note=SECRET, planned_end="2028-07", key="hidden-activity")
        SessionFactory(program=program, title=SECRET, note=SECRET, date="2028-06", key="hidden-session")
    ClauseFactory(agreement=world.new, duration_kind="until-date", until_date="2028-05-05", duration_article=SECRET)
    RelationFactory(subject=world.new, object=world.old, code="cites", wording=SECRET, note=SECRET)
    Agreement.objects.filter(slug=NEW).update(summary=SECRET, internal_notes=SECRET, territorial_scope=SECRET)
    Title.objects.filter(agreement=world.new, language="ko").update(title=SECRET)
    ActFactory(agreement=world.old, type="observed", observed_state="terminated", date="2023", note=SECRET, key="seen")
    gone = publishable_agreement("hidden-withdrawn", title=SECRET, summary=SECRET)
    RelationFactory(subject=gone, object=world.old, code="cites", wording=SECRET)
    every = {row.passage.source for row in gone.evidence.all()} | {row.sector for row in gone.sector_rows.all()}
    publish([*every, gone], reason="Entered", by=SECRET)
    number = Publication.objects.count()
    withdraw([gone], reason="Entered by mistake", by=SECRET)
    say_at_the_desk(world)
    return number


def say_at_the_desk(world: World) -> None:
    """Put the word into everything that editors say to one another of a record that is public."""
    about = {"record_type": "agreement", "record_pk": world.new.pk, "record_id": world.new.slug}
    by = {"by_name": SECRET, "at": instant()}
    review = Review.objects.create(
        **about, revision=world.new.revision, sent_at=instant(), sent_by_name=SECRET, note=SECRET
    )
    ReviewComment.objects.create(review=review, text=SECRET, path="kind", **by)
    run = AuditRun.objects.create(at=instant(), seconds=1, by_name=SECRET)
    AuditFinding.objects.create(run=run, rule="a rule", record_type="agreement", record_id=world.new.slug, words=SECRET)
    first, second = sorted((world.new.pk, world.old.pk))
    Verdict.objects.create(record_type="agreement", first_pk=first, second_pk=second, reason=SECRET, **by)
    Merger.objects.create(**about, into_pk=world.old.pk, into_id=world.old.slug, reason=SECRET, **by)
    words = {"file_name": SECRET, "profile_text": SECRET, "report": {"refused": [SECRET]}}
    imported = ImportRun.objects.create(size=1, sha256="0" * 64, **words, **by)
    ImportFile.objects.create(run=imported, content=SECRET.encode())


def answers(client: Client, address: str) -> str:
    """Give all that an address answers, headers included; a server error fails here."""
    response = client.get(address, headers={"accept": "*/*"})
    assert response.status_code < 500, address
    said = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{response.headers}\n{legible(said)}"


def legible(data: bytes) -> str:
    """Give what is written in a file; in a workbook that is the text of its members."""
    if not data.startswith(b"PK"):
        return data.decode()
    with ZipFile(BytesIO(data)) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


def crawl(client: Client, *starts: str) -> dict[str, str]:
    """Follow every address that is shown, each once; the day and other parameters do not open a page a second time."""
    found: dict[str, str] = {}
    ahead, seen = list(starts), set()
    while ahead:
        address = ahead.pop()
        path = urlsplit(address).path
        if path in seen or path.startswith(("/static/", "/admin/")):
            continue
        seen.add(path)
        found[address] = answers(client, address)
        for pair in ADDRESS.findall(unescape(found[address])):
            shown = urlsplit(urljoin(f"http://testserver{address}", pair[0] or pair[1]))
            if shown.netloc == "testserver":
                ahead.append(shown.path + (f"?{shown.query}" if shown.query else ""))
    return found


@pytest.mark.thorough
def test_no_word_of_what_is_not_public_gets_out(client: Client, tmp_path: Path, settings: Any) -> None:
    world = build()
    before = hide(world)
    settings.EXPORT_DIR = tmp_path / "export"
    made = export_to(settings.EXPORT_DIR)
    shown = crawl(client, "/", "/ko/", "/zh-hans/", "/api/v1/", "/api/schema/")
    assert {f"/agreements/{OLD}/", f"/agreements/{NEW}/", f"/api/v1/agreements/{NEW}/"} <= {
        urlsplit(address).path for address in shown
    }
    instant = Publication.objects.get(number=before).time.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert {f"/data/{file.name}" for file in made.files} <= shown.keys()
    for slug in HIDDEN:
        for folder in FOLDERS:
            for address in (f"/{folder}/{slug}/", f"/api/v1/{folder}/{slug}/"):
                shown[address] = answers(client, address)
                shown[f"{address} then"] = answers(client, f"{address}?known_at={instant}")
        for part in ("standings", "evidence", "history"):
            shown[f"{slug} {part}"] = answers(client, f"/api/v1/agreements/{slug}/{part}/")
    for number in range(1, Publication.objects.count() + 1):
        shown[f"publication {number}"] = answers(client, f"/api/v1/publications/{number}/")
    for slug in (OLD, NEW):
        for address in (f"/agreements/{slug}/", f"/api/v1/agreements/{slug}/", f"/api/v1/agreements/{slug}/evidence/"):
            shown[f"{address} then"] = answers(client, f"{address}?known_at={instant}")
    for address in ("/sitemap.xml", "/robots.txt", "/accounts/login/", "/admin/", f"/agreements/?q={SECRET[:-1]}x"):
        shown[address] = answers(client, address)
    counted = client.get(f"/api/v1/agreements/?q={SECRET}&facets=true").json()
    assert counted["count"] == 0
    assert not any(choice["count"] for choices in counted["facets"].values() for choice in choices)
    shown["expanded"] = answers(client, "/api/v1/agreements/?expand=evidence,events,relations,programs")
    shown["then"] = answers(client, f"/api/v1/agreements/?known_at={instant}")
    for name in ROW_LISTS:
        days = EVERY_DAY if name == "deadlines" else ""
        for asked in (days, f"known_at={instant}&{days}"):
            shown[f"{name} {asked}"] = answers(client, f"/api/v1/{name}/?page_size=500&{asked}")
        assert client.get(f"/api/v1/{name}/?q={SECRET}&{days}").json()["count"] == 0
    shown["every deadline"] = answers(client, f"/deadlines/?page_size=500&{EVERY_DAY}")
    rows = client.get(f"/api/v1/deadlines/?page_size=500&{EVERY_DAY}").json()["results"]
    assert not [row["uid"] for row in rows if "hidden" in row["uid"] or row["date"].startswith("2028")]
    assert client.get("/api/v1/relations/").json()["count"] == 1
    for name, endings in TWINS.items():
        for address in (f"/{name}.{ending}?page_size=500" for ending in endings):
            for asked in (address, f"{address}&known_at={instant}", f"/ko{address}"):
                shown[asked] = answers(client, asked)
                assert "application/problem+json" not in shown[asked], asked
    leaks = [address for address, said in shown.items() if SECRET in said.lower()]
    assert leaks == []
    assert client.get("/api/v1/agreements/").json()["count"] == 2


def test_an_internal_change_changes_no_validator(client: Client) -> None:
    world = build()
    addresses = ("/agreements/", f"/agreements/{NEW}/", "/api/v1/agreements/", f"/api/v1/agreements/{NEW}/")
    tags = {address: client.get(address)["ETag"] for address in addresses}
    Agreement.objects.filter(pk=world.new.pk).update(internal_notes=SECRET)
    publishable_agreement("hidden-draft", title=SECRET)
    assert {address: client.get(address)["ETag"] for address in addresses} == tags
    Agreement.objects.filter(pk=world.new.pk).update(summary="Corrected words.")
    publish([world.new], reason="Corrected", by="an editor")
    assert all(client.get(address)["ETag"] != tag for address, tag in tags.items())
