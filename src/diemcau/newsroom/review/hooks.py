# SPDX-License-Identifier: Apache-2.0
"""Review in Wagtail's editor: no button leads around it, and none that is forged does either."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem
from wagtail.models import Page

from diemcau.newsroom.models import FactCheckIndexPage, FactCheckPage, NewsArticlePage, SectionPage
from diemcau.newsroom.review.guard import require_publishable

REVIEWED = (NewsArticlePage, FactCheckPage)


@hooks.register("before_publish_page")  # type: ignore[untyped-decorator]  # Wagtail ships no types
def ask_the_guard(_request: HttpRequest, page: Page) -> None:
    """The editor's own publish button acts on the revision itself, past the page. Raises: as the guard."""
    if isinstance(page, REVIEWED):
        require_publishable(page, page.get_latest_revision())


@hooks.register("construct_page_action_menu")  # type: ignore[untyped-decorator]  # as above
def submit_instead_of_publish(menu: list[ActionMenuItem], _request: HttpRequest, context: dict[str, Any]) -> None:
    """An article or a fact check is submitted; publishing follows from the approval."""
    is_reviewed = isinstance(context.get("page"), REVIEWED)
    is_new = context["view"] == "create" and isinstance(
        context["parent_page"].specific, SectionPage | FactCheckIndexPage
    )
    if is_reviewed or is_new:
        menu[:] = [item for item in menu if not isinstance(item, PublishMenuItem)]
