# SPDX-License-Identifier: Apache-2.0
"""Hangs the letters into Wagtail's admin; Wagtail looks for this module by its name."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from typing_extensions import override
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from diemcau.papers.admin_views import PERMISSION, SheetsPage, sheets

_AFTER_THE_PLAN = 91


class LettersMenuItem(MenuItem):  # type: ignore[misc]  # Wagtail ships no types
    """Shown to whoever may see delegates."""

    @override
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail ships no types
def letter_pages() -> list[URLPattern]:
    """The page and its files."""
    return [
        path("letters/", SheetsPage.as_view(), name="letters"),
        path("letters/<slug:slug>/<slug:kind>/", sheets, name="letters_file"),
    ]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # Wagtail ships no types
def letters_menu_item() -> MenuItem:
    """The way there."""
    return LettersMenuItem(_("Letters, badges"), reverse_lazy("letters"), icon_name="mail", order=_AFTER_THE_PLAN)
