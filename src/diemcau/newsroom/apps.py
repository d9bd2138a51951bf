# SPDX-License-Identifier: Apache-2.0
"""Django wiring of the app."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from typing_extensions import override
from wagtail import hooks


class NewsroomConfig(AppConfig):
    """Registers `diemcau.newsroom`."""

    name = "diemcau.newsroom"
    label = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"

    @override
    def ready(self) -> None:
        """Have the guard asked by every row that goes live, publications written down, and pages kept."""
        from django.db.models.signals import pre_save
        from wagtail.signals import published

        from diemcau.newsroom.history import record_version
        from diemcau.newsroom.illustrating import make_ready
        from diemcau.newsroom.keeping.rendering import want_kept
        from diemcau.newsroom.models import FactCheckPage, IncidentNoticePage, NewsArticlePage
        from diemcau.newsroom.review.guard import guard_row

        for reviewed in (NewsArticlePage, FactCheckPage, IncidentNoticePage):
            pre_save.connect(guard_row, sender=reviewed, dispatch_uid=f"newsroom.guard.{reviewed.__name__}")
        published.connect(record_version, dispatch_uid="newsroom.version")
        published.connect(make_ready, dispatch_uid="newsroom.pictures")
        connection_created.connect(_watch, dispatch_uid="newsroom.keeping")
        hooks.register("before_serve_page", lambda *_args: want_kept())


def _watch(connection: BaseDatabaseWrapper, **_fields: Any) -> None:
    from diemcau.newsroom.keeping.watching import watch

    watch(connection)
