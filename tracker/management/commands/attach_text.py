"""``manage.py attach_text SOURCE FILE``: attach the text of a source, so that its passages show their words."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agreements.seeding.attaching import TextRefused, attach_text


class Command(BaseCommand):
    """Attach a source's text after checking its sha-256, and publish the source again."""

    help = "Attach the text of a source: check its sha-256, put the quoted words beside its passages, publish it again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the source and the file."""
        parser.add_argument("source", metavar="SOURCE", help="The address (slug) of the source.")
        parser.add_argument("file", metavar="FILE", type=Path, help="The text: UTF-8, exactly as it was recorded.")

    def handle(self, *, source: str, file: Path, **options: Any) -> None:
        """Attach, and say what was done; a text that is refused changes nothing."""
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        try:
            done = attach_text(source, data)
        except TextRefused as refusal:
            raise CommandError(f"{refusal}\nNothing was changed.") from refusal
        if done.changed:
            again = "published again" if done.published else "not published"
            told = f"{done.characters} characters attached, {done.passages} passages show their words; {again}."
        else:
            told = f"this text was attached already; {done.passages} passages, nothing changed."
        self.stdout.write(f"{source}: {told}")
        if done.first_sum:
            self.stdout.write("The source had no sha-256; the one of this file is recorded now.")
        for note in done.notes:
            self.stdout.write(note)
