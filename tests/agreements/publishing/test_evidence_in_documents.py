"""Evidence in public documents: every row, what lost with its reason, who confirmed it and when (domain, section 9)."""

from __future__ import annotations

from typing import Any

import pytest

from agreements.models import Agreement
from agreements.publishing import publish
from agreements.register.models import Publication
from tests.agreements.publishing.conftest import ready
from tests.factories import AgreementEvidenceFactory, EditorFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("names")]


def published(record: Agreement) -> dict[str, Any]:
    publish([record], reason="Entered", by="ed")
    document = Publication.objects.filter(record_type="agreement").latest("number").document
    assert document is not None
    return {row["key"]: row for row in document["evidence"]}


def row_of(record: Agreement, **fields: object) -> Any:
    return AgreementEvidenceFactory(agreement=record, passage=record.evidence.first().passage, **fields)


def test_a_value_that_lost_is_public_with_its_words_and_its_reason() -> None:
    record = ready("new-mou")
    row = row_of(record, value="treaty", stated_value="treaty", preferred=False, lost_reason="A slip of the reporter.")
    found = published(record)[row.key]
    assert (found["value"], found["stated_value"], found["preferred"]) == ("treaty", "treaty", False)
    assert found["lost_reason"] == "A slip of the reporter."


def test_evidence_says_who_confirmed_it_and_when_it_was_last_checked() -> None:
    record = ready("new-mou")
    editor = EditorFactory(username="login-name", first_name="Ada", last_name="Kim")
    row = row_of(record, confirmed_by=editor, last_checked="2026-11-22")
    found = published(record)[row.key]
    assert (found["confirmed"], found["confirmed_by"], found["last_checked"]) == (True, "Ada Kim", "2026-11-22")


def test_what_an_editor_logs_in_with_is_never_public() -> None:
    record = ready("new-mou")
    row = row_of(record, confirmed_by=EditorFactory(username="login-name"))
    found = published(record)[row.key]
    assert (found["confirmed"], found["confirmed_by"]) == (True, None)
    assert "login-name" not in str(Publication.objects.values_list("document", "facts"))


def test_evidence_that_nobody_confirmed_says_so() -> None:
    record = ready("new-mou")
    assert {row["confirmed"] for row in published(record).values()} == {False}
