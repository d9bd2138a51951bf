# SPDX-License-Identifier: Apache-2.0
"""All that readers may open, for search engines: each address with its translations and the day it changed last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils.translation import override as speaking
from typing_extensions import override
from wagtail.models import Page

from diemcau.newsroom.address import absolute
from diemcau.newsroom.models.open_pages import open_to_everybody
from diemcau.newsroom.structured.reading import local

VIEWS = ("corrections", "feeds")
"""The portal's own pages that no editor writes, by the names of their addresses."""
_SHOWN = ("path", "depth", "slug", "url_path", "translation_key", "last_published_at", "locale__language_code")


@dataclass(frozen=True, kw_only=True)
class Listed:
    """An address. `subject` is what its translations share; `changed_at` is None where nobody can tell."""

    subject: str
    language: str
    address: str
    changed_at: datetime | None = None


if TYPE_CHECKING:
    ListedSitemap = Sitemap[Listed]
else:
    ListedSitemap = Sitemap


class PortalSitemap(ListedSitemap):
    """Pages of the tree in its order, then views."""

    limit = 10_000

    @override
    def items(self) -> list[Listed]:
        return [*_pages(), *_views()]

    @override
    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """One part of the map, for the template. Addresses are the portal's, whatever name the request came by."""
        listed = self.items()
        alternates = alternates_of(listed)
        return [
            {"location": one.address, "lastmod": one.changed_at, "alternates": alternates.get(one.subject, [])}
            for one in self.paginator.page(page).object_list
        ]


def alternates_of(listed: Iterable[Listed]) -> dict[str, list[tuple[str, str]]]:
    """Languages and addresses of all that is there in more than one language, as the pages' own heads tell them."""
    by_subject = groupby(sorted(listed, key=lambda one: (one.subject, one.language)), key=lambda one: one.subject)
    found = {subject: [(one.language, one.address) for one in group] for subject, group in by_subject}
    return {subject: [*told, *_by_default(told)] for subject, told in found.items() if len(told) > 1}


def changes_below(pages: Sequence[Page]) -> dict[str, datetime]:
    """By a page's path, when it or what stands below it was published last: lists change with what they list."""
    changed: dict[str, datetime] = {}
    for page in pages:
        if page.last_published_at is not None:
            for depth in range(1, page.depth + 1):
                path = page.path[: depth * Page.steplen]
                changed[path] = max(changed.get(path, page.last_published_at), page.last_published_at)
    return changed


def _pages() -> Iterator[Listed]:
    pages = list(open_to_everybody(Page.objects.filter(depth__gt=1)).select_related("locale").only(*_SHOWN))
    changed = changes_below(pages)
    for page in pages:
        if page.url:
            yield Listed(
                subject=str(page.translation_key),
                language=page.locale.language_code,
                address=absolute(page.url),
                changed_at=local(changed[page.path]) if page.path in changed else None,
            )


def _views() -> Iterator[Listed]:
    for name in VIEWS:
        for language, _ in settings.LANGUAGES:
            with speaking(language):
                yield Listed(subject=name, language=language, address=absolute(reverse(name)))


def _by_default(told: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("x-default", address) for language, address in told if language == settings.LANGUAGE_CODE]
