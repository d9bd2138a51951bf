# SPDX-License-Identifier: Apache-2.0
"""Each bound figure knows when its entry was written; those bound before read it in the journal."""

from django.db import migrations, models


def read_times(apps, _schema_editor):
    figures = apps.get_model("newsroom", "BoundFigure").objects.select_related("page__conference")
    entries = apps.get_model("journal", "Entry").objects
    for figure in figures.iterator():
        conference = figure.page.conference
        entry = conference and entries.filter(conference=conference.uuid, seq=figure.seq).first()
        figure.at = entry.at if entry else figure.page.reported_at
        figure.save(update_fields=["at"])


class Migration(migrations.Migration):

    dependencies = [
        ("journal", "0001_initial"),
        ("newsroom", "0005_corrections_and_versions"),
    ]

    operations = [
        migrations.AddField("boundfigure", "at", models.DateTimeField(null=True)),
        migrations.RunPython(read_times, migrations.RunPython.noop),
        migrations.AlterField("boundfigure", "at", models.DateTimeField()),
    ]
