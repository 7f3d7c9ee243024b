"""Wordings have names, places and figures; wordings are compared."""

import django.db.models.deletion
from django.db import migrations, models


def name_own(apps, schema_editor):
    """Texts that a workspace wrote before wordings had names get one each."""
    for one in apps.get_model("outreach", "MessageTemplate").objects.filter(name="").order_by("pk"):
        one.name = f"own {one.pk}"
        one.save(update_fields=["name"])


class Migration(migrations.Migration):

    dependencies = [
        ('outreach', '0007_departures'),
        ('shops', '0002_left_out_figures'),
    ]

    operations = [
        migrations.CreateModel(
            name='Experiment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('invite', 'invite'), ('remind', 'remind'), ('answer', 'answer'), ('sample_notice', 'sample_notice'), ('reinvite', 'reinvite')], max_length=20)),
                ('name', models.CharField(max_length=40)),
                ('arms', models.JSONField(default=list)),
                ('base_rate', models.PositiveIntegerField()),
                ('wished_rate', models.PositiveIntegerField()),
                ('per_arm', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('running', 'Running'), ('decided', 'Decided')], default='running', max_length=10)),
                ('started_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.CharField(blank=True, max_length=80)),
                ('kept', models.CharField(blank=True, max_length=40)),
                ('was_reached', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='MessageWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('language', models.CharField(max_length=10)),
                ('digest', models.CharField(max_length=16)),
                ('arm', models.PositiveSmallIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='WordingPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('invite', 'invite'), ('remind', 'remind'), ('answer', 'answer'), ('sample_notice', 'sample_notice'), ('reinvite', 'reinvite')], max_length=20)),
                ('name', models.CharField(max_length=40)),
                ('position', models.PositiveIntegerField()),
                ('is_off', models.BooleanField(default=False)),
            ],
        ),
        migrations.AddField(
            model_name='messagetemplate',
            name='name',
            field=models.CharField(default='', max_length=40),
        ),
        migrations.RunPython(name_own, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='messagetemplate',
            constraint=models.UniqueConstraint(fields=('workspace', 'purpose', 'name', 'language'), name='a_wording_once_a_language'),
        ),
        migrations.AddField(
            model_name='experiment',
            name='shop',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='shops.shop'),
        ),
        migrations.AddField(
            model_name='messagewording',
            name='experiment',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='messages', to='outreach.experiment'),
        ),
        migrations.AddField(
            model_name='messagewording',
            name='message',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='wording', to='outreach.message'),
        ),
        migrations.AddField(
            model_name='wordingplace',
            name='workspace',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='shops.workspace'),
        ),
        migrations.AddConstraint(
            model_name='experiment',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'running')), fields=('shop', 'purpose'), name='one_experiment_runs_a_purpose'),
        ),
        migrations.AddIndex(
            model_name='messagewording',
            index=models.Index(fields=['name', 'language'], name='messages_by_wording'),
        ),
        migrations.AddConstraint(
            model_name='wordingplace',
            constraint=models.UniqueConstraint(fields=('workspace', 'purpose', 'name'), name='a_wording_has_one_place'),
        ),
    ]
