# SPDX-License-Identifier: Apache-2.0
"""Django wiring of the app."""

from django.apps import AppConfig


class PresenceConfig(AppConfig):
    """Registers `diemcau.presence`."""

    name = "diemcau.presence"
    label = "presence"
    default_auto_field = "django.db.models.BigAutoField"
