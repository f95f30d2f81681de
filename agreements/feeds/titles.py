"""What a feed or calendar is called: its list, and the question by which it was narrowed."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.register.query import Query

TITLES: Final = {
    "agreements": gettext_lazy("Agreements"),
    "programs": gettext_lazy("Programmes"),
    "countries": gettext_lazy("Countries"),
    "institutions": gettext_lazy("Institutions"),
    "sectors": gettext_lazy("Subjects"),
    "sources": gettext_lazy("Sources"),
    "deadlines": gettext_lazy("Deadlines"),
    "changes": gettext_lazy("What changed in the register"),
}
#: What does not narrow a list.
STEERING: Final = ("cursor", "page_size", "lang", "ordering", "fields", "expand", "facets")


def feed_title(name: str, query: Query, *, calendar: bool = False) -> str:
    """Call a feed or a calendar in the language that is active."""
    what = str(TITLES[name])
    if calendar and name != "deadlines":
        what = _("Deadlines: %(name)s") % {"name": what}
    asked = query.without(*STEERING)
    narrowed = f" ({', '.join(f'{key}={value}' for key, value in asked.pairs)})" if asked.pairs else ""
    return f"{what}{narrowed} · {_('Register of bilateral cooperation')}"
