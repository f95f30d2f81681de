"""The door between the editors' side and the public side: the only place that writes publications and their entries.

``publish``, ``withdraw``, ``restore`` and ``merge`` change the register, ``rederive`` follows a change of the rules;
``proposed`` and ``proposed_withdrawal`` derive what these would write, neighbours included, and write nothing;
``missing`` says what a record lacks; ``settle_working`` keeps an agreement's derived columns. Other applications add
their kinds of records with ``register``.
"""

from agreements.publishing.door import merge, publish, rederive, restore, withdraw
from agreements.publishing.gate import NotPublishable, missing, missing_of
from agreements.publishing.kinds import OWN
from agreements.publishing.naming import Named, Ref
from agreements.publishing.proposing import Change, Proposal, proposed, proposed_withdrawal
from agreements.publishing.registry import Missing, RecordKind, kind, kind_of, kinds, ref_of, register
from agreements.publishing.sequence import heed_all_triggers
from agreements.publishing.working import findings_of_working, settle_these, settle_working

for _own in OWN:
    register(_own)

__all__ = [
    "Change",
    "Missing",
    "Named",
    "NotPublishable",
    "Proposal",
    "RecordKind",
    "Ref",
    "findings_of_working",
    "heed_all_triggers",
    "kind",
    "kind_of",
    "kinds",
    "merge",
    "missing",
    "missing_of",
    "proposed",
    "proposed_withdrawal",
    "publish",
    "rederive",
    "ref_of",
    "register",
    "restore",
    "settle_these",
    "settle_working",
    "withdraw",
]
