# SPDX-License-Identifier: Apache-2.0
"""What makes a page one that readers can find."""

from __future__ import annotations

from abc import abstractmethod
from datetime import datetime
from typing import Any, ClassVar

from wagtail.models import Page
from wagtail.search import index

from diemcau.newsroom.search.words import searchable


class SearchablePage:
    """Beside `Page` among the bases of a page that the portal's search finds."""

    title: str
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("folded_text")]

    @abstractmethod
    def plain_text(self) -> str:
        """All that readers read under the headline, its figures filled in."""

    @abstractmethod
    def dated_at(self) -> datetime:
        """The moment that stands beside the headline."""

    def folded_text(self) -> str:
        """What the index keeps, in the spelling that questions are read in."""
        return searchable(self.title, self.plain_text())
