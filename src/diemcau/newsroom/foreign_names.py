# SPDX-License-Identifier: Apache-2.0
"""Vietnamese names on a page in another language, so that a screen reader says them in Vietnamese (WCAG 3.1.2).

Nothing is guessed from how a word looks: a name is what the plan calls its venues and itself, and what
the Vietnamese page calls guests, speakers and sources. Where the translation has other words, they differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from diemcau.newsroom.models import NewsArticlePage

NAMES_IN = "vi"
_TAG = re.compile(r"(<[^>]*>)")
_SHORTEST = 3
"""Two letters are found in too many places that mean something else."""


def vietnamese_names(page: NewsArticlePage) -> set[str]:
    """Every name that may stand in an article as it is in Vietnamese; none on a Vietnamese page."""
    if page.locale.language_code == NAMES_IN:
        return set()
    return {name for name in (*_of_plan(page), *_of_original(page)) if len(name) >= _SHORTEST}


def marked(html: str, names: Iterable[str]) -> SafeString:
    """HTML whose texts have each of these names, whole, in a `span` of its language; tags are left alone."""
    longest_first = sorted((re.escape(escape(name)) for name in names), key=len, reverse=True)
    if not longest_first:
        return mark_safe(html)  # noqa: S308 - a template's own output
    name = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")
    span = rf'<span lang="{NAMES_IN}">\g<0></span>'
    parts = (part if part.startswith("<") else name.sub(span, part) for part in _TAG.split(html))
    return mark_safe("".join(parts))  # noqa: S308 - as above, and names that are escaped


def _of_plan(page: NewsArticlePage) -> Iterator[str]:
    if page.conference is not None:
        yield from (page.conference.name, page.conference.organiser, page.conference.section)
        yield from page.conference.venues.values_list("name", flat=True)


def _of_original(page: NewsArticlePage) -> Iterator[str]:
    original = page.get_translations().filter(locale__language_code=NAMES_IN).only("title", "body", "source").first()
    if original is None:
        return
    yield from (original.title, original.source, page.byline)
    for block in original.body:
        if block.block_type in {"guests", "programme"}:
            for row in block.value:
                yield from (text for label, text in row.items() if label != "time")
                yield row.get("speaker", "").partition(", ")[0]
