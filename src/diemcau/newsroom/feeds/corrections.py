# SPDX-License-Identifier: Apache-2.0
"""Corrections in the feeds: entries of their own, so that whoever read the mistake reads that it was one."""

from __future__ import annotations

from django.utils.translation import gettext as _

from diemcau.newsroom.address import absolute
from diemcau.newsroom.corrections import ShownCorrection, latest_corrections
from diemcau.newsroom.feeds.channel import Channel
from diemcau.newsroom.feeds.entry import Entry, uid_of
from diemcau.newsroom.structured.reading import local


def corrections(channel: Channel, *, limit: int) -> list[Entry]:
    """The newest corrections of articles."""
    found = latest_corrections(channel.language, limit=limit, below=channel.page)
    return [_entry(correction, channel) for correction in found]


def _entry(correction: ShownCorrection, channel: Channel) -> Entry:
    article = correction.page
    words = _("It said: “%(wrong)s”. What is right: “%(right)s”.") % {
        "wrong": correction.wrong,
        "right": correction.right,
    }
    return Entry(
        uid=uid_of(article.translation_key, "correction", str(correction.number), channel.language),
        url=absolute(f"{article.url}#{correction.anchor}"),
        title=_("Correction: %(title)s") % {"title": article.title},
        summary=f"{words} {_('Reason')}: {correction.reason}",
        published_at=local(correction.made_at),
        updated_at=local(correction.made_at),
        author=channel.publisher,
        categories=(channel.section_of(article), _("Corrections")),
    )
