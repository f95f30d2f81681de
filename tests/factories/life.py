"""Acts, clauses and relations."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from agreements.models import Act, Clause, Relation
from tests.factories.records import AgreementFactory


class ActFactory(DjangoModelFactory):
    """The signature on 5 January 2026, unless told otherwise."""

    class Meta:
        model = Act

    agreement = factory.SubFactory(AgreementFactory)
    type = "signed"
    date = "2026-01-05"


class ObservationFactory(ActFactory):
    """Seen in effect on 25 February 2021, unless told otherwise."""

    type = "observed"
    date = "2021-02-25"
    observed_state = "in-effect"


class ClauseFactory(DjangoModelFactory):
    """Duration unknown, unless told otherwise."""

    class Meta:
        model = Clause

    agreement = factory.SubFactory(AgreementFactory)
    duration_kind = "unknown"

    class Params:
        three_years_renewed_by_one = factory.Trait(
            duration_kind="fixed-term",
            initial_term="P36M",
            renewal_kind="tacit-fixed-periods",
            renewal_term="P12M",
            notice_period="P3M",
            termination_right="end-of-term",
        )


class RelationFactory(DjangoModelFactory):
    """``subject`` replaces ``object``, unless told otherwise."""

    class Meta:
        model = Relation

    subject = factory.SubFactory(AgreementFactory)
    object = factory.SubFactory(AgreementFactory)
    code = "replaces"
