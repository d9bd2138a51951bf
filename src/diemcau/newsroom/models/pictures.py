# SPDX-License-Identifier: Apache-2.0
"""The newsroom's pictures: a file, and the words that go with it wherever it goes.

The file that is kept is the picture alone: what a camera or a desk wrote into it is read on
upload, put into these fields, and taken out of the file. Every rendition gets the words back.
"""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.core.files import File
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from typing_extensions import override
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, get_upload_to

from diemcau.conference.models import Conference
from diemcau.newsroom.pictures.filters import PictureFilter
from diemcau.newsroom.pictures.upright import UprightImageField
from diemcau.newsroom.pictures.words import Words

CAPTION_LENGTH = 500
SHOWN_ON_CARDS = (
    "file", "file_hash", "width", "height", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
)  # fmt: skip
"""What a card shows of a picture: none of its words, which stand beside it."""


class NewsPicture(AbstractImage):  # type: ignore[misc]  # Wagtail ships no types
    """A picture with its caption, credit and alternative text; `description` is the latter, as everywhere in Wagtail.

    The plain fields are in the site's own language, those that end in `_en` in English; an empty
    English one falls back to the plain one. `moment` names what a still of the conference shows,
    and is empty for pictures that somebody uploaded.
    """

    file = UprightImageField(_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    description_en = models.CharField(_("description in English"), max_length=255, blank=True)
    caption = models.CharField(_("caption"), max_length=CAPTION_LENGTH, blank=True)
    caption_en = models.CharField(_("caption in English"), max_length=CAPTION_LENGTH, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    conference = models.ForeignKey(
        Conference, models.SET_NULL, null=True, blank=True, related_name="pictures", editable=False
    )
    moment = models.CharField(max_length=40, blank=True, editable=False)

    admin_form_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "file",
        "description",
        "description_en",
        "caption",
        "caption_en",
        "credit",
        "taken_at",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):  # type: ignore[misc]  # Wagtail ships no types
        """One still of a moment."""

        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["conference", "moment"], condition=~models.Q(moment=""), name="still_once_a_moment"
            )
        ]

    @property
    def shown_caption(self) -> str:
        """The caption in the language that is spoken just now."""
        return self._spoken(self.caption, self.caption_en)

    @property
    @override
    def default_alt_text(self) -> str:
        return self._spoken(self.description, self.description_en) or self.shown_caption or str(self.title)

    @property
    def words(self) -> Words:
        """The words that every rendition carries."""
        return Words(
            caption=self.caption,
            caption_en=self.caption_en,
            alternative=self.description,
            alternative_en=self.description_en,
            credit=self.credit,
        )

    @override
    def get_upload_to(self, filename: str) -> str:
        """A name that nobody guesses, and its renditions' with it: they lie open before an article is out."""
        path: str = super().get_upload_to(f"{secrets.token_hex(6)}-{filename}")
        return path

    @override
    def create_renditions(self, *filters: Filter) -> dict[Filter, NewsRendition]:
        """All words at once and here: Wagtail makes renditions on threads, where each would open a connection."""
        if filters and (unread := self.get_deferred_fields()):
            self.refresh_from_db(fields=sorted(unread))
        made: dict[Filter, NewsRendition] = super().create_renditions(*filters)
        return made

    @override
    def generate_rendition_file(self, filter: Filter, *, source: Any = None) -> File[bytes]:
        made: File[bytes] = super().generate_rendition_file(PictureFilter(filter.spec, words=self.words), source=source)
        return made

    @staticmethod
    def _spoken(own: str, english: str) -> str:
        return english if english and get_language() == "en" else own


class NewsRendition(AbstractRendition):  # type: ignore[misc]  # Wagtail ships no types
    """A picture in one size and format."""

    image = models.ForeignKey(NewsPicture, models.CASCADE, related_name="renditions")

    class Meta:
        """Each made once."""

        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once")
        ]
