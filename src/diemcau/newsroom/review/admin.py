# SPDX-License-Identifier: Apache-2.0
"""Editors' pages for links to reviewers without an account: issued, seen with their address, revoked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _
from typing_extensions import override
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from diemcau.lib.clock import SystemClock
from diemcau.newsroom.models import NewsArticlePage, ReviewLink
from diemcau.newsroom.review.approving import submit
from diemcau.newsroom.review.links import LINK_LIFETIME, issue_review_link, review_token, revoke_review_link

_DAYS = tuple((days, ngettext_lazy("%(days)d day", "%(days)d days", days) % {"days": days}) for days in (1, 3, 7))


def _state_of(link: ReviewLink) -> str:
    if link.decision is not None:
        return gettext("decided")
    if link.revoked_at is not None:
        return gettext("revoked")
    return gettext("expired") if SystemClock().now() >= link.expires_at else gettext("good")


class ReviewLinkForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail ships no types
    """Issues a link for an article's newest text, or shows a link's address and revokes it."""

    instance: Any
    article = forms.ModelChoiceField(NewsArticlePage.objects.none(), label=_("Article"))
    days = forms.TypedChoiceField(choices=_DAYS, coerce=int, initial=LINK_LIFETIME.days, label=_("Good for"))
    address = forms.CharField(label=_("Address"), required=False, disabled=True)
    revoke = forms.BooleanField(label=_("Revoke this link"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["article"].queryset = NewsArticlePage.objects.filter(has_unpublished_changes=True)
            for name in ("address", "revoke"):
                self.fields.pop(name)
            return
        for name in ("article", "days"):
            self.fields.pop(name)
        self.fields["reviewer"].disabled = True
        is_good = _state_of(self.instance) == gettext("good")
        address = f"{settings.ENV.origin}/review/{review_token(self.instance)}/"
        self.fields["address"].initial = address if is_good else _state_of(self.instance)

    @override
    def save(self, *, commit: bool = True) -> ReviewLink:
        link: ReviewLink = self.instance
        at = SystemClock().now()
        if link.pk is not None:
            if self.cleaned_data["revoke"]:
                revoke_review_link(link, at=at)
                link.refresh_from_db()
            return link
        article: NewsArticlePage = self.cleaned_data["article"]
        state = submit(article, user=self.for_user)
        self.instance = issued = issue_review_link(
            state.revision,
            reviewer=self.cleaned_data["reviewer"],
            issued_by=self.for_user,
            at=at,
            lifetime=self.cleaned_data["days"] * (LINK_LIFETIME / LINK_LIFETIME.days),
        )
        return issued


class NeverDeleted(ModelPermissionPolicy):  # type: ignore[misc]  # Wagtail ships no types
    """What was issued or told stays on record."""

    @override
    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and bool(super().user_has_permission(user, action))


class ReviewLinkViewSet(ModelViewSet):  # type: ignore[misc]  # Wagtail ships no types
    """Links to reviewers."""

    model = ReviewLink
    icon = "link"
    menu_label = _("Review links")
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ("__str__", Column("state", label=_("state"), accessor=_state_of), "expires_at", "issued_by")
    edit_handler = ObjectList(
        [
            FieldPanel("article"),
            FieldPanel("reviewer"),
            FieldPanel("days"),
            FieldPanel("address"),
            FieldPanel("revoke"),
        ],
        base_form_class=ReviewLinkForm,
    )

    @property
    @override
    def permission_policy(self) -> ModelPermissionPolicy:
        return NeverDeleted(self.model)
