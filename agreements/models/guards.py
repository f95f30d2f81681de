"""Rules that the database holds for every working table, each with the sentence that an editor reads.

A trigger raises ``check_violation`` under the name of its rule, so that whoever writes is stopped the same way; models
say the same thing in ``clean`` before that, and the admin turns what still slips through (two editors at once) into a
message.
"""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from agreements.codelists import Stage

Words = Any  # a str, or a translation of one that is made when it is read

_WORDS = {
    "relation_no_cycle": gettext_noop("An agreement cannot replace or renew itself, directly or through others."),
    "institution_no_cycle": gettext_noop("An institution cannot be part of itself, directly or through others."),
    "sector_no_cycle": gettext_noop("A sector cannot lie within itself, directly or through others."),
    "occasion_no_cycle": gettext_noop("An occasion cannot be part of itself, directly or through others."),
    "program_no_cycle": gettext_noop("A programme cannot be part of itself, directly or through others."),
    "act_actor_of_same_agreement": gettext_noop("The acting party must stand on the same agreement."),
    "act_actor_stays": gettext_noop(
        "An act names this party as the one that acts. Choose another acting party there, or take the act away too."
    ),
    "record_address_stays": gettext_noop("The address of a record that was once public never changes."),
    "record_published_stays": gettext_noop("A record that was once public is withdrawn or merged, never deleted."),
}

#: The sentences of the rules that triggers hold, by the name under which they are raised.
SENTENCES: dict[str, Words] = {rule: _(words) for rule, words in _WORDS.items()}


def given(name: str, field: str, message: Words) -> models.CheckConstraint:
    """Return the constraint that a column of text is not empty."""
    return models.CheckConstraint(condition=~models.Q(**{field: ""}), name=name, violation_error_message=message)


def not_before(
    name: str, last: str, first: str, message: Words, only: models.Q | None = None
) -> models.CheckConstraint:
    """Return the constraint that ``last`` may lie on or after ``first``; partial dates that overlap are in order.

    ``only`` narrows the rule to some rows. Unknown dates are never out of order.
    """
    condition = (
        models.Q(**{f"{first}__isnull": True})
        | models.Q(**{f"{last}__isnull": True})
        | ~models.Q(**{f"{last}__fully_lt": models.F(first)})
    )
    if only is not None:
        condition |= ~only
    return models.CheckConstraint(condition=condition, name=name, violation_error_message=message)


def record_constraints(model: str) -> list[models.BaseConstraint]:
    """Return the constraints on the stage of every record (domain section 10)."""
    return [
        models.CheckConstraint(
            condition=models.Q(stage__in=Stage.values),
            name=f"{model}_stage_known",
            violation_error_message=_("This is not a stage."),
        ),
        models.CheckConstraint(
            condition=models.Q(stage__in=[Stage.DRAFT, Stage.IN_REVIEW]) | models.Q(published_revision__isnull=False),
            name=f"{model}_public_has_published_revision",
            violation_error_message=_("A record that was once public knows its published revision."),
        ),
        models.CheckConstraint(
            condition=~models.Q(stage=Stage.MERGED) | ~models.Q(merged_into=""),
            name=f"{model}_merged_says_into_what",
            violation_error_message=_("A merged record names the record into which it went."),
        ),
    ]


def _raise(rule: str) -> str:
    return (
        f"RAISE EXCEPTION '{rule}: {_WORDS[rule]}' USING ERRCODE = 'check_violation', "
        f"CONSTRAINT = '{rule}', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;"
    )


ADDRESS_STAYS = pgtrigger.Trigger(
    name="address_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Condition("OLD.published_revision IS NOT NULL AND NEW.slug IS DISTINCT FROM OLD.slug"),
    func=_raise("record_address_stays"),
)
PUBLISHED_STAYS = pgtrigger.Trigger(
    name="published_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Delete,
    condition=pgtrigger.Condition("OLD.published_revision IS NOT NULL"),
    func=_raise("record_published_stays"),
)


def no_cycle_above(table: str, rule: str) -> pgtrigger.Trigger:
    """Return the trigger that keeps the ``parent_id`` of a table a tree; writers of one table wait for one another."""
    return pgtrigger.Trigger(
        name="no_cycle",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        condition=pgtrigger.Condition("NEW.parent_id IS NOT NULL"),
        declare=[("hit", "boolean")],
        func=f"""
            PERFORM pg_advisory_xact_lock(hashtext('{table}.no_cycle'));
            WITH RECURSIVE above(id) AS (
                SELECT NEW.parent_id
                UNION
                SELECT t.parent_id FROM {table} t JOIN above a ON t.id = a.id WHERE t.parent_id IS NOT NULL
            )
            SELECT true INTO hit FROM above WHERE id = NEW.id LIMIT 1;
            IF hit THEN
                {_raise(rule)}
            END IF;
            RETURN NULL;
        """,
    )


_SUCCEEDS = "code IN ('replaces', 'renews') AND preferred"
_NO_CIRCLE = f"""
    PERFORM pg_advisory_xact_lock(hashtext('agreements_relation.no_cycle'));
    WITH RECURSIVE chain(id) AS (
        SELECT {{object}}
        UNION
        SELECT r.object_id FROM agreements_relation r JOIN chain c ON r.subject_id = c.id
        WHERE r.code IN ('replaces', 'renews') AND r.preferred
    )
    SELECT true INTO hit FROM chain WHERE id = {{subject}} LIMIT 1;
    IF hit THEN
        {_raise("relation_no_cycle")}
    END IF;
"""
#: Relations of succession lead in no circle. Many new ones are walked together, by a plan made for their number: the
#: one that was made for an empty table would read the whole table for each of them.
NO_CYCLE_OF_SUCCESSION = (
    pgtrigger.Trigger(
        name="no_cycle",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(new__code__in=["replaces", "renews"], new__preferred=True),
        declare=[("hit", "boolean")],
        func=_NO_CIRCLE.format(object="NEW.object_id", subject="NEW.subject_id") + "RETURN NULL;",
    ),
    pgtrigger.Trigger(
        name="no_cycle_of_new",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        referencing=pgtrigger.Referencing(new="new_values"),  # type: ignore[no-untyped-call]
        declare=[("hit", "boolean"), ("number", "bigint"), ("one", "agreements_relation")],
        func=f"""
            SELECT count(*) INTO number FROM new_values WHERE {_SUCCEEDS};
            IF number = 0 THEN RETURN NULL; END IF;
            IF number = 1 THEN
                SELECT * INTO one FROM new_values WHERE {_SUCCEEDS};
                {_NO_CIRCLE.format(object="one.object_id", subject="one.subject_id")}
                RETURN NULL;
            END IF;
            PERFORM pg_advisory_xact_lock(hashtext('agreements_relation.no_cycle'));
            EXECUTE 'WITH RECURSIVE chain(start, id) AS ('
                ' SELECT subject_id, object_id FROM new_values WHERE code IN (''replaces'', ''renews'') AND preferred'
                ' UNION SELECT c.start, r.object_id FROM agreements_relation r JOIN chain c ON r.subject_id = c.id'
                ' WHERE r.code IN (''replaces'', ''renews'') AND r.preferred'
                ') SELECT true FROM chain WHERE start = id LIMIT 1' INTO hit;
            IF hit THEN
                {_raise("relation_no_cycle")}
            END IF;
            RETURN NULL;
        """,
    ),
)

ACTOR_OF_SAME_AGREEMENT = pgtrigger.Trigger(
    name="actor_of_same_agreement",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Condition("NEW.actor_id IS NOT NULL"),
    func=f"""
        IF NOT EXISTS (
            SELECT 1 FROM agreements_party p WHERE p.id = NEW.actor_id AND p.agreement_id = NEW.agreement_id
        ) THEN
            {_raise("act_actor_of_same_agreement")}
        END IF;
        RETURN NULL;
    """,
)


def refuse_cycle_above(record: Any, rule: str) -> None:
    """Raise ``ValidationError`` on ``parent`` if the record would lie within itself; a trigger holds the same line."""
    seen: set[int] = set()
    above = record.parent_id
    while above is not None and above not in seen:
        if above == record.pk:
            raise ValidationError({"parent": SENTENCES[rule]}, code=rule)
        seen.add(above)
        above = type(record)._default_manager.filter(pk=above).values_list("parent_id", flat=True).first()
