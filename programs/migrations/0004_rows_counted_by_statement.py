"""New and deleted rows of programmes are counted and kept in history by the statement, not one by one."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from agreements.migrating import in_steps


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0003_column_of_evidence"),
    ]

    operations = in_steps(
        pgtrigger.migrations.RemoveTrigger(
            model_name="activity",
            name="touch_program_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="activity",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="activity",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="program",
            name="count_revision",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="program",
            name="address_stays",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="program",
            name="published_stays",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="program",
            name="no_cycle",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="program",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="program",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programbasis",
            name="touch_program_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programbasis",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programbasis",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programevidence",
            name="touch_program_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programevidence",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programevidence",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programform",
            name="touch_program_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programform",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programform",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programlead",
            name="touch_program_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programlead",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programlead",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programsector",
            name="touch_program_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programsector",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programsector",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programtitle",
            name="touch_program_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programtitle",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="programtitle",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="session",
            name="touch_program_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="session",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="session",
            name="delete_delete",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE programs_program SET revision = revision + 1 WHERE id = OLD.program_id;\n                IF NEW.program_id IS DISTINCT FROM OLD.program_id THEN\n                    UPDATE programs_program SET revision = revision + 1 WHERE id = NEW.program_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="ef5d1ac3f947968f8c2e651dbc3e6eec1e34122c",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_program_id_100dd",
                    table="programs_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(program_id), max(program_id), count(program_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE programs_program SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE programs_program AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT program_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="308e50b63fe9b28be464347b36f8b25645da2887",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_program_id_6cc6e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(program_id), max(program_id), count(program_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE programs_program SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE programs_program AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT program_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="9913c1a75ef740666f0524e8849139597e7e076c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_program_id_a8869",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_activityevent" ("actual_end", "actual_start", "form", "id", "institution_id", "key", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_end", "planned_start", "position", "program_id", "stated_state", "title", "title_ko", "title_zh") SELECT new_values."actual_end", new_values."actual_start", new_values."form", new_values."id", new_values."institution_id", new_values."key", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."planned_end", new_values."planned_start", new_values."position", new_values."program_id", new_values."stated_state", new_values."title", new_values."title_ko", new_values."title_zh" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="afc187bb6b3c0aae43d3ea2255523da3692d4472",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_395c0",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_activityevent" ("actual_end", "actual_start", "form", "id", "institution_id", "key", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_end", "planned_start", "position", "program_id", "stated_state", "title", "title_ko", "title_zh") SELECT old_values."actual_end", old_values."actual_start", old_values."form", old_values."id", old_values."institution_id", old_values."key", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."planned_end", old_values."planned_start", old_values."position", old_values."program_id", old_values."stated_state", old_values."title", old_values."title_ko", old_values."title_zh" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9a84d2370ff77886765a2bdca7e31beabce65222",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_05bde",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="program",
            trigger=pgtrigger.compiler.Trigger(
                name="count_revision",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW.revision IS DISTINCT FROM OLD.revision OR NEW."id" IS DISTINCT FROM OLD."id" OR NEW."slug" IS DISTINCT FROM OLD."slug" OR NEW."public_notes" IS DISTINCT FROM OLD."public_notes" OR NEW."internal_notes" IS DISTINCT FROM OLD."internal_notes" OR NEW."created_at" IS DISTINCT FROM OLD."created_at" OR NEW."kind" IS DISTINCT FROM OLD."kind" OR NEW."parent_id" IS DISTINCT FROM OLD."parent_id" OR NEW."occasion_id" IS DISTINCT FROM OLD."occasion_id" OR NEW."stated_state" IS DISTINCT FROM OLD."stated_state" OR NEW."planned_start" IS DISTINCT FROM OLD."planned_start" OR NEW."planned_end" IS DISTINCT FROM OLD."planned_end" OR NEW."actual_start" IS DISTINCT FROM OLD."actual_start" OR NEW."actual_end" IS DISTINCT FROM OLD."actual_end" OR NEW."sectors_status" IS DISTINCT FROM OLD."sectors_status" OR NEW."summary" IS DISTINCT FROM OLD."summary" OR NEW."summary_ko" IS DISTINCT FROM OLD."summary_ko" OR NEW."summary_zh" IS DISTINCT FROM OLD."summary_zh")',
                    func='\n            IF NEW."id" IS DISTINCT FROM OLD."id" OR NEW."slug" IS DISTINCT FROM OLD."slug" OR NEW."public_notes" IS DISTINCT FROM OLD."public_notes" OR NEW."internal_notes" IS DISTINCT FROM OLD."internal_notes" OR NEW."created_at" IS DISTINCT FROM OLD."created_at" OR NEW."kind" IS DISTINCT FROM OLD."kind" OR NEW."parent_id" IS DISTINCT FROM OLD."parent_id" OR NEW."occasion_id" IS DISTINCT FROM OLD."occasion_id" OR NEW."stated_state" IS DISTINCT FROM OLD."stated_state" OR NEW."planned_start" IS DISTINCT FROM OLD."planned_start" OR NEW."planned_end" IS DISTINCT FROM OLD."planned_end" OR NEW."actual_start" IS DISTINCT FROM OLD."actual_start" OR NEW."actual_end" IS DISTINCT FROM OLD."actual_end" OR NEW."sectors_status" IS DISTINCT FROM OLD."sectors_status" OR NEW."summary" IS DISTINCT FROM OLD."summary" OR NEW."summary_ko" IS DISTINCT FROM OLD."summary_ko" OR NEW."summary_zh" IS DISTINCT FROM OLD."summary_zh"\n            THEN NEW.revision := GREATEST(NEW.revision, OLD.revision + 1);\n            ELSE NEW.revision := GREATEST(NEW.revision, OLD.revision);\n            END IF;\n            RETURN NEW;\n        ',
                    hash="8f7463363eba071732a664bd9e8c41a9c60ef868",
                    operation="UPDATE",
                    pgid="pgtrigger_count_revision_54d90",
                    table="programs_program",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="program",
            trigger=pgtrigger.compiler.Trigger(
                name="address_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.published_revision IS NOT NULL AND NEW.slug IS DISTINCT FROM OLD.slug)",
                    func="RAISE EXCEPTION 'record_address_stays: The address of a record that was once public never changes.' USING ERRCODE = 'check_violation', CONSTRAINT = 'record_address_stays', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                    hash="749943d710366d8cc72e3cfd49480ae1db56ac94",
                    operation="UPDATE",
                    pgid="pgtrigger_address_stays_7bcee",
                    table="programs_program",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="program",
            trigger=pgtrigger.compiler.Trigger(
                name="published_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.published_revision IS NOT NULL)",
                    func="RAISE EXCEPTION 'record_published_stays: A record that was once public is withdrawn or merged, never deleted.' USING ERRCODE = 'check_violation', CONSTRAINT = 'record_published_stays', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                    hash="02addebe7c28c61e57eec086394162a143588379",
                    operation="DELETE",
                    pgid="pgtrigger_published_stays_64c02",
                    table="programs_program",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="program",
            trigger=pgtrigger.compiler.Trigger(
                name="no_cycle",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.parent_id IS NOT NULL)",
                    declare="DECLARE hit boolean;",
                    func="\n            PERFORM pg_advisory_xact_lock(hashtext('programs_program.no_cycle'));\n            WITH RECURSIVE above(id) AS (\n                SELECT NEW.parent_id\n                UNION\n                SELECT t.parent_id FROM programs_program t JOIN above a ON t.id = a.id WHERE t.parent_id IS NOT NULL\n            )\n            SELECT true INTO hit FROM above WHERE id = NEW.id LIMIT 1;\n            IF hit THEN\n                RAISE EXCEPTION 'program_no_cycle: A programme cannot be part of itself, directly or through others.' USING ERRCODE = 'check_violation', CONSTRAINT = 'program_no_cycle', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="2c7ce715cfe303067fe8a727ae4b580a7fd14ec6",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_no_cycle_4d841",
                    table="programs_program",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="program",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_programevent" ("actual_end", "actual_start", "created_at", "id", "internal_notes", "kind", "merged_into", "occasion_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_end", "planned_start", "public_notes", "published_revision", "revision", "sectors_status", "slug", "stage", "stated_state", "summary", "summary_ko", "summary_zh", "updated_at") SELECT new_values."actual_end", new_values."actual_start", new_values."created_at", new_values."id", new_values."internal_notes", new_values."kind", new_values."merged_into", new_values."occasion_id", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."planned_end", new_values."planned_start", new_values."public_notes", new_values."published_revision", new_values."revision", new_values."sectors_status", new_values."slug", new_values."stage", new_values."stated_state", new_values."summary", new_values."summary_ko", new_values."summary_zh", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a7b1991e6091590001e99969160e53bd901a09b7",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5a554",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_program",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="program",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_programevent" ("actual_end", "actual_start", "created_at", "id", "internal_notes", "kind", "merged_into", "occasion_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_end", "planned_start", "public_notes", "published_revision", "revision", "sectors_status", "slug", "stage", "stated_state", "summary", "summary_ko", "summary_zh", "updated_at") SELECT old_values."actual_end", old_values."actual_start", old_values."created_at", old_values."id", old_values."internal_notes", old_values."kind", old_values."merged_into", old_values."occasion_id", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."planned_end", old_values."planned_start", old_values."public_notes", old_values."published_revision", old_values."revision", old_values."sectors_status", old_values."slug", old_values."stage", old_values."stated_state", old_values."summary", old_values."summary_ko", old_values."summary_zh", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="29a55fbdc8ddfbf3930de8c9904f30d5281bdef9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7c1d4",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_program",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programbasis",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE programs_program SET revision = revision + 1 WHERE id = OLD.program_id;\n                IF NEW.program_id IS DISTINCT FROM OLD.program_id THEN\n                    UPDATE programs_program SET revision = revision + 1 WHERE id = NEW.program_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="ac41fb587117e7aef3c7d8f0b977f40605903855",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_program_id_51add",
                    table="programs_programbasis",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programbasis",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(program_id), max(program_id), count(program_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE programs_program SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE programs_program AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT program_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="1f043a3f0f0e3044253f3e78918fde28a95c3f24",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_program_id_45fd6",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_programbasis",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programbasis",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(program_id), max(program_id), count(program_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE programs_program SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE programs_program AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT program_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="6164cf8addf4d19d1a5a26d03e26f26274ea86e5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_program_id_8feaf",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_programbasis",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programbasis",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_programbasisevent" ("agreement_id", "how", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "program_id") SELECT new_values."agreement_id", new_values."how", new_values."id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."program_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6f62d18b3311233a36c8cb564568afd7c44e6582",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_53f1c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_programbasis",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programbasis",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_programbasisevent" ("agreement_id", "how", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "program_id") SELECT old_values."agreement_id", old_values."how", old_values."id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."program_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d60aedf86965b8351c945e4ae5ff317364196bc4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c687e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_programbasis",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE programs_program SET revision = revision + 1 WHERE id = OLD.program_id;\n                IF NEW.program_id IS DISTINCT FROM OLD.program_id THEN\n                    UPDATE programs_program SET revision = revision + 1 WHERE id = NEW.program_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="a08283eb91bb99badf8b0cdb6ee55fd02f024498",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_program_id_0cea2",
                    table="programs_programevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(program_id), max(program_id), count(program_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE programs_program SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE programs_program AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT program_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="a2645364bb7f6247375d48b291b3a550f6623df3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_program_id_51bdb",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_programevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(program_id), max(program_id), count(program_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE programs_program SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE programs_program AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT program_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="dae479e7c46158e66d53c62ed98150cb5f0287dc",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_program_id_6d3dc",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_programevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_programevidenceevent" ("basis", "column", "confirmed_by_id", "field", "id", "item", "key", "last_checked", "lost_reason", "part", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "program_id", "reasoning", "stance", "stated_value", "value") SELECT new_values."basis", new_values."column", new_values."confirmed_by_id", new_values."field", new_values."id", new_values."item", new_values."key", new_values."last_checked", new_values."lost_reason", new_values."part", new_values."passage_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."preferred", new_values."program_id", new_values."reasoning", new_values."stance", new_values."stated_value", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2fff00d1e511ae0cf96b333ab7e6ce450db7ae7e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bac05",
                    referencing="REFERENCING NEW TABLE AS new_values ",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_programevidenceevent" ("basis", "column", "confirmed_by_id", "field", "id", "item", "key", "last_checked", "lost_reason", "part", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "program_id", "reasoning", "stance", "stated_value", "value") SELECT old_values."basis", old_values."column", old_values."confirmed_by_id", old_values."field", old_values."id", old_values."item", old_values."key", old_values."last_checked", old_values."lost_reason", old_values."part", old_values."passage_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."preferred", old_values."program_id", old_values."reasoning", old_values."stance", old_values."stated_value", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="44b16096b8f3e7e34aa92d32c0a5dd20c5f3486c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_efbb7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_programevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programform",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE programs_program SET revision = revision + 1 WHERE id = OLD.program_id;\n                IF NEW.program_id IS DISTINCT FROM OLD.program_id THEN\n                    UPDATE programs_program SET revision = revision + 1 WHERE id = NEW.program_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="bd5ebc8a413b00a7aef2e0a3a285cce93e7b34e9",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_program_id_94497",
                    table="programs_programform",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programform",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(program_id), max(program_id), count(program_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE programs_program SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE programs_program AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT program_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="bf9900bc4163833da1f1a443c3f9624e1aff7928",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_program_id_90012",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_programform",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programform",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(program_id), max(program_id), count(program_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE programs_program SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE programs_program AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT program_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="cf255f007e27fc1d858fb6d8e4fffa51738cd03b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_program_id_63b87",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_programform",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programform",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_programformevent" ("form", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "program_id") SELECT new_values."form", new_values."id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."program_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="764db690c07bcdef5ec84a4e0b893dcca4454770",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4d927",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_programform",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programform",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_programformevent" ("form", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "program_id") SELECT old_values."form", old_values."id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."program_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="94115b1d76dee46aef8e4d9a0d74a8a0789b1220",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_558db",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_programform",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programlead",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE programs_program SET revision = revision + 1 WHERE id = OLD.program_id;\n                IF NEW.program_id IS DISTINCT FROM OLD.program_id THEN\n                    UPDATE programs_program SET revision = revision + 1 WHERE id = NEW.program_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="f256fda37f1dc06a31a9fc03572b4e0e490e84ef",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_program_id_61ab4",
                    table="programs_programlead",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programlead",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(program_id), max(program_id), count(program_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE programs_program SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE programs_program AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT program_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="efc826b344ca8075b92b8ab439f00bba097b08bd",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_program_id_e743d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_programlead",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programlead",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(program_id), max(program_id), count(program_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE programs_program SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE programs_program AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT program_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="0c45a767f1ae913b3bf6ef68a108a200496f1e24",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_program_id_e75f5",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_programlead",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programlead",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_programleadevent" ("country_id", "id", "institution_id", "key", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "program_id") SELECT new_values."country_id", new_values."id", new_values."institution_id", new_values."key", new_values."part", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."program_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="199a83c22d284a6f85368450d5a6df1905320952",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9376f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_programlead",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programlead",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_programleadevent" ("country_id", "id", "institution_id", "key", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "program_id") SELECT old_values."country_id", old_values."id", old_values."institution_id", old_values."key", old_values."part", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."program_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c945f9abf6a093a271644fce17e980d3075f6563",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d7400",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_programlead",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programsector",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE programs_program SET revision = revision + 1 WHERE id = OLD.program_id;\n                IF NEW.program_id IS DISTINCT FROM OLD.program_id THEN\n                    UPDATE programs_program SET revision = revision + 1 WHERE id = NEW.program_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="96334bcb9157f5ecb8311b5e8368b30f2e27c2cf",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_program_id_82f46",
                    table="programs_programsector",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programsector",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(program_id), max(program_id), count(program_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE programs_program SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE programs_program AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT program_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="8499b50ed2b6c60f7b8ee25b55e60a92317d5551",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_program_id_6402e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_programsector",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programsector",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(program_id), max(program_id), count(program_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE programs_program SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE programs_program AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT program_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="f9f5e8a027957f9788e19b0251a0c83284f64d1a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_program_id_93de5",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_programsector",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programsector",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_programsectorevent" ("id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "program_id", "sector_id") SELECT new_values."id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."program_id", new_values."sector_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8c0556748da511d5949d3324283a595d71e3c7b2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0b929",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_programsector",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programsector",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_programsectorevent" ("id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "program_id", "sector_id") SELECT old_values."id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."program_id", old_values."sector_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="848862235fbbc8ba96b3f79d4cfa3082bd9c37b7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1e3fc",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_programsector",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programtitle",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE programs_program SET revision = revision + 1 WHERE id = OLD.program_id;\n                IF NEW.program_id IS DISTINCT FROM OLD.program_id THEN\n                    UPDATE programs_program SET revision = revision + 1 WHERE id = NEW.program_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="377fd74f184457c4b530f1ef4637cc25cef9421a",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_program_id_b0bff",
                    table="programs_programtitle",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programtitle",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(program_id), max(program_id), count(program_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE programs_program SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE programs_program AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT program_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="b31b9df9d63e019292d2e94971f59f916627b1e0",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_program_id_9193e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_programtitle",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programtitle",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(program_id), max(program_id), count(program_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE programs_program SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE programs_program AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT program_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="24fc0aa263e97f724adb57439230aea95b05ee82",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_program_id_8e5a6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_programtitle",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programtitle",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_programtitleevent" ("basis", "id", "key", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "program_id", "title") SELECT new_values."basis", new_values."id", new_values."key", new_values."language", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."program_id", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a1633c3eaa99fcc98d84c329d3baa9e5918e74af",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f58db",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_programtitle",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programtitle",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_programtitleevent" ("basis", "id", "key", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "program_id", "title") SELECT old_values."basis", old_values."id", old_values."key", old_values."language", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."program_id", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c6e924821046ae052da680dcdf3e8aba7d56f679",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c00cb",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_programtitle",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="session",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE programs_program SET revision = revision + 1 WHERE id = OLD.program_id;\n                IF NEW.program_id IS DISTINCT FROM OLD.program_id THEN\n                    UPDATE programs_program SET revision = revision + 1 WHERE id = NEW.program_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="98734d421cdd757701df544a8b1f4efc9815caf5",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_program_id_ae104",
                    table="programs_session",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="session",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(program_id), max(program_id), count(program_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE programs_program SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE programs_program AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT program_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="d7be03520578a0edee90b1d4f6aed4c9789d6fcd",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_program_id_128a3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_session",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="session",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_program_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(program_id), max(program_id), count(program_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE programs_program SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE programs_program AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT program_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="2e50535c42894957a5d48a7bfee94b490aa4c23e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_program_id_27894",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_session",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="session",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_sessionevent" ("date", "id", "key", "note", "occasion_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "program_id", "stated_state", "title", "title_ko", "title_zh") SELECT new_values."date", new_values."id", new_values."key", new_values."note", new_values."occasion_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."program_id", new_values."stated_state", new_values."title", new_values."title_ko", new_values."title_zh" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e87f3e720b1090f7e48a252d60fbba4a3f5ccbd4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_89475",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="programs_session",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="session",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "programs_sessionevent" ("date", "id", "key", "note", "occasion_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "program_id", "stated_state", "title", "title_ko", "title_zh") SELECT old_values."date", old_values."id", old_values."key", old_values."note", old_values."occasion_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."program_id", old_values."stated_state", old_values."title", old_values."title_ko", old_values."title_zh" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ce4dd14d0dd7a3aeba134f7023eb7dd8a93d4450",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_241c8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="programs_session",
                    when="AFTER",
                ),
            ),
        ),
    )
