"""What a file may say of a record: for each kind of record its fields, its rows and what evidence may name.

The names of parts are those that evidence uses (``act``, ``party``, ``title``), so that a file, an evidence row and a
public document speak of the same thing by the same path. Types and code lists are read off the models, so that they are
written down once.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models as db

from agreements import models
from agreements.models import EvidenceBase
from agreements.models.base import Keyed
from agreements.models.evidence import Citable


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a record: ``[name.key]`` in a file.

    ``value_field`` is filled by the key where the file leaves it out (a sector, a form); ``single`` is a part without
    key, of which there is at most one (the clause); ``natural`` names the fields that identify a row of a table that
    has no keys of its own; ``keyed`` rows also keep their order.
    """

    name: str
    model: type[db.Model]
    fields: tuple[str, ...]
    parent_field: str = "agreement"
    value_field: str = ""
    single: bool = False
    natural: tuple[str, ...] = ()

    @property
    def keyed(self) -> bool:
        """Whether the rows have keys and an order of their own."""
        return issubclass(self.model, Keyed)


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of record; kinds of lower ``rank`` are written first, because later ones name them."""

    kind: str
    model: type[db.Model]
    rank: int
    fields: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    evidence: type[EvidenceBase] | None = None

    @property
    def citable(self) -> Citable:
        """The parts and fields that evidence may name; empty where the record carries no evidence."""
        return self.evidence.CITABLE if self.evidence else {}

    @property
    def all_parts(self) -> dict[str, Part]:
        """The parts by name, and the evidence rows, which no file writes as a part."""
        found = {part.name: part for part in self.parts}
        if self.evidence is not None:
            found["evidence"] = Part("evidence", self.evidence, EVIDENCE_FIELDS, self.evidence.record_field)
        return found


EVIDENCE_FIELDS = (
    "part",
    "item",
    "field",
    "stance",
    "passage",
    "value",
    "stated_value",
    "column",
    "basis",
    "reasoning",
    "preferred",
    "lost_reason",
    "last_checked",
)
PASSAGE_FIELDS = ("locator_kind", "locator", "start", "end")
NOTES = ("public_notes", "internal_notes")

SHAPES: dict[str, Shape] = {}


def register(shape: Shape) -> None:
    """Make a kind of record known to loads."""
    SHAPES[shape.kind] = shape


def shape_of_model(model: type[db.Model]) -> Shape | None:
    """Return the kind of record that a model holds, or ``None``."""
    return next((shape for shape in SHAPES.values() if shape.model is model), None)


register(
    Shape(
        "country",
        models.Country,
        0,
        ("code", "name_en", "name_ko", "name_zh", "ended"),
        (
            Part("alias", models.CountryAlias, ("language", "name"), "country", natural=("language", "name")),
            Part("successor", models.CountrySuccession, ("successor",), "country", natural=("successor",)),
        ),
    )
)
register(
    Shape(
        "institution",
        models.Institution,
        1,
        ("country", "kind", "parent", "website", *NOTES),
        (
            Part("name", models.InstitutionName, ("language", "name", "acronym", "since", "until"), "institution"),
            Part("change", models.InstitutionChange, ("successor", "what", "date"), "institution"),
        ),
        models.InstitutionEvidence,
    )
)
register(
    Shape(
        "sector",
        models.Sector,
        1,
        ("parent", "name_en", "name_ko", "name_zh"),
        (Part("code", models.SectorCode, ("scheme", "code"), "sector"),),
    )
)
register(
    Shape(
        "source",
        models.Source,
        2,
        (
            "title",
            "kind",
            "publisher",
            "author",
            "language",
            "url",
            "published",
            "published_basis",
            "published_reasoning",
            "retrieved",
            "sha256",
            "licence",
            *NOTES,
        ),
        (Part("passage", models.Passage, PASSAGE_FIELDS, "source"),),
    )
)
register(
    Shape(
        "occasion",
        models.Occasion,
        3,
        ("kind", "name_en", "name_ko", "name_zh", "date", "place", "country", "summary", "parent", *NOTES),
        (
            Part(
                "participant",
                models.OccasionParticipant,
                ("country", "institution", "person", "office"),
                "occasion",
            ),
        ),
        models.OccasionEvidence,
    )
)
register(
    Shape(
        "agreement",
        models.Agreement,
        4,
        (
            "kind",
            "original_designation",
            "legal_force",
            "level",
            "parties_status",
            "acts_status",
            "sectors_status",
            "summary",
            "summary_ko",
            "summary_zh",
            "occasion",
            "territorial_scope",
            "official_text_url",
            *NOTES,
        ),
        (
            Part("title", models.Title, ("language", "title", "basis", "prevails")),
            Part("identifier", models.Identifier, ("scheme", "value")),
            Part("party", models.Party, ("country", "institution", "role", "person", "office")),
            Part("sector", models.AgreementSector, ("sector",), value_field="sector"),
            Part("form", models.AgreementForm, ("form",), value_field="form"),
            Part("amount", models.Amount, ("amount", "currency", "note")),
            Part(
                "act",
                models.Act,
                (
                    "type",
                    "date",
                    "takes_effect",
                    "until",
                    "observed_state",
                    "ground",
                    "date_basis",
                    "place",
                    "occasion",
                    "actor",
                    "note",
                    "preferred",
                    "lost_reason",
                ),
            ),
            Part(
                "relation",
                models.Relation,
                (
                    "object",
                    "code",
                    "date",
                    "until",
                    "extent",
                    "basis",
                    "wording",
                    "note",
                    "preferred",
                    "lost_reason",
                ),
                "subject",
            ),
            Part(
                "clause",
                models.Clause,
                tuple(f.name for f in models.Clause._meta.concrete_fields if f.name not in ("id", "agreement")),
                single=True,
            ),
        ),
        models.AgreementEvidence,
    )
)
