"""Finding words: exactly as an anchor, nearly only as a suggestion."""

from __future__ import annotations

import unicodedata

from agreements.quoting.finding import CONTEXT, nearest_place, place_at, places_of

TEXT = (
    "The two harbour offices met in spring. Their first arrangement on tides ended in March 2019, and nobody renewed "
    "it. A second arrangement on tides was signed in the autumn."
)
KOREAN = "두 부처는 2019년 3월 협력 약정에 서명하였다. 약정은 지난해 끝났다."


def test_every_place_of_words_that_occur_twice_is_given_in_order_with_what_stands_around_it() -> None:
    one, other = places_of("arrangement on tides", TEXT)
    assert (one.start, other.start) == (TEXT.index("arrangement"), TEXT.rindex("arrangement"))
    assert one.before.endswith("Their first ")
    assert other.before.endswith("A second ")
    assert len(one.before) == min(CONTEXT, one.start)


def test_words_are_found_whatever_their_white_space_and_width_and_are_given_as_the_text_has_them() -> None:
    (place,) = places_of(" ended  in\nMarch  ２０１９ ", TEXT)
    assert place.words == TEXT[place.start : place.end] == "ended in March 2019"
    (korean,) = places_of(unicodedata.normalize("NFD", "협력 약정"), KOREAN)
    assert korean.words == "협력 약정"


def test_other_case_other_words_and_no_words_are_no_place() -> None:
    assert places_of("Ended in march 2019", TEXT) == []
    assert places_of("ended in May 2019", TEXT) == []
    assert places_of(" \n ", TEXT) == []


def test_the_nearest_place_is_offered_in_whole_words() -> None:
    near = nearest_place("their first agreement on tides ended in March of 2019", TEXT)
    assert near is not None
    assert near.words == TEXT[near.start : near.end]
    assert "arrangement on tides ended in March 2019" in near.words
    assert places_of(near.words, TEXT) == [near]
    eastern = nearest_place("2019년 3월의 협력 약정에 서명했다", KOREAN)
    assert eastern is not None
    assert "2019년 3월 협력 약정에 서명" in eastern.words


def test_nothing_is_offered_where_nothing_is_like_it() -> None:
    assert nearest_place("quarterly figures of wheat imports", TEXT) is None
    assert nearest_place("it", TEXT) is None
    assert nearest_place("ended in March 2019", "") is None


def test_the_start_and_the_end_of_a_text_have_nothing_around_them() -> None:
    whole = place_at(TEXT, 0, len(TEXT))
    assert (whole.before, whole.words, whole.after) == ("", TEXT, "")
