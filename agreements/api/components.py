"""The shapes of answers as JSON Schema (2020-12, as OpenAPI 3.1 uses it): the contract's "API", in a machine's words.

Written by hand beside the read layer and held to it by a test that validates real answers, because what is promised to
clients should change only when somebody means it.
"""

from __future__ import annotations

from typing import Any, Final

from agreements import codelists

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": "string"}
MAYBE_TEXT: Final[Schema] = {"type": ["string", "null"]}
NUMBER: Final[Schema] = {"type": "integer"}
FLAG: Final[Schema] = {"type": "boolean"}
URI: Final[Schema] = {"type": "string", "format": "uri"}
INSTANT: Final[Schema] = {"type": "string", "format": "date-time"}
MAYBE_INSTANT: Final[Schema] = {"type": ["string", "null"], "format": "date-time"}
DAY: Final[Schema] = {"type": "string", "format": "date"}
EDTF: Final[Schema] = {
    "type": ["string", "null"],
    "description": "A date as EDTF (ISO 8601-2), known to the day, month or year, or two days between which it lies.",
    "examples": ["2024", "2024-06", "2024-06-15", "2024-06-10/2024-06-20"],
}


def ref(name: str) -> Schema:
    """Point to a component."""
    return {"$ref": f"#/components/schemas/{name}"}


def maybe(schema: Schema) -> Schema:
    """Allow null beside a schema."""
    return {"anyOf": [schema, {"type": "null"}]}


def rows(schema: Schema) -> Schema:
    """Make a list."""
    return {"type": "array", "items": schema}


def code(codes: Any) -> Schema:
    """Make a code of a code list."""
    return {"type": "string", "enum": list(codes)}


def record(**properties: Schema) -> Schema:
    """Make an object that always has all of these members; clients must bear further ones."""
    return {"type": "object", "required": list(properties), "properties": properties}


def also(base: str, **properties: Schema) -> Schema:
    """Make an object that has more members than another."""
    return {"allOf": [ref(base), record(**properties)]}


def listing(item: str, **optional: Schema) -> Schema:
    """Make the list of a component; ``optional`` are members that are given only where they were asked for."""
    found = record(
        as_of=DAY,
        known_at=MAYBE_INSTANT,
        count=NUMBER,
        next=maybe(URI),
        previous=maybe(URI),
        results=rows(ref(item)),
    )
    found["properties"] |= optional
    return found


#: What a list that is searched may say beside its rows.
SEARCHED: Final[dict[str, Schema]] = {
    "count_is_minimum": {**FLAG, "description": "True: there are more rows than count says. Only with q."},
    "suggestions": {**rows(TEXT), "description": "With q, where nothing was found: words that find something."},
}


STATES: Final = list(codelists.STATE_LABELS)
DATE_STATUS: Final = code(("stated", "computed", "open-ended", "unknown"))
BASIS: Final = code(("presumed", "inferred", "computed", "stated"))
BY: Final = {"type": ["string", "null"], "enum": ["initial", "tacit-renewal", "express-renewal", "extension", None]}
BEGAN_BY: Final = maybe(record(kind=code(("act", "relation", "clause")), key=TEXT))

COMPONENTS: Final[dict[str, Schema]] = {
    "Clocks": record(as_of=DAY, known_at=MAYBE_INSTANT),
    "Title": record(language=TEXT, title=TEXT, basis=code(codelists.TitleBasis.values)),
    "Institution": record(id=TEXT, name=TEXT, acronym=MAYBE_TEXT),
    "Party": record(
        country=MAYBE_TEXT,
        institution=maybe(ref("Institution")),
        role=code(codelists.Role.values),
        person=MAYBE_TEXT,
        office=MAYBE_TEXT,
    ),
    "State": record(
        as_of=DAY,
        state=code(STATES),
        group={"type": ["string", "null"], "enum": ["running", "ended", None]},
        certain=FLAG,
        possible_states=rows(code(STATES)),
        basis=BASIS,
        by=BY,
        since=EDTF,
        until=EDTF,
        until_status=DATE_STATUS,
        because=TEXT,
        began_by=BEGAN_BY,
    ),
    "Lapse": record(
        predecessor=TEXT,
        successor=TEXT,
        relation=code(("replaces", "renews")),
        days=record(min=NUMBER, max=NUMBER),
        last_day=EDTF,
        first_day=EDTF,
        basis=BASIS,
    ),
    "Agreement": record(
        id=TEXT,
        url=URI,
        html_url=URI,
        title=TEXT,
        titles=rows(ref("Title")),
        identifiers=rows(record(scheme=TEXT, value=TEXT)),
        kind=code(codelists.Kind.values),
        legal_force=code(codelists.LegalForceCode.values),
        level=code(codelists.Level.values),
        parties=rows(ref("Party")),
        parties_status=code(codelists.GivenStatus.values),
        acts_status=code(codelists.GivenStatus.values),
        sectors_status=code(codelists.SectorsStatus.values),
        sectors=rows(TEXT),
        forms=rows(code(codelists.Form.values)),
        signed=EDTF,
        effective=EDTF,
        ends=EDTF,
        ends_status=DATE_STATUS,
        state=ref("State"),
        lapses=rows(ref("Lapse")),
        next_decision=EDTF,
        updated_at=INSTANT,
        publication=NUMBER,
    ),
    "Event": record(
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
        occasion=MAYBE_TEXT,
        actor=MAYBE_TEXT,
        note=TEXT,
        preferred=FLAG,
        lost_reason=TEXT,
    ),
    "Relation": record(
        key=TEXT,
        code=code(codelists.RELATION_LABELS),
        direction=code(("out", "in")),
        label=TEXT,
        subject=TEXT,
        object=TEXT,
        other=record(id=TEXT, title=TEXT, url=URI, html_url=URI),
        date=EDTF,
        until=EDTF,
        extent=code(codelists.Extent.values),
        basis=BASIS,
        wording=TEXT,
        note=TEXT,
        preferred=FLAG,
        lost_reason=TEXT,
    ),
    "Term": record(
        number=NUMBER, first_day=EDTF, last_day=EDTF, by=code(("initial", "tacit-renewal")), decision=EDTF, current=FLAG
    ),
    "Passage": record(
        key=TEXT,
        locator_kind=MAYBE_TEXT,
        locator=MAYBE_TEXT,
        start={"type": ["integer", "null"]},
        end={"type": ["integer", "null"]},
        quote=MAYBE_TEXT,
        prefix=MAYBE_TEXT,
        suffix=MAYBE_TEXT,
    ),
    "Evidence": record(
        key=TEXT,
        part=TEXT,
        item=TEXT,
        field=TEXT,
        path=TEXT,
        stance=code(codelists.Stance.values),
        value=TEXT,
        stated_value=TEXT,
        basis=BASIS,
        reasoning=TEXT,
        preferred=FLAG,
        lost_reason=TEXT,
        confirmed=FLAG,
        confirmed_by={"type": ["string", "null"]},
        last_checked={"type": ["string", "null"], "format": "date"},
        source=record(id=TEXT, title=TEXT, publisher=MAYBE_TEXT, published=EDTF, language=MAYBE_TEXT, html_url=URI),
        passage=maybe(ref("Passage")),
        column={**TEXT, "description": "The column of a table in which the value stands; empty elsewhere."},
    ),
    "Occasion": record(id=TEXT, name=TEXT, kind=MAYBE_TEXT, date=EDTF, place=MAYBE_TEXT, html_url=URI),
    "Standing": record(
        code=code((*STATES, "running", "ended")),
        group=FLAG,
        may=rows(rows({"type": ["string", "null"], "format": "date"})),
        surely=rows(rows({"type": ["string", "null"], "format": "date"})),
        basis=BASIS,
        by=BY,
        began_by=BEGAN_BY,
        since=EDTF,
        until=EDTF,
        until_status=DATE_STATUS,
        reason=record(code=TEXT, values={"type": "object"}),
        terms=maybe({"type": "object"}),
    ),
    "AgreementDetail": {
        "allOf": [
            ref("Clocks"),
            ref("Agreement"),
            record(
                summary=MAYBE_TEXT,
                summaries=rows(record(language=TEXT, summary=TEXT)),
                original_designation=TEXT,
                public_notes=TEXT,
                territorial_scope=TEXT,
                official_text_url=TEXT,
                amounts=rows(record(amount=TEXT, currency=TEXT, note=TEXT)),
                findings=rows(record(severity=code(("contradiction", "note")), code=TEXT, words=TEXT)),
                events=rows(ref("Event")),
                relations=rows(ref("Relation")),
                clause=maybe({"type": "object"}),
                terms=rows(ref("Term")),
                evidence=rows(ref("Evidence")),
                unsourced=rows(TEXT),
                programs=rows(record(id=TEXT, url=URI, html_url=URI, title=TEXT, kind=TEXT, how=TEXT)),
                occasion=maybe(ref("Occasion")),
                standings=rows(ref("Standing")),
            ),
        ]
    },
    "AgreementList": listing("Agreement", **SEARCHED, facets=ref("Facets")),
    "Facets": {
        "type": "object",
        "description": "For each filter its values, each counted with that filter's own choice left out.",
        "additionalProperties": rows(record(value=TEXT, label=TEXT, count=NUMBER, selected=FLAG)),
    },
    "StandingList": also("Clocks", id=TEXT, state=ref("State"), count=NUMBER, results=rows(ref("Standing"))),
    "EvidenceList": also("Clocks", id=TEXT, unsourced=rows(TEXT), count=NUMBER, results=rows(ref("Evidence"))),
    "Step": record(number=NUMBER, type=TEXT, time=INSTANT, reason=TEXT, readable=FLAG, url=maybe(URI)),
    "History": also("Clocks", id=TEXT, count=NUMBER, results=rows(ref("Step"))),
    "Record": record(id=TEXT, name=TEXT, url=URI, html_url=URI, updated_at=INSTANT, publication=NUMBER),
    "RecordDetail": {"allOf": [ref("Clocks"), ref("Record")]},
    "RecordList": listing("Record", **SEARCHED),
    "CodeList": record(id=TEXT, codes=rows(record(code=TEXT, label=TEXT))),
    "CodeListList": listing("CodeList"),
    "Change": record(
        number=NUMBER,
        record_type=TEXT,
        id=TEXT,
        type=code(codelists.PublicationType.values),
        time=INSTANT,
        reason=TEXT,
        target=MAYBE_TEXT,
        url=URI,
    ),
    "ChangeList": listing("Change"),
    "PublicationDetail": also("Change", as_of=DAY, known_at=MAYBE_INSTANT, document=maybe({"type": "object"})),
    "Problem": record(type=URI, title=TEXT, status=NUMBER, detail=TEXT, instance=TEXT),
    "ParameterProblem": also("Problem", errors=rows(record(parameter=TEXT, message=TEXT, allowed=rows(TEXT)))),
    "Sparse": {
        "type": "object",
        "required": ["as_of", "known_at"],
        "properties": {"as_of": DAY, "known_at": MAYBE_INSTANT},
        "description": "The answer to fields=: of a record, or of each row of a list, the members asked for.",
    },
    "LinkedData": {
        "type": "object",
        "required": ["@context"],
        "properties": {"@context": {"type": "object"}, "@id": URI},
        "description": "The same answer as JSON-LD 1.1, with the context that says what its members mean.",
    },
    "Index": {"allOf": [ref("Clocks"), {"type": "object", "additionalProperties": True}]},
    "ProblemType": record(type=URI, status=NUMBER, title=TEXT, meaning=TEXT),
    "ProblemTypeList": record(count=NUMBER, results=rows(ref("ProblemType"))),
}
