# SPDX-License-Identifier: Apache-2.0
"""The panel above an article's form."""

from __future__ import annotations

from typing import Any

from typing_extensions import override
from wagtail.admin.panels import Panel


class RecordPanel(Panel):  # type: ignore[misc]  # Wagtail ships no types
    """What the record says of the article, before anybody publishes it, and the figures that the form offers."""

    class BoundPanel(Panel.BoundPanel):  # type: ignore[misc]  # as above
        """The panel over one article."""

        template_name = "newsroom/admin/record_panel.html"

        @override
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from diemcau.newsroom.editor.telling import told_of  # it knows the pages, which know this panel

            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | told_of(self.instance)
