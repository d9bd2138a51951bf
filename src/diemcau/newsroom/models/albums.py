# SPDX-License-Identifier: Apache-2.0
"""The photo library: albums of pictures with captions and credits."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from typing_extensions import override
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page, PageQuerySet

from diemcau.conference.models import Conference
from diemcau.newsroom.blocks import PictureBlock
from diemcau.newsroom.models.open_pages import open_to_everybody
from diemcau.newsroom.models.pictures import SHOWN_ON_CARDS, NewsPicture
from diemcau.newsroom.pictures.renditions import with_renditions

_CARD = ("title", "path", "depth", "url_path", "locale", "held_on", *(f"cover__{name}" for name in SHOWN_ON_CARDS))


class PhotoLibraryPage(Page):  # type: ignore[misc]  # Wagtail ships no types
    """All albums, newest first."""

    parent_page_types: ClassVar[list[str]] = ["newsroom.HomePage"]
    subpage_types: ClassVar[list[str]] = ["newsroom.AlbumPage"]

    class Meta:
        """Beside the sections."""

        verbose_name = _("photo library")

    @override
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"albums": list(latest_albums().child_of(self))}


class AlbumPage(RoutablePageMixin, Page):  # type: ignore[misc]  # Wagtail ships no types
    """Pictures of one occasion. Each also has a page of its own, so that a link can lead to it."""

    held_on = models.DateField(_("date"))
    intro = models.CharField(_("introduction"), max_length=300, blank=True)
    cover = models.ForeignKey(
        NewsPicture, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("cover")
    )
    pictures = StreamField([("picture", PictureBlock())], blank=True, verbose_name=_("pictures"))
    conference = models.ForeignKey(
        Conference, models.SET_NULL, null=True, blank=True, related_name="albums", verbose_name=_("conference")
    )

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("held_on"),
        FieldPanel("intro"),
        FieldPanel("cover"),
        FieldPanel("pictures"),
        FieldPanel("conference"),
    ]
    parent_page_types: ClassVar[list[str]] = ["newsroom.PhotoLibraryPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        """By date in the library."""

        verbose_name = _("album")

    @override
    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        with_renditions(block.value["picture"] for block in self.pictures)
        return context | {"library": self.get_parent(), "count": len(self.pictures)}

    @path("<int:number>/", name="picture")  # type: ignore[untyped-decorator]  # Wagtail ships no types
    def picture(self, request: HttpRequest, number: int) -> HttpResponse:
        """One picture, large, with ways to the ones beside it."""
        shown = [block.value for block in self.pictures if block.value["picture"] is not None]
        if not 1 <= number <= len(shown):
            raise Http404
        beside = {
            "previous": number - 1 if number > 1 else None,
            "next": number + 1 if number < len(shown) else None,
        }
        context = {"shown": shown[number - 1], "number": number, **beside}
        answer: HttpResponse = self.render(request, template="newsroom/album_picture.html", context_overrides=context)
        return answer


def latest_albums() -> PageQuerySet:
    """Published albums in the language that is being spoken, newest first, with their covers."""
    albums = open_to_everybody(AlbumPage.objects.filter(locale__language_code=get_language() or settings.LANGUAGE_CODE))
    return albums.order_by("-held_on", "-pk").only(*_CARD).select_related("cover").prefetch_related("cover__renditions")
