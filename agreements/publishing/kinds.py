"""The kinds of records that this application owns. Names come before what names them."""

from __future__ import annotations

from agreements.models import Agreement, Country, Institution, Occasion, Sector, Source
from agreements.publishing import agreement, lightly, occasion, reference, settled, source
from agreements.publishing.registry import RecordKind
from agreements.register.derived_rows import AGREEMENT_ROWS, citations
from agreements.register.models import AgreementEntry, RecordEntry

COUNTRY = RecordKind(
    code="country",
    model=Country,
    entry_model=RecordEntry,
    order=10,
    facts=reference.country_facts,
    document=reference.base,
    entry=reference.country_entry,
    names=reference.country_names,
    missing=reference.country_missing,
    prefetch=("successors", "aliases"),
)
SECTOR = RecordKind(
    code="sector",
    model=Sector,
    entry_model=RecordEntry,
    order=20,
    facts=reference.sector_facts,
    document=reference.base,
    entry=reference.sector_entry,
    names=reference.sector_names,
    missing=reference.sector_missing,
    prefetch=("codes",),
    select=("parent",),
)
INSTITUTION = RecordKind(
    code="institution",
    model=Institution,
    entry_model=RecordEntry,
    order=30,
    facts=reference.institution_facts,
    document=reference.base,
    entry=reference.institution_entry,
    names=reference.institution_names,
    missing=reference.institution_missing,
    prefetch=reference.INSTITUTION_PREFETCH,
    rows=reference.institution_rows,
    select=("country", "parent"),
    beside=(citations("institution"),),
)
SOURCE = RecordKind(
    code="source",
    model=Source,
    entry_model=RecordEntry,
    order=40,
    facts=source.facts,
    document=source.document,
    entry=source.entry,
    names=source.names,
    missing=source.missing,
    prefetch=source.PREFETCH,
)
OCCASION = RecordKind(
    code="occasion",
    model=Occasion,
    entry_model=RecordEntry,
    order=50,
    facts=occasion.facts,
    document=reference.base,
    entry=occasion.entry,
    names=occasion.names,
    missing=occasion.missing,
    prefetch=occasion.PREFETCH,
    rows=occasion.rows_of,
    select=occasion.SELECT,
    beside=(citations("occasion"),),
)
AGREEMENT = RecordKind(
    code="agreement",
    model=Agreement,
    entry_model=AgreementEntry,
    order=60,
    facts=agreement.facts,
    document=settled.document,
    entry=settled.entry,
    names=agreement.names,
    missing=agreement.missing,
    prefetch=agreement.PREFETCH,
    rows=agreement.rows_of,
    select=agreement.SELECT,
    beside=AGREEMENT_ROWS,
    lightly=lightly.agreements,
)
OWN = (COUNTRY, SECTOR, INSTITUTION, SOURCE, OCCASION, AGREEMENT)
