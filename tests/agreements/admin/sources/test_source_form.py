"""E1 at the form of a source: a text, its passages, and what happens when either is not what the other says."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import tests.factories as factories
from agreements.models import Passage, Source
from tests.agreements.admin.desk import FormReader, fields_of

pytestmark = pytest.mark.django_db
ADD = "/admin/agreements/source/add/"
TEXT = (
    "The two harbour offices met in spring.\n\nTheir first arrangement on tides ended in March 2019, and nobody "
    "renewed it.\n\nA second arrangement on tides was signed in the autumn.\n"
)


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(factories.SuperuserFactory())
    return client


def change(source: Source) -> str:
    return reverse("admin:agreements_source_change", args=[source.pk])


def paper(text: str = TEXT, **given: Any) -> Source:
    total = hashlib.sha256(text.encode()).hexdigest() if text else ""
    made: Source = factories.SourceFactory(**{"text": text, "sha256": total, **given})
    return made


def passage(source: Source, words: str, **given: Any) -> Passage:
    text, start = source.text, source.text.index(words)
    end = start + len(words)
    around = {"prefix": text[max(0, start - 60) : start], "suffix": text[end : end + 60]}
    made: Passage = factories.PassageFactory(source=source, start=start, end=end, quote=words, **around, **given)
    return made


def test_e1_a_source_is_added_with_its_text_and_a_passage_is_anchored_with_what_stands_around_it(desk: Client) -> None:
    typed = fields_of(desk, ADD) | {"title": "Tides", "kind": "article", "language": "en"}
    typed |= {"slug": "tides", "text": TEXT.replace("\n", "\r\n"), "passages-0-quote": " ended  in\r\nMarch 2019 "}
    answer = desk.post(ADD, typed)
    assert answer.status_code == 302, answer.text
    source = Source.objects.get(slug="tides")
    assert source.text == TEXT
    assert source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    one = source.passages.get()
    at = TEXT.index("ended in")
    assert (one.start, one.end, one.quote) == (at, at + len("ended in March 2019"), "ended in March 2019")
    assert (one.prefix, one.suffix) == (TEXT[at - 60 : at], TEXT[one.end :][:60])
    before = source.revision, one.pk
    assert desk.post(change(source), fields_of(desk, change(source))).status_code == 302
    source.refresh_from_db()
    assert (source.revision, source.passages.get().pk) == before, "a form that is only sent again changes nothing"


def test_e1_words_that_do_not_occur_are_refused_and_the_nearest_are_offered(desk: Client) -> None:
    source = paper()
    typed = fields_of(desk, change(source)) | {"passages-0-quote": "first agreement on tides ended in March of 2019"}
    page = desk.post(change(source), typed).text
    assert "These words do not occur in the text." in page
    offered = page.split("<mark>")[1].split("</mark>")[0]
    assert "arrangement on tides ended in March 2019" in offered
    assert offered in TEXT
    assert not Passage.objects.exists()
    assert "first agreement on tides ended in March of 2019</textarea>" in page
    choice = page.split('name="passages-0-place" value="')[1].split('"')[0]
    assert desk.post(change(source), typed | {"passages-0-place": choice}).status_code == 302
    assert Passage.objects.get().quote == offered
    other = fields_of(desk, change(source)) | {"passages-1-quote": "Whales sing", "passages-1-place": choice}
    assert "do not occur" in desk.post(change(source), other).text, "a place chosen for other words is no choice"


def test_e1_words_that_occur_twice_ask_which_place_is_meant(desk: Client) -> None:
    source = paper()
    typed = fields_of(desk, change(source)) | {"passages-0-quote": "arrangement on tides"}
    page = desk.post(change(source), typed).text
    assert "These words occur 2 times in the text." in page
    second = page.split('name="passages-0-place" value="')[2].split('"')[0]
    assert desk.post(change(source), typed | {"passages-0-place": second}).status_code == 302
    assert Passage.objects.get().start == TEXT.rindex("arrangement on tides")


def test_a_changed_text_moves_what_fits_and_lists_what_does_not_before_anything_is_saved(desk: Client) -> None:
    source = paper()
    stays, goes, cited = (
        passage(source, "A second arrangement"),
        passage(source, "nobody renewed it"),
        passage(source, "met in spring"),
    )
    factories.AgreementEvidenceFactory(passage=cited)
    revision = Source.objects.get(pk=source.pk).revision
    new = "A new head.\n\n" + TEXT.replace("nobody renewed", "no one renewed").replace("in spring", "in winter")
    typed = fields_of(desk, change(source)) | {"text": new}
    page = desk.post(change(source), typed).text
    assert "The changed text does not hold every passage" in page
    assert page.count("The text was changed: choose other words, delete the passage, or keep the text.") == 2
    assert page.count("or keep the text; evidence cites this passage.") == 2
    assert Source.objects.get(pk=source.pk).revision == revision, "nothing is saved"
    row = {typed[f"passages-{n}-id"]: n for n in range(3)}
    settled = typed | {f"passages-{row[str(goes.pk)]}-DELETE": "on"}
    settled |= {f"passages-{row[str(cited.pk)]}-quote": "met in winter"}
    assert desk.post(change(source), typed | {"keep_text": "on"}).status_code == 302
    assert Source.objects.get(pk=source.pk).text == TEXT
    settled["_made_from"] = fields_of(desk, change(source))["_made_from"]
    assert desk.post(change(source), settled).status_code == 302
    source.refresh_from_db()
    stays.refresh_from_db()
    cited.refresh_from_db()
    assert source.text == new
    assert source.sha256 == hashlib.sha256(new.encode()).hexdigest()
    assert new[stays.start : stays.end] == stays.quote == "A second arrangement"
    assert cited.quote == "met in winter"
    assert not Passage.objects.filter(pk=goes.pk).exists()


@pytest.mark.thorough
def test_a_text_with_another_sum_than_the_recorded_one_needs_a_tick_and_the_recorded_one_fills_its_passages(
    desk: Client,
) -> None:
    crlf = TEXT.replace("\n", "\r\n")
    source = paper("", sha256=hashlib.sha256(crlf.encode()).hexdigest())
    start = crlf.index("nobody")
    place = factories.PassageFactory(source=source, start=start, end=start + 6)
    typed = fields_of(desk, change(source))
    page = desk.post(change(source), typed | {"text": TEXT.strip()}).text
    assert "This is another text than the one that the source stands for." in page
    assert Source.objects.get(pk=source.pk).text == ""
    page = desk.post(change(source), typed | {"text": "Nobody knows."}).text
    assert "It would be" not in page
    assert desk.post(change(source), typed | {"text": crlf}).status_code == 302
    source.refresh_from_db()
    place.refresh_from_db()
    assert source.text == crlf, "the recorded sum says which line ends the text had"
    assert (place.quote, place.start) == ("nobody", start)
    other = paper("", sha256="0" * 64)
    typed = fields_of(desk, change(other)) | {"text": "Nobody knows.", "replaces_text": "on"}
    assert desk.post(change(other), typed).status_code == 302
    assert Source.objects.get(pk=other.pk).sha256 == hashlib.sha256(b"Nobody knows.").hexdigest()


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"caf\xe9 on the quay", "not UTF-8 text: byte 3 cannot be read"),
        (b"quay\x00side", "holds a NUL (byte 4)"),
        (b"a" * 1_000_001, "has 1000001 bytes"),
    ],
)
def test_a_file_that_is_no_text_is_refused_and_the_field_keeps_what_it_held(
    desk: Client, data: bytes, sentence: str
) -> None:
    typed = fields_of(desk, ADD) | {"title": "Tides", "kind": "article", "language": "en", "text": "Typed by hand."}
    page = desk.post(ADD, typed | {"text_file": SimpleUploadedFile("a.txt", data)})
    assert page.status_code == 200
    assert sentence in page.text
    assert "Typed by hand.</textarea>" in page.text
    assert not Source.objects.exists()


@pytest.mark.thorough
def test_a_file_is_kept_byte_for_byte_even_where_the_form_is_sent_twice_or_meets_a_conflict(desk: Client) -> None:
    text = " \ufeffA quay\r\nof two\nkinds\x0cof line.\r\n"
    typed = fields_of(desk, ADD) | {"title": "", "kind": "article", "language": "en", "slug": "quay"}
    answer = desk.post(ADD, typed | {"text_file": SimpleUploadedFile("a.txt", text.encode())})
    assert answer.status_code == 200
    again = typed | {"title": "Quay", "text_ends": "r1n1r1", "text": text.replace("\r\n", "\n").replace("\n", "\r\n")}
    assert 'name="text_ends" value="r1n1r1"' in answer.text
    assert desk.post(ADD, again).status_code == 302
    source = Source.objects.get()
    assert source.text == text
    stale = fields_of(desk, change(source))
    Source.objects.filter(pk=source.pk).update(publisher="Somebody else")
    stopped = desk.post(change(source), stale | {"text_file": SimpleUploadedFile("b.txt", b"Two\r\nlines.\r\n")})
    assert stopped.status_code == 409
    assert "Two" in stopped.text
    merged = {n: v for n, v in FormReader(stopped.text).fields.items() if n and n != "csrfmiddlewaretoken"}
    assert desk.post(change(source), merged).status_code == 302
    source.refresh_from_db()
    assert (source.text, source.publisher) == ("Two\r\nlines.\r\n", "Somebody else")


@pytest.mark.thorough
def test_without_a_text_words_and_places_are_taken_as_they_are_typed(desk: Client) -> None:
    source = paper("")
    typed = fields_of(desk, change(source)) | {"passages-0-quote": "Typed from paper", "passages-0-locator": "7"}
    assert desk.post(change(source), typed).status_code == 302
    one = Passage.objects.get()
    assert (one.quote, one.locator, one.start) == ("Typed from paper", "7", None)


@pytest.mark.thorough
def test_the_page_of_one_passage_holds_its_words_against_the_text_too(desk: Client) -> None:
    source = paper()
    one = passage(source, "nobody renewed it")
    address = reverse("admin:agreements_passage_change", args=[one.pk])
    typed = fields_of(desk, address)
    assert "do not occur" in desk.post(address, typed | {"quote": "no one renewed it"}).text
    assert desk.post(address, typed | {"quote": "met in spring"}).status_code == 302
    one.refresh_from_db()
    assert TEXT[one.start : one.end] == "met in spring"


@pytest.mark.thorough
def test_somebody_who_may_only_look_sees_the_text_and_no_field_for_a_file(client: Client) -> None:
    source = paper()
    client.force_login(factories.editor_with("agreements.view_source", "agreements.view_passage"))
    page = client.get(change(source))
    assert page.status_code == 200
    assert "harbour offices" in page.text
    assert 'type="file"' not in page.text


def test_the_rows_of_a_table_stay_out_of_the_form_and_a_new_passage_takes_none_of_their_keys(desk: Client) -> None:
    table = factories.SourceFactory(kind="data-file", text="")
    rows = [
        factories.PassageFactory(source=table, locator_kind="row", locator=str(n), start=None, end=None, key=key)
        for n, key in enumerate(["p1", "p2", "p3"])
    ]
    page = desk.get(change(table)).text
    listed = f"{reverse('admin:agreements_passage_changelist')}?source__id__exact={table.pk}"
    assert "Rows of this table: 3" in " ".join(page.split())
    assert f'href="{listed}"' in page
    assert "passages-0-id" not in fields_of(desk, change(table)) or not fields_of(desk, change(table))["passages-0-id"]
    typed = fields_of(desk, change(table)) | {"passages-0-locator_kind": "page", "passages-0-locator": "7"}
    assert desk.post(change(table), typed).status_code == 302
    assert Passage.objects.filter(source=table).count() == 4
    assert {row.key for row in rows} < set(Passage.objects.filter(source=table).values_list("key", flat=True))
    assert desk.get(listed).text.count('class="action-select"') == 4
