# SPDX-License-Identifier: Apache-2.0
"""Django wiring of the app."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Registers `diemcau.papers`."""

    name = "diemcau.papers"
    label = "papers"
    default_auto_field = "django.db.models.BigAutoField"
