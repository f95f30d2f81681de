"""What an import says of a row is read in the editor's language, though it was kept in the words of the import."""

from __future__ import annotations

import pytest

from tests.agreements.admin.imports.conftest import Sit, preview, table, upload

pytestmark = pytest.mark.django_db
#: Nobody named, a party nobody knows, and a key of two rows, whose sentence is put together.
ROWS = ("L-7;Alone;;2019;;", "L-8;Unknown;Atlantis;2019;;", "L-9;One;Japan;2001;;", "L-9;Other;Japan;2001;;")


def test_a_sentence_of_the_import_is_read_in_the_editors_language_and_a_made_one_is_marked_as_english(
    desk: Sit,
) -> None:
    ann = desk("ann")
    run = upload(ann, table(1, *ROWS))
    english = preview(ann, run)
    assert "nobody is named here, and the record has fewer than two parties." in english
    assert "no country or institution is known by this name." in english
    assert '<span lang="en">' not in english, "the whole page is English"
    ann.cookies["django_language"] = "ko"
    korean = ann.get(run).text
    assert "여기에 아무도 적혀 있지 않아 기록의 당사자가 둘이 되지 않습니다." in korean
    assert "이 이름으로 알려진 국가나 기관이 없습니다." in korean
    assert "nobody is named here" not in korean
    assert '<span lang="en">the same key stands on row ' in korean
