"""Evidence names the column of the table in which its value stands; a load knows the revision that it left behind."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from agreements.migrating import in_steps


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0004_never_emptied"),
    ]

    operations = in_steps(
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementevidence",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementevidence",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementevidence",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="institutionevidence",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="institutionevidence",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="institutionevidence",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="occasionevidence",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="occasionevidence",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="occasionevidence",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="agreementevidence",
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
            model_name="agreementevidenceevent",
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
            model_name="institutionevidence",
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
            model_name="institutionevidenceevent",
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
            model_name="loadedrecord",
            name="revision",
            field=models.PositiveBigIntegerField(blank=True, null=True, verbose_name="revision after the load"),
        ),
        migrations.AddField(
            model_name="occasionevidence",
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
            model_name="occasionevidenceevent",
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
            model_name="agreementevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_agreementevidenceevent" ("agreement_id", "basis", "column", "confirmed_by_id", "field", "id", "item", "key", "last_checked", "lost_reason", "part", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "reasoning", "stance", "stated_value", "value") VALUES (NEW."agreement_id", NEW."basis", NEW."column", NEW."confirmed_by_id", NEW."field", NEW."id", NEW."item", NEW."key", NEW."last_checked", NEW."lost_reason", NEW."part", NEW."passage_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."preferred", NEW."reasoning", NEW."stance", NEW."stated_value", NEW."value"); RETURN NULL;',
                    hash="0b58e068398837e364d8f2fcea5a37ae55ab5b00",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3ee15",
                    table="agreements_agreementevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_agreementevidenceevent" ("agreement_id", "basis", "column", "confirmed_by_id", "field", "id", "item", "key", "last_checked", "lost_reason", "part", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "reasoning", "stance", "stated_value", "value") VALUES (NEW."agreement_id", NEW."basis", NEW."column", NEW."confirmed_by_id", NEW."field", NEW."id", NEW."item", NEW."key", NEW."last_checked", NEW."lost_reason", NEW."part", NEW."passage_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."preferred", NEW."reasoning", NEW."stance", NEW."stated_value", NEW."value"); RETURN NULL;',
                    hash="6bae6a9074ec263a324908a89c43e284837c9e05",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c8c96",
                    table="agreements_agreementevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_agreementevidenceevent" ("agreement_id", "basis", "column", "confirmed_by_id", "field", "id", "item", "key", "last_checked", "lost_reason", "part", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "reasoning", "stance", "stated_value", "value") VALUES (OLD."agreement_id", OLD."basis", OLD."column", OLD."confirmed_by_id", OLD."field", OLD."id", OLD."item", OLD."key", OLD."last_checked", OLD."lost_reason", OLD."part", OLD."passage_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."preferred", OLD."reasoning", OLD."stance", OLD."stated_value", OLD."value"); RETURN NULL;',
                    hash="23bb4674f44adf6932ba17c134045b8c14adacf1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_eba08",
                    table="agreements_agreementevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institutionevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_institutionevidenceevent" ("basis", "column", "confirmed_by_id", "field", "id", "institution_id", "item", "key", "last_checked", "lost_reason", "part", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "reasoning", "stance", "stated_value", "value") VALUES (NEW."basis", NEW."column", NEW."confirmed_by_id", NEW."field", NEW."id", NEW."institution_id", NEW."item", NEW."key", NEW."last_checked", NEW."lost_reason", NEW."part", NEW."passage_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."preferred", NEW."reasoning", NEW."stance", NEW."stated_value", NEW."value"); RETURN NULL;',
                    hash="413488122d282a804eca544716b35f3f352064ba",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f7654",
                    table="agreements_institutionevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institutionevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_institutionevidenceevent" ("basis", "column", "confirmed_by_id", "field", "id", "institution_id", "item", "key", "last_checked", "lost_reason", "part", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "reasoning", "stance", "stated_value", "value") VALUES (NEW."basis", NEW."column", NEW."confirmed_by_id", NEW."field", NEW."id", NEW."institution_id", NEW."item", NEW."key", NEW."last_checked", NEW."lost_reason", NEW."part", NEW."passage_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."preferred", NEW."reasoning", NEW."stance", NEW."stated_value", NEW."value"); RETURN NULL;',
                    hash="f0404d290c3ffe87e1fdff2f9692cc2a24998ead",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_553ed",
                    table="agreements_institutionevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institutionevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_institutionevidenceevent" ("basis", "column", "confirmed_by_id", "field", "id", "institution_id", "item", "key", "last_checked", "lost_reason", "part", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "reasoning", "stance", "stated_value", "value") VALUES (OLD."basis", OLD."column", OLD."confirmed_by_id", OLD."field", OLD."id", OLD."institution_id", OLD."item", OLD."key", OLD."last_checked", OLD."lost_reason", OLD."part", OLD."passage_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."preferred", OLD."reasoning", OLD."stance", OLD."stated_value", OLD."value"); RETURN NULL;',
                    hash="fc23c7a6ac4f6ea3b065f6c294da0c72d86ef4af",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a1ed6",
                    table="agreements_institutionevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occasionevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_occasionevidenceevent" ("basis", "column", "confirmed_by_id", "field", "id", "item", "key", "last_checked", "lost_reason", "occasion_id", "part", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "reasoning", "stance", "stated_value", "value") VALUES (NEW."basis", NEW."column", NEW."confirmed_by_id", NEW."field", NEW."id", NEW."item", NEW."key", NEW."last_checked", NEW."lost_reason", NEW."occasion_id", NEW."part", NEW."passage_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."preferred", NEW."reasoning", NEW."stance", NEW."stated_value", NEW."value"); RETURN NULL;',
                    hash="23609c8a71144d8493f77749529aa95676d1d8b2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a66f1",
                    table="agreements_occasionevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occasionevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "agreements_occasionevidenceevent" ("basis", "column", "confirmed_by_id", "field", "id", "item", "key", "last_checked", "lost_reason", "occasion_id", "part", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "reasoning", "stance", "stated_value", "value") VALUES (NEW."basis", NEW."column", NEW."confirmed_by_id", NEW."field", NEW."id", NEW."item", NEW."key", NEW."last_checked", NEW."lost_reason", NEW."occasion_id", NEW."part", NEW."passage_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."preferred", NEW."reasoning", NEW."stance", NEW."stated_value", NEW."value"); RETURN NULL;',
                    hash="f9daaa3cb05b081f2747701538d460e2257fd91d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7a4e9",
                    table="agreements_occasionevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occasionevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "agreements_occasionevidenceevent" ("basis", "column", "confirmed_by_id", "field", "id", "item", "key", "last_checked", "lost_reason", "occasion_id", "part", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "reasoning", "stance", "stated_value", "value") VALUES (OLD."basis", OLD."column", OLD."confirmed_by_id", OLD."field", OLD."id", OLD."item", OLD."key", OLD."last_checked", OLD."lost_reason", OLD."occasion_id", OLD."part", OLD."passage_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."preferred", OLD."reasoning", OLD."stance", OLD."stated_value", OLD."value"); RETURN NULL;',
                    hash="7d40e3e328c967b7fe93f34eef5ed3a9c1edca7c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_29c2d",
                    table="agreements_occasionevidence",
                    when="AFTER",
                ),
            ),
        ),
    )
