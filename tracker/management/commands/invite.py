"""Make an account, or open one again: prints a link by which the person sets a password, once."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from agreements.desk.acting import acting
from tracker.accounts.admin import end_all_sessions


class Command(BaseCommand):
    """``manage.py invite NAME --email ADDRESS --role editor``; ``--again`` for somebody who forgot the password."""

    help = (
        "Makes an account for the desk and prints a link by which its person sets a password: valid once, for three "
        "days. With --again the same for an account that is there, whose sessions then end."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take name, address, roles, and what to do with an account that is there."""
        parser.add_argument("name", help="user name")
        parser.add_argument("--email", default="", help="e-mail address, by which one can log in as well")
        parser.add_argument("--role", action="append", default=[], help="editor, reviewer or administrator")
        parser.add_argument("--again", action="store_true", help="a new link for an account that is there")
        parser.add_argument(
            "--forget-second-factor", action="store_true", help="with --again: remove authenticators and passkeys"
        )
        parser.add_argument("--site", default="", help="where the register is, such as https://register.example")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make or open the account in one transaction, then print the link."""
        with transaction.atomic(), acting("invite", reason=f"invite {options['name']}"):
            person = self._opened(options) if options["again"] else self._made(options)
            if options["forget_second_factor"]:
                Authenticator.objects.filter(user=person).delete()
            for name in options["role"]:
                person.groups.add(_group(name))
        key = default_token_generator.make_token(person)
        address = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])
        self.stdout.write(f"{options['site'].rstrip('/') or _site()}{address}")

    def _made(self, options: dict[str, Any]) -> User:
        person = User(username=options["name"], email=options["email"], is_staff=True)
        person.set_unusable_password()
        try:
            if options["email"]:
                validate_email(options["email"])
            person.full_clean(exclude=["password"])
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        if options["email"] and User.objects.filter(email__iexact=options["email"]).exists():
            raise CommandError(f"There is an account with the address {options['email']}.")
        person.save()
        return person

    def _opened(self, options: dict[str, Any]) -> User:
        person = User.objects.select_for_update(no_key=True).filter(username=options["name"]).first()
        if person is None:
            raise CommandError(f"There is no account {options['name']!r}. Without --again one is made.")
        if not person.is_active:
            raise CommandError(f"The account {options['name']!r} is closed. An administrator can open it at the desk.")
        person.set_unusable_password()
        person.save(update_fields=["password"])
        end_all_sessions([person])
        return person


def _group(name: str) -> Group:
    found = Group.objects.filter(name__iexact=name).first()
    if found is None:
        known = ", ".join(Group.objects.order_by("name").values_list("name", flat=True)) or "none yet"
        raise CommandError(f"There is no role {name!r}. Roles: {known}. Make them with: manage.py make_roles")
    return found


def _site() -> str:
    hosts = [host for host in settings.ALLOWED_HOSTS if host.strip(".") and "*" not in host]
    host = hosts[0].lstrip(".") if hosts else "localhost"
    if settings.SESSION_COOKIE_SECURE:
        return f"https://{host}"
    return f"http://{host}:{os.environ.get('PORT') or '8000'}"
