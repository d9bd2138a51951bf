# SPDX-License-Identifier: Apache-2.0
"""What waits in the newsroom, on the admin's first page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from typing_extensions import override
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState
from wagtail.permissions import page_permission_policy

from diemcau.newsroom.editor.telling import drafted_corrections, told_of_all
from diemcau.newsroom.feedback import admin as feedback
from diemcau.newsroom.models import IndependentReviewState
from diemcau.newsroom.models.feedback import FeedbackState, ReaderFeedback


class NewsroomPanel(Component):  # type: ignore[misc]  # Wagtail ships no types
    """Articles whose record has changed, corrections, reviews and feedback, for whoever may act on them."""

    name = "newsroom"
    template_name = "newsroom/admin/what_waits.html"
    order = 100

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    @override
    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        if page_permission_policy.user_has_any_permission(self.user, {"add", "change", "publish"}):
            context |= {"drifted": told_of_all(), "reviews": _reviews()}
        if self.user.has_perm("newsroom.change_correction"):
            context["corrections"] = drafted_corrections()
        if self.user.has_perm(feedback.PERMISSION):
            context["feedback"] = ReaderFeedback.objects.filter(state=FeedbackState.WAITING).count()
            context["feedback_at"] = f"{reverse('feedback:index')}?state={FeedbackState.WAITING}"
        return context


def _reviews() -> list[IndependentReviewState]:
    """What is under review, the longest first. Two queries besides the pages'."""
    states = IndependentReviewState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    waiting = states.select_related("revision__user").prefetch_related("revision__content_object")
    return [state for state in waiting.order_by("started_at") if state.revision.content_object]
