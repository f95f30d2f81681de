"""Texts that ``plain.read`` takes as they are and that need a closer look: amounts of money, addresses on the web."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_noop as _

from agreements.importing.profile.rules import Number
from agreements.loading.plain import Unfit

_IS_URL = URLValidator(schemes=["http", "https"])


def read_amount(text: str, form: Number) -> str:
    """Give an amount in whole units with cents; ``Unfit`` where it is none, or finer than cents."""
    plain = text
    if form.thousands and form.thousands in text:
        sign = re.escape(form.thousands)
        if not re.match(rf"[0-9]{{1,3}}({sign}[0-9]{{2,3}})*{sign}[0-9]{{3}}(?![0-9])", text):
            raise Unfit(f"'{text}' is no amount with '{form.thousands}' between thousands.")
        plain = text.replace(form.thousands, "")
    if form.decimal != ".":
        if "." in plain:
            raise Unfit(f"'{text}' is no amount with '{form.decimal}' before its decimals.")
        plain = plain.replace(form.decimal, ".")
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?", plain):
        raise Unfit(f"'{text}' is no amount.")
    try:
        value = Decimal(plain) * Decimal(form.scale)
        cents = value.quantize(Decimal("0.01"))
    except InvalidOperation:
        raise Unfit(f"'{text}' is no amount that can be kept.") from None
    if cents != value:
        raise Unfit(f"'{text}' is finer than a hundredth.")
    if len(cents.as_tuple().digits) > 24:
        raise Unfit(f"'{text}' has more than 24 digits.")
    return f"{cents:f}"


def check_url(value: str) -> None:
    """Raise ``Unfit`` for what no page may link to: any other scheme runs or fetches something else."""
    try:
        _IS_URL(value)
    except ValidationError:
        raise Unfit(_("This is no address on the web that begins with http:// or https://.")) from None
