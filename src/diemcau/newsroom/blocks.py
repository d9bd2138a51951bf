# SPDX-License-Identifier: Apache-2.0
"""What an article's body is made of."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


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


class Body(blocks.StreamBlock):  # type: ignore[misc]  # Wagtail ships no types
    """Headings, paragraphs whose figures are named and not typed, guests, the programme, and pictures."""

    heading = blocks.CharBlock(max_length=200, icon="title", label=_("heading"))
    paragraph = blocks.TextBlock(
        icon="pilcrow",
        label=_("paragraph"),
        help_text=_("A number from the record is written as its name: [[delegates.attended]], rounded: [[~…]]."),
    )
    guests = blocks.ListBlock(GuestRow(), icon="group", label=_("guests of honour"))
    programme = blocks.ListBlock(ProgrammeRow(), icon="list-ol", label=_("programme"))
    picture = PictureBlock()

    class Meta:
        """An article may still be empty."""

        required = False
