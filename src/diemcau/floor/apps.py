# SPDX-License-Identifier: Apache-2.0
"""Django wiring of the app."""

from django.apps import AppConfig


class FloorConfig(AppConfig):
    """Registers `diemcau.floor`."""

    name = "diemcau.floor"
    label = "floor"
    default_auto_field = "django.db.models.BigAutoField"
