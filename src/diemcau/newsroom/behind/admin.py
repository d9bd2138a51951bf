# SPDX-License-Identifier: Apache-2.0
"""Where editors are told: on the admin's first page, and above the translation itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from typing_extensions import override
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from diemcau.newsroom.behind.queries import articles_behind


class TranslationsBehind(Component):  # type: ignore[misc]  # Wagtail ships no types
    """The list on the first page; nothing where no translation is behind."""

    name = "translations_behind"
    template_name = "newsroom/admin/translations_behind.html"
    order = 150

    @override
    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"behind": articles_behind().select_related("locale")}


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]  # as above
def list_translations_behind(_request: HttpRequest, panels: list[Component]) -> None:
    """Above the lists of one's own pages."""
    panels.append(TranslationsBehind())


@hooks.register("before_edit_page")  # type: ignore[untyped-decorator]  # as above
def tell_of_original(request: HttpRequest, page: Page) -> None:
    """Whoever opens a translation reads that its original is newer."""
    if request.method == "GET" and articles_behind().filter(pk=page.pk).exists():
        messages.warning(
            request,
            _(
                "The original was published anew since this translation: readers of the two don't read the same. "
                "Sync the translation, and submit it for review."
            ),
        )
