# SPDX-License-Identifier: Apache-2.0
"""The files that a page needs before its style sheet has been read: the fonts of its first paint."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static

_SERIF = "node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-{}-wght-normal.woff2"


@cache
def first_fonts() -> tuple[str, ...]:
    """Addresses of the headline's fonts: its letters and its marks, in the names that the build gave them.

    Raises: FileNotFoundError: the pages aren't built.
    """
    found = finders.find("diemcau/manifest.json")
    if not found:
        raise FileNotFoundError("diemcau/manifest.json")
    files = json.loads(Path(str(found)).read_text(encoding="utf-8"))
    return tuple(static(f"diemcau/{files[_SERIF.format(part)]['file']}") for part in ("latin", "vietnamese"))
