# SPDX-License-Identifier: Apache-2.0
"""Hangs the plan's pages into Wagtail's admin; Wagtail looks for this module by its name."""

from __future__ import annotations

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from diemcau.people.admin import PlanGroup


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]  # Wagtail ships no types
def plan_pages() -> ViewSetGroup:
    """The plan's lists and forms."""
    return PlanGroup()
