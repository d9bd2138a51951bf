# SPDX-License-Identifier: Apache-2.0
"""Hangs the chips into Wagtail's admin, and what editors are told of the record on the first page and in lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, PageQuerySet
from wagtail.rich_text.feature_registry import FeatureRegistry

from diemcau.newsroom.editor.content import FIGURE
from diemcau.newsroom.editor.dashboard import NewsroomPanel
from diemcau.newsroom.editor.views import figures
from diemcau.newsroom.editor.widgets import FEATURE
from diemcau.newsroom.models import RecordDrift

_FIRST = 10


@hooks.register("register_rich_text_features")  # type: ignore[untyped-decorator]  # Wagtail ships no types
def figure_chips(features: FeatureRegistry) -> None:
    """The button; `frontend/src/entries/editor.ts` holds what it does."""
    kind = {
        "type": FIGURE,
        "icon": "tag",
        "label": _("Figure"),
        "description": _("Figure of the conference"),
        "attributes": ["name", "rounded"],
    }
    features.register_editor_plugin("draftail", FEATURE, EntityFeature(kind))


@hooks.register("insert_global_admin_css")  # type: ignore[untyped-decorator]  # as above
def looks() -> SafeString:
    """Of chips, panels and marks."""
    return format_html('<link rel="stylesheet" href="{}">', static("diemcau/editor.css"))


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # as above
def figures_address() -> list[URLPattern]:
    """Where the form asks for the figures of another conference."""
    return [path("newsroom/figures/", figures, name="newsroom_figures")]


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]  # as above
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """The newsroom's panel on the first page."""
    panels.append(NewsroomPanel(request))


@hooks.register("construct_explorer_page_queryset")  # type: ignore[untyped-decorator]  # as above
def look_for_drifts(_parent: Page, pages: PageQuerySet, _request: HttpRequest) -> PageQuerySet:
    """Each page of the list with whether the record has left it behind, in the list's own query."""
    drifts = RecordDrift.objects.filter(page=OuterRef("pk"), settled_at=None)
    return pages.annotate(is_drifted=Exists(drifts))


@hooks.register("register_page_listing_buttons")  # type: ignore[untyped-decorator]  # as above
def mark_drifted(page: Page, **_listing: Any) -> Iterator[Button]:
    """The mark beside a page in the list; it leads to the panel that says what has changed."""
    if getattr(page, "is_drifted", False):
        yield Button(
            gettext("The record has changed"),
            reverse("wagtailadmin_pages:edit", args=(page.pk,)),
            icon_name="warning",
            classname="newsroom-drifted",
            priority=_FIRST,
        )
