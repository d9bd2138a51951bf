# SPDX-License-Identifier: Apache-2.0
"""Organisers' pages for decks of slides: upload, a look at what became of it, title and item.

The files are rendered while the form is checked, before the transaction of saving begins: a
long deck takes half a minute, and nobody must wait for the database so long.
"""

from __future__ import annotations

import re
from base64 import b64encode
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count, Model, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from typing_extensions import override
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column

from diemcau.conference.actions import add_pages
from diemcau.conference.admin import FrozenFieldsForm, choice_filter
from diemcau.conference.admin_views import PlanIndexView, PlanViewSet, language_now
from diemcau.conference.deck_files import DeckFile, RenderedDeck, picture_path, rendered_deck
from diemcau.conference.models import Conference, Deck, ProgrammeItem
from diemcau.lib.refusal import Refusal


class SeveralFiles(forms.FileInput):
    """Lets the organiser choose several pictures at once."""

    allow_multiple_selected = True


class DeckFilesField(forms.FileField):
    """A PDF, or pictures in the order of the numbers in their names."""

    widget = SeveralFiles(attrs={"multiple": True, "accept": ".pdf,.png,.jpg,.jpeg,.webp"})

    @override
    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = data if isinstance(data, list) else [data]
        return sorted((super(DeckFilesField, self).clean(file, initial) for file in files), key=_in_order)

    @override
    def to_python(self, data: Any) -> Any:
        # An empty file is the renderer's to refuse, in its own words.
        return data if isinstance(data, UploadedFile) else super().to_python(data)


def _in_order(file: UploadedFile[Any]) -> list[str | int]:
    """`page 9` before `page 10`."""
    parts = re.split(r"(\d+)", file.name or "")
    return [int(part) if part.isdecimal() else part.casefold() for part in parts]


class DeckForm(FrozenFieldsForm):
    """Uploads a deck, or edits its title and item; the pages of a stored deck never change."""

    frozen = ("conference",)
    files = DeckFilesField(
        label=_("Files"),
        help_text=_("One PDF, or several pictures (PNG, JPEG, WebP) that are shown in the order of their names."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("files")
            self.fields["item"].queryset = ProgrammeItem.objects.filter(conference=self.instance.conference)
        # Titles of programme items are longer than a page is wide.
        self.fields["item"].widget.attrs["style"] = "max-width: 100%"
        self._rendered: RenderedDeck | None = None

    @override
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        item, conference = cleaned.get("item"), cleaned.get("conference")
        if item and conference and item.conference_id != conference.pk:
            self.add_error("item", ValidationError(_("This item is of another conference's programme.")))
        if conference and "files" in cleaned and not self.errors:
            self._render(conference, cleaned["files"])
        return cleaned

    def _render(self, conference: Conference, files: list[UploadedFile[Any]]) -> None:
        try:
            rendered = rendered_deck([DeckFile(name=file.name or "?", content=file.open()) for file in files])
        except Refusal as refusal:
            self.add_error("files", refusal.sentence(language_now()))
            return
        if Deck.objects.filter(conference=conference, source_sha256=rendered.source).exists():
            self.add_error("files", ValidationError(_("This conference has a deck of this file already.")))
        self._rendered, self.instance.source_sha256 = rendered, rendered.source

    @override
    @transaction.atomic
    def save(self, *, commit: bool = True) -> Deck:
        deck: Deck = super().save(commit=commit)
        if self._rendered is not None:
            add_pages(deck, self._rendered)
        return deck


class PagesPanel(Panel):  # type: ignore[misc]  # Wagtail ships no types
    """What became of the files, page by page; their folder has no address, so the pictures stand in the page."""

    class BoundPanel(Panel.BoundPanel):  # type: ignore[misc]  # Wagtail ships no types
        """The thumbnails of one deck."""

        @override
        def is_shown(self) -> bool:
            return self.instance.pk is not None

        @override
        def render_html(self, parent_context: Any = None) -> SafeString:
            pictures = format_html_join(
                "",
                '<img src="data:image/webp;base64,{}" alt="{}" width="240" loading="lazy" '
                'style="margin:0 .75rem .75rem 0;border:1px solid #c9bfac;vertical-align:top">',
                ((_inline(page.thumbnail), _("Page %d") % page.number) for page in self.instance.pages.all()),
            )
            return format_html("<div>{}</div>", pictures)


def _inline(digest: str) -> str:
    return b64encode(picture_path(digest).read_bytes()).decode()


class DeckFilters(WagtailFilterSet):  # type: ignore[misc]  # Wagtail ships no types
    """Filters of the list of decks."""

    conference = choice_filter(Conference.objects.all(), _("conference"))

    class Meta:
        """Filters are declared above."""

        model = Deck
        fields = ()


class DeckIndexView(PlanIndexView):
    """The list of decks, with their numbers of pages."""

    @override
    def get_base_queryset(self) -> QuerySet[Model]:
        decks: QuerySet[Model] = super().get_base_queryset().annotate(page_count=Count("pages"))
        return decks


class DeckViewSet(PlanViewSet):
    """Decks of slides: uploaded, named, deleted; never drawn anew."""

    index_view_class = DeckIndexView
    model = Deck
    icon = "image"
    list_display = ("title", Column("page_count", label=_("Number of pages")), "item")
    related = ("item",)
    filterset_class = DeckFilters
    conferences_of = staticmethod(lambda deck: [deck.conference])
    edit_handler = ObjectList(
        [
            FieldPanel("conference"),
            FieldPanel("title"),
            FieldPanel("item"),
            FieldPanel("files"),
            PagesPanel(heading=_("Page by page")),
        ],
        base_form_class=DeckForm,
    )
