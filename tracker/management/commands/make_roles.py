"""``manage.py make_roles``: the groups editor, reviewer and administrator; the rules are in ``tracker.roles``."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.roles import ROLES, make_roles, put_into


class Command(BaseCommand):
    """Make the roles, say what had to be changed, and put an account into one of them where that is asked."""

    help = "Give the groups editor, reviewer and administrator exactly their permissions; a second run changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take an account and its role."""
        parser.add_argument("--user", help="put this account into a role, out of the other two, and into the desk")
        parser.add_argument("--role", choices=ROLES, help="the role of --user")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the roles."""
        username, role = options["user"], options["role"]
        if bool(username) != bool(role):
            raise CommandError("Name both: --user NAME --role ROLE.")
        for change in make_roles():
            made = "made" if change.made else "put right"
            self.stdout.write(f"{change.role}: {made}; {len(change.given)} permissions given.")
            for name in change.taken:
                self.stdout.write(f"{change.role}: {name} is not of this role and was taken away.")
        if username:
            try:
                put_into(username, role)
            except User.DoesNotExist:
                raise CommandError(
                    f"There is no account {username!r}. Make it first: createsuperuser, or at the desk."
                ) from None
            self.stdout.write(f"{username} is {role}.")
