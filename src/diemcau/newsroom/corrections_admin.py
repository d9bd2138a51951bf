# SPDX-License-Identifier: Apache-2.0
"""Editors' pages for corrections: written in every language, and published by somebody else with one box."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from diemcau.lib.clock import SystemClock
from diemcau.newsroom.correcting import publish_correction
from diemcau.newsroom.models import Correction, CorrectionState, NewsArticlePage
from diemcau.newsroom.review.admin import NeverDeleted


class CorrectionForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail ships no types
    """Writes a draft; whoever ticks the box approves it, and it is published in every language at once."""

    article = forms.ModelChoiceField(NewsArticlePage.objects.none(), label=_("Article"))
    publish = forms.BooleanField(
        label=_("Approve and publish now"),
        required=False,
        help_text=_("The article is published anew in every language, with the reason. Its author can't do this."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["article"].queryset = NewsArticlePage.objects.live().order_by("-reported_at")
        else:
            self.fields.pop("article")

    @override
    def save(self, *, commit: bool = True) -> Correction:
        correction: Correction = self.instance
        is_published = correction.state == CorrectionState.PUBLISHED
        if correction.pk is None:
            correction.article_key = self.cleaned_data["article"].translation_key
            correction.drafted_at = SystemClock().now()
        if not is_published:
            if self.has_changed() and set(self.changed_data) - {"publish"}:
                correction.author = self.for_user
            saved: Correction = super().save(commit=commit)
            correction = saved
        if self.cleaned_data["publish"]:
            publish_correction(correction, by=self.for_user, at=SystemClock().now())
            correction.refresh_from_db()
        return correction


class CorrectionViewSet(ModelViewSet):  # type: ignore[misc]  # Wagtail ships no types
    """Corrections, drafted and published."""

    model = Correction
    icon = "edit"
    menu_label = _("Corrections")
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ("__str__", "state", "drafted_at", "made_at", "author", "reviewer")
    edit_handler = ObjectList(
        [FieldPanel("article"), InlinePanel("texts", label=_("language"), min_num=1), FieldPanel("publish")],
        base_form_class=CorrectionForm,
    )

    @property
    @override
    def permission_policy(self) -> ModelPermissionPolicy:
        return NeverDeleted(self.model)
