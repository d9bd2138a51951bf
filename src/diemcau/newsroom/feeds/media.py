# SPDX-License-Identifier: Apache-2.0
"""Django's feeds with pictures: RSS 2.0 and Atom 1.0 by the words of Media RSS, which needs no count of bytes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.xmlutils import SimplerXMLGenerator
from typing_extensions import override

from diemcau.newsroom.feeds.entry import Picture
from diemcau.newsroom.feeds.text import xml_text

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_NAMESPACE = {"xmlns:media": "http://search.yahoo.com/mrss/"}


class _Steady(SyndicationFeed):
    """Two readings of a feed are alike: Django dates one without entries by the moment at which it is asked for."""

    @override
    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else _NEVER


class RssWithPictures(_Steady, Rss201rev2Feed):
    """RSS 2.0. An item's `picture` is a Picture or None."""

    @override
    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | _NAMESPACE

    @override
    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        _add_picture(handler, item["picture"])


class AtomWithPictures(_Steady, Atom1Feed):
    """Atom 1.0. An item's `picture` is a Picture or None."""

    @override
    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | _NAMESPACE

    @override
    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        _add_picture(handler, item["picture"])


def _add_picture(handler: SimplerXMLGenerator, picture: Picture | None) -> None:
    if picture is None:
        return
    said = {"url": picture.url, "type": "image/jpeg", "medium": "image"}
    measures = {"width": str(picture.width), "height": str(picture.height)}
    handler.startElement("media:content", AttributesImpl(said | measures))
    for name, words in (("media:description", picture.caption), ("media:credit", picture.credit)):
        if words:
            handler.addQuickElement(name, xml_text(words))
    handler.endElement("media:content")
