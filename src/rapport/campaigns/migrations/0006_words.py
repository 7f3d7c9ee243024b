"""Each campaign's words: its message sequence, language rule and support."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0005_wishes_and_limits'),
    ]

    operations = [
        migrations.CreateModel(
            name='CampaignWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language_rule', models.CharField(choices=[('creator', 'creator'), ('region', 'region'), ('fixed', 'fixed')], default='creator', max_length=10)),
                ('language', models.CharField(blank=True, max_length=10)),
                ('has_traffic', models.BooleanField(default=False)),
                ('traffic', models.CharField(blank=True, max_length=120)),
                ('campaign', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='campaigns.campaign')),
            ],
        ),
        migrations.CreateModel(
            name='SequenceStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('invite', 'invite'), ('remind', 'remind'), ('answer', 'answer'), ('sample_notice', 'sample_notice'), ('reinvite', 'reinvite')], max_length=20)),
                ('position', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=40)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='campaigns.campaign')),
            ],
            options={
                'ordering': ['purpose', 'position', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'purpose', 'name'), name='a_wording_once_a_purpose')],
            },
        ),
    ]
