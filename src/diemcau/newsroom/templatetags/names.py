# SPDX-License-Identifier: Apache-2.0
"""Names in the language that they are in."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from diemcau.newsroom.foreign_names import marked, vietnamese_names
from diemcau.newsroom.models import NewsArticlePage

register = template.Library()


@register.simple_block_tag
def with_names_marked(content: str, page: NewsArticlePage) -> SafeString:
    """An article's HTML, its Vietnamese names marked as such where the page is in another language."""
    return marked(content, vietnamese_names(page))
