# SPDX-License-Identifier: Apache-2.0
"""Django wiring of the app."""

from __future__ import annotations

from django.apps import AppConfig
from typing_extensions import override


class NewsroomConfig(AppConfig):
    """Registers `diemcau.newsroom`."""

    name = "diemcau.newsroom"
    label = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"

    @override
    def ready(self) -> None:
        """Have the guard asked by every row that goes live, and each publication written down."""
        from django.db.models.signals import pre_save
        from wagtail.signals import published

        from diemcau.newsroom.history import record_version
        from diemcau.newsroom.models import NewsArticlePage
        from diemcau.newsroom.review.guard import guard_row

        pre_save.connect(guard_row, sender=NewsArticlePage, dispatch_uid="newsroom.guard")
        published.connect(record_version, dispatch_uid="newsroom.version")
