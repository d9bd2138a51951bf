# SPDX-License-Identifier: Apache-2.0
"""Django wiring of the app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JournalConfig(AppConfig):
    """Registers `diemcau.journal`, and has every room's events and projections known from the start."""

    name = "diemcau.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Import `events` and `projections` of every installed app that has them."""
        autodiscover_modules("events", "projections")
