"""Loading seed files: once, twice, after an editor, after a change of the files, and not at all."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.loading.errors import Faults
from agreements.loading.merging import LOST
from agreements.models import (
    Act,
    Agreement,
    Country,
    CountryAlias,
    LoadedRecord,
    Occasion,
    Passage,
    Sector,
    Source,
)
from agreements.publishing import publish, withdraw
from agreements.register.models import Publication
from agreements.seeding.loading import load
from programs.models import Program
from tests.agreements.seeding.invented import COUNTRIES, FORMER, NEW, PAPER, PROGRAM, SECTORS, line_with, write

pytestmark = pytest.mark.django_db

NEW_ID, FORMER_ID = "tide-arrangement-2020", "tide-arrangement-former"


def new() -> Agreement:
    """Give the newer agreement as it stands."""
    return Agreement.objects.get(slug=NEW_ID)


def latest(record_id: str) -> dict[str, object]:
    """Give the document of a record's last publication."""
    return dict(Publication.objects.filter(record_id=record_id).latest("number").document or {})


def test_the_first_load_creates_and_publishes_every_record_in_one_block(seeds: Path) -> None:
    report = load(seeds)
    assert report.lines() == ["9 created, 0 changed, 0 unchanged"]
    assert sorted(report.published) == sorted(report.created)
    assert Publication.objects.count() == 9
    assert {p.reason for p in Publication.objects.all()} == {"Loaded from the seed files"}
    assert set(Publication.objects.values_list("by", flat=True)) == {"seed"}
    former = latest(FORMER_ID)
    assert [(lapse["last_day"], lapse["first_day"]) for lapse in former["lapses"]] == [("2019-03", "2020-05-04")]  # type: ignore[attr-defined]
    assert Program.objects.get().bases.get().agreement == new()
    assert {str(c) for c in Country.objects.get(code="ZZ").successors.all()} == {"Aland (AA)", "Beland (BB)"}


def test_the_second_load_changes_nothing_and_publishes_nothing(seeds: Path) -> None:
    load(seeds)
    before = Publication.objects.count()
    assert load(seeds).lines() == ["0 created, 0 changed, 9 unchanged"]
    assert Publication.objects.count() == before
    assert {record.editorial_status for record in Agreement.objects.all()} == {"published"}


def test_more_countries_cost_a_second_load_no_more_queries(seeds: Path) -> None:
    load(seeds)
    with CaptureQueriesContext(connection) as few:
        load(seeds)
    more = COUNTRIES + "".join(f"{c}{d}\tC{c}{d}\tC\tC\t\t\n" for c in "CDEF" for d in "PQRST")
    write(seeds, countries=more)
    load(seeds)
    with CaptureQueriesContext(connection) as many:
        assert load(seeds).lines() == ["0 created, 0 changed, 29 unchanged"]
    assert len(many) == len(few)


def test_a_changed_file_changes_its_record_and_publishes_it_again(seeds: Path) -> None:
    load(seeds)
    report = load(write(seeds, tide_arrangement_2020=NEW.replace('value = "Port Vell"', 'value = "Port Vell, Aland"')))
    assert report.lines()[:2] == ["0 created, 1 changed, 8 unchanged", f"changed: agreement/{NEW_ID}"]
    assert new().acts.get().place == "Port Vell, Aland"
    assert new().evidence.get(part="act", field="place").value == "Port Vell, Aland"
    assert latest(NEW_ID)["events"][0]["place"] == "Port Vell, Aland"  # type: ignore[index]


def test_who_confirmed_a_value_has_not_confirmed_the_next(seeds: Path) -> None:
    load(seeds)
    somebody = get_user_model().objects.create(username="reader")
    new().evidence.update(confirmed_by=somebody, last_checked="2026-05-01")
    load(write(seeds, tide_arrangement_2020=NEW.replace('value = "Port Vell"', 'value = "Port Vell, Aland"')))
    place, day = (new().evidence.get(part="act", field=field) for field in ("place", "date"))
    assert (place.value, place.confirmed_by, place.last_checked) == ("Port Vell, Aland", None, None)
    assert (day.confirmed_by, str(day.last_checked)) == (somebody, "2026-05-01")


def test_a_row_taken_out_of_a_file_leaves_the_record_with_its_evidence(seeds: Path) -> None:
    load(seeds)
    text = PROGRAM[: PROGRAM.index("[activity.experts]")]
    load(write(seeds, tide_exchange=text))
    program = Program.objects.get()
    assert not program.activities.exists()
    assert not program.evidence.filter(part="activity").exists()


def test_a_value_that_an_editor_published_is_kept_and_the_files_value_becomes_evidence_that_lost(seeds: Path) -> None:
    load(seeds)
    Act.objects.filter(agreement=new()).update(place="Port Vell, old town")
    publish([new()], reason="The plaque says so.", by="ed")
    report = load(seeds)
    assert report.lines()[0] == "0 created, 1 changed, 8 unchanged"
    assert report.lines()[2] == (
        f"kept as an editor left it: agreement/{NEW_ID}: "
        "act/signed/place stays “Port Vell, old town”; the file says “Port Vell”"
    )
    assert new().acts.get().place == "Port Vell, old town"
    evidence = new().evidence.get(part="act", field="place")
    assert (evidence.value, evidence.stance, evidence.preferred) == ("Port Vell", "supports", False)
    assert evidence.lost_reason == LOST
    assert latest(NEW_ID)["events"][0]["place"] == "Port Vell, old town"  # type: ignore[index]
    count = Publication.objects.count()
    again = load(seeds)
    assert again.lines()[0] == "0 created, 0 changed, 9 unchanged"
    assert len(again.kept) == 1
    assert Publication.objects.count() == count


def test_an_edit_that_nobody_published_yet_is_not_carried_into_public(seeds: Path) -> None:
    load(seeds)
    Act.objects.filter(agreement=new()).update(place="A draft of a place")
    count = Publication.objects.count()
    report = load(seeds)
    assert f"not published, because it has edits that nobody published yet: agreement/{NEW_ID}" in report.lines()
    assert Publication.objects.count() == count
    assert "A draft of a place" not in str(latest(NEW_ID))


def test_an_edit_elsewhere_in_the_record_does_not_stop_the_file_but_stays_a_draft(seeds: Path) -> None:
    load(seeds)
    Agreement.objects.filter(slug=NEW_ID).update(summary="A draft")
    report = load(write(seeds, tide_arrangement_2020=NEW.replace('value = "Port Vell"', 'value = "Vell"')))
    assert new().acts.get().place == "Vell"
    assert report.held_back == [f"agreement/{NEW_ID}"]
    assert new().editorial_status == "changed-since-publication"
    assert latest(NEW_ID)["events"][0]["place"] == "Port Vell"  # type: ignore[index]


def test_a_draft_that_an_editor_began_before_the_file_came_is_filled_but_not_published(seeds: Path) -> None:
    load(write(seeds, tide_exchange=None))
    Program.objects.create(slug="tide-exchange", summary="A draft")
    report = load(write(seeds))
    assert report.lines()[0] == "0 created, 2 changed, 7 unchanged"  # the source, for its new passages
    assert report.held_back == ["program/tide-exchange"]
    program = Program.objects.get()
    assert (program.stage, program.summary, program.activities.count()) == ("draft", "A draft", 1)


def test_a_name_that_an_editor_changed_is_kept_and_told(seeds: Path) -> None:
    load(seeds)
    Country.objects.filter(code="AA").update(name_ko="에이국")
    report = load(seeds)
    assert Country.objects.get(code="AA").name_ko == "에이국"
    assert [str(kept) for _name, kept in report.kept] == ["name_ko stays “에이국”; the file says “에이”"]


def test_a_file_that_is_gone_is_told_and_its_record_stays(seeds: Path) -> None:
    load(seeds)
    report = load(write(seeds, tide_exchange=None))
    assert report.lines()[-1] == "no longer in the files, left in the register: program/tide-exchange"
    assert Program.objects.filter(slug="tide-exchange", stage="published").exists()


def test_a_passage_that_left_the_files_goes_unless_somebody_still_cites_it(seeds: Path) -> None:
    load(seeds)
    start = PAPER.index("in Port Vell")
    gone = Passage.objects.get(start=start)
    load(write(seeds, tide_arrangement_2020=NEW[: NEW.index("[act.signed.place]")] + NEW[NEW.index("[relation.") :]))
    assert not Passage.objects.filter(pk=gone.pk).exists()


def test_a_record_that_was_withdrawn_stays_withdrawn(seeds: Path) -> None:
    load(seeds)
    withdraw([Program.objects.get()], reason="Never happened.", by="ed")
    load(write(seeds, tide_exchange=PROGRAM.replace("Exchange on tides", "Exchange about tides")))
    assert Program.objects.get().stage == "withdrawn"


def test_an_unknown_reference_is_refused_with_the_nearest_name_in_files_or_register(seeds: Path) -> None:
    text = NEW.replace('object = "tide-arrangement-former"', 'object = "tide-arrangement-formal"')
    with pytest.raises(Faults, match=r"did you mean 'tide-arrangement-former'\?") as refused:
        load(write(seeds, tide_arrangement_2020=text))
    line = line_with(text, "formal")
    assert str(refused.value).startswith(f"seeds/agreements/{NEW_ID}.toml, line {line}: unknown agreement")
    assert not Country.objects.exists()


def test_a_record_of_the_register_may_be_named_by_files_that_do_not_hold_it(seeds: Path) -> None:
    load(seeds)
    for name in ("reference/countries.tsv", "reference/country-aliases.tsv", "reference/sectors.tsv"):
        (seeds / name).unlink()
    assert load(seeds).lines()[0] == "0 created, 0 changed, 4 unchanged"


def test_a_sector_within_itself_is_refused(seeds: Path) -> None:
    table = SECTORS.replace("sea\t\tThe", "sea\ttides\tThe")
    with pytest.raises(Faults, match="part of itself"):
        load(write(seeds, sectors=table))
    assert not Sector.objects.exists()


def test_what_the_database_refuses_is_told_in_the_words_of_the_rule_with_file_and_line(seeds: Path) -> None:
    back = f'\n[relation.back]\nobject = "{NEW_ID}"\ncode = "replaces"\n'
    text = FORMER + back
    with pytest.raises(Faults) as refused:
        load(write(seeds, tide_arrangement_former=text))
    told = str(refused.value)
    assert "An agreement cannot replace or renew itself, directly or through others." in told
    assert f"seeds/agreements/{FORMER_ID}.toml, line {line_with(text, f'object = "{NEW_ID}"')}" in told
    assert not Agreement.objects.exists()


def test_what_cannot_be_published_is_refused_at_its_place_and_nothing_is_left(seeds: Path) -> None:
    text = NEW[: NEW.index("[sector.tides]")] + NEW[NEW.index("[act.signed]") :]
    with pytest.raises(Faults, match="cannot be published") as refused:
        load(write(seeds, tide_arrangement_2020=text))
    assert f"seeds/agreements/{NEW_ID}.toml, line " in str(refused.value)
    for model in (Agreement, Country, CountryAlias, Source, Passage, Occasion, LoadedRecord, Publication):
        assert not model.objects.exists()  # type: ignore[attr-defined]


def test_the_command_prints_the_counts_and_refuses_with_every_fault(seeds: Path) -> None:
    out = StringIO()
    call_command("seed", str(seeds), stdout=out)
    assert out.getvalue() == "9 created, 0 changed, 0 unchanged\n"
    write(seeds, tide_arrangement_2020=NEW.replace("[sector.tides]", "[secter.tides]"))
    with pytest.raises(CommandError, match=r"line \d+: unknown part 'secter'(.|\n)*nothing was loaded"):
        call_command("seed", str(seeds), stdout=out)


def test_history_says_that_the_seeds_wrote_it(seeds: Path) -> None:
    load(seeds)
    event = new().events.latest("pgh_created_at")
    assert event.pgh_context.metadata["name"] == "seed"
    assert event.pgh_context.metadata["reason"] == "Loaded from the seed files"
