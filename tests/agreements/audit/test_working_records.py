"""What the audit finds where nothing, or only a draft, is in the register."""

from __future__ import annotations

import pytest

from agreements.models import Act
from agreements.publishing import settle_working
from tests.agreements.audit.running import run
from tests.factories import ActFactory, AgreementEvidenceFactory, AgreementFactory, publishable_agreement

pytestmark = pytest.mark.django_db


def test_an_empty_register_has_no_finding() -> None:
    assert run() == (0, "no finding\n")


def test_evidence_that_cites_a_row_that_is_gone_is_found() -> None:
    record = AgreementFactory(slug="draft")
    AgreementEvidenceFactory(agreement=record, part="act", item="signed", field="date")
    code, said = run()
    assert code == 1
    assert "agreement/draft" in said
    assert "signed" in said


def test_a_contradiction_is_a_finding_and_an_oddity_is_a_note() -> None:
    record = publishable_agreement("twice", signed="2020-01-01")
    ActFactory(agreement=record, type="signed", date="2021-06-01", key="signed-2")
    settle_working(record)
    code, said = run()
    assert code == 1
    assert "agreement/twice, working record" in said
    odd = AgreementFactory(slug="odd")
    Act.objects.filter(agreement=record, key="signed-2").delete()
    ActFactory(agreement=odd, type="signed", date="2020-01-02")
    ActFactory(agreement=odd, type="effective", date="2020-01-01")
    settle_working(record, odd)
    code, said = run()
    assert (code, said.splitlines()[-1]) == (0, "no finding (1 note)")
