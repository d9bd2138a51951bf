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
        """Have the guards asked by every row that goes live or off, publications written down, and pages kept."""
        from django.db.models.signals import pre_delete, pre_save
        from wagtail.models import Page
        from wagtail.signals import published

        from diemcau.newsroom.history import record_version
        from diemcau.newsroom.illustrating import make_ready
        from diemcau.newsroom.keeping.rendering import want_kept
        from diemcau.newsroom.review.guard import guard_row
        from diemcau.newsroom.takedown import MAY_BE_TAKEN_DOWN, guard_deleting, guard_going_off, lift_notice

        for saved in (Page, *MAY_BE_TAKEN_DOWN):  # bulk actions save the row that all pages have
            pre_save.connect(guard_row, sender=saved, dispatch_uid=f"newsroom.guard.{saved.__name__}")
            pre_save.connect(guard_going_off, sender=saved, dispatch_uid=f"newsroom.going_off.{saved.__name__}")
        for kind in MAY_BE_TAKEN_DOWN:
            pre_delete.connect(guard_deleting, sender=kind, dispatch_uid=f"newsroom.deleting.{kind.__name__}")
        published.connect(record_version, dispatch_uid="newsroom.version")
        published.connect(lift_notice, dispatch_uid="newsroom.notice")
        published.connect(make_ready, dispatch_uid="newsroom.pictures")
        connection_created.connect(_watch, dispatch_uid="newsroom.keeping")
        hooks.register("before_serve_page", lambda *_args: want_kept())


def _watch(connection: BaseDatabaseWrapper, **_fields: Any) -> None:
    from diemcau.newsroom.keeping.watching import watch

    watch(connection)
