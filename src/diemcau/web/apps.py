# SPDX-License-Identifier: Apache-2.0
"""Django wiring of the app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers `diemcau.web`."""

    name = "diemcau.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
