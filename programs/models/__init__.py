"""Working records of programmes: programmes, what they rest on, who leads them, their activities and sessions.

Import models from here. They stand on ``agreements.models`` and never the other way round.
"""

from programs.models.activity import Activity, Session
from programs.models.evidence import ProgramEvidence
from programs.models.program import Program, ProgramBasis, ProgramForm, ProgramLead, ProgramSector, ProgramTitle

__all__ = [
    "Activity",
    "Program",
    "ProgramBasis",
    "ProgramEvidence",
    "ProgramForm",
    "ProgramLead",
    "ProgramSector",
    "ProgramTitle",
    "Session",
]
