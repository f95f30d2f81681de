from django.db import migrations


class Migration(migrations.Migration):
    """The table of the shared cache. Not logged: counts of attempts may be lost in a crash, and are written often."""

    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE accounts_cache (
                cache_key varchar(255) NOT NULL PRIMARY KEY,
                value text NOT NULL,
                expires timestamp with time zone NOT NULL
            );
            CREATE INDEX accounts_cache_expires ON accounts_cache (expires);
            """,
            "DROP TABLE accounts_cache;",
        ),
    ]
