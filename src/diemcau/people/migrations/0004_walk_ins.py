# SPDX-License-Identifier: Apache-2.0
"""Those who came without an invitation."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_imports")]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="is_walk_in",
            field=models.BooleanField(default=False, editable=False, verbose_name="came without an invitation"),
        ),
    ]
