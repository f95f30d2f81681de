"""The number of a page, of what comes in numbered pages inside one page: passages of a source, lanes of a pair."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from agreements.pages.visiting import Visit
from agreements.register.problems import BadParametersError, BadValueError, said, shown


def page_number(visited: Visit, last: int) -> int:
    """Read ``page``, the first where it is absent; ``BadParametersError`` for what is none of the pages to ``last``."""
    text = visited.query.one("page") or "1"
    if not re.fullmatch(r"[1-9][0-9]{0,5}", text, re.ASCII) or int(text) > last:
        allowed = "1" if last == 1 else said(_("1 to {most}"), most=last)
        error = BadValueError(said(_("{typed} is none of the pages here."), typed=shown(text)), (allowed,))
        raise BadParametersError([error.of("page")])
    return int(text)
