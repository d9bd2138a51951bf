# SPDX-License-Identifier: Apache-2.0
"""Django wiring of the app."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """Registers `diemcau.newsroom`."""

    name = "diemcau.newsroom"
    label = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"
