# SPDX-License-Identifier: Apache-2.0
"""Number, seat and badge of an invitation. A default is asked once for a whole table: each row gets its badge here."""

from __future__ import annotations

import uuid

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

_ROWS_A_STATEMENT = 200


def give_badges(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Give every invitation a badge of its own."""
    invitation = apps.get_model("people", "Invitation")
    rows = list(invitation.objects.only("pk"))
    for row in rows:
        row.badge_id = uuid.uuid4()
    invitation.objects.bulk_update(rows, ["badge_id"], batch_size=_ROWS_A_STATEMENT)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_plan")]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="number",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Left blank, it is given: guests of honour first, then by venue and name.",
                max_length=20,
                verbose_name="number of the letter",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="invitation",
            name="seat",
            field=models.CharField(blank=True, default="", max_length=40, verbose_name="seat"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="invitation",
            name="badge_id",
            field=models.UUIDField(null=True, editable=False),
        ),
        migrations.RunPython(give_badges, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="invitation",
            name="badge_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=~Q(number=""),
                fields=("conference", "number"),
                name="invitation_number_once",
                violation_error_message="Another letter of this conference has this number.",
            ),
        ),
    ]
