# SPDX-License-Identifier: Apache-2.0
"""What readers see of an article changes by publishing, and by nothing else.

The translation library writes a translation's new words into the page's own row before it makes the
revision that is to be reviewed: of a live page, readers would have them at once.
"""

from __future__ import annotations

from wagtail.models import Page

SHOWN = frozenset(
    {"title", "slug", "url_path", "seo_title", "search_description"}
    | {"reported_at", "lead", "body", "photo", "photo_caption", "byline", "source"}
)


def fields_to_save(page: Page) -> list[str] | None:
    """Which fields of a page's row a save may write: all (None), or what isn't shown, while no revision goes live."""
    stored = type(page).objects.filter(pk=page.pk).values_list("live", "live_revision_id").first()
    if not page.live or page.live_revision_id is None or stored != (True, page.live_revision_id):
        return None
    names = [field.name for field in page._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 - Django documents it
    return [name for name in names if name not in SHOWN]
