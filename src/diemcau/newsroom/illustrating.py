# SPDX-License-Identifier: Apache-2.0
"""Putting the stills of a conference into its report, and getting pictures ready before a reader asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

from django.db import transaction
from wagtail.blocks import StreamValue

from diemcau.conference.models import Conference
from diemcau.newsroom.albums import publish_album
from diemcau.newsroom.models import AlbumPage, HomePage, NewsArticlePage
from diemcau.newsroom.pictures.renditions import prepare
from diemcau.newsroom.queries import report_of
from diemcau.newsroom.report import Block
from diemcau.newsroom.stills import lead_and_others, picture_blocks, stills_on_air

_HEADING, _PICTURE = "heading", "picture"
PICTURES_CAME = {"vi": "Bổ sung ảnh từ bản ghi hình hội nghị", "en": "Pictures from the recording added"}


def illustrate(page: NewsArticlePage, conference: Conference) -> bool:
    """Give an article its lead picture and two in the text, unless it has pictures. Saves nothing.

    Returns: whether there is something new to save.
    """
    if page.pictures():
        return False
    lead, others = lead_and_others(stills_on_air(conference))
    if lead is None:
        return False
    page.photo = lead
    spots = [index for index, block in enumerate(page.body) if block.block_type == _HEADING]
    spots += [len(page.body)] * (len(others) - len(spots))
    for spot, block in reversed(list(zip(spots, picture_blocks(others), strict=False))):
        page.body.insert(spot, block)
    return True


def with_pictures_of(body: StreamValue, blocks: Sequence[Block]) -> list[Block]:
    """Other words for a body whose pictures stay: before their heading, or else after as many texts as now."""
    headings = {value: spot for spot, (kind, value) in enumerate(blocks) if kind == _HEADING}
    texts = [block for block in body if block.block_type != _PICTURE]
    places: list[tuple[int, Block]] = []
    passed = 0
    for block in body:
        if block.block_type == _PICTURE:
            places.append((_spot(texts[passed:], headings, passed, end=len(blocks)), (_PICTURE, block.value)))
        else:
            passed += 1
    placed = list(blocks)
    for number, (spot, picture) in enumerate(sorted(places, key=itemgetter(0))):
        placed.insert(spot + number, picture)
    return placed


def _spot(following: Sequence[Any], headings: Mapping[str, int], passed: int, *, end: int) -> int:
    if not following:
        return end
    return headings.get(following[0].value, passed) if following[0].block_type == _HEADING else passed


@transaction.atomic
def add_pictures(conference: Conference) -> list[NewsArticlePage]:
    """Put the stills into the newest drafts of the conference's report, once the recording is over. Publishes nothing.

    Returns: the pages that have a new draft; none when there is no report, or nothing to add.
    """
    page = report_of(conference)
    pages = page.get_translations(inclusive=True) if page is not None else []
    drafts = [each.get_latest_revision_as_object() for each in pages]
    return [_saved(draft) for draft in drafts if illustrate(draft, conference)]


def awaits_pictures(page: NewsArticlePage) -> bool:
    """Whether readers see a page without pictures whose newest draft has some."""
    return not page.pictures() and bool(page.get_latest_revision_as_object().pictures())


def _saved(draft: NewsArticlePage) -> NewsArticlePage:
    if draft.first_published_at is not None:
        draft.change_reason = draft.change_reason or PICTURES_CAME[draft.locale.language_code]
    draft.save_revision(log_action=True)
    return draft


def make_ready(instance: Any, **_fields: Any) -> None:
    """Once a page has gone live: its pictures in all formats; with a conference's stills, their album as well."""
    if isinstance(instance, NewsArticlePage):
        transaction.on_commit(partial(_make_article_ready, instance), robust=True)
    elif isinstance(instance, AlbumPage):
        pictures = [block.value["picture"] for block in instance.pictures]
        transaction.on_commit(partial(prepare, [picture for picture in pictures if picture]), robust=True)


def prepare_renditions(page: NewsArticlePage) -> None:
    """Make whatever sizes and formats of an article's pictures are missing."""
    prepare(page.pictures())


def _make_article_ready(page: NewsArticlePage) -> None:
    prepare_renditions(page)
    home = HomePage.objects.order_by("pk").first()
    shows_stills = any(picture.moment for picture in page.pictures())
    if page.conference is not None and home is not None and shows_stills:
        publish_album(page.conference, home)
