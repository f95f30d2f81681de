"""New and deleted rows are counted and kept in history by the statement, not one by one."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from agreements.migrating import in_steps


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0005_column_of_evidence"),
    ]

    operations = in_steps(
        pgtrigger.migrations.RemoveTrigger(
            model_name="act",
            name="touch_agreement_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="act",
            name="actor_of_same_agreement",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="act",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="act",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreement",
            name="address_stays",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreement",
            name="published_stays",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreement",
            name="count_revision",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreement",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreement",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementevidence",
            name="touch_agreement_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementevidence",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementevidence",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementform",
            name="touch_agreement_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementform",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementform",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementsector",
            name="touch_agreement_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementsector",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="agreementsector",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="amount",
            name="touch_agreement_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="amount",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="amount",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="clause",
            name="touch_agreement_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="clause",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="clause",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="country",
            name="count_revision",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="country",
            name="address_stays",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="country",
            name="published_stays",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="country",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="country",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="countryalias",
            name="touch_country_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="countryalias",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="countryalias",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="countrysuccession",
            name="touch_country_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="countrysuccession",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="countrysuccession",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="identifier",
            name="touch_agreement_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="identifier",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="identifier",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="institution",
            name="count_revision",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="institution",
            name="address_stays",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="institution",
            name="published_stays",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="institution",
            name="no_cycle",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="institution",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="institution",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="institutionchange",
            name="touch_institution_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="institutionchange",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="institutionchange",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="institutionevidence",
            name="touch_institution_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="institutionevidence",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="institutionevidence",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="institutionname",
            name="touch_institution_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="institutionname",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="institutionname",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="occasion",
            name="count_revision",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="occasion",
            name="address_stays",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="occasion",
            name="published_stays",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="occasion",
            name="no_cycle",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="occasion",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="occasion",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="occasionevidence",
            name="touch_occasion_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="occasionevidence",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="occasionevidence",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="occasionparticipant",
            name="touch_occasion_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="occasionparticipant",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="occasionparticipant",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="party",
            name="touch_agreement_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="party",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="party",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="passage",
            name="touch_source_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="passage",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="passage",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="relation",
            name="touch_subject_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="relation",
            name="no_cycle",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="relation",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="relation",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="sector",
            name="count_revision",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="sector",
            name="address_stays",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="sector",
            name="published_stays",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="sector",
            name="no_cycle",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="sector",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="sector",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="sectorcode",
            name="touch_sector_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="sectorcode",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="sectorcode",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="source",
            name="count_revision",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="source",
            name="address_stays",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="source",
            name="published_stays",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="source",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="source",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="title",
            name="touch_agreement_id",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="title",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="title",
            name="delete_delete",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="act",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE agreements_agreement SET revision = revision + 1 WHERE id = OLD.agreement_id;\n                IF NEW.agreement_id IS DISTINCT FROM OLD.agreement_id THEN\n                    UPDATE agreements_agreement SET revision = revision + 1 WHERE id = NEW.agreement_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="ae4aa9456a5168f4deb926ba9d7cfc00b0c43c5f",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_agreement_id_9f2ae",
                    table="agreements_act",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="act",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(agreement_id), max(agreement_id), count(agreement_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE agreements_agreement SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_agreement AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT agreement_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="ce5fa0f2e08c2147642b6268bd2e7b1a0626d00d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_agreement_id_1385c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_act",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="act",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(agreement_id), max(agreement_id), count(agreement_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE agreements_agreement SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_agreement AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT agreement_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="f383158bdfd7fab5e5ea5e1f7955281559850075",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_agreement_id_37137",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_act",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="act",
            trigger=pgtrigger.compiler.Trigger(
                name="actor_of_same_agreement",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.actor_id IS NOT NULL)",
                    func="\n        IF NOT EXISTS (\n            SELECT 1 FROM agreements_party p WHERE p.id = NEW.actor_id AND p.agreement_id = NEW.agreement_id\n        ) THEN\n            RAISE EXCEPTION 'act_actor_of_same_agreement: The acting party must stand on the same agreement.' USING ERRCODE = 'check_violation', CONSTRAINT = 'act_actor_of_same_agreement', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="7ccf57225dd78264cde12ca40f377c91729a0c1f",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_actor_of_same_agreement_8dd24",
                    table="agreements_act",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="act",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_actevent" ("actor_id", "agreement_id", "date", "date_basis", "ground", "id", "key", "lost_reason", "note", "observed_state", "occasion_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "position", "preferred", "takes_effect", "type", "until") SELECT new_values."actor_id", new_values."agreement_id", new_values."date", new_values."date_basis", new_values."ground", new_values."id", new_values."key", new_values."lost_reason", new_values."note", new_values."observed_state", new_values."occasion_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."position", new_values."preferred", new_values."takes_effect", new_values."type", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="dd63c58f66c62c1dee92e284b883625321c953d1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a39b2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_act",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="act",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_actevent" ("actor_id", "agreement_id", "date", "date_basis", "ground", "id", "key", "lost_reason", "note", "observed_state", "occasion_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "position", "preferred", "takes_effect", "type", "until") SELECT old_values."actor_id", old_values."agreement_id", old_values."date", old_values."date_basis", old_values."ground", old_values."id", old_values."key", old_values."lost_reason", old_values."note", old_values."observed_state", old_values."occasion_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."position", old_values."preferred", old_values."takes_effect", old_values."type", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b66e889a7bea853ba7ff73a80658d27d71b36c71",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_498f6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_act",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="count_revision",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW.revision IS DISTINCT FROM OLD.revision OR NEW."id" IS DISTINCT FROM OLD."id" OR NEW."slug" IS DISTINCT FROM OLD."slug" OR NEW."public_notes" IS DISTINCT FROM OLD."public_notes" OR NEW."internal_notes" IS DISTINCT FROM OLD."internal_notes" OR NEW."created_at" IS DISTINCT FROM OLD."created_at" OR NEW."kind" IS DISTINCT FROM OLD."kind" OR NEW."original_designation" IS DISTINCT FROM OLD."original_designation" OR NEW."legal_force" IS DISTINCT FROM OLD."legal_force" OR NEW."level" IS DISTINCT FROM OLD."level" OR NEW."parties_status" IS DISTINCT FROM OLD."parties_status" OR NEW."acts_status" IS DISTINCT FROM OLD."acts_status" OR NEW."sectors_status" IS DISTINCT FROM OLD."sectors_status" OR NEW."summary" IS DISTINCT FROM OLD."summary" OR NEW."summary_ko" IS DISTINCT FROM OLD."summary_ko" OR NEW."summary_zh" IS DISTINCT FROM OLD."summary_zh" OR NEW."occasion_id" IS DISTINCT FROM OLD."occasion_id" OR NEW."territorial_scope" IS DISTINCT FROM OLD."territorial_scope" OR NEW."official_text_url" IS DISTINCT FROM OLD."official_text_url")',
                    func='\n            IF NEW."id" IS DISTINCT FROM OLD."id" OR NEW."slug" IS DISTINCT FROM OLD."slug" OR NEW."public_notes" IS DISTINCT FROM OLD."public_notes" OR NEW."internal_notes" IS DISTINCT FROM OLD."internal_notes" OR NEW."created_at" IS DISTINCT FROM OLD."created_at" OR NEW."kind" IS DISTINCT FROM OLD."kind" OR NEW."original_designation" IS DISTINCT FROM OLD."original_designation" OR NEW."legal_force" IS DISTINCT FROM OLD."legal_force" OR NEW."level" IS DISTINCT FROM OLD."level" OR NEW."parties_status" IS DISTINCT FROM OLD."parties_status" OR NEW."acts_status" IS DISTINCT FROM OLD."acts_status" OR NEW."sectors_status" IS DISTINCT FROM OLD."sectors_status" OR NEW."summary" IS DISTINCT FROM OLD."summary" OR NEW."summary_ko" IS DISTINCT FROM OLD."summary_ko" OR NEW."summary_zh" IS DISTINCT FROM OLD."summary_zh" OR NEW."occasion_id" IS DISTINCT FROM OLD."occasion_id" OR NEW."territorial_scope" IS DISTINCT FROM OLD."territorial_scope" OR NEW."official_text_url" IS DISTINCT FROM OLD."official_text_url"\n            THEN NEW.revision := GREATEST(NEW.revision, OLD.revision + 1);\n            ELSE NEW.revision := GREATEST(NEW.revision, OLD.revision);\n            END IF;\n            RETURN NEW;\n        ',
                    hash="dbc20178ab95b8fcd1b0571dd1be76e4b79ad966",
                    operation="UPDATE",
                    pgid="pgtrigger_count_revision_c34e8",
                    table="agreements_agreement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="address_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.published_revision IS NOT NULL AND NEW.slug IS DISTINCT FROM OLD.slug)",
                    func="RAISE EXCEPTION 'record_address_stays: The address of a record that was once public never changes.' USING ERRCODE = 'check_violation', CONSTRAINT = 'record_address_stays', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                    hash="52ffa5ebdf3f07d6f3a48359e60dcdcb06c1a3fc",
                    operation="UPDATE",
                    pgid="pgtrigger_address_stays_418ae",
                    table="agreements_agreement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="published_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.published_revision IS NOT NULL)",
                    func="RAISE EXCEPTION 'record_published_stays: A record that was once public is withdrawn or merged, never deleted.' USING ERRCODE = 'check_violation', CONSTRAINT = 'record_published_stays', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                    hash="c3f1e3c6599b011067deaeba2e0973aef469ba1a",
                    operation="DELETE",
                    pgid="pgtrigger_published_stays_6bfae",
                    table="agreements_agreement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_agreementevent" ("acts_status", "created_at", "decisions", "effective", "ends", "ends_status", "id", "internal_notes", "kind", "legal_force", "level", "merged_into", "occasion_id", "official_text_url", "original_designation", "parties_status", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_notes", "published_revision", "revision", "sectors_status", "signed", "slug", "stage", "summary", "summary_ko", "summary_zh", "territorial_scope", "updated_at") SELECT new_values."acts_status", new_values."created_at", new_values."decisions", new_values."effective", new_values."ends", new_values."ends_status", new_values."id", new_values."internal_notes", new_values."kind", new_values."legal_force", new_values."level", new_values."merged_into", new_values."occasion_id", new_values."official_text_url", new_values."original_designation", new_values."parties_status", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_notes", new_values."published_revision", new_values."revision", new_values."sectors_status", new_values."signed", new_values."slug", new_values."stage", new_values."summary", new_values."summary_ko", new_values."summary_zh", new_values."territorial_scope", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ce9369303ac56c9a0e774dc097026af6342706f4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_13a93",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_agreementevent" ("acts_status", "created_at", "decisions", "effective", "ends", "ends_status", "id", "internal_notes", "kind", "legal_force", "level", "merged_into", "occasion_id", "official_text_url", "original_designation", "parties_status", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_notes", "published_revision", "revision", "sectors_status", "signed", "slug", "stage", "summary", "summary_ko", "summary_zh", "territorial_scope", "updated_at") SELECT old_values."acts_status", old_values."created_at", old_values."decisions", old_values."effective", old_values."ends", old_values."ends_status", old_values."id", old_values."internal_notes", old_values."kind", old_values."legal_force", old_values."level", old_values."merged_into", old_values."occasion_id", old_values."official_text_url", old_values."original_designation", old_values."parties_status", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_notes", old_values."published_revision", old_values."revision", old_values."sectors_status", old_values."signed", old_values."slug", old_values."stage", old_values."summary", old_values."summary_ko", old_values."summary_zh", old_values."territorial_scope", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="e9e260495a1269222e86267a8f27c5d1074d1f6b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a07e3",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE agreements_agreement SET revision = revision + 1 WHERE id = OLD.agreement_id;\n                IF NEW.agreement_id IS DISTINCT FROM OLD.agreement_id THEN\n                    UPDATE agreements_agreement SET revision = revision + 1 WHERE id = NEW.agreement_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="a2679f481ecc7ebcc969e96f5756c4360f349824",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_agreement_id_14b70",
                    table="agreements_agreementevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(agreement_id), max(agreement_id), count(agreement_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE agreements_agreement SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_agreement AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT agreement_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="5c8f3bb6e24064984bec6974898e56c291257c12",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_agreement_id_b77f2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_agreementevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(agreement_id), max(agreement_id), count(agreement_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE agreements_agreement SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_agreement AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT agreement_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="eecb412ee2b9299056cac60ccdd40cd85c4784ee",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_agreement_id_597e9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_agreementevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_agreementevidenceevent" ("agreement_id", "basis", "column", "confirmed_by_id", "field", "id", "item", "key", "last_checked", "lost_reason", "part", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "reasoning", "stance", "stated_value", "value") SELECT new_values."agreement_id", new_values."basis", new_values."column", new_values."confirmed_by_id", new_values."field", new_values."id", new_values."item", new_values."key", new_values."last_checked", new_values."lost_reason", new_values."part", new_values."passage_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."preferred", new_values."reasoning", new_values."stance", new_values."stated_value", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3cd8b44a888e4a4679a3e27dda092104d9e33341",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3ee15",
                    referencing="REFERENCING NEW TABLE AS new_values ",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_agreementevidenceevent" ("agreement_id", "basis", "column", "confirmed_by_id", "field", "id", "item", "key", "last_checked", "lost_reason", "part", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "reasoning", "stance", "stated_value", "value") SELECT old_values."agreement_id", old_values."basis", old_values."column", old_values."confirmed_by_id", old_values."field", old_values."id", old_values."item", old_values."key", old_values."last_checked", old_values."lost_reason", old_values."part", old_values."passage_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."preferred", old_values."reasoning", old_values."stance", old_values."stated_value", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="adc2ffd566d9b244912bea5d13e91c87287cbbd7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_eba08",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_agreementevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementform",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE agreements_agreement SET revision = revision + 1 WHERE id = OLD.agreement_id;\n                IF NEW.agreement_id IS DISTINCT FROM OLD.agreement_id THEN\n                    UPDATE agreements_agreement SET revision = revision + 1 WHERE id = NEW.agreement_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="433b759c922b60e8e7253be2aeb684cca136db78",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_agreement_id_09879",
                    table="agreements_agreementform",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementform",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(agreement_id), max(agreement_id), count(agreement_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE agreements_agreement SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_agreement AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT agreement_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="85bf8c973dfb220f48e44940444cacf0c42fde29",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_agreement_id_a2e87",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_agreementform",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementform",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(agreement_id), max(agreement_id), count(agreement_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE agreements_agreement SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_agreement AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT agreement_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="3a1f2b764150518e9824f99a824a2947311be425",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_agreement_id_f753c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_agreementform",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementform",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_agreementformevent" ("agreement_id", "form", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."agreement_id", new_values."form", new_values."id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e07d64e22069fc3b021d0661eeb83c04d578b2e0",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6787f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_agreementform",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementform",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_agreementformevent" ("agreement_id", "form", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT old_values."agreement_id", old_values."form", old_values."id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="1b29c83d4ef6fa08e36ff3c7dd3f6b7b9ddd9bb7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a3c69",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_agreementform",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementsector",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE agreements_agreement SET revision = revision + 1 WHERE id = OLD.agreement_id;\n                IF NEW.agreement_id IS DISTINCT FROM OLD.agreement_id THEN\n                    UPDATE agreements_agreement SET revision = revision + 1 WHERE id = NEW.agreement_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="7950e08c7d870d7fccc4b0f06f4460ff3ecb6589",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_agreement_id_9dcd6",
                    table="agreements_agreementsector",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementsector",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(agreement_id), max(agreement_id), count(agreement_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE agreements_agreement SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_agreement AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT agreement_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="455530ff471cfece753cd7a785c56ee8e5213e02",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_agreement_id_12836",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_agreementsector",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementsector",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(agreement_id), max(agreement_id), count(agreement_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE agreements_agreement SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_agreement AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT agreement_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="e843e88acab0d5a3e1b15b8cbb269aebaa7deb12",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_agreement_id_a2f96",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_agreementsector",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementsector",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_agreementsectorevent" ("agreement_id", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "sector_id") SELECT new_values."agreement_id", new_values."id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."sector_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4c2b8e1c0681f41064b1ea0f6cea5b30928ac428",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cdc49",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_agreementsector",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreementsector",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_agreementsectorevent" ("agreement_id", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "sector_id") SELECT old_values."agreement_id", old_values."id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."sector_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9e9ea72d89a6298f0a00f5e6e6763ddb4924ae11",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bb6b0",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_agreementsector",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="amount",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE agreements_agreement SET revision = revision + 1 WHERE id = OLD.agreement_id;\n                IF NEW.agreement_id IS DISTINCT FROM OLD.agreement_id THEN\n                    UPDATE agreements_agreement SET revision = revision + 1 WHERE id = NEW.agreement_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="1775f70fa682a1c2494521ff5de62ceb0ea444e7",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_agreement_id_4338f",
                    table="agreements_amount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="amount",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(agreement_id), max(agreement_id), count(agreement_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE agreements_agreement SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_agreement AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT agreement_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="e6e4baa9b0153b14fb2da3cec3409dce6aa92d1f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_agreement_id_eae61",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_amount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="amount",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(agreement_id), max(agreement_id), count(agreement_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE agreements_agreement SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_agreement AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT agreement_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="1f5daa711fefb94cbc74d031fdd07c6229d59439",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_agreement_id_5a460",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_amount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="amount",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_amountevent" ("agreement_id", "amount", "currency", "id", "key", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."agreement_id", new_values."amount", new_values."currency", new_values."id", new_values."key", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9d4822ff24a228c37aee8adcb03ea6a7967e2272",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_76d89",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_amount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="amount",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_amountevent" ("agreement_id", "amount", "currency", "id", "key", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT old_values."agreement_id", old_values."amount", old_values."currency", old_values."id", old_values."key", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="9b533a3259b57d6e66d6324b8c3d09164448597d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a6aaa",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_amount",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clause",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE agreements_agreement SET revision = revision + 1 WHERE id = OLD.agreement_id;\n                IF NEW.agreement_id IS DISTINCT FROM OLD.agreement_id THEN\n                    UPDATE agreements_agreement SET revision = revision + 1 WHERE id = NEW.agreement_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="979fac554df542f0dee196860c3b6eced7e3b201",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_agreement_id_c4654",
                    table="agreements_clause",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clause",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(agreement_id), max(agreement_id), count(agreement_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE agreements_agreement SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_agreement AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT agreement_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="7a2bbf23f8f0875e81db5b1bb037a3e25df72134",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_agreement_id_61d21",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_clause",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clause",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(agreement_id), max(agreement_id), count(agreement_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE agreements_agreement SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_agreement AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT agreement_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="ea99e1e63ca5c86a57f515391f044887c912f7d0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_agreement_id_1e6dd",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_clause",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clause",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_clauseevent" ("agreement_id", "basis", "counting_date", "counting_start", "duration_article", "duration_kind", "end_convention", "id", "initial_term", "max_renewals", "notice_article", "notice_period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renewal_article", "renewal_kind", "renewal_term", "survival_article", "survival_term", "termination_article", "termination_right", "until_date") SELECT new_values."agreement_id", new_values."basis", new_values."counting_date", new_values."counting_start", new_values."duration_article", new_values."duration_kind", new_values."end_convention", new_values."id", new_values."initial_term", new_values."max_renewals", new_values."notice_article", new_values."notice_period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."renewal_article", new_values."renewal_kind", new_values."renewal_term", new_values."survival_article", new_values."survival_term", new_values."termination_article", new_values."termination_right", new_values."until_date" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f41a294f9a83704ee4c624cd884e3cd4f5c59230",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0fd2d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_clause",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clause",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_clauseevent" ("agreement_id", "basis", "counting_date", "counting_start", "duration_article", "duration_kind", "end_convention", "id", "initial_term", "max_renewals", "notice_article", "notice_period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renewal_article", "renewal_kind", "renewal_term", "survival_article", "survival_term", "termination_article", "termination_right", "until_date") SELECT old_values."agreement_id", old_values."basis", old_values."counting_date", old_values."counting_start", old_values."duration_article", old_values."duration_kind", old_values."end_convention", old_values."id", old_values."initial_term", old_values."max_renewals", old_values."notice_article", old_values."notice_period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."renewal_article", old_values."renewal_kind", old_values."renewal_term", old_values."survival_article", old_values."survival_term", old_values."termination_article", old_values."termination_right", old_values."until_date" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="83c71a89d19a9eadb230732d9b84491e48c2220a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9df45",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_clause",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="country",
            trigger=pgtrigger.compiler.Trigger(
                name="count_revision",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW.revision IS DISTINCT FROM OLD.revision OR NEW."id" IS DISTINCT FROM OLD."id" OR NEW."slug" IS DISTINCT FROM OLD."slug" OR NEW."public_notes" IS DISTINCT FROM OLD."public_notes" OR NEW."internal_notes" IS DISTINCT FROM OLD."internal_notes" OR NEW."created_at" IS DISTINCT FROM OLD."created_at" OR NEW."code" IS DISTINCT FROM OLD."code" OR NEW."name_en" IS DISTINCT FROM OLD."name_en" OR NEW."name_ko" IS DISTINCT FROM OLD."name_ko" OR NEW."name_zh" IS DISTINCT FROM OLD."name_zh" OR NEW."ended" IS DISTINCT FROM OLD."ended")',
                    func='\n            IF NEW."id" IS DISTINCT FROM OLD."id" OR NEW."slug" IS DISTINCT FROM OLD."slug" OR NEW."public_notes" IS DISTINCT FROM OLD."public_notes" OR NEW."internal_notes" IS DISTINCT FROM OLD."internal_notes" OR NEW."created_at" IS DISTINCT FROM OLD."created_at" OR NEW."code" IS DISTINCT FROM OLD."code" OR NEW."name_en" IS DISTINCT FROM OLD."name_en" OR NEW."name_ko" IS DISTINCT FROM OLD."name_ko" OR NEW."name_zh" IS DISTINCT FROM OLD."name_zh" OR NEW."ended" IS DISTINCT FROM OLD."ended"\n            THEN NEW.revision := GREATEST(NEW.revision, OLD.revision + 1);\n            ELSE NEW.revision := GREATEST(NEW.revision, OLD.revision);\n            END IF;\n            RETURN NEW;\n        ',
                    hash="59207dc514a33877d3ce32e3a8bea2a820431b03",
                    operation="UPDATE",
                    pgid="pgtrigger_count_revision_50614",
                    table="agreements_country",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="country",
            trigger=pgtrigger.compiler.Trigger(
                name="address_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.published_revision IS NOT NULL AND NEW.slug IS DISTINCT FROM OLD.slug)",
                    func="RAISE EXCEPTION 'record_address_stays: The address of a record that was once public never changes.' USING ERRCODE = 'check_violation', CONSTRAINT = 'record_address_stays', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                    hash="a155cb9df7048d73ba81a4b8a95400a40c2dde60",
                    operation="UPDATE",
                    pgid="pgtrigger_address_stays_00d79",
                    table="agreements_country",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="country",
            trigger=pgtrigger.compiler.Trigger(
                name="published_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.published_revision IS NOT NULL)",
                    func="RAISE EXCEPTION 'record_published_stays: A record that was once public is withdrawn or merged, never deleted.' USING ERRCODE = 'check_violation', CONSTRAINT = 'record_published_stays', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                    hash="793b0876d67caba9a4551a9ec8e175282454a570",
                    operation="DELETE",
                    pgid="pgtrigger_published_stays_320de",
                    table="agreements_country",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="country",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_countryevent" ("code", "created_at", "ended", "id", "internal_notes", "merged_into", "name_en", "name_ko", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_notes", "published_revision", "revision", "slug", "stage", "updated_at") SELECT new_values."code", new_values."created_at", new_values."ended", new_values."id", new_values."internal_notes", new_values."merged_into", new_values."name_en", new_values."name_ko", new_values."name_zh", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_notes", new_values."published_revision", new_values."revision", new_values."slug", new_values."stage", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e7b73b6d0241da6362752b3d856067911263ca3e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0bce7",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_country",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="country",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_countryevent" ("code", "created_at", "ended", "id", "internal_notes", "merged_into", "name_en", "name_ko", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_notes", "published_revision", "revision", "slug", "stage", "updated_at") SELECT old_values."code", old_values."created_at", old_values."ended", old_values."id", old_values."internal_notes", old_values."merged_into", old_values."name_en", old_values."name_ko", old_values."name_zh", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_notes", old_values."published_revision", old_values."revision", old_values."slug", old_values."stage", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6d8b3425e26a9e320b856f7dc555cb778d0e5499",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_eaa5a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_country",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="countryalias",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_country_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE agreements_country SET revision = revision + 1 WHERE id = OLD.country_id;\n                IF NEW.country_id IS DISTINCT FROM OLD.country_id THEN\n                    UPDATE agreements_country SET revision = revision + 1 WHERE id = NEW.country_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="133d104e110b09e91ad0bd3c59d82fc38be303bf",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_country_id_2e1b3",
                    table="agreements_countryalias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="countryalias",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_country_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(country_id), max(country_id), count(country_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE agreements_country SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_country AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT country_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="64578725bcb12003eeb5ec9476f963b5282630d3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_country_id_eb763",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_countryalias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="countryalias",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_country_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(country_id), max(country_id), count(country_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE agreements_country SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_country AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT country_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="5ef54a8c521faf4012a796594f4ab80c75d60758",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_country_id_91498",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_countryalias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="countryalias",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_countryaliasevent" ("country_id", "id", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."country_id", new_values."id", new_values."language", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="35690cce66c5ba531880fcbf44711e9f4a5478be",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ce4a8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_countryalias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="countryalias",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_countryaliasevent" ("country_id", "id", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."country_id", old_values."id", old_values."language", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3eb92ab4a1e769c27677b048f6f1aabe1ce4c42e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ca4d6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_countryalias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="countrysuccession",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_country_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE agreements_country SET revision = revision + 1 WHERE id = OLD.country_id;\n                IF NEW.country_id IS DISTINCT FROM OLD.country_id THEN\n                    UPDATE agreements_country SET revision = revision + 1 WHERE id = NEW.country_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="6a3ea2f24569de53f824eb10c24829408045bd72",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_country_id_9d75a",
                    table="agreements_countrysuccession",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="countrysuccession",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_country_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(country_id), max(country_id), count(country_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE agreements_country SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_country AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT country_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="f2def48f06924c5c634e3c5806bf541c7cc53913",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_country_id_1ff74",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_countrysuccession",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="countrysuccession",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_country_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(country_id), max(country_id), count(country_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE agreements_country SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_country AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT country_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="aab1e5f1d6fb2148c931f2858b8e79c850c64949",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_country_id_a0e22",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_countrysuccession",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="countrysuccession",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_countrysuccessionevent" ("country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "successor_id") SELECT new_values."country_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."successor_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="416ee52782f41c76448623e88d1b963593918b41",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a556a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_countrysuccession",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="countrysuccession",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_countrysuccessionevent" ("country_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "successor_id") SELECT old_values."country_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."successor_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="aae846a1d36f99a55fc62582485225b9cefc0e05",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ee069",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_countrysuccession",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifier",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE agreements_agreement SET revision = revision + 1 WHERE id = OLD.agreement_id;\n                IF NEW.agreement_id IS DISTINCT FROM OLD.agreement_id THEN\n                    UPDATE agreements_agreement SET revision = revision + 1 WHERE id = NEW.agreement_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="b08e1ab35bc8301ee219b394086e1b3af24aaf18",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_agreement_id_0d04b",
                    table="agreements_identifier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifier",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(agreement_id), max(agreement_id), count(agreement_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE agreements_agreement SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_agreement AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT agreement_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="a43dd307d87b6edf7b93423bc046439207c3d061",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_agreement_id_6f5ea",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_identifier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifier",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(agreement_id), max(agreement_id), count(agreement_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE agreements_agreement SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_agreement AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT agreement_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="05829de8fe31f9d11a5100760b6a00083498555a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_agreement_id_7f797",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_identifier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifier",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_identifierevent" ("agreement_id", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "scheme", "value") SELECT new_values."agreement_id", new_values."id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."scheme", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="88e97ca1161443c81da059e30eeeea9769a96d95",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b169c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_identifier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifier",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_identifierevent" ("agreement_id", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "scheme", "value") SELECT old_values."agreement_id", old_values."id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."scheme", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="8a3800230a8bd58c4734d91d85c02bb0a6c98747",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_45ec1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_identifier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institution",
            trigger=pgtrigger.compiler.Trigger(
                name="count_revision",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW.revision IS DISTINCT FROM OLD.revision OR NEW."id" IS DISTINCT FROM OLD."id" OR NEW."slug" IS DISTINCT FROM OLD."slug" OR NEW."public_notes" IS DISTINCT FROM OLD."public_notes" OR NEW."internal_notes" IS DISTINCT FROM OLD."internal_notes" OR NEW."created_at" IS DISTINCT FROM OLD."created_at" OR NEW."country_id" IS DISTINCT FROM OLD."country_id" OR NEW."kind" IS DISTINCT FROM OLD."kind" OR NEW."parent_id" IS DISTINCT FROM OLD."parent_id" OR NEW."website" IS DISTINCT FROM OLD."website")',
                    func='\n            IF NEW."id" IS DISTINCT FROM OLD."id" OR NEW."slug" IS DISTINCT FROM OLD."slug" OR NEW."public_notes" IS DISTINCT FROM OLD."public_notes" OR NEW."internal_notes" IS DISTINCT FROM OLD."internal_notes" OR NEW."created_at" IS DISTINCT FROM OLD."created_at" OR NEW."country_id" IS DISTINCT FROM OLD."country_id" OR NEW."kind" IS DISTINCT FROM OLD."kind" OR NEW."parent_id" IS DISTINCT FROM OLD."parent_id" OR NEW."website" IS DISTINCT FROM OLD."website"\n            THEN NEW.revision := GREATEST(NEW.revision, OLD.revision + 1);\n            ELSE NEW.revision := GREATEST(NEW.revision, OLD.revision);\n            END IF;\n            RETURN NEW;\n        ',
                    hash="ace1774ad9b8dfcfca6c0d6b9aaee63e01603a03",
                    operation="UPDATE",
                    pgid="pgtrigger_count_revision_07e6c",
                    table="agreements_institution",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institution",
            trigger=pgtrigger.compiler.Trigger(
                name="address_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.published_revision IS NOT NULL AND NEW.slug IS DISTINCT FROM OLD.slug)",
                    func="RAISE EXCEPTION 'record_address_stays: The address of a record that was once public never changes.' USING ERRCODE = 'check_violation', CONSTRAINT = 'record_address_stays', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                    hash="57c58e365ddd0e1e0a7d8b4d57ea0e62441d7db2",
                    operation="UPDATE",
                    pgid="pgtrigger_address_stays_f4bad",
                    table="agreements_institution",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institution",
            trigger=pgtrigger.compiler.Trigger(
                name="published_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.published_revision IS NOT NULL)",
                    func="RAISE EXCEPTION 'record_published_stays: A record that was once public is withdrawn or merged, never deleted.' USING ERRCODE = 'check_violation', CONSTRAINT = 'record_published_stays', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                    hash="bc003c079218909cb13b5ab9765c4559d8041848",
                    operation="DELETE",
                    pgid="pgtrigger_published_stays_641c7",
                    table="agreements_institution",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institution",
            trigger=pgtrigger.compiler.Trigger(
                name="no_cycle",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.parent_id IS NOT NULL)",
                    declare="DECLARE hit boolean;",
                    func="\n            PERFORM pg_advisory_xact_lock(hashtext('agreements_institution.no_cycle'));\n            WITH RECURSIVE above(id) AS (\n                SELECT NEW.parent_id\n                UNION\n                SELECT t.parent_id FROM agreements_institution t JOIN above a ON t.id = a.id WHERE t.parent_id IS NOT NULL\n            )\n            SELECT true INTO hit FROM above WHERE id = NEW.id LIMIT 1;\n            IF hit THEN\n                RAISE EXCEPTION 'institution_no_cycle: An institution cannot be part of itself, directly or through others.' USING ERRCODE = 'check_violation', CONSTRAINT = 'institution_no_cycle', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="f5c71c3efbd00c6c986d34569680ebb52b3a8ea7",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_no_cycle_ead0b",
                    table="agreements_institution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institution",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_institutionevent" ("country_id", "created_at", "id", "internal_notes", "kind", "merged_into", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_notes", "published_revision", "revision", "slug", "stage", "updated_at", "website") SELECT new_values."country_id", new_values."created_at", new_values."id", new_values."internal_notes", new_values."kind", new_values."merged_into", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_notes", new_values."published_revision", new_values."revision", new_values."slug", new_values."stage", new_values."updated_at", new_values."website" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="99b5a610f43b8d096e21aad1983ee60b5446def9",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0b696",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_institution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institution",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_institutionevent" ("country_id", "created_at", "id", "internal_notes", "kind", "merged_into", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_notes", "published_revision", "revision", "slug", "stage", "updated_at", "website") SELECT old_values."country_id", old_values."created_at", old_values."id", old_values."internal_notes", old_values."kind", old_values."merged_into", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_notes", old_values."published_revision", old_values."revision", old_values."slug", old_values."stage", old_values."updated_at", old_values."website" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="2be3886c0a983571e92505205b5eccd28e227c74",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d57f5",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_institution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institutionchange",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_institution_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE agreements_institution SET revision = revision + 1 WHERE id = OLD.institution_id;\n                IF NEW.institution_id IS DISTINCT FROM OLD.institution_id THEN\n                    UPDATE agreements_institution SET revision = revision + 1 WHERE id = NEW.institution_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="8e42823407d79edcb5b7a6228ca7713fae400b5b",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_institution_id_967ea",
                    table="agreements_institutionchange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institutionchange",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_institution_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(institution_id), max(institution_id), count(institution_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE agreements_institution SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_institution AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT institution_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="8a01bd568c82bdff848ab58510165447875946c2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_institution_id_ef94f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_institutionchange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institutionchange",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_institution_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(institution_id), max(institution_id), count(institution_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE agreements_institution SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_institution AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT institution_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="d6b1d846c1aaa9448de4a7290f690edac1a3dec4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_institution_id_155f9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_institutionchange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institutionchange",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_institutionchangeevent" ("date", "id", "institution_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "successor_id", "what") SELECT new_values."date", new_values."id", new_values."institution_id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."successor_id", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3d9c56fc16c029d5bab60bb9d976e8a992f80c5f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2bcf3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_institutionchange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institutionchange",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_institutionchangeevent" ("date", "id", "institution_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "successor_id", "what") SELECT old_values."date", old_values."id", old_values."institution_id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."successor_id", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="fe8a10635bc708f1085c8fbda3b4b5decdf7b84e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bc7f3",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_institutionchange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institutionevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_institution_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE agreements_institution SET revision = revision + 1 WHERE id = OLD.institution_id;\n                IF NEW.institution_id IS DISTINCT FROM OLD.institution_id THEN\n                    UPDATE agreements_institution SET revision = revision + 1 WHERE id = NEW.institution_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="3c10acfc5262b6e5a804d8569ead013fe45f070e",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_institution_id_9f004",
                    table="agreements_institutionevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institutionevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_institution_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(institution_id), max(institution_id), count(institution_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE agreements_institution SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_institution AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT institution_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="e27198643e5572bd10a8f85340ba5f1e54ba3951",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_institution_id_e1c1c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_institutionevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institutionevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_institution_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(institution_id), max(institution_id), count(institution_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE agreements_institution SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_institution AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT institution_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="de9b5e989dc94bb315e36e589e57409628e611e3",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_institution_id_7bfd1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_institutionevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institutionevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_institutionevidenceevent" ("basis", "column", "confirmed_by_id", "field", "id", "institution_id", "item", "key", "last_checked", "lost_reason", "part", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "reasoning", "stance", "stated_value", "value") SELECT new_values."basis", new_values."column", new_values."confirmed_by_id", new_values."field", new_values."id", new_values."institution_id", new_values."item", new_values."key", new_values."last_checked", new_values."lost_reason", new_values."part", new_values."passage_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."preferred", new_values."reasoning", new_values."stance", new_values."stated_value", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3cef8d54957f238ff1cb1f4e848a74dcec9c4c1f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f7654",
                    referencing="REFERENCING NEW TABLE AS new_values ",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_institutionevidenceevent" ("basis", "column", "confirmed_by_id", "field", "id", "institution_id", "item", "key", "last_checked", "lost_reason", "part", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "reasoning", "stance", "stated_value", "value") SELECT old_values."basis", old_values."column", old_values."confirmed_by_id", old_values."field", old_values."id", old_values."institution_id", old_values."item", old_values."key", old_values."last_checked", old_values."lost_reason", old_values."part", old_values."passage_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."preferred", old_values."reasoning", old_values."stance", old_values."stated_value", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="180473f7ba41f298513409475cb5badaa376591b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a1ed6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_institutionevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institutionname",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_institution_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE agreements_institution SET revision = revision + 1 WHERE id = OLD.institution_id;\n                IF NEW.institution_id IS DISTINCT FROM OLD.institution_id THEN\n                    UPDATE agreements_institution SET revision = revision + 1 WHERE id = NEW.institution_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="a5c657b5a7403d5296f96f26269055ea9518b96e",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_institution_id_d5a58",
                    table="agreements_institutionname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institutionname",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_institution_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(institution_id), max(institution_id), count(institution_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE agreements_institution SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_institution AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT institution_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="c77d4cbfd513c9f8f7579d4dcf8cd565860618d8",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_institution_id_5ad9e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_institutionname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institutionname",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_institution_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(institution_id), max(institution_id), count(institution_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE agreements_institution SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_institution AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT institution_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="d63d2363d0ec7faa026887ed6d9c6a1344e60463",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_institution_id_109ba",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_institutionname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institutionname",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_institutionnameevent" ("acronym", "id", "institution_id", "key", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "since", "until") SELECT new_values."acronym", new_values."id", new_values."institution_id", new_values."key", new_values."language", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="90c24eba19788c98bf944795b82f994ae5467e13",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7c954",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_institutionname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="institutionname",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_institutionnameevent" ("acronym", "id", "institution_id", "key", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "since", "until") SELECT old_values."acronym", old_values."id", old_values."institution_id", old_values."key", old_values."language", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."since", old_values."until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c666efc97235809ca1383134794cc2a32c9bb407",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5bacf",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_institutionname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occasion",
            trigger=pgtrigger.compiler.Trigger(
                name="count_revision",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW.revision IS DISTINCT FROM OLD.revision OR NEW."id" IS DISTINCT FROM OLD."id" OR NEW."slug" IS DISTINCT FROM OLD."slug" OR NEW."public_notes" IS DISTINCT FROM OLD."public_notes" OR NEW."internal_notes" IS DISTINCT FROM OLD."internal_notes" OR NEW."created_at" IS DISTINCT FROM OLD."created_at" OR NEW."kind" IS DISTINCT FROM OLD."kind" OR NEW."name_en" IS DISTINCT FROM OLD."name_en" OR NEW."name_ko" IS DISTINCT FROM OLD."name_ko" OR NEW."name_zh" IS DISTINCT FROM OLD."name_zh" OR NEW."date" IS DISTINCT FROM OLD."date" OR NEW."place" IS DISTINCT FROM OLD."place" OR NEW."country_id" IS DISTINCT FROM OLD."country_id" OR NEW."summary" IS DISTINCT FROM OLD."summary" OR NEW."parent_id" IS DISTINCT FROM OLD."parent_id")',
                    func='\n            IF NEW."id" IS DISTINCT FROM OLD."id" OR NEW."slug" IS DISTINCT FROM OLD."slug" OR NEW."public_notes" IS DISTINCT FROM OLD."public_notes" OR NEW."internal_notes" IS DISTINCT FROM OLD."internal_notes" OR NEW."created_at" IS DISTINCT FROM OLD."created_at" OR NEW."kind" IS DISTINCT FROM OLD."kind" OR NEW."name_en" IS DISTINCT FROM OLD."name_en" OR NEW."name_ko" IS DISTINCT FROM OLD."name_ko" OR NEW."name_zh" IS DISTINCT FROM OLD."name_zh" OR NEW."date" IS DISTINCT FROM OLD."date" OR NEW."place" IS DISTINCT FROM OLD."place" OR NEW."country_id" IS DISTINCT FROM OLD."country_id" OR NEW."summary" IS DISTINCT FROM OLD."summary" OR NEW."parent_id" IS DISTINCT FROM OLD."parent_id"\n            THEN NEW.revision := GREATEST(NEW.revision, OLD.revision + 1);\n            ELSE NEW.revision := GREATEST(NEW.revision, OLD.revision);\n            END IF;\n            RETURN NEW;\n        ',
                    hash="df2512f5964f5654ed45f5c9e2dfe38641efd2f3",
                    operation="UPDATE",
                    pgid="pgtrigger_count_revision_3d15e",
                    table="agreements_occasion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occasion",
            trigger=pgtrigger.compiler.Trigger(
                name="address_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.published_revision IS NOT NULL AND NEW.slug IS DISTINCT FROM OLD.slug)",
                    func="RAISE EXCEPTION 'record_address_stays: The address of a record that was once public never changes.' USING ERRCODE = 'check_violation', CONSTRAINT = 'record_address_stays', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                    hash="b30a53d198081f93761f648e8b0e69153a7ed958",
                    operation="UPDATE",
                    pgid="pgtrigger_address_stays_634c1",
                    table="agreements_occasion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occasion",
            trigger=pgtrigger.compiler.Trigger(
                name="published_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.published_revision IS NOT NULL)",
                    func="RAISE EXCEPTION 'record_published_stays: A record that was once public is withdrawn or merged, never deleted.' USING ERRCODE = 'check_violation', CONSTRAINT = 'record_published_stays', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                    hash="8e38c6a9f027acb104eb41db2b96263d48787e14",
                    operation="DELETE",
                    pgid="pgtrigger_published_stays_631d2",
                    table="agreements_occasion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occasion",
            trigger=pgtrigger.compiler.Trigger(
                name="no_cycle",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.parent_id IS NOT NULL)",
                    declare="DECLARE hit boolean;",
                    func="\n            PERFORM pg_advisory_xact_lock(hashtext('agreements_occasion.no_cycle'));\n            WITH RECURSIVE above(id) AS (\n                SELECT NEW.parent_id\n                UNION\n                SELECT t.parent_id FROM agreements_occasion t JOIN above a ON t.id = a.id WHERE t.parent_id IS NOT NULL\n            )\n            SELECT true INTO hit FROM above WHERE id = NEW.id LIMIT 1;\n            IF hit THEN\n                RAISE EXCEPTION 'occasion_no_cycle: An occasion cannot be part of itself, directly or through others.' USING ERRCODE = 'check_violation', CONSTRAINT = 'occasion_no_cycle', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="c8a3f665423a0d59851dfcc9d288d616754856b6",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_no_cycle_44b50",
                    table="agreements_occasion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occasion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_occasionevent" ("country_id", "created_at", "date", "id", "internal_notes", "kind", "merged_into", "name_en", "name_ko", "name_zh", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_notes", "published_revision", "revision", "slug", "stage", "summary", "updated_at") SELECT new_values."country_id", new_values."created_at", new_values."date", new_values."id", new_values."internal_notes", new_values."kind", new_values."merged_into", new_values."name_en", new_values."name_ko", new_values."name_zh", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."public_notes", new_values."published_revision", new_values."revision", new_values."slug", new_values."stage", new_values."summary", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9855ab4ec05a91bc63f6d772f413d0a5731f89d6",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2dfcc",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_occasion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occasion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_occasionevent" ("country_id", "created_at", "date", "id", "internal_notes", "kind", "merged_into", "name_en", "name_ko", "name_zh", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_notes", "published_revision", "revision", "slug", "stage", "summary", "updated_at") SELECT old_values."country_id", old_values."created_at", old_values."date", old_values."id", old_values."internal_notes", old_values."kind", old_values."merged_into", old_values."name_en", old_values."name_ko", old_values."name_zh", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."public_notes", old_values."published_revision", old_values."revision", old_values."slug", old_values."stage", old_values."summary", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4d0e2096842b701494d2273e3423363f92bde40d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ef6ab",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_occasion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occasionevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_occasion_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE agreements_occasion SET revision = revision + 1 WHERE id = OLD.occasion_id;\n                IF NEW.occasion_id IS DISTINCT FROM OLD.occasion_id THEN\n                    UPDATE agreements_occasion SET revision = revision + 1 WHERE id = NEW.occasion_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="2ead32b9e35568551a757646e06d960bfdc77a2d",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_occasion_id_344fd",
                    table="agreements_occasionevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occasionevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_occasion_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(occasion_id), max(occasion_id), count(occasion_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE agreements_occasion SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_occasion AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT occasion_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="ba7cb87e14004931408fed3640caa998de81bbb9",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_occasion_id_854ce",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_occasionevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occasionevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_occasion_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(occasion_id), max(occasion_id), count(occasion_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE agreements_occasion SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_occasion AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT occasion_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="c08a4e316ca86a822fe1d5d5ef0f83d6e96d45a1",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_occasion_id_fa55d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_occasionevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occasionevidence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_occasionevidenceevent" ("basis", "column", "confirmed_by_id", "field", "id", "item", "key", "last_checked", "lost_reason", "occasion_id", "part", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "reasoning", "stance", "stated_value", "value") SELECT new_values."basis", new_values."column", new_values."confirmed_by_id", new_values."field", new_values."id", new_values."item", new_values."key", new_values."last_checked", new_values."lost_reason", new_values."occasion_id", new_values."part", new_values."passage_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."preferred", new_values."reasoning", new_values."stance", new_values."stated_value", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="050cd285f8c4429252b60a2c7d2887d1ff0b5d59",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a66f1",
                    referencing="REFERENCING NEW TABLE AS new_values ",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_occasionevidenceevent" ("basis", "column", "confirmed_by_id", "field", "id", "item", "key", "last_checked", "lost_reason", "occasion_id", "part", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "reasoning", "stance", "stated_value", "value") SELECT old_values."basis", old_values."column", old_values."confirmed_by_id", old_values."field", old_values."id", old_values."item", old_values."key", old_values."last_checked", old_values."lost_reason", old_values."occasion_id", old_values."part", old_values."passage_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."preferred", old_values."reasoning", old_values."stance", old_values."stated_value", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="dc589ce6063bf9d2ccf1bfe158c8b0276e0bfb60",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_29c2d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_occasionevidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occasionparticipant",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_occasion_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE agreements_occasion SET revision = revision + 1 WHERE id = OLD.occasion_id;\n                IF NEW.occasion_id IS DISTINCT FROM OLD.occasion_id THEN\n                    UPDATE agreements_occasion SET revision = revision + 1 WHERE id = NEW.occasion_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="137e7654bd54fed70d827214a6d1e338b2ab78fb",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_occasion_id_2bd50",
                    table="agreements_occasionparticipant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occasionparticipant",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_occasion_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(occasion_id), max(occasion_id), count(occasion_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE agreements_occasion SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_occasion AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT occasion_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="88c772a1152992fd6b43cdbce5f64f45cf96781a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_occasion_id_e5475",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_occasionparticipant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occasionparticipant",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_occasion_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(occasion_id), max(occasion_id), count(occasion_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE agreements_occasion SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_occasion AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT occasion_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="460c362c2f76ccc3c5417a25a66e3deda193d0e7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_occasion_id_5e889",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_occasionparticipant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occasionparticipant",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_occasionparticipantevent" ("country_id", "id", "institution_id", "key", "occasion_id", "office", "person", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."country_id", new_values."id", new_values."institution_id", new_values."key", new_values."occasion_id", new_values."office", new_values."person", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f577d3e749b65e0fb196ff5fb490c435ed0375e3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_08179",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_occasionparticipant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="occasionparticipant",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_occasionparticipantevent" ("country_id", "id", "institution_id", "key", "occasion_id", "office", "person", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT old_values."country_id", old_values."id", old_values."institution_id", old_values."key", old_values."occasion_id", old_values."office", old_values."person", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5540adeec4d778cdcbcc9d8387d1f510c6284c3c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9c995",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_occasionparticipant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="party",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE agreements_agreement SET revision = revision + 1 WHERE id = OLD.agreement_id;\n                IF NEW.agreement_id IS DISTINCT FROM OLD.agreement_id THEN\n                    UPDATE agreements_agreement SET revision = revision + 1 WHERE id = NEW.agreement_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="afd882301d58696e4aebb63380fbf330ffdb2f40",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_agreement_id_6caeb",
                    table="agreements_party",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="party",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(agreement_id), max(agreement_id), count(agreement_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE agreements_agreement SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_agreement AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT agreement_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="87d3538365f9ed1fa313a5fdfa0058e0cf150089",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_agreement_id_2d9e1",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_party",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="party",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(agreement_id), max(agreement_id), count(agreement_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE agreements_agreement SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_agreement AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT agreement_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="e012ad51614b30d40e0fffcb5784b6b130f2e555",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_agreement_id_580ef",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_party",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="party",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_partyevent" ("agreement_id", "country_id", "id", "institution_id", "key", "office", "person", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role") SELECT new_values."agreement_id", new_values."country_id", new_values."id", new_values."institution_id", new_values."key", new_values."office", new_values."person", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."role" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="34dacfb1e9d80ecfc64063c77308e02da897d3e9",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_783c4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_party",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="party",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_partyevent" ("agreement_id", "country_id", "id", "institution_id", "key", "office", "person", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role") SELECT old_values."agreement_id", old_values."country_id", old_values."id", old_values."institution_id", old_values."key", old_values."office", old_values."person", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."role" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4e8ddf34f970b5e37182c21e737d42332ae83044",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_048bd",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_party",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_source_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE agreements_source SET revision = revision + 1 WHERE id = OLD.source_id;\n                IF NEW.source_id IS DISTINCT FROM OLD.source_id THEN\n                    UPDATE agreements_source SET revision = revision + 1 WHERE id = NEW.source_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="65397883e0bcdf21826786c2b30673b4c5cb8b1e",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_source_id_5d980",
                    table="agreements_passage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_source_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(source_id), max(source_id), count(source_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE agreements_source SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_source AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT source_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="013755e5960570517978d3b5ae22e7b488fe1810",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_source_id_d94c3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_passage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_source_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(source_id), max(source_id), count(source_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE agreements_source SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_source AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT source_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="e6a063c8ecf48969826d5b092f9d06a4b02505ea",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_source_id_06917",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_passage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_passageevent" ("end", "id", "key", "locator", "locator_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "prefix", "quote", "source_id", "start", "suffix") SELECT new_values."end", new_values."id", new_values."key", new_values."locator", new_values."locator_kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."prefix", new_values."quote", new_values."source_id", new_values."start", new_values."suffix" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8ec78494475590c7b40cf796460a5d510ca71bd3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_559f9",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_passage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_passageevent" ("end", "id", "key", "locator", "locator_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "prefix", "quote", "source_id", "start", "suffix") SELECT old_values."end", old_values."id", old_values."key", old_values."locator", old_values."locator_kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."prefix", old_values."quote", old_values."source_id", old_values."start", old_values."suffix" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="5e01b58fc61aa6b1c21d4f711b2226b91fd07f7e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_486d7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_passage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_subject_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE agreements_agreement SET revision = revision + 1 WHERE id = OLD.subject_id;\n                IF NEW.subject_id IS DISTINCT FROM OLD.subject_id THEN\n                    UPDATE agreements_agreement SET revision = revision + 1 WHERE id = NEW.subject_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="592c83ca517f4a64874465ed9e81b21321854f0f",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_subject_id_98eb8",
                    table="agreements_relation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_subject_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(subject_id), max(subject_id), count(subject_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE agreements_agreement SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_agreement AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT subject_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="2234bcbc39e91d982e1fd0952e3dfad6d0b3a37c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_subject_id_f98ff",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_relation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_subject_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(subject_id), max(subject_id), count(subject_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE agreements_agreement SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_agreement AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT subject_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="5bee010228ee3c3e156f2d4fe2e1752b5003f67b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_subject_id_9e4be",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_relation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
                name="no_cycle",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"code\" IN ('replaces', 'renews') AND NEW.\"preferred\")",
                    declare="DECLARE hit boolean;",
                    func="\n    PERFORM pg_advisory_xact_lock(hashtext('agreements_relation.no_cycle'));\n    WITH RECURSIVE chain(id) AS (\n        SELECT NEW.object_id\n        UNION\n        SELECT r.object_id FROM agreements_relation r JOIN chain c ON r.subject_id = c.id\n        WHERE r.code IN ('replaces', 'renews') AND r.preferred\n    )\n    SELECT true INTO hit FROM chain WHERE id = NEW.subject_id LIMIT 1;\n    IF hit THEN\n        RAISE EXCEPTION 'relation_no_cycle: An agreement cannot replace or renew itself, directly or through others.' USING ERRCODE = 'check_violation', CONSTRAINT = 'relation_no_cycle', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n    END IF;\nRETURN NULL;",
                    hash="3401b71aaa93195a1df366baaf76b3dbbae02516",
                    operation="UPDATE",
                    pgid="pgtrigger_no_cycle_30bbc",
                    table="agreements_relation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
                name="no_cycle_of_new",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE hit boolean; number bigint; one agreements_relation;",
                    func="\n            SELECT count(*) INTO number FROM new_values WHERE code IN ('replaces', 'renews') AND preferred;\n            IF number = 0 THEN RETURN NULL; END IF;\n            IF number = 1 THEN\n                SELECT * INTO one FROM new_values WHERE code IN ('replaces', 'renews') AND preferred;\n                \n    PERFORM pg_advisory_xact_lock(hashtext('agreements_relation.no_cycle'));\n    WITH RECURSIVE chain(id) AS (\n        SELECT one.object_id\n        UNION\n        SELECT r.object_id FROM agreements_relation r JOIN chain c ON r.subject_id = c.id\n        WHERE r.code IN ('replaces', 'renews') AND r.preferred\n    )\n    SELECT true INTO hit FROM chain WHERE id = one.subject_id LIMIT 1;\n    IF hit THEN\n        RAISE EXCEPTION 'relation_no_cycle: An agreement cannot replace or renew itself, directly or through others.' USING ERRCODE = 'check_violation', CONSTRAINT = 'relation_no_cycle', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n    END IF;\n\n                RETURN NULL;\n            END IF;\n            PERFORM pg_advisory_xact_lock(hashtext('agreements_relation.no_cycle'));\n            EXECUTE 'WITH RECURSIVE chain(start, id) AS ('\n                ' SELECT subject_id, object_id FROM new_values WHERE code IN (''replaces'', ''renews'') AND preferred'\n                ' UNION SELECT c.start, r.object_id FROM agreements_relation r JOIN chain c ON r.subject_id = c.id'\n                ' WHERE r.code IN (''replaces'', ''renews'') AND r.preferred'\n                ') SELECT true FROM chain WHERE start = id LIMIT 1' INTO hit;\n            IF hit THEN\n                RAISE EXCEPTION 'relation_no_cycle: An agreement cannot replace or renew itself, directly or through others.' USING ERRCODE = 'check_violation', CONSTRAINT = 'relation_no_cycle', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="ce159d6acda0ded29460075c9da06b3930a91e3d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_no_cycle_of_new_8d794",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_relation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_relationevent" ("basis", "code", "date", "extent", "id", "key", "lost_reason", "note", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "subject_id", "until", "wording") SELECT new_values."basis", new_values."code", new_values."date", new_values."extent", new_values."id", new_values."key", new_values."lost_reason", new_values."note", new_values."object_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."preferred", new_values."subject_id", new_values."until", new_values."wording" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5d0a5a3d30d98ad69106687e6e9bf1c2279c54ce",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6b00f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_relation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_relationevent" ("basis", "code", "date", "extent", "id", "key", "lost_reason", "note", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "preferred", "subject_id", "until", "wording") SELECT old_values."basis", old_values."code", old_values."date", old_values."extent", old_values."id", old_values."key", old_values."lost_reason", old_values."note", old_values."object_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."preferred", old_values."subject_id", old_values."until", old_values."wording" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="205f4e7e6138c1d35ba1dc3631530b6897c8b5ba",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_84a35",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_relation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sector",
            trigger=pgtrigger.compiler.Trigger(
                name="count_revision",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW.revision IS DISTINCT FROM OLD.revision OR NEW."id" IS DISTINCT FROM OLD."id" OR NEW."slug" IS DISTINCT FROM OLD."slug" OR NEW."public_notes" IS DISTINCT FROM OLD."public_notes" OR NEW."internal_notes" IS DISTINCT FROM OLD."internal_notes" OR NEW."created_at" IS DISTINCT FROM OLD."created_at" OR NEW."parent_id" IS DISTINCT FROM OLD."parent_id" OR NEW."name_en" IS DISTINCT FROM OLD."name_en" OR NEW."name_ko" IS DISTINCT FROM OLD."name_ko" OR NEW."name_zh" IS DISTINCT FROM OLD."name_zh")',
                    func='\n            IF NEW."id" IS DISTINCT FROM OLD."id" OR NEW."slug" IS DISTINCT FROM OLD."slug" OR NEW."public_notes" IS DISTINCT FROM OLD."public_notes" OR NEW."internal_notes" IS DISTINCT FROM OLD."internal_notes" OR NEW."created_at" IS DISTINCT FROM OLD."created_at" OR NEW."parent_id" IS DISTINCT FROM OLD."parent_id" OR NEW."name_en" IS DISTINCT FROM OLD."name_en" OR NEW."name_ko" IS DISTINCT FROM OLD."name_ko" OR NEW."name_zh" IS DISTINCT FROM OLD."name_zh"\n            THEN NEW.revision := GREATEST(NEW.revision, OLD.revision + 1);\n            ELSE NEW.revision := GREATEST(NEW.revision, OLD.revision);\n            END IF;\n            RETURN NEW;\n        ',
                    hash="3fa7902654be0c9bdf6f0791cbdd96a5e34cf5ca",
                    operation="UPDATE",
                    pgid="pgtrigger_count_revision_40140",
                    table="agreements_sector",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sector",
            trigger=pgtrigger.compiler.Trigger(
                name="address_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.published_revision IS NOT NULL AND NEW.slug IS DISTINCT FROM OLD.slug)",
                    func="RAISE EXCEPTION 'record_address_stays: The address of a record that was once public never changes.' USING ERRCODE = 'check_violation', CONSTRAINT = 'record_address_stays', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                    hash="675db1cf175fa470728401380f731cbeb8cd3bf5",
                    operation="UPDATE",
                    pgid="pgtrigger_address_stays_4ab00",
                    table="agreements_sector",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sector",
            trigger=pgtrigger.compiler.Trigger(
                name="published_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.published_revision IS NOT NULL)",
                    func="RAISE EXCEPTION 'record_published_stays: A record that was once public is withdrawn or merged, never deleted.' USING ERRCODE = 'check_violation', CONSTRAINT = 'record_published_stays', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                    hash="1ffd2fe78b66e2ee19bd13f7d7a4645e39be8b8a",
                    operation="DELETE",
                    pgid="pgtrigger_published_stays_5604b",
                    table="agreements_sector",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sector",
            trigger=pgtrigger.compiler.Trigger(
                name="no_cycle",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.parent_id IS NOT NULL)",
                    declare="DECLARE hit boolean;",
                    func="\n            PERFORM pg_advisory_xact_lock(hashtext('agreements_sector.no_cycle'));\n            WITH RECURSIVE above(id) AS (\n                SELECT NEW.parent_id\n                UNION\n                SELECT t.parent_id FROM agreements_sector t JOIN above a ON t.id = a.id WHERE t.parent_id IS NOT NULL\n            )\n            SELECT true INTO hit FROM above WHERE id = NEW.id LIMIT 1;\n            IF hit THEN\n                RAISE EXCEPTION 'sector_no_cycle: A sector cannot lie within itself, directly or through others.' USING ERRCODE = 'check_violation', CONSTRAINT = 'sector_no_cycle', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="18e849716f38a5b39e4c719151004d66d6733c30",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_no_cycle_e6215",
                    table="agreements_sector",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sector",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_sectorevent" ("created_at", "id", "internal_notes", "merged_into", "name_en", "name_ko", "name_zh", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_notes", "published_revision", "revision", "slug", "stage", "updated_at") SELECT new_values."created_at", new_values."id", new_values."internal_notes", new_values."merged_into", new_values."name_en", new_values."name_ko", new_values."name_zh", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_notes", new_values."published_revision", new_values."revision", new_values."slug", new_values."stage", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="40245b5a546ecad2254ba37baf359193321b7f56",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c1bfc",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_sector",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sector",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_sectorevent" ("created_at", "id", "internal_notes", "merged_into", "name_en", "name_ko", "name_zh", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_notes", "published_revision", "revision", "slug", "stage", "updated_at") SELECT old_values."created_at", old_values."id", old_values."internal_notes", old_values."merged_into", old_values."name_en", old_values."name_ko", old_values."name_zh", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_notes", old_values."published_revision", old_values."revision", old_values."slug", old_values."stage", old_values."updated_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="faf8d6c0d56c72b4f7031ae9b54ad7a762fd4dc9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e88f7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_sector",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sectorcode",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_sector_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE agreements_sector SET revision = revision + 1 WHERE id = OLD.sector_id;\n                IF NEW.sector_id IS DISTINCT FROM OLD.sector_id THEN\n                    UPDATE agreements_sector SET revision = revision + 1 WHERE id = NEW.sector_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="ceab665f64e7a64afb697a0b0e563b918993adc0",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_sector_id_3cc7c",
                    table="agreements_sectorcode",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sectorcode",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_sector_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(sector_id), max(sector_id), count(sector_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE agreements_sector SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_sector AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT sector_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="3bdb9508e89376af2decceb7be65a738ec523a90",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_sector_id_d5365",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_sectorcode",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sectorcode",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_sector_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(sector_id), max(sector_id), count(sector_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE agreements_sector SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_sector AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT sector_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="21d887c6b477af4b79b78d302aa0085c9bb00843",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_sector_id_473d5",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_sectorcode",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sectorcode",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_sectorcodeevent" ("code", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "scheme", "sector_id") SELECT new_values."code", new_values."id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."scheme", new_values."sector_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e85930d5a274faa7f6fbd862635f2c303c8ebc8d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9aaf5",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_sectorcode",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sectorcode",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_sectorcodeevent" ("code", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "scheme", "sector_id") SELECT old_values."code", old_values."id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."scheme", old_values."sector_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3a0791692644d143ff06977ed482d7c88b5d0ded",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_24110",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_sectorcode",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="count_revision",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW.revision IS DISTINCT FROM OLD.revision OR NEW."id" IS DISTINCT FROM OLD."id" OR NEW."slug" IS DISTINCT FROM OLD."slug" OR NEW."public_notes" IS DISTINCT FROM OLD."public_notes" OR NEW."internal_notes" IS DISTINCT FROM OLD."internal_notes" OR NEW."created_at" IS DISTINCT FROM OLD."created_at" OR NEW."title" IS DISTINCT FROM OLD."title" OR NEW."kind" IS DISTINCT FROM OLD."kind" OR NEW."publisher" IS DISTINCT FROM OLD."publisher" OR NEW."author" IS DISTINCT FROM OLD."author" OR NEW."language" IS DISTINCT FROM OLD."language" OR NEW."url" IS DISTINCT FROM OLD."url" OR NEW."published" IS DISTINCT FROM OLD."published" OR NEW."published_basis" IS DISTINCT FROM OLD."published_basis" OR NEW."published_reasoning" IS DISTINCT FROM OLD."published_reasoning" OR NEW."retrieved" IS DISTINCT FROM OLD."retrieved" OR NEW."sha256" IS DISTINCT FROM OLD."sha256" OR NEW."text" IS DISTINCT FROM OLD."text" OR NEW."licence" IS DISTINCT FROM OLD."licence")',
                    func='\n            IF NEW."id" IS DISTINCT FROM OLD."id" OR NEW."slug" IS DISTINCT FROM OLD."slug" OR NEW."public_notes" IS DISTINCT FROM OLD."public_notes" OR NEW."internal_notes" IS DISTINCT FROM OLD."internal_notes" OR NEW."created_at" IS DISTINCT FROM OLD."created_at" OR NEW."title" IS DISTINCT FROM OLD."title" OR NEW."kind" IS DISTINCT FROM OLD."kind" OR NEW."publisher" IS DISTINCT FROM OLD."publisher" OR NEW."author" IS DISTINCT FROM OLD."author" OR NEW."language" IS DISTINCT FROM OLD."language" OR NEW."url" IS DISTINCT FROM OLD."url" OR NEW."published" IS DISTINCT FROM OLD."published" OR NEW."published_basis" IS DISTINCT FROM OLD."published_basis" OR NEW."published_reasoning" IS DISTINCT FROM OLD."published_reasoning" OR NEW."retrieved" IS DISTINCT FROM OLD."retrieved" OR NEW."sha256" IS DISTINCT FROM OLD."sha256" OR NEW."text" IS DISTINCT FROM OLD."text" OR NEW."licence" IS DISTINCT FROM OLD."licence"\n            THEN NEW.revision := GREATEST(NEW.revision, OLD.revision + 1);\n            ELSE NEW.revision := GREATEST(NEW.revision, OLD.revision);\n            END IF;\n            RETURN NEW;\n        ',
                    hash="02b13870cef767da60efcba833c3d225564bfb6e",
                    operation="UPDATE",
                    pgid="pgtrigger_count_revision_525ea",
                    table="agreements_source",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="address_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.published_revision IS NOT NULL AND NEW.slug IS DISTINCT FROM OLD.slug)",
                    func="RAISE EXCEPTION 'record_address_stays: The address of a record that was once public never changes.' USING ERRCODE = 'check_violation', CONSTRAINT = 'record_address_stays', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                    hash="7989a1e7a37f6aad01d4d48f8b4bea9e298e948c",
                    operation="UPDATE",
                    pgid="pgtrigger_address_stays_fd590",
                    table="agreements_source",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="published_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.published_revision IS NOT NULL)",
                    func="RAISE EXCEPTION 'record_published_stays: A record that was once public is withdrawn or merged, never deleted.' USING ERRCODE = 'check_violation', CONSTRAINT = 'record_published_stays', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;",
                    hash="e08e2e26d4f4092508f76505c6454a2b14340c0b",
                    operation="DELETE",
                    pgid="pgtrigger_published_stays_31cf2",
                    table="agreements_source",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_sourceevent" ("author", "created_at", "id", "internal_notes", "kind", "language", "licence", "merged_into", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_notes", "published", "published_basis", "published_reasoning", "published_revision", "publisher", "retrieved", "revision", "sha256", "slug", "stage", "text", "title", "updated_at", "url") SELECT new_values."author", new_values."created_at", new_values."id", new_values."internal_notes", new_values."kind", new_values."language", new_values."licence", new_values."merged_into", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_notes", new_values."published", new_values."published_basis", new_values."published_reasoning", new_values."published_revision", new_values."publisher", new_values."retrieved", new_values."revision", new_values."sha256", new_values."slug", new_values."stage", new_values."text", new_values."title", new_values."updated_at", new_values."url" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0fde9ff5f2523242f72d98a745c16913edf7bd47",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0fab4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_sourceevent" ("author", "created_at", "id", "internal_notes", "kind", "language", "licence", "merged_into", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_notes", "published", "published_basis", "published_reasoning", "published_revision", "publisher", "retrieved", "revision", "sha256", "slug", "stage", "text", "title", "updated_at", "url") SELECT old_values."author", old_values."created_at", old_values."id", old_values."internal_notes", old_values."kind", old_values."language", old_values."licence", old_values."merged_into", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_notes", old_values."published", old_values."published_basis", old_values."published_reasoning", old_values."published_revision", old_values."publisher", old_values."retrieved", old_values."revision", old_values."sha256", old_values."slug", old_values."stage", old_values."text", old_values."title", old_values."updated_at", old_values."url" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="dafb4828048f4bd4e1e00288f2b5cd96610ba332",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a733b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="title",
            trigger=pgtrigger.compiler.Trigger(
                name="touch_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n                UPDATE agreements_agreement SET revision = revision + 1 WHERE id = OLD.agreement_id;\n                IF NEW.agreement_id IS DISTINCT FROM OLD.agreement_id THEN\n                    UPDATE agreements_agreement SET revision = revision + 1 WHERE id = NEW.agreement_id;\n                END IF;\n                RETURN NULL;\n            ",
                    hash="372c7c10d771c1dfa48de014b92cfae16a80a036",
                    operation="UPDATE",
                    pgid="pgtrigger_touch_agreement_id_86d49",
                    table="agreements_title",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="title",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_new_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(agreement_id), max(agreement_id), count(agreement_id) INTO first, last, number FROM new_values;\n            IF first = last THEN\n                UPDATE agreements_agreement SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_agreement AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT agreement_id AS id, count(*) AS number FROM new_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="3ce48f9412a7f3e4618cab11ac9fbea416346cb3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_counts_new_agreement_id_ee0df",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_title",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="title",
            trigger=pgtrigger.compiler.Trigger(
                name="counts_gone_agreement_id",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE first bigint; last bigint; number bigint;",
                    func="\n            SELECT min(agreement_id), max(agreement_id), count(agreement_id) INTO first, last, number FROM old_values;\n            IF first = last THEN\n                UPDATE agreements_agreement SET revision = revision + number WHERE id = first;\n            ELSIF number > 0 THEN\n                EXECUTE 'UPDATE agreements_agreement AS record SET revision = record.revision + found.number'\n                    ' FROM (SELECT agreement_id AS id, count(*) AS number FROM old_values GROUP BY 1) AS found'\n                    ' WHERE record.id = found.id';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="6e4cf6f603809234a383bbd6605103af54129b1b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_counts_gone_agreement_id_1f62f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_title",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="title",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_titleevent" ("agreement_id", "basis", "id", "key", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "prevails", "title") SELECT new_values."agreement_id", new_values."basis", new_values."id", new_values."key", new_values."language", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."prevails", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9448675075a0f48dc46e639c4dc2e6cbd63b2cb6",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b4e45",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="agreements_title",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="title",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "agreements_titleevent" ("agreement_id", "basis", "id", "key", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "prevails", "title") SELECT old_values."agreement_id", old_values."basis", old_values."id", old_values."key", old_values."language", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."prevails", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="afe879d8ce14abfd19175c97f2f61430cddefb5f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_78235",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="agreements_title",
                    when="AFTER",
                ),
            ),
        ),
    )
