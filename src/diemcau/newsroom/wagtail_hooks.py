# SPDX-License-Identifier: Apache-2.0
"""Hangs the newsroom into Wagtail's admin; Wagtail looks for this module by its name."""

from __future__ import annotations

from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from diemcau.newsroom.behind import admin as behind_admin
from diemcau.newsroom.corrections_admin import CorrectionViewSet
from diemcau.newsroom.editor import hooks as editor_hooks
from diemcau.newsroom.feedback import admin as feedback_admin
from diemcau.newsroom.review import hooks as review_hooks
from diemcau.newsroom.review.admin import ReviewLinkViewSet
from diemcau.newsroom.takedown_admin import TakeDownViewSet, ask_for_reason

__all__ = ["ask_for_reason", "behind_admin", "editor_hooks", "feedback_admin", "review_hooks"]


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]  # Wagtail ships no types
def careful_pages() -> list[ModelViewSet]:
    """Corrections, take-downs, and links to reviewers."""
    return [
        CorrectionViewSet(name="newsroom-corrections"),
        TakeDownViewSet(name="newsroom-take-downs"),
        ReviewLinkViewSet(name="newsroom-review-links"),
    ]
