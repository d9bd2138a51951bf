# SPDX-License-Identifier: Apache-2.0
"""Facts in schema.org's words: the nodes of a page's JSON-LD. Pure.

Ranges are schema.org's own, not what one search engine forgives: a width is a quantity in pixels,
a length of time an ISO 8601 duration.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from diemcau.newsroom.structured import facts

Node = dict[str, object]
CONTEXT = "https://schema.org"
_PIXELS = "E37"  # UN/CEFACT's code for a pixel
_FREE = True  # nobody pays to read a public body's news


def document(nodes: Sequence[Node]) -> Node:
    """One page's nodes as one document."""
    return {"@context": CONTEXT, "@graph": list(nodes)}


def node(kind: str, **properties: object) -> Node:
    """A node of one type; what is unknown is left out, not written as empty."""
    return {"@type": kind, **{name: value for name, value in properties.items() if value not in (None, "", [])}}


def page_node(kind: str, leaf: facts.Leaf, **properties: object) -> Node:
    """A page's node: what all pages say, and what this one says besides."""
    return {
        "@id": _id(leaf.url),
        **node(
            kind,
            url=leaf.url,
            mainEntityOfPage={"@type": "WebPage", "@id": leaf.url},
            description=leaf.description,
            inLanguage=leaf.language,
            datePublished=_iso(leaf.published_at),
            dateModified=_iso(leaf.modified_at),
            isAccessibleForFree=_FREE,
            publisher=publisher(leaf.publisher),
            translationOfWork=leaf.original and _translation(kind, leaf.original),
            workTranslation=[_translation(kind, other) for other in leaf.translations],
            **properties,
        ),
    }


def news_article(article: facts.Article) -> Node:
    """The article itself."""
    return page_node(
        "NewsArticle",
        article.leaf,
        headline=article.leaf.title,
        articleSection=article.section,
        author=node(article.author.kind, name=article.author.name),
        image=[image(picture) for picture in article.pictures],
        about=article.gathering and event(article.gathering),
        video=article.footage and _video(article.footage, article),
        correction=[_correction(correction) for correction in article.corrections],
    )


def breadcrumbs(path: Sequence[facts.Step]) -> Node:
    """The way from the front page to this one."""
    steps = [
        node("ListItem", position=position, name=step.title, item={"@id": step.url, **node("WebPage", url=step.url)})
        for position, step in enumerate(path, 1)
    ]
    return node("BreadcrumbList", itemListElement=steps)


def publisher(organisation: facts.Publisher) -> Node:
    """Whose portal it is."""
    return node(
        "Organization",
        name=organisation.name,
        url=organisation.url,
        logo=node("ImageObject", url=organisation.logo),
    )


def image(picture: facts.Picture) -> Node:
    """A picture with the caption and credit that stand below it."""
    return node(
        "ImageObject",
        url=picture.url,
        contentUrl=picture.url,
        caption=picture.caption,
        description=picture.alt,
        creditText=picture.credit,
        width=_pixels(picture.width),
        height=_pixels(picture.height),
    )


def event(gathering: facts.Gathering) -> Node:
    """A hall with people in it and all who followed from other halls: both modes of attendance."""
    return node(
        "Event",
        name=gathering.name,
        startDate=gathering.starts_at.isoformat(),
        endDate=_iso(gathering.ends_at),
        eventStatus="https://schema.org/EventScheduled",
        eventAttendanceMode="https://schema.org/MixedEventAttendanceMode",
        location=node("Place", name=gathering.place, address=gathering.address),
        organizer=node("Organization", name=gathering.organiser) if gathering.organiser else None,
        attendee=[node("Person", name=guest.name, jobTitle=guest.post) for guest in gathering.guests],
    )


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _id(url: str) -> str:
    """What stands on a page is another thing than the page."""
    return f"{url}#content"


def _translation(kind: str, other: facts.Translation) -> Node:
    return {"@id": _id(other.url), **node(kind, url=other.url, inLanguage=other.language)}


def _pixels(count: int) -> Node:
    return node("QuantitativeValue", value=count, unitCode=_PIXELS)


def _video(footage: facts.Footage, article: facts.Article) -> Node:
    return node(
        "VideoObject",
        name=article.gathering.name if article.gathering else article.leaf.title,
        description=article.leaf.description,
        contentUrl=footage.url,
        thumbnailUrl=footage.poster,
        uploadDate=_iso(article.leaf.published_at),
        duration=f"PT{footage.lasts_s}S",
        hasPart=[
            node("Clip", name=scene.title, url=scene.url, startOffset=scene.from_s, endOffset=scene.to_s)
            for scene in footage.scenes
        ],
    )


def _correction(correction: facts.Correction) -> Node:
    return node(
        "CorrectionComment", text=correction.text, datePublished=correction.made_at.isoformat(), url=correction.url
    )
