"""The one row of the register's sequence: publishers lock it, so it must be there before the first of them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO register_sequence (id, last_number, last_time) VALUES (1, 0, NULL) ON CONFLICT DO NOTHING",
            migrations.RunSQL.noop,
        )
    ]
