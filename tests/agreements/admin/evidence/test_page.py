from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.models import Act, Agreement, AgreementEvidence, Passage, Source
from tests.agreements.admin.desk import fields_of, violations
from tests.agreements.admin.review.conftest import Sit
from tests.factories import (
    ActFactory,
    AgreementEvidenceFactory,
    AgreementFactory,
    CountryFactory,
    OccasionFactory,
    PartyFactory,
    PassageFactory,
    SourceFactory,
)

TEXT = (
    "Two ministries met in the capital on Monday.\n"
    "Officials recalled the older pact. The former memorandum ran out last June, said a speaker.\n"
    "Both sides spoke of trade. Both sides spoke of research."
)
LAST_JUNE = "The former memorandum ran out last June"
EXPIRED = "act/expired/date"


@pytest.fixture
def article(db: None) -> Source:
    source: Source = SourceFactory(title="A meeting in the capital", published="2026-01-05", text=TEXT)
    return source


@pytest.fixture
def record(db: None) -> Agreement:
    """An agreement that ended in June 2024, as another source says."""
    made: Agreement = AgreementFactory(slug="former", title="The former memorandum", kind="memorandum-of-understanding")
    ActFactory(agreement=made, type="expired", date="2024-06")
    PartyFactory(agreement=made, country=CountryFactory(code="KR"))
    other = PassageFactory(source=SourceFactory(slug="gazette", title="The gazette", text="It ended in June 2024."))
    AgreementEvidenceFactory(
        agreement=made, part="act", item="expired", field="date", value="2024-06", passage=other, stated_value=""
    )
    return made


def address(record: Any, page: str = "evidence") -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}", args=[record.pk])


def send(client: Client, record: Any, source: Source, *targets: str, **typed: Any) -> Any:
    return client.post(address(record), {"source": source.pk, "target": list(targets), "_save": "", **typed})


def test_e1_a_selected_sentence_becomes_evidence_with_what_stands_around_it(
    desk: Sit,
    article: Source,
    record: Agreement,
) -> None:
    ann = desk("ann")
    start = TEXT.index(LAST_JUNE)
    page = ann.get(f"{address(record)}?source={article.pk}")
    assert f'lang="{article.language}"' in page.text
    assert 'data-start="45" data-number="2"' in page.text
    assert violations(page.text, page.headers["Content-Security-Policy"]) == []
    assert page.text.index("Kind <b>") < page.text.index("Expired June 2024”"), "without evidence comes first"

    answer = send(ann, record, article, "//kind", "act/expired/", quote=LAST_JUNE, start=start, end=start + 39)
    assert answer.status_code == 302
    assert f"source={article.pk}" in answer["Location"]
    passage = article.passages.get()
    assert (passage.start, passage.end, passage.quote) == (start, start + len(LAST_JUNE), LAST_JUNE)
    assert passage.prefix.endswith("older pact. ")
    assert passage.suffix.startswith(", said a speaker.")
    assert (passage.locator_kind, passage.locator, passage.key) == ("paragraph", "2", "p-2")
    kind, act = record.evidence.filter(passage=passage).order_by("position")
    assert (kind.part, kind.field, kind.value, kind.stated_value, kind.basis, kind.preferred) == (
        *("", "kind", "memorandum-of-understanding", LAST_JUNE),
        *("stated", True),
    )
    assert (act.part, act.item, act.field, act.value) == ("act", "expired", "", "")
    event = AgreementEvidence.pgh_event_model.objects.filter(pgh_obj_id=kind.pk).latest("pgh_id")
    assert event.pgh_context.metadata["name"] == "ann"
    assert article.slug in event.pgh_context.metadata["reason"]

    shown = ann.get(answer["Location"])
    assert f"<mark>{LAST_JUNE}</mark>" in shown.text
    assert f'href="#passage-{passage.pk}"' in shown.text
    assert send(ann, record, article, "party/kr-party/", quote=LAST_JUNE).status_code == 302
    assert article.passages.count() == 1, "the same words are the same passage"
    again = send(ann, record, article, "//kind", quote=LAST_JUNE)
    assert "cited there already" in again.text


def test_e1_words_that_are_not_in_the_text_are_refused_with_the_nearest_place(
    desk: Sit,
    article: Source,
    record: Agreement,
) -> None:
    ann = desk("ann")
    typed = {"quote": "The former memorandum ended last June", "reasoning": "Kept <b>", "value://kind": "treaty"}
    refused = send(ann, record, article, "//kind", **typed)
    assert refused.status_code == 200
    assert "do not occur in the text" in refused.text
    assert f"<mark>{LAST_JUNE}" in refused.text
    assert "Kept &lt;b&gt;" in refused.text
    assert 'value="treaty"' in refused.text
    assert article.passages.count() == 0
    start = refused.text.split('name="_use" value="')[1].split('"')[0]
    used = ann.post(address(record), {"source": article.pk, "target": "//kind", "_use": start, **typed})
    assert LAST_JUNE in used.context["form"]["quote"].value()
    assert "Kept &lt;b&gt;" in used.text
    assert article.passages.count() == 0

    several = send(ann, record, article, "//kind", quote="Both sides spoke")
    assert "several times" in several.text
    assert several.text.count('name="place"') == 2
    second = TEXT.rindex("Both sides spoke")
    send(ann, record, article, "//kind", quote="Both sides spoke", place=f"{second}-{second + 16}")
    assert article.passages.get().start == second


def test_e2_last_june_is_inferred_and_differs_from_the_other_source_without_overwriting_it(
    desk: Sit,
    article: Source,
    record: Agreement,
) -> None:
    ann = desk("ann")
    part = ann.post(address(record), {"source": article.pk, "quote": LAST_JUNE, "target": EXPIRED, "_dates": "part"})
    assert "<html" not in part.text
    assert 'value="inferred:2025-06"' in part.text
    assert "June 2025" in part.text
    assert "5 January 2026" in part.text
    assert "another source says June 2024 (The gazette)" in part.text
    typed = {"quote": LAST_JUNE, "_dates": ""}
    asked = ann.post(address(record), {"source": article.pk, "target": EXPIRED, **typed})
    assert 'value="inferred:2025-06"' in asked.text
    assert article.passages.count() == 0

    saved = send(ann, record, article, EXPIRED, "//kind", quote=LAST_JUNE, reading="inferred:2025-06")
    told = ann.get(saved["Location"])
    assert "another source says June 2024 (The gazette)" in told.text
    row = record.evidence.get(passage__source=article, field="date")
    assert (row.value, row.basis, row.stated_value, row.preferred) == ("2025-06", "inferred", "last June", True)
    assert "5 January 2026" in row.reasoning
    assert record.evidence.get(passage__source=article, field="kind").basis == "stated"
    assert Act.objects.get(agreement=record).date.edtf == "2024-06"


def test_a_date_is_taken_over_where_the_field_is_empty_or_where_it_was_ticked(
    desk: Sit,
    article: Source,
    record: Agreement,
) -> None:
    ann = desk("ann")
    take = {f"take:{EXPIRED}": "on", f"was:{EXPIRED}": "2024-05"}
    stale = send(ann, record, article, EXPIRED, quote=LAST_JUNE, reading="inferred:2025-06", **take)
    assert "somebody changed the value to June 2024 meanwhile" in stale.text
    assert article.passages.count() == 0
    take[f"was:{EXPIRED}"] = "2024-06"
    send(ann, record, article, EXPIRED, quote=LAST_JUNE, reading="inferred:2025-06", **take)
    act = Act.objects.get(agreement=record)
    record.refresh_from_db()
    assert (act.date.edtf, act.date_basis, record.ends.edtf) == ("2025-06", "inferred", "2025-06")
    send(ann, record, article, "act/expired/until", quote="on Monday", **{"value:act/expired/until": "July 2025"})
    act.refresh_from_db()
    assert act.until.edtf == "2025-07"
    empty = send(ann, record, article, "//occasion", "act/expired/takes_effect", quote="on Monday")
    assert empty.text.count("say which value the passage gives") == 4
    wrong = send(
        ann, record, article, "act/expired/takes_effect", quote="on Monday", **{"value:act/expired/takes_effect": "2x"}
    )
    assert wrong.status_code == 200
    assert 'value="2x"' in wrong.text


def test_a_source_without_text_takes_a_place_that_is_typed(
    desk: Sit,
    record: Agreement,
) -> None:
    ann, book = desk("ann"), SourceFactory(slug="book", title="A book", publisher="Some press")
    found = ann.get(address(record), {"q": "some PRESS"})
    assert "A book" in found.text
    assert "no text at hand" in found.text
    assert "not at hand" in ann.get(address(record), {"source": book.pk}).text
    refused = send(ann, record, book, "//kind")
    assert "Say where in the source it stands" in refused.text
    for _twice in range(2):
        send(ann, record, book, "//kind", locator_kind="page", locator="12")
    passage = book.passages.get()
    assert (passage.locator_kind, passage.locator, passage.start) == ("page", "12", None)
    assert record.evidence.get(passage=passage).value == "memorandum-of-understanding"
    inferred = send(ann, record, book, "party/kr-party/", locator="3", basis="inferred")
    assert "needs its reasoning" in inferred.text
    assert book.passages.count() == 1, "nothing is half saved"


def test_nobody_writes_without_the_right_and_odd_input_is_answered_in_words(
    desk: Sit,
    article: Source,
    record: Agreement,
) -> None:
    page = address(record)
    assert Client().get(page).status_code == 302
    ann = desk("ann")
    looker = User.objects.create_user("lou", is_staff=True)
    looker.user_permissions.add(*_permissions("view_agreement", "view_source"))
    lou = Client()
    lou.force_login(looker)
    seen = lou.get(f"{page}?source={article.pk}")
    assert "ran out last June" in seen.text
    assert 'name="quote"' not in seen.text
    assert send(lou, record, article, "//kind", quote=LAST_JUNE).status_code == 403
    assert lou.get(address(record, "change")).text.count(page) >= 1
    occasion = OccasionFactory()
    assert ann.get(address(occasion)).status_code == 200
    assert ann.get(reverse("admin:agreements_source_evidence", args=[article.pk])).status_code == 403
    for odd in ({"source": "9" * 30}, {"source": "x"}, {"q": "\x00"}, {"source": article.pk, "passage": "-1"}):
        assert ann.get(page, odd).status_code == 200
    for typed in (
        {"quote": "a\x00b"},
        {"quote": LAST_JUNE, "start": "9" * 20, "end": "-3", "locator_kind": "moon", "stance": "maybe"},
        {"quote": LAST_JUNE, "place": "5-1", "reading": "inferred:1999", "locator": "x" * 99},
        {"quote": LAST_JUNE, "value://kind": "x" * 999},
    ):
        assert send(ann, record, article, "//kind", "act/gone/date", **typed).status_code == 200
    assert send(ann, record, article, quote=LAST_JUNE).status_code == 200
    assert send(ann, record, article, quote="\x00", _dates="part").status_code == 200
    assert not Passage.objects.filter(source=article).exists()
    assert record.evidence.count() == 1


@pytest.mark.thorough
def test_more_passages_and_parties_cost_no_more_queries(
    desk: Sit,
    article: Source,
    record: Agreement,
) -> None:
    ann = desk("ann")
    page = f"{address(record)}?source={article.pk}"
    ann.get(page)
    with CaptureQueriesContext(connection) as few:
        ann.get(page)
    for number in range(5):
        ActFactory(agreement=record, date=f"202{number}")
        PartyFactory(agreement=record, country__code=f"Q{'ABCDE'[number]}")
        passage = PassageFactory(source=SourceFactory())
        AgreementEvidenceFactory(agreement=record, passage=passage)
    with CaptureQueriesContext(connection) as many:
        ann.get(page)
    assert len(many) <= len(few), (len(few), len(many))
    assert fields_of(ann, page)["source"] == str(article.pk)


def _permissions(*names: str) -> Any:
    return Permission.objects.filter(codename__in=names)
