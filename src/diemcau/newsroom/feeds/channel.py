# SPDX-License-Identifier: Apache-2.0
"""A feed before its entries: it tells what stands below one page of the portal, in that page's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _
from wagtail.models import Page

from diemcau.newsroom.feeds.entry import uid_of
from diemcau.newsroom.models import HomePage
from diemcau.newsroom.structured.reading import local


@dataclass(frozen=True, kw_only=True)
class Channel:
    """The feed of a page; the home's is the whole portal's."""

    page: Page
    home: HomePage

    @property
    def language(self) -> str:
        """The code of the language that it speaks."""
        return str(self.home.locale.language_code)

    @property
    def uid(self) -> str:
        """Its name for good."""
        return uid_of(self.page.translation_key, "feed", self.language)

    @property
    def publisher(self) -> str:
        """Whose portal it is."""
        return str(self.home.organisation or self.home.title)

    @property
    def title(self) -> str:
        """`Tỉnh ủy Lâm Đồng`, `Tuyên giáo các cấp – Tỉnh ủy Lâm Đồng`."""
        return self.publisher if self.is_whole else f"{self.page.title} – {self.publisher}"

    @property
    def is_whole(self) -> bool:
        """Whether it tells all that the portal tells."""
        return bool(self.page.pk == self.home.pk)

    @property
    def description(self) -> str:
        """What the page says of itself, or else what it is."""
        return str(getattr(self.page, "intro", "") or self.home.tagline) or _(
            "News, corrections, fact checks and notices of incidents"
        )

    def section_of(self, page: Page) -> str:
        """The title of the part of the portal in which a page stands; empty for one that stands in none."""
        return next((title for path, title in self._parts if page.path.startswith(path)), "")

    @cached_property
    def _parts(self) -> list[tuple[str, str]]:
        return list(self.home.get_children().values_list("path", "title"))


def last_touched(page: Page, *, since: datetime) -> datetime:
    """When a page was published last; never before the moment that it bears."""
    return local(max(since, page.last_published_at or since))
