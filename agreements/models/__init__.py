"""Working records: the editors' side of the house (domain section 10).

Import models from here. Arrows run one way inside: ``evidence``, ``relation``, ``life`` -> ``agreement`` ->
``occasion``, ``source`` -> ``reference`` -> ``base`` -> ``guards``. Nothing that serves the public imports this
package; publications are derived from it by ``agreements.publishing``.
"""

from agreements.models.agreement import (
    Agreement,
    AgreementForm,
    AgreementSector,
    Amount,
    Identifier,
    Party,
    Title,
)
from agreements.models.evidence import AgreementEvidence, EvidenceBase, InstitutionEvidence, OccasionEvidence
from agreements.models.life import Act, Clause
from agreements.models.loading import LoadedRecord
from agreements.models.occasion import Occasion, OccasionParticipant
from agreements.models.reference import (
    Country,
    CountryAlias,
    CountrySuccession,
    Institution,
    InstitutionChange,
    InstitutionName,
    Sector,
    SectorCode,
)
from agreements.models.relation import Relation
from agreements.models.source import Passage, Source

__all__ = [
    "Act",
    "Agreement",
    "AgreementEvidence",
    "AgreementForm",
    "AgreementSector",
    "Amount",
    "Clause",
    "Country",
    "CountryAlias",
    "CountrySuccession",
    "EvidenceBase",
    "Identifier",
    "Institution",
    "InstitutionChange",
    "InstitutionEvidence",
    "InstitutionName",
    "LoadedRecord",
    "Occasion",
    "OccasionEvidence",
    "OccasionParticipant",
    "Party",
    "Passage",
    "Relation",
    "Sector",
    "SectorCode",
    "Source",
    "Title",
]
