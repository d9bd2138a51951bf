# SPDX-License-Identifier: Apache-2.0
"""Django wiring of the app."""

from django.apps import AppConfig


class ConferenceConfig(AppConfig):
    """Registers `diemcau.conference`."""

    name = "diemcau.conference"
    label = "conference"
    default_auto_field = "django.db.models.BigAutoField"
