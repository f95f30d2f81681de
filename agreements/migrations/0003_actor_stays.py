"""A party that an act names is not deleted without the act.

The database has refused it all along (its foreign key is checked at the end of the transaction); Django forgot the actor
before it came to that, which turned the act of one party into one of the whole agreement.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_decisions")]

    operations = [
        migrations.AlterField(
            model_name="act",
            name="actor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="acts",
                to="agreements.party",
                verbose_name="acting party",
            ),
        ),
    ]
