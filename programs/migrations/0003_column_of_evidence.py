"""Evidence of programmes names the column of the table in which its value stands."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from agreements.migrating import in_steps


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0002_never_emptied"),
    ]

    operations = in_steps(
        pgtrigger.migrations.RemoveTrigger(
            model_name="programevidence",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programevidence",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programevidence",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="programevidence",
            name="column",
            field=models.CharField(
                blank=True,
                default="",
                help_text="The column of the table in which the value stands.",
                max_length=120,
                verbose_name="column",
            ),
        ),
        migrations.AddField(
            model_name="programevidenceevent",
            name="column",
            field=models.CharField(
                blank=True,
                default="",
                help_text="The column of the table in which the value stands.",
                max_length=120,
                verbose_name="column",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programs_programevidenceevent" ("basis", "column", "confirmed_by_id", "field", "id", "item", "key", "last_checked", "lost_reason", "part", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "program_id", "reasoning", "stance", "stated_value", "value") VALUES (NEW."basis", NEW."column", NEW."confirmed_by_id", NEW."field", NEW."id", NEW."item", NEW."key", NEW."last_checked", NEW."lost_reason", NEW."part", NEW."passage_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."preferred", NEW."program_id", NEW."reasoning", NEW."stance", NEW."stated_value", NEW."value"); RETURN NULL;',
                    hash="7f29fb81151e9c4269aaae422bc53382e41035df",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bac05",
                    table="programs_programevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programs_programevidenceevent" ("basis", "column", "confirmed_by_id", "field", "id", "item", "key", "last_checked", "lost_reason", "part", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "program_id", "reasoning", "stance", "stated_value", "value") VALUES (NEW."basis", NEW."column", NEW."confirmed_by_id", NEW."field", NEW."id", NEW."item", NEW."key", NEW."last_checked", NEW."lost_reason", NEW."part", NEW."passage_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."preferred", NEW."program_id", NEW."reasoning", NEW."stance", NEW."stated_value", NEW."value"); RETURN NULL;',
                    hash="46e7c4e5a75d6725a1d39d41c5b0da1d4d76a69f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_63238",
                    table="programs_programevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programs_programevidenceevent" ("basis", "column", "confirmed_by_id", "field", "id", "item", "key", "last_checked", "lost_reason", "part", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "program_id", "reasoning", "stance", "stated_value", "value") VALUES (OLD."basis", OLD."column", OLD."confirmed_by_id", OLD."field", OLD."id", OLD."item", OLD."key", OLD."last_checked", OLD."lost_reason", OLD."part", OLD."passage_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."preferred", OLD."program_id", OLD."reasoning", OLD."stance", OLD."stated_value", OLD."value"); RETURN NULL;',
                    hash="2e77a12e437dcdb472c9d02200b0cac64a5f725a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_efbb7",
                    table="programs_programevidence",
                    when="AFTER",
                ),
            ),
        ),
    )
