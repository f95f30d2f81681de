"""Names that nobody knew: an editor says whom they mean, and the register's table of names knows them from then on.

A country gets an alias, an institution another name. Both are changes of that record by this editor, like any other:
they count for every import at once, and readers find the record by them after its next publication.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from agreements.codelists import Stage
from agreements.desk.acting import because
from agreements.desk.models import ImportRun
from agreements.models import Country, CountryAlias, Institution, InstitutionName
from agreements.models.refusal import sentence_of

#: So many names are asked for on one page.
MOST = 100
_HANGUL, _HAN = re.compile(r"[\uac00-\ud7af\u1100-\u11ff]"), re.compile(r"[\u3400-\u9fff]")
COUNTRY = ("agreements.add_countryalias", "agreements.change_country")
INSTITUTION = ("agreements.add_institutionname", "agreements.change_institution")


@dataclass(slots=True)
class UnknownName:
    """A name of a file with what is said of it, as the form shows it."""

    name: str
    count: int = 0
    columns: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    means: str = ""
    language: str = ""
    error: str = ""


class NotANameError(ValueError):
    """What was typed names nothing, or cannot be kept; the message is a sentence for the editor."""


def may_name(request: HttpRequest) -> bool:
    """Whether this user may add names to the register's table."""
    return request.user.has_perms((*COUNTRY, *INSTITUTION))


def unknown_names(run: ImportRun) -> list[UnknownName]:
    """Return the names that nobody knew at the last preview, with the language that their letters suggest."""
    return [
        UnknownName(
            one["name"],
            one["count"],
            tuple(one["columns"]),
            tuple(one["suggestions"]),
            language=language_of(one["name"]),
        )
        for one in run.report.get("unresolved", ())[:MOST]
    ]


def language_of(name: str) -> str:
    """Return the language in which a name is probably written; English for Latin letters, until an editor says more."""
    return "ko" if _HANGUL.search(name) else "zh-hans" if _HAN.search(name) else "en"


def add_all(request: HttpRequest, run: ImportRun, given: list[UnknownName]) -> bool:
    """Add names, all or none; return whether they were added. What stands against one is said in its ``error``."""
    with transaction.atomic():
        because(_("Names in the file %(file)s") % {"file": run.file_name})
        for one in given:
            try:
                with transaction.atomic():
                    add(request, one)
            except NotANameError as refusal:
                one.error = str(refusal)
        refused = any(one.error for one in given)
        transaction.set_rollback(refused)
    return not refused


def add(request: HttpRequest, given: UnknownName) -> None:
    """Give a country or an institution the name; ``NotANameError`` with the reason where that cannot be."""
    record = _meant(given.means)
    row: Any
    if isinstance(record, Country):
        row = CountryAlias(country=record, language=given.language, name=given.name)
    else:
        row = InstitutionName(institution=record, language=given.language, name=given.name)
    try:
        row.full_clean(exclude=["key"])
        row.save()
    except ValidationError as error:
        raise NotANameError(" ".join(error.messages)) from None
    except IntegrityError as error:
        raise NotANameError(sentence_of(error)) from None
    kind: Any = admin.site._registry[type(record)]
    kind.log_change(request, record, _("Name added: %(name)s") % {"name": given.name})


def _meant(typed: str) -> Country | Institution:
    """Return the record that was meant, locked: a country by its code, an institution by its address."""
    code = typed.strip()
    found: Country | Institution | None = None
    if len(code) == 2 and code.isascii():
        found = Country.objects.select_for_update().filter(code=code.upper()).first()
    elif code.isascii():
        living = Institution.objects.exclude(stage__in=[Stage.MERGED, Stage.WITHDRAWN])
        found = living.select_for_update(of=("self",)).filter(slug=code.lower()).first()
    if found is None:
        raise NotANameError(_("There is no country with this code and no institution with this address."))
    return found


def typed_names(request: HttpRequest, run: ImportRun) -> list[UnknownName]:
    """Return the names of the last preview with what was typed for each."""
    asked = unknown_names(run)
    typed = {
        request.POST.get(f"name-{n}", ""): (
            request.POST.get(f"means-{n}", "").replace("\x00", "").strip()[:120],
            request.POST.get(f"language-{n}", "").replace("\x00", "").strip().lower()[:12],
        )
        for n in range(MOST)
    }
    for one in asked:
        one.means, language = typed.get(one.name, ("", ""))
        one.language = language or one.language
    return asked
