"""Where the pages of duplicates stand: three of a record, and those above single records.

Looking, comparing and saying "they are two" is open to every editor; merging and taking back to reviewers.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from agreements.admin.duplicates.merging import merge_page
from agreements.admin.duplicates.overview import DuplicatesMixin
from agreements.admin.duplicates.pair import compare, duplicates_of
from agreements.admin.duplicates.parts import may_compare, may_merge
from agreements.admin.record_pages import RecordPage
from agreements.duplicates import proposals_for

__all__ = ["COMPARE", "DUPLICATES", "MERGE", "DuplicatesMixin"]

DUPLICATES = RecordPage(
    "duplicates",
    _("Possible duplicates"),
    duplicates_of,
    may_compare,
    lambda request, record: len(proposals_for(record)),
)
COMPARE = RecordPage("compare", "", compare, may_compare)
MERGE = RecordPage("merge", "", merge_page, may_merge)
