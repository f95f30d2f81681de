"""Attaching a text: the right text or none, and the words beside every passage."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from agreements.models import Passage, Source
from agreements.register.models import Publication
from agreements.seeding.attaching import TextRefused, attach_text
from agreements.seeding.loading import load
from tests.agreements.seeding.invented import NEW, PAPER, place, write

ID = "tide-paper"


@pytest.mark.django_db
class TestAttaching:
    """With the register."""

    def latest(self) -> dict[str, object]:
        """Give the source's last document."""
        return dict(Publication.objects.filter(record_type="source").latest("number").document or {})

    def test_the_right_text_shows_its_words_and_publishes_the_source_again(self, seeds: Path) -> None:
        load(seeds)
        assert {p["quote"] for p in self.latest()["passages"]} == {""}  # type: ignore[attr-defined]
        count = Publication.objects.count()
        done = attach_text(ID, PAPER.encode())
        assert (done.passages, done.changed, done.published) == (11, True, True)
        assert Publication.objects.count() == count + 1
        quotes = {p["quote"] for p in self.latest()["passages"]}  # type: ignore[attr-defined]
        assert "ended in March 2019" in quotes
        assert "" not in quotes

    def test_attaching_it_again_changes_nothing(self, seeds: Path) -> None:
        load(seeds)
        attach_text(ID, PAPER.encode())
        count = Publication.objects.count()
        assert not attach_text(ID, PAPER.encode()).changed
        assert Publication.objects.count() == count
        assert load(seeds).lines()[0] == "0 created, 0 changed, 9 unchanged"

    def test_another_text_is_refused_with_both_sums_and_nothing_is_lost(self, seeds: Path) -> None:
        load(seeds)
        attach_text(ID, PAPER.encode())
        with pytest.raises(TextRefused) as refused:
            attach_text(ID, b"Another paper.\n")
        assert str(refused.value).count("sha-256") == 2
        assert Source.objects.get(slug=ID).text == PAPER
        assert not Passage.objects.filter(quote="").exists()

    @pytest.mark.parametrize(
        ("data", "hint"),
        [
            (b"\xef\xbb\xbf" + PAPER.encode(), "without its byte order mark"),
            (PAPER.replace("\n", "\r\n").encode(), "with Unix line ends"),
            (PAPER.rstrip().encode(), "with a line end at its end"),
        ],
    )
    def test_the_same_text_in_another_form_is_refused_but_told(self, seeds: Path, data: bytes, hint: str) -> None:
        load(seeds)
        with pytest.raises(TextRefused, match=f"It would be the recorded text {hint}."):
            attach_text(ID, data)
        assert Source.objects.get(slug=ID).text == ""

    @pytest.mark.parametrize(("data", "words"), [(b"\xff", "not UTF-8"), (b"a\x00b", "NUL")])
    def test_what_is_no_text_is_refused(self, seeds: Path, data: bytes, words: str) -> None:
        load(seeds)
        Source.objects.filter(slug=ID).update(sha256="")
        with pytest.raises(TextRefused, match=words):
            attach_text(ID, data)

    def test_a_text_that_a_passage_does_not_fit_is_refused_whole(self, seeds: Path) -> None:
        load(seeds)
        Source.objects.filter(slug=ID).update(sha256="")
        with pytest.raises(TextRefused, match="but the text has 5"):
            attach_text(ID, b"Short")
        assert Source.objects.get(slug=ID).text == ""
        assert not Passage.objects.exclude(quote="").exists()

    def test_words_of_evidence_that_the_passage_does_not_hold_are_told(self, seeds: Path) -> None:
        wrong = place("On 4 May", "4 May").replace("4 May", "5 May").removesuffix(" }")
        load(write(seeds, tide_arrangement_2020=NEW.replace(place("On 4 May", "4 May").removesuffix(" }"), wrong)))
        start = PAPER.index("On 4 May")
        assert attach_text(ID, PAPER.encode()).notes == [
            f"tide-arrangement-2020, act/signed/date: “5 May” is not in 'p2-{start}-{start + 8}'."
        ]

    def test_a_source_with_edits_of_its_own_keeps_them_out_of_public(self, seeds: Path) -> None:
        load(seeds)
        Source.objects.filter(slug=ID).update(title="A draft of a title")
        done = attach_text(ID, PAPER.encode())
        assert done.changed
        assert not done.published
        assert self.latest()["title"] == "A paper about tides"

    def test_a_passage_that_comes_after_the_text_gets_its_words_at_once(self, seeds: Path) -> None:
        load(seeds)
        attach_text(ID, PAPER.encode())
        other = place("On 4 May the ministries signed", "4 May")
        load(write(seeds, tide_arrangement_2020=NEW.replace(place("signed a new one", "signed"), other)))
        assert Passage.objects.filter(quote="On 4 May the ministries signed").exists()
        assert "On 4 May the ministries signed" in {p["quote"] for p in self.latest()["passages"]}  # type: ignore[attr-defined]

    def test_the_command_says_what_it_did_and_what_it_refused(self, seeds: Path, tmp_path: Path) -> None:
        load(seeds)
        file, out = tmp_path / "paper.txt", StringIO()
        file.write_bytes(PAPER.encode())
        call_command("attach_text", ID, str(file), stdout=out)
        assert f"{len(PAPER)} characters attached, 11 passages show their words; published again." in out.getvalue()
        with pytest.raises(CommandError, match="Did you mean 'tide-paper'"):
            call_command("attach_text", "tide-papper", str(file))
        with pytest.raises(CommandError, match="cannot be read"):
            call_command("attach_text", ID, str(tmp_path / "no-file"))
