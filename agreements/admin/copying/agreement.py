"""What is copied of an agreement: parties without their persons, subjects, forms, titles as ours, and the clause."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements import publishing
from agreements.admin.copying.dates import years_later
from agreements.admin.copying.plan import CopyForm, Plan
from agreements.models import Act, Agreement, Clause, Relation
from agreements.partial_dates.forms import PartialDateFormField

EMPTY, SHIFT = "empty", "shift"
#: Where the old text says it; another text has other numbers.
ARTICLES = ("duration_article", "renewal_article", "notice_article", "termination_article", "survival_article")


class AgreementCopyForm(CopyForm):
    """Asks for the signature, for what becomes of the dates in the clause, and how the new one acts on the old."""

    signed = PartialDateFormField(label=_("Signed on"), required=False)
    dates = forms.ChoiceField(
        label=_("Dates in the clause"),
        choices=[
            (EMPTY, _("Leave them empty")),
            (SHIFT, _("Move them by the years between the two signatures")),
        ],
        initial=EMPTY,
        widget=forms.RadioSelect,
        help_text=_(
            "Only whole years are moved. A duration until a date becomes unknown where the date is left empty."
        ),
    )
    relation = forms.ChoiceField(
        label=_("Relation to the old one"),
        choices=[
            ("", _("None")),
            ("renews", _("The new one renews the old one")),
            ("replaces", _("The new one replaces the old one")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        """Refuse to move dates by years that are not known."""
        given = super().clean() or self.cleaned_data
        if given.get("dates") == SHIFT and "signed" not in self.errors and years_between(self.record, given) is None:
            self.add_error("dates", _("Both signatures must be known for that."))
        return given


def years_between(old: Any, given: dict[str, Any]) -> int | None:
    """Return the years from the old signature to the new one; None where one of them is unknown."""
    signed = given.get("signed")
    return None if signed is None or old.signed is None else signed.first.year - old.signed.first.year


def _prepare(new: Agreement, old: Agreement, given: dict[str, Any]) -> None:
    new.acts_status = "given" if given["signed"] else ""


def _finish(new: Agreement, old: Agreement, given: dict[str, Any]) -> None:
    new.titles.update(basis="ours", prevails=False)
    clause = Clause.objects.filter(agreement=old).first()
    if clause is not None:
        _copy_clause(clause, new, years_between(old, given) if given["dates"] == SHIFT else None)
    if given["signed"]:
        Act.objects.create(agreement=new, type="signed", date=given["signed"])
    if given["relation"]:
        Relation.objects.create(subject=new, object=old, code=given["relation"])
    publishing.settle_working(new)


def _copy_clause(clause: Clause, new: Agreement, years: int | None) -> None:
    clause.pk = None
    clause._state.adding = True
    clause.agreement = new
    for name in ("until_date", "counting_date"):
        setattr(clause, name, None if years is None else years_later(getattr(clause, name), years))
    for name in ARTICLES:
        setattr(clause, name, "")
    if clause.duration_kind == "until-date" and clause.until_date is None:
        clause.duration_kind = "unknown"
    if clause.counting_start == "date" and clause.counting_date is None:
        clause.counting_start = "effective"
    clause.save()


PLAN = Plan(
    form=AgreementCopyForm,
    fields=(
        *("kind", "original_designation", "legal_force", "level"),
        *("parties_status", "sectors_status", "territorial_scope"),
    ),
    rows={"titles": (), "parties": ("person",), "sector_rows": (), "form_rows": ()},
    copied=(
        _("kind, legal force, level and territorial scope"),
        _("parties with their offices"),
        _("titles, as words of ours"),
        _("sectors and forms of cooperation"),
        _("the clause on duration and renewal, without the numbers of its articles"),
    ),
    left_out=(
        _("identifiers and the address of the official text"),
        _("persons who signed"),
        _("acts other than the signature that you give here, and relations"),
        _("sums of money, summaries and the occasion"),
        _("evidence: what proves the old one proves nothing of the new one"),
        _("public and internal notes"),
    ),
    prepare=_prepare,
    finish=_finish,
)
