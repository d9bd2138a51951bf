# SPDX-License-Identifier: Apache-2.0
"""The field in which editors write: Draftail with figures as chips and nothing else, over plain text."""

from __future__ import annotations

import json
from typing import Any

from django.forms import Media, Script
from django.utils.functional import cached_property
from typing_extensions import override
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextAreaAdapter
from wagtail.admin.telepath import register

from diemcau.newsroom.editor.content import prose_of, raw_content

FEATURE = "figure"


class ProseConverter:
    """Stands where Wagtail has its converter of HTML: what is kept is text with tokens."""

    def from_database_format(self, prose: str) -> str:
        """As JSON of the editor's."""
        return json.dumps(raw_content(prose), ensure_ascii=False)

    def to_database_format(self, content: str) -> str:
        """And back."""
        return prose_of(json.loads(content))


class ProseArea(DraftailRichTextArea):  # type: ignore[misc]  # Wagtail ships no types
    """A text field whose figures are chips. Our script begins it, for it knows the numbers to fill in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("features", [FEATURE])
        super().__init__(*args, **kwargs)
        self.attrs["data-w-init-event-value"] = "newsroom-prose:init"
        self.converter = ProseConverter()

    @cached_property
    @override
    def media(self) -> Media:
        script: Any = Script("diemcau/editor.js", type="module")  # the stubs know addresses alone
        media: Media = super().media + Media(js=[script])
        return media


class ProseAreaAdapter(DraftailRichTextAreaAdapter):  # type: ignore[misc]  # as above
    """The same in a block of the body."""

    js_constructor = "newsroom.ProseArea"


register(ProseAreaAdapter(), ProseArea)
