"""No TRUNCATE empties a table of this application: triggers of rows, and so the history, would not see it."""

from django.db import migrations

from agreements.migrating import never_emptied


class Migration(migrations.Migration):
    dependencies = [("agreements", "0003_actor_stays")]

    operations = [never_emptied("agreements_")]
