# SPDX-License-Identifier: Apache-2.0
"""The form of an article."""

from __future__ import annotations

from typing import Any

from typing_extensions import override
from wagtail.admin.forms import WagtailAdminPageForm


class ArticleForm(WagtailAdminPageForm):  # type: ignore[misc]  # Wagtail ships no types
    """An article that changes its conference gives back the figures of the one before; `clean` binds the new ones."""

    @override
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "conference" in self.changed_data:
            self.instance.figures = []
        return cleaned
