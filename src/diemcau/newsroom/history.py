# SPDX-License-Identifier: Apache-2.0
"""Writing down each publication, and reading the public history back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.timezone import now
from wagtail.models import Revision

from diemcau.newsroom.models import NewsArticlePage, PublishedVersion
from diemcau.newsroom.prose import prose_text

Words = dict[str, list[str]]
PARTS = ("headline", "lead", "text", "captions", "figures", "credits")


def record_version(**signal: Any) -> None:
    """Wagtail's `published`, which also tells of what was only scheduled: write down what readers see now.

    The reason is used up: the next change needs one of its own.
    """
    page, revision = signal["instance"], signal["revision"]
    if not isinstance(page, NewsArticlePage) or not page.live:
        return
    last = page.published_versions.last()
    words = words_of(page)
    if last is None or last.digest != words_digest(words) or page.change_reason:
        _write(page, revision, words, number=last.number + 1 if last else 1)
    NewsArticlePage.objects.filter(pk=page.pk).update(change_reason="")
    page.change_reason = ""


def words_of(page: NewsArticlePage) -> Words:
    """Everything of an article that readers read, as plain text in parts."""
    figures = page.bound_figures()
    captions = [page.photo_caption, *(str(b.value["caption"]) for b in page.body if b.block_type == "picture")]
    return {
        "headline": [page.title],
        "lead": [_plain(page.lead, figures)],
        "text": [text for block in page.body for text in _texts(block, figures)],
        "captions": [caption for caption in captions if caption],
        "figures": [f"{figure.name} = {figure.value} @ {figure.seq}" for figure in figures.values()],
        "credits": [text for text in (page.byline, page.source) if text],
    }


def words_digest(words: Words) -> str:
    """SHA-256 of the words, hexadecimal."""
    return hashlib.sha256(json.dumps(words, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def versions_of(page: NewsArticlePage) -> list[PublishedVersion]:
    """All publications of an article, newest first."""
    return list(page.published_versions.order_by("-number"))


def version_and_before(page: NewsArticlePage, number: int) -> tuple[PublishedVersion | None, PublishedVersion | None]:
    """One publication and the one before it; None for each that there isn't."""
    found = {version.number: version for version in page.published_versions.filter(number__in=(number - 1, number))}
    return found.get(number), found.get(number - 1)


def _write(page: NewsArticlePage, revision: Revision, words: Words, *, number: int) -> None:
    PublishedVersion.objects.create(
        page=page,
        number=number,
        published_at=page.last_published_at or now(),
        reason=page.change_reason if number > 1 else "",
        revision=revision,
        words=words,
        digest=words_digest(words),
    )


def _texts(block: Any, figures: Any) -> Iterator[str]:
    if block.block_type in {"guests", "programme"}:
        for row in block.value:
            yield " – ".join(part for part in row.values() if part)
    elif block.block_type in {"heading", "paragraph"}:
        yield _plain(str(block.value), figures)


def _plain(text: str, figures: Any) -> str:
    return prose_text(unescape(strip_tags(text)) if "<" in text else text, figures)
