# SPDX-License-Identifier: Apache-2.0
"""Django wiring of the app."""

from django.apps import AppConfig


class RecordingConfig(AppConfig):
    """Registers `diemcau.recording`, so that its events are known."""

    name = "diemcau.recording"
    label = "recording"
    default_auto_field = "django.db.models.BigAutoField"
