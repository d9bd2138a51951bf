# SPDX-License-Identifier: Apache-2.0
"""What machines read, in a page's head: `{% structured %}` once, for JSON-LD and the tags of shared links."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from diemcau.newsroom.structured.graph import Node, document
from diemcau.newsroom.structured.reading import Reading
from diemcau.newsroom.structured.social import Tag
from diemcau.newsroom.structured.telling import told_by

register = template.Library()
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def structured(context: template.Context) -> SafeString:
    """A page's JSON-LD and the tags of links to it; nothing where no page of the tree is shown."""
    page = context.get("page")
    if not isinstance(page, Page):
        return mark_safe("")
    told = told_by(page, Reading(request=context["request"], home=context["site"]["home"]))
    return format_html("{}\n{}", tags_html(told.tags), script_html(document(told.nodes)))


def script_html(value: Node) -> SafeString:
    """A block of data, which no browser runs: nothing in it can end the block or open a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped above


def tags_html(tags: Iterable[Tag]) -> SafeString:
    """Open Graph names its tags `property`, the others `name`."""
    rows = ((_key(name), name, content) for name, content in tags)
    return format_html_join("\n", '<meta {}="{}" content="{}">', rows)


def _key(name: str) -> str:
    return "name" if name.startswith("twitter:") else "property"
