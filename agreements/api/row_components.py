"""The shapes of relations, acts, deadlines and citations as rows of lists of their own, beside the other components."""

from __future__ import annotations

from typing import Final

from agreements import codelists
from agreements.api.components import (
    BASIS,
    DAY,
    EDTF,
    FLAG,
    INSTANT,
    MAYBE_TEXT,
    NUMBER,
    SEARCHED,
    TEXT,
    URI,
    Schema,
    also,
    code,
    listing,
    maybe,
    record,
    ref,
    rows,
)
from agreements.register.deadline_outcomes import OUTCOMES
from agreements.register.deadline_rules import RULES
from agreements.register.deadlines import TYPES

_SHOWN: Final[dict[str, Schema]] = {"updated_at": INSTANT, "publication": NUMBER}
_OBJECT: Final[Schema] = {"type": "object", "additionalProperties": True}

ROW_COMPONENTS: Final[dict[str, Schema]] = {
    "SourceDetail": also(
        "RecordDetail",
        passages=rows(ref("Passage")),
        rows={
            **record(count=NUMBER, results=rows(ref("TableRow")), agreements_url=URI),
            "description": "Rows of this table that public records cite: how many, the first, and where all are.",
        },
    ),
    "TableRow": record(
        key=TEXT,
        locator_kind=TEXT,
        locator=TEXT,
        cited_by=rows(record(record_type=TEXT, id=TEXT, url=URI, html_url=URI)),
    ),
    "AgreementName": record(id=TEXT, title=TEXT, url=URI, html_url=URI),
    "RelationEnd": record(
        id=TEXT,
        title=TEXT,
        url=URI,
        html_url=URI,
        kind=MAYBE_TEXT,
        countries=rows(TEXT),
        institutions=rows(TEXT),
        sectors=rows(TEXT),
        signed=EDTF,
    ),
    "RelationRow": record(
        id=TEXT,
        key=TEXT,
        code=code(codelists.RELATION_LABELS),
        label=TEXT,
        inverse_label=TEXT,
        subject=ref("RelationEnd"),
        object=ref("RelationEnd"),
        date=EDTF,
        until=EDTF,
        extent=code(codelists.Extent.values),
        basis=BASIS,
        wording=TEXT,
        note=TEXT,
        preferred=FLAG,
        lost_reason=TEXT,
        **_SHOWN,
    ),
    "RelationRowList": listing("RelationRow", **SEARCHED),
    "EventRow": record(
        id=TEXT,
        agreement=ref("AgreementName"),
        key=TEXT,
        type=code(codelists.ACT_LABELS),
        label=TEXT,
        date=EDTF,
        takes_effect=EDTF,
        until=EDTF,
        observed_state=MAYBE_TEXT,
        ground=MAYBE_TEXT,
        basis=BASIS,
        place=TEXT,
        occasion=maybe(ref("Occasion")),
        actor=MAYBE_TEXT,
        note=TEXT,
        preferred=FLAG,
        lost_reason=TEXT,
        kind=code(codelists.Kind.values),
        countries=rows(TEXT),
        institutions=rows(TEXT),
        sectors=rows(TEXT),
        **_SHOWN,
    ),
    "EventRowList": listing("EventRow", **SEARCHED),
    "DeadlineRule": {
        **record(code=code(RULES), words=TEXT, inputs=_OBJECT),
        "description": "Why the day is a deadline. inputs hold what gave it: clause, counted_from, event, relation, "
        "session or planned_end, as they stand on the record.",
    },
    "DeadlineOutcome": {
        **record(
            code=code(OUTCOMES),
            label=TEXT,
            certain=FLAG,
            on=EDTF,
            successors=rows(TEXT),
        ),
        "description": "How it turned out, as known on as_of. on is the day that shows it; successors are the "
        "agreements that had replaced or renewed one that ended.",
    },
    "Deadline": record(
        uid={**TEXT, "description": "Its name for good: the same when its day is moved."},
        type=code(TYPES),
        label=TEXT,
        date=EDTF,
        earliest=DAY,
        latest=DAY,
        when={**code(("ahead", "now", "past")), "description": "now: one of its possible days has come."},
        record=record(
            type=code(("agreement", "program")), id=TEXT, title=TEXT, language=MAYBE_TEXT, url=URI, html_url=URI
        ),
        item=maybe(record(key=TEXT, title=MAYBE_TEXT)),
        kind=MAYBE_TEXT,
        countries=rows(TEXT),
        institutions=rows(ref("Institution")),
        sectors=rows(TEXT),
        agreements=rows(ref("AgreementName")),
        rule=ref("DeadlineRule"),
        term=maybe(record(number=NUMBER, first_day=EDTF, last_day=EDTF, by=code(("initial", "tacit-renewal")))),
        tacit_renewal={**FLAG, "description": "Whether the agreement is renewed when the day passes in silence."},
        basis=maybe(BASIS),
        outcome=maybe(ref("DeadlineOutcome")),
        **_SHOWN,
    ),
    "DeadlineList": listing("Deadline", **SEARCHED, facets=ref("Facets")),
}
