# SPDX-License-Identifier: Apache-2.0
"""Corrections for the portal's templates."""

from __future__ import annotations

from django import template

from diemcau.newsroom import corrections
from diemcau.newsroom.models import NewsArticlePage

register = template.Library()


@register.simple_tag
def corrections_of(page: NewsArticlePage) -> list[corrections.ShownCorrection]:
    """What the article has corrected, newest first."""
    return corrections.corrections_of(page)
