"""What a record's form says of its reviews: that it waits, or that it was returned, why, and where."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from agreements.admin.review.four_eyes import eyes_on
from agreements.admin.review.places import Places
from agreements.admin.review.saying import path_words
from agreements.admin.review.submitting import reviews_of, why_not_sent
from agreements.codelists import Stage
from agreements.desk.models import ReviewState


def beside_form(admin: Any, request: HttpRequest, record: Any) -> dict[str, Any]:
    """Return the last submission while it concerns the editor, its remarks with their places, and what can be done."""
    last = reviews_of(record).first()
    waits = last is not None and last.state == ReviewState.OPEN
    concerns = waits or (last is not None and last.state == ReviewState.RETURNED)
    remarks = list(last.comments.all()) if concerns else []
    places = Places(record, "") if remarks else None
    sendable = not why_not_sent(record, last if waits else None)
    return {
        "review": last if concerns else None,
        "review_waits": waits,
        "review_remarks": [
            (r, path_words(r.path), places.link(r.path) if places is not None and r.path else "") for r in remarks
        ],
        "review_address": admin.record_page_address(record, "review"),
        "may_send": sendable and admin.has_change_permission(request, record),
        "may_save_and_send": not waits and record.stage not in (Stage.WITHDRAWN, Stage.MERGED),
        "may_publish": admin.has_publish_permission(request) and not eyes_on([record])[record.pk].bars(request.user),
    }
