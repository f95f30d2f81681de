"""No TRUNCATE empties a table of this application: triggers of rows, and so the history, would not see it."""

from django.db import migrations

from agreements.migrating import never_emptied


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_initial")]

    operations = [never_emptied("programs_")]
