# SPDX-License-Identifier: Apache-2.0
"""An article's facts, taken from its page, its conference and its film."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from diemcau.conference.models import Conference, Venue
from diemcau.newsroom.address import absolute
from diemcau.newsroom.corrections import ShownCorrection, corrections_of
from diemcau.newsroom.film import Film, film_of
from diemcau.newsroom.models import NewsArticlePage, NewsPicture
from diemcau.newsroom.prose import prose_text
from diemcau.newsroom.structured import facts
from diemcau.newsroom.structured.reading import Reading, author_of, leaf_facts, local

_SHARED = "fill-1200x675|format-jpeg"  # the proportions that shared links show whole
_POSTER_WIDTH, _POSTER_HEIGHT = 1280, 720


def article_facts(page: NewsArticlePage, reading: Reading) -> facts.Article:
    """What an article tells machines."""
    film = film_of(page.conference)
    summary = prose_text(page.lead, page.bound_figures())
    leaf = leaf_facts(page, reading, description=summary, published_at=page.reported_at)
    return facts.Article(
        leaf=leaf,
        section=leaf.path[-2].title,
        author=author_of(page.byline, leaf.publisher, office=page.source),
        pictures=tuple(_pictures(page, film)),
        gathering=_gathering(page.conference, page) if page.conference else None,
        footage=_footage(film) if film else None,
        corrections=tuple(_correction(one, leaf.url) for one in corrections_of(page)),
    )


def _pictures(page: NewsArticlePage, film: Film | None) -> Iterator[facts.Picture]:
    """The leading picture, the film's first sight where there is none, and those in the text."""
    if page.photo:
        yield _picture(page.photo, page.photo_caption)
    elif film:
        yield facts.Picture(url=absolute(film.poster), width=_POSTER_WIDTH, height=_POSTER_HEIGHT)
    for block in page.body:
        if block.block_type == "picture" and block.value["picture"]:
            yield _picture(block.value["picture"], block.value["caption"])


def _picture(picture: NewsPicture, caption: str) -> facts.Picture:
    shown = picture.get_rendition(_SHARED)
    return facts.Picture(
        url=absolute(shown.url),
        width=shown.width,
        height=shown.height,
        caption=caption or picture.shown_caption,
        credit=picture.credit,
        alt=picture.default_alt_text,
    )


def _correction(correction: ShownCorrection, page_url: str) -> facts.Correction:
    words = _("It said: “%(wrong)s”. What is right: “%(right)s”.") % {
        "wrong": correction.wrong,
        "right": correction.right,
    }
    return facts.Correction(text=words, made_at=local(correction.made_at), url=f"{page_url}#{correction.anchor}")


def _gathering(conference: Conference, page: NewsArticlePage) -> facts.Gathering:
    rows = (row for block in page.body if block.block_type == "guests" for row in block.value)
    return replace(
        gathering_of(conference),
        ends_at=local(page.closed_at) if page.closed_at else None,
        guests=tuple(facts.Guest(name=row["name"], post=row["post"]) for row in rows),
    )


def gathering_of(conference: Conference) -> facts.Gathering:
    """A conference as the plan has it; how it ended isn't in there."""
    hub = _hub(conference)
    return facts.Gathering(
        name=conference.name,
        organiser=conference.organiser,
        starts_at=local(conference.starts_at),
        ends_at=None,
        place=hub.name if hub else conference.place,
        address=(hub.address if hub else "") or conference.place,
    )


def _hub(conference: Conference) -> Venue | None:
    try:
        return conference.hub
    except Venue.DoesNotExist:
        return None


def _footage(film: Film) -> facts.Footage:
    url = absolute(film.film)
    return facts.Footage(
        url=url,
        poster=absolute(film.poster),
        lasts_s=film.lasts_s,
        scenes=tuple(
            facts.Scene(title=one.title, url=f"{url}#t={one.second}", from_s=one.second, to_s=one.until)
            for one in film.chapters
        ),
    )
