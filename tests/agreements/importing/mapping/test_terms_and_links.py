"""What rows say on ends, amounts, other rows and numbers, and what refuses or leaves a row out."""

from __future__ import annotations

import pytest

from agreements.importing.drafts import Draft, LeftOut, Link, Place, Problem, Refused
from agreements.importing.mapping.mapper import Mapper
from agreements.importing.mapping.naming import address_for, key_for
from agreements.importing.profile.loading import read_profile
from agreements.importing.reading.rows import TableRow
from agreements.loading.merging import OWN
from tests.agreements.importing.mapping.lamps import HEAD, Names, draft_of, mapped, support, why_not


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


def test_a_length_or_a_renewal_beside_an_open_end_is_kept_and_told() -> None:
    more = """
[clause]
until_date = "Ends"
initial_term = "Length"
renewal_kind = { column = "Again", map = { tacit = "tacit-fixed-periods", never = "none" } }
"""

    def told(**cells: str) -> list[tuple[str, str]]:
        return [(note.column, note.words) for note in draft_of(more, **cells).notes]

    end = ("Ends", "31/12/9999")
    assert told(Ends="31/12/9999", Length="P5Y", Again="tacit") == [end, ("Length", "P5Y"), ("Again", "tacit")]
    assert draft_of(more, Ends="31/12/9999", Length="P5Y").rows["clause", ""] == {
        "duration_kind": "indefinite",
        "initial_term": "P5Y",
    }
    assert told(Ends="31/12/9999", Again="never") == [end]
    assert told(Ends="31/12/2030", Length="P5Y", Again="tacit") == []


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
    for column, words, why in (*why_not(more, Renewal="tacit"), *why_not(more, Renewal="tacit", Ends="1990")):
        assert (column, words) == ("Renewal", "tacit")
        assert why.startswith("a tacit renewal needs its period: renewal_term, or")
    assert "ends before the day from which it counts" in why_not(more, Ends="1990", From="1991")[0][2]
    assert why_not(more, Years="three")[0][0] == "Years"


def test_lengths_of_time_are_read_in_words_and_may_be_open_ended() -> None:
    more = '[clause]\ninitial_term = "Years"\nnotice_period = "Notice"\n'
    draft = draft_of(more, Years="1 ano e 6 meses", Notice="3개월")
    assert draft.rows["clause", ""] == {
        "initial_term": "P1Y6M",
        "notice_period": "P3M",
        "duration_kind": "fixed-term",
    }
    words = {given.field: given.words for given in draft.given if given.row == ("clause", "")}
    assert words == {"initial_term": "1 ano e 6 meses", "notice_period": "3개월", "duration_kind": "1 ano e 6 meses"}
    assert draft_of(more, Years="31/12/9999").rows["clause", ""] == {"duration_kind": "indefinite"}
    ((column, said, why),) = why_not(more, Years="some years")
    assert (column, said) == ("Years", "some years")
    assert why.startswith("This is not a period that can be read. Write 3 years")


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
    assert draft_of(comma, Sum="12.34.567", Currency="EUR").rows[amount]["amount"] == "1234567.00", "lakhs"
    for odd in ("1.50", "12.3456", "1234.567", ".500"):
        assert why_not(comma, Sum=odd, Currency="EUR")[0][2] == f"'{odd}' is no amount with '.' between thousands."


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


def test_a_link_of_a_row_that_no_rule_is_for_is_told_unless_the_profile_excepts_it() -> None:
    more = """
[relations]
renews = { column = "Before", split = ",", when = { Action = "renew" }, unless = { Kind = "" } }
amends = { column = "Before", split = ",", when = { Action = "/amend/" } }
mirrors = { column = "Twin", when = { Action = "renew" } }
[[relations.cites]]
column = "Words"
"""

    def told(**cells: str) -> list[tuple[str, str, str]]:
        return [(note.column, note.words, note.why) for note in draft_of(more, **cells).notes]

    why = "left out: no rule of [relations] is for this row."
    assert told(Before="A-1, A-2", Action="extend", Kind="x") == [("Before", "A-1", why), ("Before", "A-2", why)]
    assert told(Before="A-1", Twin="A-3", Action="amended", Kind="x") == [("Twin", "A-3", why)]
    assert told(Before="A-1", Action="renew", Kind="", Words="A-9") == []
    assert told(Before="NA", Action="extend") == []


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
