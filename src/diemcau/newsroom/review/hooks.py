# SPDX-License-Identifier: Apache-2.0
"""Review in Wagtail's editor: no button leads around it, and none that is forged does either."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page, PageLogEntry

from diemcau.newsroom.models import (
    FactCheckIndexPage,
    FactCheckPage,
    IncidentNoticeIndexPage,
    IncidentNoticePage,
    NewsArticlePage,
    SectionPage,
)
from diemcau.newsroom.review.guard import require_publishable
from diemcau.newsroom.schedule import HELD

REVIEWED = (NewsArticlePage, FactCheckPage, IncidentNoticePage)
HOLDS_REVIEWED = (SectionPage, FactCheckIndexPage, IncidentNoticeIndexPage)


@hooks.register("before_publish_page")  # type: ignore[untyped-decorator]  # Wagtail ships no types
def ask_the_guard(_request: HttpRequest, page: Page) -> None:
    """The editor's own publish button acts on the revision itself, past the page. Raises: as the guard."""
    if isinstance(page, REVIEWED):
        require_publishable(page, page.get_latest_revision())


@hooks.register("construct_page_action_menu")  # type: ignore[untyped-decorator]  # as above
def submit_instead_of_publish(menu: list[ActionMenuItem], _request: HttpRequest, context: dict[str, Any]) -> None:
    """An article, a fact check or a notice is submitted; publishing follows from the approval."""
    is_reviewed = isinstance(context.get("page"), REVIEWED)
    is_new = context["view"] == "create" and isinstance(context["parent_page"].specific, HOLDS_REVIEWED)
    if is_reviewed or is_new:
        menu[:] = [item for item in menu if not isinstance(item, PublishMenuItem)]


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]  # as above
def name_held_publications(actions: LogActionRegistry) -> None:
    """A scheduled article that the guard held back stands in its page's log, with the sentence."""

    @actions.register_action(HELD)
    class HeldFormatter(LogFormatter):  # type: ignore[misc]  # as above
        label = _("Held back")

        def format_message(self, entry: PageLogEntry) -> str:
            return _sentence(entry)


@hooks.register("before_edit_page")  # type: ignore[untyped-decorator]  # as above
def tell_of_held_publication(request: HttpRequest, page: Page) -> None:
    """Whoever opens a page whose scheduled revision was held back reads why."""
    entry = PageLogEntry.objects.filter(page=page.pk, action=HELD, revision=page.latest_revision).last()
    if entry is not None and request.method == "GET":
        messages.warning(request, _sentence(entry))


def _sentence(entry: PageLogEntry) -> str:
    return str(entry.data["en" if (get_language() or "").startswith("en") else "vi"])
