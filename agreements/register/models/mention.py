"""Mentions: which records the latest publication of a record names, whether or not they are public yet.

An index made from the facts of present publications, and rewritten with every publication of its holder. The door finds
neighbours with it, the passages that public records cite, and what would be left hanging by a withdrawal; without it
each of these would read every publication. The audit makes it anew and compares.
"""

from __future__ import annotations

from django.db import models


class Mention(models.Model):
    """One record names another.

    ``what`` is the code of a relation, ``basis`` (a programme rests on an agreement), ``passage`` (evidence cites it),
    ``row`` (evidence cites rows of this source, which is a table; mentioned once)
    or ``name`` (a party, place, subject or parent). ``item`` is the key of the relation or passage. ``needed`` says
    that the target must be public for the holder to be; the others are left out of the holder's document until it is.
    ``value`` is the place of a cited passage (locator and position, never its words).
    """

    holder_type = models.CharField(max_length=24)
    holder_id = models.CharField(max_length=120)
    target_type = models.CharField(max_length=24)
    target_id = models.CharField(max_length=120)
    what = models.CharField(max_length=24)
    item = models.CharField(max_length=80, blank=True, default="")
    needed = models.BooleanField()
    value = models.JSONField(null=True)

    class Meta:
        db_table = "register_mention"
        constraints = [
            models.UniqueConstraint(
                fields=["holder_type", "holder_id", "target_type", "target_id", "what", "item"], name="mention_once"
            )
        ]
        indexes = [models.Index(fields=["target_type", "target_id", "what"], name="mention_of_target")]

    def __str__(self) -> str:
        return f"{self.holder_type}/{self.holder_id} {self.what} {self.target_type}/{self.target_id}"
