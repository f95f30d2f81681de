"""A row becomes a draft: every value beside its column and words, nothing repaired, all problems at once."""

from __future__ import annotations

import pytest

from agreements.importing.drafts import Draft, Refused
from agreements.importing.reading.rows import IsoDay
from agreements.loading.errors import Faults
from agreements.loading.merging import OWN
from tests.agreements.importing.mapping.lamps import Names, draft_of, mapped, support, why_not


def test_the_smallest_row_satisfies_the_door_by_saying_what_it_does_not_say() -> None:
    draft = draft_of("")
    assert (draft.key, draft.slug, draft.place.number) == ("T-1", "tide-office-t-1", 7)
    assert draft.rows[OWN] == {
        "kind": "not-stated",
        "parties_status": "not-stated",
        "acts_status": "not-stated",
        "sectors_status": "unclassified",
    }
    assert draft.rows["identifier", "tide-office"] == {"scheme": "tide-office", "value": "T-1"}
    assert draft.rows["title", "title-en"] == {"language": "en", "basis": "authentic", "title": "Tides"}
    assert support(draft, "title", "title-en", "title") == ("Tides", "Name", "Tides", "stated")
    assert [(g.row, g.field) for g in draft.given if g.row == OWN] == []


def test_acts_have_the_dates_that_are_written_with_the_words_beside_them() -> None:
    more = """
[acts.signed]
column = "Signed"
place = "City"
[acts.observed]
column = "State"
map = { valid = "in-effect", "/^old/" = "expired" }
"""
    draft = draft_of(more, Signed=" 03/04/1998 ", City="Mariehamn", State="old (see T-2)")
    assert draft.rows["act", "signed"] == {"type": "signed", "date": "1998-04-03", "place": "Mariehamn"}
    assert support(draft, "act", "signed", "date") == ("1998-04-03", "Signed", "03/04/1998", "stated")
    assert draft.rows["act", "observed-2024-05-31"]["observed_state"] == "expired"
    assert draft.rows["act", "observed-2024-05-31"]["date"] == "2024-05-31"
    assert support(draft, "act", "observed-2024-05-31", "observed_state") == (
        "expired",
        "State",
        "old (see T-2)",
        "stated",
    )
    assert support(draft, "act", "observed-2024-05-31", "date")[3] == "inferred"
    assert draft.rows[OWN]["acts_status"] == "given"
    assert draft_of(more, Signed=IsoDay("1998-03-04")).rows["act", "signed"]["date"] == "1998-03-04"
    assert "act" not in {part for part, _key in draft_of(more, Signed="NA", State="").rows}
    assert set(draft_of(more, Signed=("1998", "1999")).rows) >= {("act", "signed"), ("act", "signed-2")}


def test_every_problem_of_a_row_is_told_at_once_and_nothing_is_repaired() -> None:
    more = """
[acts]
signed = "Signed"
[acts.observed]
column = "State"
map = { valid = "in-effect" }
[fields]
official_text_url = "Text"
[[parties]]
column = "With"
"""
    told = why_not(more, No="NA", Name="a\x07b", Signed="31/02/2001", State="Valid", Text="javascript:x", With="Alnd")
    assert [(column, words) for column, words, _why in told] == [
        ("No", ""),
        ("Text", "javascript:x"),
        ("Name", "a\x07b"),
        ("With", "Alnd"),
        ("Signed", "31/02/2001"),
        ("State", "Valid"),
    ]
    assert told[4][2] == "There is no day 2001-02-31: 2001-02 has 28 days."
    assert "Character 2 is a control character (U+0007)" in told[2][2]
    assert why_not("", Name=" ") == [("Name", "", "the row has no title.")]
    assert why_not("", No="x" * 201)[0][2].startswith("value has 201 characters")


def test_a_word_outside_a_map_refuses_or_is_left_out_and_told_or_becomes_the_named_code() -> None:
    kind = '[fields.kind]\ncolumn = "Kind"\nmap = { MoU = "memorandum-of-understanding", nothing = "" }\n'
    assert draft_of(kind, Kind="MoU").rows[OWN]["kind"] == "memorandum-of-understanding"
    assert draft_of(kind, Kind="nothing").rows[OWN]["kind"] == "not-stated"
    assert why_not(kind, Kind="mou") == [("Kind", "mou", "the profile's map does not know this word.")]
    draft = draft_of(f'{kind}unmapped = "leave-out"\n', Kind="Pact")
    assert draft.rows[OWN]["kind"] == "not-stated"
    assert [(note.column, note.words) for note in draft.notes] == [("Kind", "Pact")]
    draft = draft_of(f'{kind}unmapped = "other"\n', Kind="Pact")
    assert (draft.rows[OWN]["kind"], draft.rows[OWN]["original_designation"]) == ("other", "Pact")
    assert support(draft, "", "", "original_designation") == ("Pact", "Kind", "Pact", "stated")


def test_a_constant_is_inferred_with_its_reasoning_and_a_template_computed_from_its_columns() -> None:
    more = """
[fields]
legal_force = { constant = "binding", reasoning = "The register lists treaties." }
level = { constant = "not-stated", reasoning = "It does not say." }
[titles.ko]
template = "{Kind} ({With}, {Signed})"
"""
    draft = draft_of(more, Kind="Pact", With="Aland", Signed="1998")
    (given,) = [g for g in draft.given if g.field == "legal_force"]
    assert (given.value, given.column, given.words, given.basis) == ("binding", "", "", "inferred")
    assert given.reasoning == "The register lists treaties."
    assert [g for g in draft.given if g.field == "level"] == []
    assert draft.rows["title", "title-ko"]["basis"] == "ours"
    assert support(draft, "title", "title-ko", "title") == (
        "Pact (Aland, 1998)",
        "Kind, With, Signed",
        "Pact; Aland; 1998",
        "computed",
    )
    assert draft_of(more, Kind="Pact {With}", With="Aland", Signed="1998").rows["title", "title-ko"]["title"] == (
        "Pact {With} (Aland, 1998)"
    ), "braces in a cell are the cell's own"
    assert ("title", "title-ko") not in draft_of(more, Kind="Pact", With="NA", Signed="1998").rows


def test_columns_are_tried_in_order_or_joined() -> None:
    more = '[fields]\nsummary = { columns = ["A", "B"] }\nterritorial_scope = { columns = ["A", "B"], join = " / " }\n'
    draft = draft_of(more, A="NA", B="bay")
    assert support(draft, "", "", "summary")[:3] == ("bay", "B", "bay")
    draft = draft_of(more, A="sea", B="bay")
    assert draft.rows[OWN]["summary"] == "sea"
    assert support(draft, "", "", "territorial_scope") == ("sea / bay", "A, B", "sea / bay", "stated")


def test_parties_are_found_by_name_code_and_address_and_never_by_likeness() -> None:
    more = """
[[parties]]
constant = "Korea"
reasoning = "It keeps the register."
[[parties]]
column = "With"
split = [",", "/ and /"]
[[parties]]
column = "Code"
named_by = "alpha-3"
role = "witness"
person = "Who"
[[parties]]
column = "Bank"
named_by = "institution"
map = { TB = "tide-bank" }
role = "implementing-body"
"""
    draft = draft_of(more, With="Aland, Tea, Republic of and Tide Bank", Code="JPN", Who="Ms Ebb", Bank="TB")
    parties = {key: values for (part, key), values in draft.rows.items() if part == "party"}
    assert parties == {
        "kr": {"role": "party", "country": "KR"},
        "ax": {"role": "party", "country": "AX"},
        "lk": {"role": "party", "country": "LK"},
        "tide-bank": {"role": "party", "institution": "tide-bank"},
        "jp-witness-ms-ebb": {"role": "witness", "country": "JP", "person": "Ms Ebb"},
        "tide-bank-implementing-body": {"role": "implementing-body", "institution": "tide-bank"},
    }
    assert support(draft, "party", "lk") == ("LK", "With", "Tea, Republic of", "stated")
    assert support(draft, "party", "kr")[1:] == ("", "", "inferred")
    assert why_not(more, Code="JPX")[0][2] == "no country or institution is known by this name."
    assert [note.words for note in draft_of(more, With="Aland,Aland").notes] == ["Aland"]


def test_an_unknown_party_is_noted_once_and_refuses_the_row_or_stays_in_the_notes() -> None:
    names = Names()
    refused = mapped('[[parties]]\ncolumn = "With"\n', names, With="Alnd")
    assert isinstance(refused, Refused)
    assert (refused.key, names.unknown) == ("T-1", [("Alnd", "With", "7")])
    left = mapped('[[parties]]\ncolumn = "With"\nsplit = ";"\nunresolved = "leave-out"\n', names, With="Alnd; Aland")
    assert isinstance(left, Draft)
    assert [key for part, key in left.rows if part == "party"] == ["ax"]
    assert "“Alnd”" in str(left.rows[OWN]["public_notes"])
    assert left.notes[0].words == "Alnd"
    with pytest.raises(Faults, match="line 20: no country or institution is known as 'Koria'"):
        mapped('\n[[parties]]\nconstant = "Koria"\nreasoning = "r"\n')


def test_an_institution_of_the_same_party_is_found_in_a_column_of_its_own() -> None:
    more = '[[parties]]\ncolumn = "With"\ninstitution = "Body"\noffice = "Office"\n'
    draft = draft_of(more, With="Korea", Body="Ministry of Tides", Office="Minister")
    assert draft.rows["party", "tide-ministry"] == {
        "role": "party",
        "country": "KR",
        "institution": "tide-ministry",
        "office": "Minister",
    }
    assert support(draft, "party", "tide-ministry", "institution")[1:3] == ("Body", "Ministry of Tides")
    assert why_not(more, With="Korea", Body="Aland") == [
        ("Body", "Aland", "no country or institution is known by this name.")
    ]


def test_an_institution_or_a_person_beside_several_parties_is_given_to_none_of_them() -> None:
    more = '[[parties]]\ncolumn = "With"\nsplit = ";"\ninstitution = "Body"\nperson = "Who"\n'
    why = "several parties stand there, and whose this is cannot be told."
    assert why_not(more, With="Korea; Aland", Body="Ministry of Tides") == [("Body", "Ministry of Tides", why)]
    assert why_not(more, With="Korea; Aland", Who="Li") == [("Who", "Li", why)]
    assert [key for part, key in draft_of(more, With="Korea; Aland").rows if part == "party"] == ["kr", "ax"]


def test_a_party_column_that_names_nobody_is_told_where_the_record_has_no_second_party() -> None:
    more = """
[extract.head]
column = "Name"
when = { Type = "two" }
patterns = ['^Pact with (?P<partner>.+?) on']
[[parties]]
constant = "Korea"
reasoning = "It keeps the register."
[[parties]]
rules = [{ column = "With" }, { column = "Other", when = { Type = "three" } }]
institution = "Body"
[[parties]]
column = "head.partner"
[[parties]]
column = "Bank"
role = "witness"
"""

    def told(**cells: str) -> list[tuple[str, str, str]]:
        return [(note.column, note.words, note.why) for note in draft_of(more, **cells).notes]

    nameless = "nobody is named here, and the record has fewer than two parties."
    assert told(With="Aland", Type="two", Name="Notes") == []
    assert told(Type="two", Name="Pact with Aland on tides") == []
    assert told(With="NA", Name="Pact with Aland on tides") == [("With", "", nameless)]
    assert told(Type="two", Name="Notes") == [("With", "", nameless), ("Name", "", nameless)]
    assert told(Type="three") == [("With, Other", "", nameless)]
    left = ("Body", "Ministry of Tides", "left out: no party is named beside it.")
    assert told(Body="Ministry of Tides") == [left, ("With", "", nameless)]


def test_patterns_take_partner_and_kind_out_of_a_title_and_the_title_stays_the_column() -> None:
    more = """
[extract.head]
column = "Name"
patterns = ['^(?P<kind>Pact) with (?P<partner>.+?) on', '^(?P<kind>Notes)']
[[parties]]
column = "head.partner"
[fields.kind]
column = "head.kind"
map = { Pact = "treaty", Notes = "exchange-of-notes" }
"""
    draft = draft_of(more, Name="Pact with Aland on tides")
    assert support(draft, "party", "ax") == ("AX", "Name", "Aland", "stated")
    assert support(draft, "", "", "kind") == ("treaty", "Name", "Pact", "stated")
    draft = draft_of(more, Name="Notes on tides")
    assert draft.rows[OWN]["kind"] == "exchange-of-notes"
    assert draft.rows[OWN]["parties_status"] == "not-stated"
