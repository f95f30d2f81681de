"""A row becomes a draft: every value beside its column and words, nothing repaired, all problems at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from agreements.importing.drafts import Draft, LeftOut, Link, Place, Problem, Refused
from agreements.importing.mapping.mapper import Mapper
from agreements.importing.mapping.naming import address_for, key_for
from agreements.importing.profile.loading import read_profile
from agreements.importing.reading.rows import IsoDay, TableRow
from agreements.loading.errors import Faults
from agreements.loading.merging import OWN

HEAD = """\
[register]
scheme = "tide-office"
title = "Tide Office"
publish = false
edition = "2024-05-31"
[source]
slug = "tide-office-2024"
title = "Tide Office, 2024"
language = "en"
[words]
unknown = ["NA"]
open_ended = ["31/12/9999"]
[dates]
formats = ["D/M/Y", "Y"]
[key]
column = "No"
[titles]
en = { column = "Name", basis = "authentic" }
"""


@dataclass(frozen=True)
class Meant:
    """Whom an invented name means."""

    country: str | None = None
    institution: str | None = None


@dataclass
class Names:
    """An invented table of names, which remembers whom it did not know."""

    unknown: list[tuple[str, str, str]] = field(default_factory=list)
    known = {
        "Aland": Meant("AX"),
        "Korea": Meant("KR"),
        "Tea, Republic of": Meant("LK"),
        "Tide Bank": Meant(None, "tide-bank"),
        "Ministry of Tides": Meant("KR", "tide-ministry"),
    }

    def resolve(self, name: str) -> Meant | None:
        """Look up."""
        return self.known.get(name)

    def note_unresolved(self, name: str, column: str, place: Place) -> None:
        """Remember."""
        self.unknown.append((name, column, str(place)))


def mapped(more: str, names: Names | None = None, problem: str = "", /, **cells: Any) -> Draft | Refused | LeftOut:
    """Map one row by the small profile with more at its end; underscores in names of columns are spaces."""
    mapper = Mapper(read_profile("tides.toml", f"{HEAD}{more}".encode()), names or Names())
    row = {"No": "T-1", "Name": "Tides"} | {name.replace("_", " "): cell for name, cell in cells.items()}
    return mapper.draft(TableRow(Place(7), row, problem))


def draft_of(more: str, /, **cells: Any) -> Draft:
    """Map a row that is taken."""
    found = mapped(more, **cells)
    assert isinstance(found, Draft), found
    return found


def why_not(more: str, /, **cells: Any) -> list[tuple[str, str, str]]:
    """Return the problems of a row that is refused."""
    found = mapped(more, **cells)
    assert isinstance(found, Refused), found
    return [(problem.column, problem.words, problem.why) for problem in found.problems]


def support(draft: Draft, part: str, key: str = "", name: str = "") -> tuple[Any, ...]:
    """Return what supports one value."""
    (given,) = [g for g in draft.given if (*g.row, g.field) == (part, key, name)]
    return given.value, given.column, given.words, given.basis


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


def test_an_end_is_the_clauses_last_day_and_a_sentinel_makes_it_indefinite_and_is_told() -> None:
    more = '[clause]\nuntil_date = "Ends"\n'
    clause = ("clause", "")
    assert draft_of(more, Ends="31/12/2009").rows[clause] == {"until_date": "2009-12-31", "duration_kind": "until-date"}
    draft = draft_of(more, Ends="31/12/9999")
    assert draft.rows[clause] == {"duration_kind": "indefinite"}
    assert support(draft, "clause", "", "duration_kind") == ("indefinite", "Ends", "31/12/9999", "stated")
    assert [note.words for note in draft.notes] == ["31/12/9999"]
    assert clause not in draft_of(more, Ends="NA").rows
    assert draft_of(more, Ends="NA").notes == []
    draft = draft_of('[acts]\nexpired = "Ends"\n', Ends="31/12/9999")
    assert [key for part, key in draft.rows if part == "act"] == []
    assert [note.words for note in draft.notes] == ["31/12/9999"]


def test_open_ended_may_mean_unknown() -> None:
    text = HEAD.replace('open_ended = ["31/12/9999"]', 'open_ended = ["31/12/9999"]\nopen_ended_is = "unknown"')
    mapper = Mapper(read_profile("t.toml", f'{text}[clause]\nuntil_date = "Ends"\n'.encode()), Names())
    draft = mapper.draft(TableRow(Place(2), {"No": "1", "Name": "x", "Ends": "31/12/9999"}))
    assert isinstance(draft, Draft)
    assert ("clause", "") not in draft.rows
    assert draft.notes[0].why == "means open-ended: the duration is unknown, and there is no last day."


def test_a_clause_that_its_table_would_refuse_refuses_the_row() -> None:
    more = """
[clause]
initial_term = { template = "P{Years}Y" }
renewal_kind = { column = "Renewal", map = { tacit = "tacit-fixed-periods", no = "none" } }
until_date = "Ends"
counting_date = "From"
"""
    good = draft_of(more, Years="3", Renewal="tacit").rows["clause", ""]
    assert good == {"initial_term": "P3Y", "renewal_kind": "tacit-fixed-periods", "duration_kind": "fixed-term"}
    assert why_not(more, Renewal="tacit")[0][2] == "a tacit renewal needs its period."
    assert "ends before the day from which it counts" in why_not(more, Ends="1990", From="1991")[0][2]
    assert why_not(more, Years="three")[0][0] == "Years"


def test_amounts_are_scaled_exactly_and_never_rounded() -> None:
    more = '[[amounts]]\namount = "Sum"\ncurrency = "Currency"\nscale = 1000000000\n'
    amount = ("amount", "amount")
    assert draft_of(more, Sum="22.76", Currency="USD").rows[amount] == {"amount": "22760000000.00", "currency": "USD"}
    assert why_not(more, Sum="0.000000000001", Currency="USD")[0][2].endswith("finer than a hundredth.")
    assert why_not(more, Sum="1,5", Currency="USD")[0][2] == "'1,5' is no amount."
    assert why_not(more, Sum="-1", Currency="USD")[0][2] == "'-1' is no amount."
    assert why_not(more, Sum="1", Currency="dollars")[0][1] == "dollars"
    assert [n.words for n in draft_of(more, Sum="1", Currency="NA").notes] == ["1"]
    comma = '[[amounts]]\namount = "Sum"\ncurrency = "Currency"\ndecimal = ","\nthousands = "."\n'
    assert draft_of(comma, Sum="1.234,5", Currency="EUR").rows[amount]["amount"] == "1234.50"


def test_links_are_the_keys_of_other_rows_under_their_conditions() -> None:
    more = """
[relations]
renews = { column = "Before", split = ",", when = { Action = ["renew", "/^re-/"] }, unless = { Kind = "" } }
mirrors = { column = "Twin", prefix = "T-" }
[[relations.amends]]
column = "Words"
pattern = 'No\\. (\\S+)'
inverse = true
"""
    draft = draft_of(more, Before="A-217, A-1831,A-217", Action="re-activate", Kind="x", Twin="9", Words="see No. B-2")
    assert draft.links == [
        Link("renews", "A-217", "Before", "A-217"),
        Link("renews", "A-1831", "Before", "A-1831"),
        Link("mirrors", "T-9", "Twin", "9"),
        Link("amends", "B-2", "Words", "B-2", inverse=True),
    ]
    assert draft_of(more, Before="A-1", Action="supplement", Kind="x").links == []
    assert draft_of(more, Before="A-1", Action="renew", Kind="").links == []


def test_sectors_forms_and_further_numbers_come_from_cells_of_several_values() -> None:
    more = """
[[sectors]]
column = "Themes"
split = ";"
map = { Fish = "fisheries", Trade = ["trade", "customs"], Joint = "" }
unmapped = "leave-out"
[[sectors]]
column = "Sector"
[forms]
column = "Form"
[identifiers]
unts = { column = "UN", split = "/" }
"""
    draft = draft_of(more, Themes="Fish; Trade;Joint; Pact of 1", Sector="trade", Form=("training", "other"), UN="1/2")
    parts = [row for row in draft.rows if row[0] in ("sector", "form", "identifier")]
    assert parts == [
        ("identifier", "tide-office"),
        ("sector", "fisheries"),
        ("sector", "trade"),
        ("sector", "customs"),
        ("form", "training"),
        ("form", "other"),
        ("identifier", "unts"),
        ("identifier", "unts-2"),
    ]
    assert support(draft, "sector", "customs") == ("customs", "Themes", "Trade", "stated")
    assert draft.notes == [Problem("Themes", "Pact of 1", "left out: the profile's map does not know this word.")]
    assert draft.rows[OWN]["sectors_status"] == "given"


def test_a_row_is_left_out_with_its_reason_before_anything_else_is_asked() -> None:
    more = '[[leave_out]]\nwhen = { Kind = "multilateral" }\nunless = { With = "/./" }\nwhy = "Two parties only."\n'
    found = mapped(more, None, "the row has 3 cells", No="", Kind="multilateral")
    assert found == LeftOut(Place(7), "Two parties only.")
    assert isinstance(mapped(more, Kind="multilateral", With="Aland"), Draft)
    assert mapped("", None, "the row has 3 cells") == Refused(Place(7), "", (Problem("", "", "the row has 3 cells"),))


def test_a_cell_that_cannot_be_taken_refuses_its_row_only_where_the_profile_asks_for_it() -> None:
    mapper = Mapper(read_profile("t.toml", HEAD.encode()), Names())
    cells = {"No": "1", "Name": "=B1", "Sum": "=A1"}
    assert isinstance(mapper.draft(TableRow(Place(2), cells, unfit={"Sum": "a formula."})), Draft)
    refused = mapper.draft(TableRow(Place(2), cells, unfit={"Sum": "a formula.", "Name": "a formula."}))
    assert refused == Refused(Place(2), "", (Problem("Name", "=B1", "a formula."),))


def test_several_values_for_what_takes_one_refuse_the_row() -> None:
    more = '[fields]\nsummary = { column = "A", split = ";" }\n'
    assert why_not(more, A="x; y") == [("A", "x; y", "several values for summary, which takes one.")]
    assert draft_of(more, A="x; x").rows[OWN]["summary"] == "x"


def test_a_long_key_is_digested_and_an_address_may_be_a_template() -> None:
    text = HEAD.replace(
        'column = "No"', 'columns = ["Name", "Day"]\njoin = " "\ndigest = true\naddress = "{Name}-{key}"'
    )
    mapper = Mapper(read_profile("t.toml", text.encode()), Names())
    first = mapper.draft(TableRow(Place(2), {"Name": "Tides & Bays", "Day": "1998"}))
    again = mapper.draft(TableRow(Place(9), {"Name": "Tides & Bays", "Day": "1998"}))
    assert isinstance(first, Draft)
    assert isinstance(again, Draft)
    assert first.key == again.key
    assert len(first.key) == 16
    assert first.slug == f"tides-bays-{first.key}"


@pytest.mark.parametrize(
    ("key", "address"),
    [("A-217", "x-a-217"), ("37.126", "x-37-126"), ("A--1", "x-a-1-"), ("조약 1", "x-1-"), ("a" * 200, "x-aaa")],
)
def test_an_address_is_kebab_case_and_marked_where_the_key_does_not_tell_itself(key: str, address: str) -> None:
    made = address_for("x", key)
    assert made.startswith(address)
    assert (made == address) == (key in ("A-217", "37.126"))
    assert len(made) <= 120
    assert key_for(key) == key_for(key)


def test_cells_that_were_seen_before_come_to_the_same_again() -> None:
    more = '[[parties]]\ncolumn = "With"\n[acts]\nsigned = "Day"\n'
    mapper = Mapper(read_profile("t.toml", f"{HEAD}{more}".encode()), Names())
    rows = [TableRow(Place(n), {"No": "1", "Name": "x", "With": w, "Day": d}) for n, (w, d) in enumerate(
        [("Aland", "1998"), ("Alnd", "1998-01"), ("Aland", "1998"), ("Alnd", "1998-01")])]  # fmt: skip
    first, bad, second, worse = map(mapper.draft, rows)
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert (first.rows, first.given) == (second.rows, second.given)
    assert isinstance(bad, Refused)
    assert isinstance(worse, Refused)
    assert bad.problems == worse.problems
    assert len(bad.problems) == 2
