# SPDX-License-Identifier: Apache-2.0
"""What an article's body is made of."""

from __future__ import annotations

from typing import Any

from django.forms import CharField
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from typing_extensions import override
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from diemcau.newsroom.editor.widgets import ProseArea


class ProgrammeRow(blocks.StructBlock):  # type: ignore[misc]  # Wagtail ships no types
    """An item that ran: when it began, what it was, who presented it."""

    time = blocks.CharBlock(required=False, max_length=20, label=_("time"))
    title = blocks.CharBlock(max_length=300, label=_("title"))
    speaker = blocks.CharBlock(required=False, max_length=450, label=_("speaker"))

    class Meta:
        """In the list of what was presented."""

        label = _("programme item")


class GuestRow(blocks.StructBlock):  # type: ignore[misc]  # Wagtail ships no types
    """A guest of honour, as introduced: by name and post."""

    name = blocks.CharBlock(max_length=200, label=_("name"))
    post = blocks.CharBlock(required=False, max_length=450, label=_("post"))

    class Meta:
        """In the list of those who came."""

        label = _("guest of honour")


class PictureBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail ships no types
    """A picture in the text. Without a caption of its own it has the picture's."""

    picture = ImageChooserBlock(label=_("picture"))
    caption = blocks.CharBlock(required=False, max_length=500, label=_("caption"))

    class Meta:
        """Between paragraphs."""

        icon = "image"
        label = _("picture")


class ProseBlock(blocks.TextBlock):  # type: ignore[misc]  # Wagtail ships no types
    """Text whose figures are chips in the editor, and tokens where it is kept."""

    @cached_property
    @override
    def field(self) -> CharField:
        return CharField(widget=ProseArea(), **self.field_options)

    @override
    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """To migrations it is what is kept: text."""
        return "wagtail.blocks.TextBlock", *super().deconstruct()[1:]


class Body(blocks.StreamBlock):  # type: ignore[misc]  # Wagtail ships no types
    """Headings, paragraphs whose figures are named and not typed, guests, the programme, and pictures."""

    heading = blocks.CharBlock(max_length=200, icon="title", label=_("heading"))
    paragraph = ProseBlock(
        icon="pilcrow",
        label=_("paragraph"),
        help_text=_("Numbers of the conference are put in with the button “Figure”."),
    )
    guests = blocks.ListBlock(GuestRow(), icon="group", label=_("guests of honour"))
    programme = blocks.ListBlock(ProgrammeRow(), icon="list-ol", label=_("programme"))
    picture = PictureBlock()

    class Meta:
        """An article may still be empty."""

        required = False
