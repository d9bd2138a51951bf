# SPDX-License-Identifier: Apache-2.0
"""Fact checks for the front page."""

from __future__ import annotations

from django import template

from diemcau.newsroom.models import FactCheckPage, latest_checks

register = template.Library()
_RECENT = 3


@register.simple_tag
def recent_checks() -> list[FactCheckPage]:
    """The newest checks in the language that is being spoken."""
    return list(latest_checks()[:_RECENT])
