"""One factory a noun: the smallest valid working record, with fixed days and no chance.

``AgreementFactory()`` is a draft with nothing but an address; ``publishable_agreement()`` and ``publishable_program()``
have everything that publishing asks for, evidence included.
"""

from tests.factories.life import ActFactory, ClauseFactory, ObservationFactory, RelationFactory
from tests.factories.people import EditorFactory, SuperuserFactory, editor_with
from tests.factories.programs import (
    ActivityFactory,
    ProgramBasisFactory,
    ProgramEvidenceFactory,
    ProgramFactory,
    ProgramFormFactory,
    ProgramLeadFactory,
    ProgramSectorFactory,
    ProgramTitleFactory,
    SessionFactory,
    publishable_program,
)
from tests.factories.records import (
    AgreementFactory,
    AgreementFormFactory,
    AgreementSectorFactory,
    AmountFactory,
    IdentifierFactory,
    PartyFactory,
    TitleFactory,
)
from tests.factories.reference import (
    CountryAliasFactory,
    CountryFactory,
    CountrySuccessionFactory,
    InstitutionChangeFactory,
    InstitutionFactory,
    InstitutionNameFactory,
    OccasionFactory,
    OccasionParticipantFactory,
    SectorCodeFactory,
    SectorFactory,
)
from tests.factories.sources import (
    AgreementEvidenceFactory,
    InstitutionEvidenceFactory,
    LoadedRecordFactory,
    OccasionEvidenceFactory,
    PassageFactory,
    SourceFactory,
    cite,
    publishable_agreement,
)

__all__ = [
    "ActFactory",
    "ActivityFactory",
    "AgreementEvidenceFactory",
    "AgreementFactory",
    "AgreementFormFactory",
    "AgreementSectorFactory",
    "AmountFactory",
    "ClauseFactory",
    "CountryAliasFactory",
    "CountryFactory",
    "CountrySuccessionFactory",
    "EditorFactory",
    "IdentifierFactory",
    "InstitutionChangeFactory",
    "InstitutionEvidenceFactory",
    "InstitutionFactory",
    "InstitutionNameFactory",
    "LoadedRecordFactory",
    "ObservationFactory",
    "OccasionEvidenceFactory",
    "OccasionFactory",
    "OccasionParticipantFactory",
    "PartyFactory",
    "PassageFactory",
    "ProgramBasisFactory",
    "ProgramEvidenceFactory",
    "ProgramFactory",
    "ProgramFormFactory",
    "ProgramLeadFactory",
    "ProgramSectorFactory",
    "ProgramTitleFactory",
    "RelationFactory",
    "SectorCodeFactory",
    "SectorFactory",
    "SessionFactory",
    "SourceFactory",
    "SuperuserFactory",
    "TitleFactory",
    "cite",
    "editor_with",
    "publishable_agreement",
    "publishable_program",
]
