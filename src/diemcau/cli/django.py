# SPDX-License-Identifier: Apache-2.0
"""Django's set-up for commands: called once, before anything imports a model."""

from __future__ import annotations

import os

import django
from django.core.management import call_command


def set_up(*, migrate: bool = False) -> None:
    """Load Django's apps; with `migrate`, bring the database of the home folder up to date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diemcau.config.settings")
    django.setup()
    if migrate:
        call_command("migrate", interactive=False, verbosity=0)
