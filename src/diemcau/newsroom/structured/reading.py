# SPDX-License-Identifier: Apache-2.0
"""What any page of the portal says of itself, taken from the page and the site that it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from wagtail.models import Page

from diemcau.newsroom.address import absolute
from diemcau.newsroom.models import HomePage
from diemcau.newsroom.models.open_pages import languages_open_to_everybody
from diemcau.newsroom.structured import facts

LOGO = "web/icon.svg"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One request for a page: where it came in, and the front page in the page's language."""

    request: HttpRequest
    home: HomePage | None

    @property
    def publisher(self) -> facts.Publisher:
        """Whose portal it is."""
        name = (self.home.organisation or self.home.title) if self.home else ""
        return facts.Publisher(name=name, url=absolute("/"), logo=absolute(static(LOGO)))


def leaf_facts(page: Page, reading: Reading, *, description: str, published_at: datetime | None) -> facts.Leaf:
    """What any page says of itself."""
    others = tuple(_others(page, reading))
    original = next((other for other in others if other.language == settings.LANGUAGE_CODE), None)
    times = [local(at) for at in (published_at, page.last_published_at) if at]
    return facts.Leaf(
        url=absolute(page.get_url(reading.request)),
        title=page.title,
        description=description,
        language=page.locale.language_code,
        published_at=times[0] if times else None,
        modified_at=max(times, default=None),
        publisher=reading.publisher,
        path=tuple(_path(page, reading)),
        original=original,
        translations=() if original else others,
    )


def author_of(byline: str, publisher: facts.Publisher, *, office: str) -> facts.Author:
    """Who signs. A byline that is the source's or the portal's own name is an office; no byline is the portal."""
    if byline in {"", office, publisher.name}:
        return facts.Author(name=byline or office or publisher.name, kind="Organization")
    return facts.Author(name=byline, kind="Person")


def local(at: datetime) -> datetime:
    """An instant with the offset that readers live by."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE))


def _others(page: Page, reading: Reading) -> Iterator[facts.Translation]:
    """The page in other languages. An alias repeats the original, untranslated: it counts as none."""
    for other in languages_open_to_everybody(page):
        if other.pk != page.pk and other.alias_of_id is None:
            yield facts.Translation(language=other.locale.language_code, url=absolute(other.get_url(reading.request)))


def _path(page: Page, reading: Reading) -> Iterator[facts.Step]:
    """From the front page to this one; the tree's root above them is no page."""
    for step in (*page.get_ancestors().filter(depth__gt=1), page):
        yield facts.Step(title=step.title, url=absolute(step.get_url(reading.request)))
