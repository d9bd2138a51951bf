# SPDX-License-Identifier: Apache-2.0
"""Moderators' pages: what readers wrote, to approve, to reject, to answer or to delete; and the website links."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from typing_extensions import override
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet

from diemcau.newsroom.models.feedback import FeedbackState, ReaderFeedback
from diemcau.newsroom.models.links import WebsiteLinkGroup

_AFTER_THE_NEWS = 250
PERMISSION = "newsroom.change_readerfeedback"


class WrittenByReaders(ModelPermissionPolicy):  # type: ignore[misc]  # Wagtail ships no types
    """Nobody in the newsroom writes a reader's feedback."""

    @override
    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and bool(super().user_has_permission(user, action))


class FeedbackViewSet(ModelViewSet):  # type: ignore[misc]  # Wagtail ships no types
    """The list by state; readers' own words can't be changed."""

    model = ReaderFeedback
    icon = "comment"
    menu_label = _("Readers' feedback")
    menu_order = _AFTER_THE_NEWS
    add_to_admin_menu = True
    url_prefix = "feedback"
    url_namespace = "feedback"
    list_display = ("message", "name", "page", "received_at", "state")
    list_filter = ("state",)
    ordering = ("-received_at",)
    copy_view_enabled = False
    panels = (
        FieldPanel("page", read_only=True),
        FieldPanel("name", read_only=True),
        FieldPanel("message", read_only=True),
        FieldPanel("state"),
        FieldPanel("answer"),
    )

    @property
    def permission_policy(self) -> WrittenByReaders:
        """Change, view and delete alone."""
        return WrittenByReaders(ReaderFeedback)


class WaitingFeedback(SummaryItem):  # type: ignore[misc]  # Wagtail ships no types
    """How many wait, on the first page of the admin."""

    order = _AFTER_THE_NEWS
    template_name = "newsroom/admin/waiting_feedback.html"

    @override
    def is_shown(self) -> bool:
        return bool(self.request.user.has_perm(PERMISSION))

    @override
    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        waiting = ReaderFeedback.objects.filter(state=FeedbackState.WAITING).count()
        address = f"{reverse('feedback:index')}?state={FeedbackState.WAITING}"
        return {"waiting": waiting, "address": address}


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]  # Wagtail ships no types
def feedback_pages() -> FeedbackViewSet:
    """The list and its form."""
    return FeedbackViewSet()


@hooks.register("construct_homepage_summary_items")  # type: ignore[untyped-decorator]  # as above
def waiting_feedback(request: HttpRequest, items: list[SummaryItem]) -> None:
    """The count beside the pages' and pictures'."""
    items.append(WaitingFeedback(request))


register_snippet(WebsiteLinkGroup)
