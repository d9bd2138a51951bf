# SPDX-License-Identifier: Apache-2.0
"""Django wiring of the app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Registers `diemcau.journal`."""

    name = "diemcau.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
