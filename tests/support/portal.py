# SPDX-License-Identifier: Apache-2.0
"""A portal whose pages are kept, for tests that commit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from pytest_django import Settings
from wagtail.models import Locale, Page, Site

from diemcau.newsroom.keeping.emptying import page_store

HOST = "localhost:8080"
ORIGIN = f"http://{HOST}"


def plant_the_tree() -> None:
    """What Wagtail's migrations make once, and tests that commit sweep away with all else: languages and root."""
    for code, _ in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    if not Page.objects.exists():
        Page.add_root(title="Root", slug="root")
    Site.clear_site_root_paths_cache()


@contextmanager
def kept_in(folder: Path, changed: Settings) -> Iterator[None]:
    """Let pages be kept in a folder of the test's own, under the one name that they are kept for."""
    changed.PORTAL_PAGES = folder
    changed.WAGTAILADMIN_BASE_URL = ORIGIN
    page_store.cache_clear()
    plant_the_tree()
    yield
    page_store.cache_clear()
    Site.clear_site_root_paths_cache()
