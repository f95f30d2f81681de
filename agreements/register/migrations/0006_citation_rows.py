"""Rows of tables stand where they are cited (docs/decisions/0011); nothing published before cites one."""

import django.db.models.deletion
from django.db import migrations, models

from agreements.migrating import never_emptied


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0005_never_emptied'),
    ]

    operations = [
        migrations.CreateModel(
            name='CitationRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record_id', models.CharField(max_length=120)),
                ('row_id', models.CharField(max_length=340)),
                ('key', models.CharField(blank=True, default='', max_length=200)),
                ('first_number', models.PositiveBigIntegerField()),
                ('until_number', models.PositiveBigIntegerField(null=True)),
                ('updated_at', models.DateTimeField()),
                ('record_type', models.CharField(max_length=24)),
                ('source', models.CharField(max_length=120)),
                ('locator', models.CharField(blank=True, default='', max_length=80)),
                ('ordinal', models.PositiveBigIntegerField(default=0)),
                ('publication', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='register.publication')),
            ],
            options={
                'db_table': 'register_citation_row',
                'indexes': [models.Index(condition=models.Q(('until_number__isnull', True), _negated=True), fields=['until_number'], name='citation_row_past'), models.Index(condition=models.Q(('until_number__isnull', True)), fields=['source', 'ordinal', 'key'], name='citation_row_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until_number__isnull', True), ('until_number__gt', models.F('first_number')), _connector='OR'), name='citation_row_numbers_in_order'), models.UniqueConstraint(fields=('publication', 'row_id'), name='citation_row_once'), models.UniqueConstraint(condition=models.Q(('until_number__isnull', True)), fields=('row_id',), name='citation_row_one_present')],
            },
        ),
        never_emptied("register_citation_row"),
    ]
